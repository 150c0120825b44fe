package org.mockzabbix.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.NonNull;

/**
 * The responses of a mock agent to an item key. Thread-safe.
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

  private final Supplier<Function<ItemKey, CheckResult>>
      start; // creates the function of an unused script
  private final Function<ItemKey, CheckResult> response;
  private final Duration delay;
  private final List<Fault> faults;
  private final BlockingBehavior pace;
  private final @Nullable String declaration;

  /** The speed of a script's function: whether it returns immediately or may block. */
  private enum BlockingBehavior {
    IMMEDIATE,
    MAY_BLOCK
  }

  private KeyScript(
      Supplier<Function<ItemKey, CheckResult>> start,
      Function<ItemKey, CheckResult> response,
      Duration delay,
      List<Fault> faults,
      BlockingBehavior pace) {
    this(start, response, delay, faults, pace, null);
  }

  private KeyScript(
      Supplier<Function<ItemKey, CheckResult>> start,
      Function<ItemKey, CheckResult> response,
      Duration delay,
      List<Fault> faults,
      BlockingBehavior pace,
      @Nullable String declaration) {
    this.start = start;
    this.response = response;
    this.delay = delay;
    this.faults = List.copyOf(faults);
    this.pace = pace;
    this.declaration = declaration;
  }

  private static KeyScript immediate(Function<ItemKey, CheckResult> response) {
    return new KeyScript(
        () -> response, response, Duration.ZERO, List.of(), BlockingBehavior.IMMEDIATE);
  }

  /** Responds with this value. It may be empty, and may contain newlines and NUL. */
  public static KeyScript value(String value) {
    Objects.requireNonNull(value, "value must not be null");
    CheckResult result = CheckResult.value(value);
    return immediate(key -> result);
  }

  /** Responds that the key is not supported, with this reason. */
  public static KeyScript notSupported(String reason) {
    Objects.requireNonNull(reason, "reason must not be null");
    CheckResult result = CheckResult.notSupported(reason);
    return immediate(key -> result);
  }

  /**
   * Responds with this text, in which the key's parameters replace {@code {1}}, {@code {2}} and
   * higher numbers. The empty string replaces a parameter that the key does not have.
   */
  public static KeyScript template(String template) {
    Objects.requireNonNull(template, "template must not be null");
    return immediate(key -> CheckResult.value(filled(template, key)));
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
    return new KeyScript(
        () -> function, function, Duration.ZERO, List.of(), BlockingBehavior.MAY_BLOCK);
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

    private KeyScript from(Function<Integer, CheckResult> at) {
      Supplier<Function<ItemKey, CheckResult>> start = () -> counting(at);
      return new KeyScript(
          start, start.get(), Duration.ZERO, List.of(), BlockingBehavior.IMMEDIATE);
    }

    private Function<ItemKey, CheckResult> counting(Function<Integer, CheckResult> at) {
      AtomicInteger next = new AtomicInteger();
      int round = Integer.MAX_VALUE / values.size() * values.size();
      return key ->
          at.apply(next.getAndUpdate(i -> i + 1 == round ? round - values.size() : i + 1));
    }
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
    return new KeyScript(start, response, delay, faults, pace);
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
    return new KeyScript(start, response, delay, all, pace);
  }

  private static void checkPhase(Fault fault) {
    if (fault instanceof SocketFault socketFault && socketFault.phase().precedesRequest()) {
      throw new IllegalArgumentException(
          "\"" + fault + "\" takes effect before the key is known: use onConnect(...)");
    }
  }

  /** Returns a copy of this script in which a sequence starts again with its first value. */
  public KeyScript restarted() {
    return new KeyScript(start, start.get(), delay, faults, pace, declaration);
  }

  /**
   * Returns a copy with the text that declares this script in a scenario. Changes of the copy have
   * no such text.
   *
   * @param json a JSON object or string
   */
  public KeyScript withDeclaration(String json) {
    Objects.requireNonNull(json, "json must not be null");
    return new KeyScript(start, response, delay, faults, pace, json);
  }

  /** Returns the JSON text that declares this script in a scenario. Empty for a script of Java. */
  public Optional<String> declaration() {
    return Optional.ofNullable(declaration);
  }

  /** Returns whether this script calls a function of the test, which may block. */
  public boolean mayBlock() {
    return pace == BlockingBehavior.MAY_BLOCK;
  }

  /** Returns how long the agent waits before it responds. */
  public Duration delay() {
    return delay;
  }

  /** Returns the faults to inject into the response. */
  public List<Fault> faults() {
    return faults;
  }

  /** Returns the value for this key, or the reason why the key is not supported. */
  public CheckResult result(ItemKey key) {
    Objects.requireNonNull(key, "key must not be null");
    return result(key, failure -> {});
  }

  /**
   * Returns the value for this key, or the reason why the key is not supported.
   *
   * @param failed receives what a function of the test has thrown, except an {@link
   *     UnsupportedOperationException} with a message
   */
  public CheckResult result(ItemKey key, Consumer<Throwable> failed) {
    Objects.requireNonNull(key, "key must not be null");
    Objects.requireNonNull(failed, "failed must not be null");
    try {
      return Objects.requireNonNull(response.apply(key), "the script returned null");
    } catch (Throwable thrownByScript) { // some languages throw checked exceptions, too
      String message = thrownByScript.getMessage();
      if (message == null || !(thrownByScript instanceof UnsupportedOperationException)) {
        failed.accept(thrownByScript);
      }
      return CheckResult.notSupported(message == null ? thrownByScript.toString() : message);
    }
  }
}
