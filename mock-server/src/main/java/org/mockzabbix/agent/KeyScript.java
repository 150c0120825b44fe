package org.mockzabbix.agent;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.agent.ScriptedResponses.KeyRequest;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.fault.TlsFault;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.NonNull;

/**
 * The responses of a mock agent to an item key. Thread-safe.
 *
 * <pre>{@code
 * KeyScript.value("1")
 * KeyScript.sequence("1", "2", "3").thenNotSupported("no more")
 * KeyScript.template("{1}|{2}")
 * KeyScript.computed(key -> key.parameter(1).toUpperCase())
 * KeyScript.walk(5, 0, 100)
 * KeyScript.value("late").delayed(Duration.ofSeconds(3))
 * KeyScript.value("cut").faulty(Fault.cutAfter(5))
 * }</pre>
 */
public final class KeyScript {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d{1,4})}");

  private final ScriptedResponses responses;
  private final Duration delay;
  private final List<Fault> faults;
  private final @Nullable String declaration;

  private KeyScript(ScriptedResponses responses) {
    this(responses, Duration.ZERO, List.of(), null);
  }

  private KeyScript(
      ScriptedResponses responses,
      Duration delay,
      List<Fault> faults,
      @Nullable String declaration) {
    this.responses = responses;
    this.delay = delay;
    this.faults = List.copyOf(faults);
    this.declaration = declaration;
  }

  /** Responds with this value. It may be empty, and may contain newlines and NUL. */
  public static KeyScript value(String value) {
    Objects.requireNonNull(value, "value must not be null");
    CheckResult result = CheckResult.value(value);
    return new KeyScript(request -> result);
  }

  /** Responds that the key is not supported, with this reason. */
  public static KeyScript notSupported(String reason) {
    Objects.requireNonNull(reason, "reason must not be null");
    CheckResult result = CheckResult.notSupported(reason);
    return new KeyScript(request -> result);
  }

  /**
   * Responds with this text, in which the key's parameters replace {@code {1}}, {@code {2}} and
   * higher numbers. The empty string replaces a parameter that the key does not have.
   */
  public static KeyScript template(String template) {
    Objects.requireNonNull(template, "template must not be null");
    return new KeyScript(request -> CheckResult.value(filled(template, request.key())));
  }

  private static String filled(String template, ItemKey key) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(
            found -> Matcher.quoteReplacement(key.parameter(Integer.parseInt(found.group(1)))));
  }

  /**
   * Responds with the value that {@code function} returns for the key. The function may block, and
   * several threads may call it at the same time. If it throws an exception, the agent responds
   * that the key is not supported, with the exception's message as the reason, and the test fails.
   * To respond so on purpose, throw an {@link UnsupportedOperationException} with the reason, or
   * use {@link #computedResult}.
   */
  public static KeyScript computed(Function<ItemKey, String> function) {
    Objects.requireNonNull(function, "function must not be null");
    return computedResult(
        key ->
            CheckResult.value(
                Objects.requireNonNull(function.apply(key), "the script returned null")));
  }

  /**
   * Responds with the result that {@code function} returns for the key, a value or the reason why
   * the key is not supported. If the function throws an exception, the same happens as in {@link
   * #computed}.
   */
  public static KeyScript computedResult(Function<ItemKey, CheckResult> function) {
    Objects.requireNonNull(function, "function must not be null");
    return new KeyScript(new ScriptedResponses.OfFunction(function));
  }

  /**
   * Responds with random numbers from {@code min} to {@code max}, with as many decimals as these
   * two have.
   *
   * <pre>{@code
   * KeyScript.random(1, 6)            // 6, 6, 4 and so on
   * KeyScript.random(0, 1, 2)         // 0.47, 0.90, 0.03 and so on
   * KeyScript.random(0, 1, 2).seeded(7)
   * }</pre>
   *
   * <p>The numbers are the same in each run. They differ for each host and key, also if several
   * agents have the same script.
   *
   * @throws IllegalArgumentException if {@code min} is greater than {@code max}, or if they have
   *     more than 18 digits
   */
  public static KeyScript random(double min, double max) {
    return random(min, max, DecimalRange.decimalsOf(min, max));
  }

  /**
   * Responds with random numbers as {@link #random(double, double)} does.
   *
   * @param decimals the number of digits after the decimal point, from 0 to 9
   */
  public static KeyScript random(double min, double max, int decimals) {
    return moving(new MovingValues.RandomMovement(DecimalRange.of(min, max, decimals)));
  }

  /**
   * Responds with numbers from {@code min} to {@code max}, each of which differs from the one
   * before by at most {@code step}. They have as many decimals as {@code step}, {@code min} and
   * {@code max}. The first number is a random one.
   *
   * <pre>{@code
   * KeyScript.walk(5, 0, 100)         // 57, 59, 54 and so on
   * KeyScript.walk(0.5, 0, 100)       // 31.5, 31.2, 31.6 and so on
   * }</pre>
   *
   * <p>The numbers are the same in each run. They differ for each host and key, also if several
   * agents have the same script.
   *
   * @throws IllegalArgumentException if {@code step} is not greater than 0, or greater than the
   *     difference of {@code max} and {@code min}
   */
  public static KeyScript walk(double step, double min, double max) {
    DecimalRange range = DecimalRange.of(min, max, DecimalRange.decimalsOf(step, min, max));
    return moving(new MovingValues.WalkMovement(range, null, step(step, range)));
  }

  /** Responds as {@link #walk(double, double, double)} does, beginning with {@code start}. */
  public static KeyScript walk(double start, double step, double min, double max) {
    int decimals = DecimalRange.decimalsOf(start, step, min, max);
    DecimalRange range = DecimalRange.of(min, max, decimals);
    Long first = range.checked("start", start);
    return moving(new MovingValues.WalkMovement(range, first, step(step, range)));
  }

  private static long step(double step, DecimalRange range) {
    if (range.min() == range.max()) {
      throw new IllegalArgumentException(
          "max must be greater than min, but both are " + range.text(range.min()));
    }
    return range.width().checked("step", step);
  }

  /**
   * Responds with {@code start}, and with a number that is greater by {@code step} with each
   * further request. After 18446744073709551615 the numbers continue from 0, as a 64-bit counter
   * does.
   *
   * @param start at least 0
   * @param step at least 1
   */
  public static KeyScript counter(long start, long step) {
    IntegerRange.atLeast(1).check("step", step);
    return moving(new MovingValues.CounterMovement(checkStart(start), step));
  }

  /**
   * Responds with {@code start} to the first request, and then with a number that grows with time.
   * The time is that of the agent's clock.
   *
   * <pre>{@code
   * KeyScript.counterPerSecond(0, 125000) // the bytes of a network interface at 1 Mbit/s
   * }</pre>
   *
   * @param start at least 0
   * @param perSecond the growth in one second, greater than 0
   */
  public static KeyScript counterPerSecond(long start, double perSecond) {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException(
          "perSecond must be a number greater than 0, but was " + perSecond);
    }
    BigDecimal rate = BigDecimal.valueOf(perSecond);
    return moving(new MovingValues.RateMovement(checkStart(start), rate));
  }

  private static long checkStart(long start) {
    return IntegerRange.atLeast(0).check("start", start);
  }

  /** Responds with the time of the agent's clock, in seconds since 1970-01-01 00:00:00 UTC. */
  public static KeyScript clock() {
    return moving(new MovingValues.ClockMovement());
  }

  private static KeyScript moving(MovingValues.Movement movement) {
    return new KeyScript(new MovingValues(movement, 0));
  }

  /** Returns a sequence of values, from which one of its methods creates a script. */
  public static Sequence sequence(String... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a sequence needs at least one value");
    }
    return new Sequence(NonNull.listOf("values", values));
  }

  /** The values of a sequence; its methods set how the agent responds after the last value. */
  public static final class Sequence {

    private final List<String> values;

    private Sequence(List<String> values) {
      this.values = values;
    }

    /** Creates a script that repeats the last value. */
    public KeyScript thenLast() {
      return from(i -> CheckResult.value(values.get(Math.min(i, values.size() - 1))));
    }

    /** Creates a script that starts again with the first value. */
    public KeyScript thenRepeat() {
      return from(i -> CheckResult.value(values.get(i % values.size())));
    }

    /** Creates a script that then responds that the key is not supported, with this reason. */
    public KeyScript thenNotSupported(String reason) {
      Objects.requireNonNull(reason, "reason must not be null");
      return from(
          i ->
              i < values.size()
                  ? CheckResult.value(values.get(i))
                  : CheckResult.notSupported(reason));
    }

    private KeyScript from(IntFunction<CheckResult> at) {
      return new KeyScript(new ScriptedResponses.OfSequence(values, at));
    }
  }

  /**
   * Returns a copy of this script whose random numbers begin with another seed (default: 0). Equal
   * seeds cause equal numbers for the same host and key in each run.
   *
   * @throws IllegalStateException if this script is neither {@code random} nor {@code walk}
   */
  public KeyScript seeded(long seed) {
    return new KeyScript(responses.seeded(seed), delay, faults, null);
  }

  /**
   * Returns a copy of this script that delays its response. The request is recorded before the
   * delay, so that a test sees it even if the client times out. The delay is one of the {@code
   * faults()} of the exchange.
   *
   * @param delay from 0 to 24 h
   * @throws IllegalArgumentException if the delay is out of range
   */
  public KeyScript delayed(Duration delay) {
    DurationRange.DELAY.check("delay", delay);
    return new KeyScript(responses, delay, faults, null);
  }

  /**
   * Returns a copy of this script that injects more faults into its response.
   *
   * @throws IllegalArgumentException if a fault takes effect before the request is read
   */
  public KeyScript faulty(Fault fault, Fault... more) {
    Objects.requireNonNull(fault, "fault must not be null");
    List<Fault> all = new ArrayList<>(faults);
    all.add(fault);
    all.addAll(NonNull.listOf("more", more));
    all.forEach(KeyScript::checkPhase);
    return new KeyScript(responses, delay, all, null);
  }

  private static void checkPhase(Fault fault) {
    if (fault instanceof TlsFault
        || (fault instanceof SocketFault socketFault && socketFault.phase().precedesRequest())) {
      throw new IllegalArgumentException(
          "\"" + fault + "\" takes effect before the key is known: use onConnect(...)");
    }
  }

  /** Returns a copy of this script that starts again with its first value. */
  public KeyScript restarted() {
    return new KeyScript(responses.restarted(), delay, faults, declaration);
  }

  /**
   * Returns a copy with the text that declares this script in a scenario. Changes of the copy have
   * no such text.
   *
   * @param json a JSON object or string
   */
  public KeyScript withDeclaration(String json) {
    Objects.requireNonNull(json, "json must not be null");
    return new KeyScript(responses, delay, faults, json);
  }

  /** Returns the JSON text that declares this script in a scenario. Empty for a script of Java. */
  public Optional<String> declaration() {
    return Optional.ofNullable(declaration);
  }

  /** Returns whether this script calls a function of the test, which may block. */
  public boolean mayBlock() {
    return responses.mayBlock();
  }

  /** Returns how long the agent waits before it responds. */
  public Duration delay() {
    return delay;
  }

  /** Returns the faults to inject into the response. */
  public List<Fault> faults() {
    return faults;
  }

  /**
   * Returns the value for this key, or the reason why the key is not supported. The host has no
   * name, and the time is that of the system.
   */
  public CheckResult result(ItemKey key) {
    return result("", key, Instant.now(), failure -> {});
  }

  /**
   * Returns the value for a key, or the reason why the key is not supported.
   *
   * @param host the host of the agent, on which random values depend
   * @param now the time of the request, on which counters and clocks depend
   * @param failed receives what a function of the test has thrown, except an {@link
   *     UnsupportedOperationException} with a message
   */
  public CheckResult result(String host, ItemKey key, Instant now, Consumer<Throwable> failed) {
    Objects.requireNonNull(host, "host must not be null");
    Objects.requireNonNull(key, "key must not be null");
    Objects.requireNonNull(now, "now must not be null");
    Objects.requireNonNull(failed, "failed must not be null");
    try {
      return Objects.requireNonNull(
          responses.respond(new KeyRequest(host, key, now)), "the script returned null");
    } catch (Throwable thrownByScript) { // some languages throw checked exceptions, too
      String message = thrownByScript.getMessage();
      if (message == null || !(thrownByScript instanceof UnsupportedOperationException)) {
        failed.accept(thrownByScript);
      }
      return CheckResult.notSupported(message == null ? thrownByScript.toString() : message);
    }
  }
}
