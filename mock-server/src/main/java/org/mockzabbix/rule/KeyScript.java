package org.mockzabbix.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.text.DurationRange;

/**
 * What a mock agent answers to a key. Thread-safe.
 *
 * <pre>{@code
 * KeyScript.value("1")
 * KeyScript.sequence("1", "2", "3").thenNotSupported("no more")
 * KeyScript.template("{1}|{2}")
 * KeyScript.computed(key -> key.parameter(1).toUpperCase())
 * KeyScript.value("late").delayed(Duration.ofSeconds(3))
 * KeyScript.value("cut").faulty(Fault.cutAfter(5))
 * }</pre>
 */
public final class KeyScript {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d{1,4})}");

  private final Supplier<Function<ItemKey, CheckResult>> beginning; // makes the answer anew
  private final Function<ItemKey, CheckResult> answer;
  private final Duration delay;
  private final List<Fault> faults;
  private final Pace pace;

  /** Whether an answer is there at once. */
  private enum Pace {
    AT_ONCE,
    MAY_BLOCK
  }

  private KeyScript(
      Supplier<Function<ItemKey, CheckResult>> beginning,
      Function<ItemKey, CheckResult> answer,
      Duration delay,
      List<Fault> faults,
      Pace pace) {
    this.beginning = beginning;
    this.answer = answer;
    this.delay = delay;
    this.faults = List.copyOf(faults);
    this.pace = pace;
  }

  private static KeyScript atOnce(Function<ItemKey, CheckResult> answer) {
    return new KeyScript(() -> answer, answer, Duration.ZERO, List.of(), Pace.AT_ONCE);
  }

  /** Always this value; it may be empty, and hold newlines, NUL and megabytes. */
  public static KeyScript value(String value) {
    CheckResult result = CheckResult.value(value);
    return atOnce(key -> result);
  }

  /** Always not supported, for this reason. */
  public static KeyScript notSupported(String reason) {
    CheckResult result = CheckResult.notSupported(reason);
    return atOnce(key -> result);
  }

  /**
   * The text with {@code {1}}, {@code {2}} ... replaced by the key's parameters; by nothing where
   * there is none.
   */
  public static KeyScript template(String template) {
    return atOnce(key -> CheckResult.value(filled(template, key)));
  }

  private static String filled(String template, ItemKey key) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(
            found -> Matcher.quoteReplacement(key.parameter(Integer.parseInt(found.group(1)))));
  }

  /**
   * The value that {@code function} makes of the key. It may block, and is called on several
   * threads at once. What it throws makes the key not supported, the message being the reason.
   */
  public static KeyScript computed(Function<ItemKey, String> function) {
    return answeredBy(
        key ->
            CheckResult.value(
                Objects.requireNonNull(function.apply(key), "the script returned null")));
  }

  /** The same for functions that decide by themselves what is supported. */
  public static KeyScript answeredBy(Function<ItemKey, CheckResult> function) {
    return new KeyScript(() -> function, function, Duration.ZERO, List.of(), Pace.MAY_BLOCK);
  }

  /** One value after the other, and the last one from then on, unless told otherwise. */
  public static Sequence sequence(String... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a sequence needs at least one value");
    }
    return new Sequence(List.of(values));
  }

  /**
   * Values that are given one after the other. What comes after the last one is still to be said.
   */
  public static final class Sequence {

    private final List<String> values;

    private Sequence(List<String> values) {
      this.values = values;
    }

    /** The last value from then on. */
    public KeyScript thenLast() {
      return from(i -> CheckResult.value(values.get(Math.min(i, values.size() - 1))));
    }

    /** All over again. */
    public KeyScript thenRepeat() {
      return from(i -> CheckResult.value(values.get(i % values.size())));
    }

    /** Not supported from then on, for this reason. */
    public KeyScript thenNotSupported(String reason) {
      return from(
          i ->
              i < values.size()
                  ? CheckResult.value(values.get(i))
                  : CheckResult.notSupported(reason));
    }

    private KeyScript from(Function<Integer, CheckResult> at) {
      Supplier<Function<ItemKey, CheckResult>> beginning = () -> counting(at);
      return new KeyScript(beginning, beginning.get(), Duration.ZERO, List.of(), Pace.AT_ONCE);
    }

    private Function<ItemKey, CheckResult> counting(Function<Integer, CheckResult> at) {
      AtomicInteger next = new AtomicInteger();
      int round = Integer.MAX_VALUE / values.size() * values.size();
      return key ->
          at.apply(next.getAndUpdate(i -> i + 1 == round ? round - values.size() : i + 1));
    }
  }

  /**
   * The same answer, so much later. The question is recorded at once, so that a test sees it
   * although the asker has given up; the delay is one of the {@code faults()} of the exchange.
   *
   * @throws IllegalArgumentException if the delay is negative, or longer than a day
   */
  public KeyScript delayed(Duration delay) {
    DurationRange.DELAY.check("delay", delay);
    return new KeyScript(beginning, answer, delay, faults, pace);
  }

  /**
   * The same answer, delivered badly; of several faults, as a rule for it would. Calling it again
   * adds faults.
   *
   * @throws IllegalArgumentException if a fault comes before there is a question
   */
  public KeyScript faulty(Fault fault, Fault... more) {
    List<Fault> all = new ArrayList<>(faults);
    all.addAll(Step.forRequest(null, RuleStart.list(fault, more)).faults());
    return new KeyScript(beginning, answer, delay, all, pace);
  }

  /** The same script as it was in the beginning: sequences start anew. */
  public KeyScript afresh() {
    return new KeyScript(beginning, beginning.get(), delay, faults, pace);
  }

  /** Whether the answer may take its time. */
  public boolean mayBlock() {
    return pace == Pace.MAY_BLOCK;
  }

  /** How long to wait before answering. */
  public Duration delay() {
    return delay;
  }

  /** What goes wrong when the answer is delivered. */
  public List<Fault> faults() {
    return faults;
  }

  /** The answer. */
  public CheckResult answer(ItemKey key) {
    try {
      return Objects.requireNonNull(answer.apply(key), "the script returned null");
    } catch (RuntimeException | AssertionError thrownByScript) {
      String message = thrownByScript.getMessage();
      return CheckResult.notSupported(message == null ? thrownByScript.toString() : message);
    }
  }
}
