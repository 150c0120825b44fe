package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.NUMBER;
import static org.mockzabbix.scenario.ScalarSchema.STRING;
import static org.mockzabbix.scenario.ScalarSchema.duration;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.scenario.FaultSchema.Faults;
import org.mockzabbix.scenario.ScenarioNode.ObjectNode;
import org.mockzabbix.text.DurationRange;

/** The schema of the script of a key. */
final class KeySchema {

  private static final String ONE_RESPONSE =
      "a key needs one of reply, sequence, random, walk, counter, clock and notSupported";

  private KeySchema() {}

  /** The response after the last value of a sequence. */
  private enum SequenceEnd {
    LAST,
    REPEAT,
    NOT_SUPPORTED
  }

  /** Collects the fields of a key. */
  private static final class KeyDraft {
    private @Nullable String reply;
    private @Nullable String notSupported;
    private @Nullable List<String> sequence;
    private @Nullable SequenceEnd then;
    private @Nullable KeyScript moving;
    private @Nullable Duration delay;
    private final Faults faults = new Faults();

    private void move(KeyScript script) {
      if (moving != null) {
        throw new IllegalArgumentException(ONE_RESPONSE);
      }
      moving = script;
    }

    private KeyScript build(ObjectNode node) {
      KeyScript script = response(node);
      script = delay == null ? script : script.delayed(delay);
      for (Fault fault : faults.forRequest()) {
        script = script.faulty(fault);
      }
      return script;
    }

    private KeyScript response(ObjectNode node) {
      boolean fixed = reply != null || notSupported != null;
      if (then != null && sequence == null && (fixed || moving != null)) {
        throw node.error("then", "then has no effect without sequence: remove it");
      }
      if (moving != null && !fixed && sequence == null) {
        return moving;
      }
      if (sequence != null && reply == null && moving == null) {
        return sequence(KeyScript.sequence(sequence.toArray(new String[0])), node);
      }
      if (sequence != null || moving != null || (reply == null) == (notSupported == null)) {
        throw node.error(ONE_RESPONSE);
      }
      return reply == null
          ? KeyScript.notSupported(String.valueOf(notSupported))
          : KeyScript.template(reply);
    }

    private KeyScript sequence(KeyScript.Sequence values, ObjectNode node) {
      boolean givesReason = notSupported != null;
      if (givesReason && then != null && then != SequenceEnd.NOT_SUPPORTED) {
        throw node.error(
            "then",
            "then: "
                + ScalarSchema.camelCase(then)
                + " contradicts notSupported: remove one of them");
      }
      return switch (then == null && givesReason ? SequenceEnd.NOT_SUPPORTED : orLast(then)) {
        case NOT_SUPPORTED ->
            values.thenNotSupported(
                notSupported == null ? "the sequence is exhausted" : notSupported);
        case REPEAT -> values.thenRepeat();
        case LAST -> values.thenLast();
      };
    }

    private static SequenceEnd orLast(@Nullable SequenceEnd then) {
      return then == null ? SequenceEnd.LAST : then;
    }
  }

  /** Returns the schema of the script of a key. */
  static Schema<KeyScript> script() {
    Schema<KeyScript> object =
        ObjectSchema.of("a key", KeyDraft::new)
            .set("reply", STRING, (draft, reply) -> draft.reply = reply)
            .optional("The value; {1}, {2} and so on are replaced by the parameters of the key.")
            .set("notSupported", STRING, (draft, reason) -> draft.notSupported = reason)
            .optional("The reason why the key is not supported.")
            .set("sequence", new ListSchema<>(STRING), (draft, values) -> draft.sequence = values)
            .optional("The values of successive requests.")
            .set("then", ScalarSchema.choice(SequenceEnd.class), (draft, then) -> draft.then = then)
            .optional("The response after the last value of the sequence (default: last).")
            .set("random", random(), KeyDraft::move)
            .optional("Random numbers, which differ for each host and key.")
            .set("walk", walk(), KeyDraft::move)
            .optional(
                "Numbers that change a little with each request, and differ for each host and key.")
            .set("counter", counter(), KeyDraft::move)
            .optional("Numbers that grow with each request, or with time.")
            .set("clock", FaultSchema.flag(KeyScript::clock), KeyDraft::move)
            .optional("The time of the agent, in seconds since 1970-01-01 00:00:00 UTC.")
            .set("delay", duration(DurationRange.DELAY), (draft, delay) -> draft.delay = delay)
            .optional("The time before the response, from 0 s to 24 h (default: 0 s).")
            .include(FaultSchema.FIELDS, draft -> draft.faults)
            .build(KeyDraft::build);
    return AlternativesSchema.of(STRING.map((value, node) -> KeyScript.value(value)), object)
        .map((script, node) -> script.withDeclaration(node.json()));
  }

  /** Collects the fields of random numbers and walks. */
  private static final class RandomDraft {
    private double min;
    private double max;
    private @Nullable Integer decimals;
    private @Nullable Double start;
    private double step;
    private long seed;

    private KeyScript random() {
      return (decimals == null ? KeyScript.random(min, max) : KeyScript.random(min, max, decimals))
          .seeded(seed);
    }

    private KeyScript walk() {
      return (start == null
              ? KeyScript.walk(step, min, max)
              : KeyScript.walk(start, step, min, max))
          .seeded(seed);
    }
  }

  private static ObjectSchema<RandomDraft> range(String noun) {
    return ObjectSchema.of(noun, RandomDraft::new)
        .set("min", NUMBER, (draft, min) -> draft.min = min)
        .optional("The least number (default: 0).")
        .set("max", NUMBER, (draft, max) -> draft.max = max)
        .required("The greatest number.")
        .set("seed", ScalarSchema.LONG, (draft, seed) -> draft.seed = seed)
        .optional(
            "The seed of the random numbers; equal seeds cause equal numbers in each run (default:"
                + " 0).");
  }

  private static Schema<KeyScript> random() {
    return range("random")
        .set("decimals", ScalarSchema.integer(0, 9), (draft, decimals) -> draft.decimals = decimals)
        .optional(
            "The number of digits after the decimal point (default: as many as min or max has).")
        .build((draft, node) -> draft.random());
  }

  private static Schema<KeyScript> walk() {
    return range("walk")
        .set("step", NUMBER, (draft, step) -> draft.step = step)
        .required("The greatest change from one number to the next.")
        .set("start", NUMBER, (draft, start) -> draft.start = start)
        .optional("The first number (default: a random one).")
        .build((draft, node) -> draft.walk());
  }

  /** Collects the fields of a counter. */
  private static final class CounterDraft {
    private long start;
    private @Nullable Long step;
    private @Nullable Double perSecond;

    private KeyScript build(ObjectNode node) {
      if (perSecond == null) {
        return KeyScript.counter(start, step == null ? 1 : step);
      }
      if (step != null) {
        throw node.error("perSecond", "step and perSecond are both set: remove one");
      }
      return KeyScript.counterPerSecond(start, perSecond);
    }
  }

  private static Schema<KeyScript> counter() {
    Schema<Long> fromOne = ScalarSchema.longInteger(1, Long.MAX_VALUE);
    return ObjectSchema.of("a counter", CounterDraft::new)
        .set(
            "start",
            ScalarSchema.longInteger(0, Long.MAX_VALUE),
            (draft, start) -> draft.start = start)
        .optional("The first number (default: 0).")
        .set("step", fromOne, (draft, step) -> draft.step = step)
        .optional("The growth with each request (default: 1).")
        .set("perSecond", NUMBER, (draft, rate) -> draft.perSecond = rate)
        .optional("The growth in one second since the first request, instead of step.")
        .build(CounterDraft::build);
  }
}
