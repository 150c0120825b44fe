package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.assertion.Expectation.Timing;
import org.mockzabbix.assertion.Expectation.Verdict;
import org.mockzabbix.protocol.ItemValue;

/**
 * What can be asserted on a server. A chain says what is expected and ends by saying when, and only
 * that end asserts: {@code now()}, {@code within(...)}, {@code eventually()} or {@code never()}.
 *
 * <pre>{@code
 * assertThat(zabbix).received(item("web01", "app.ok")).now();
 * assertThat(zabbix).received(item("web01", "app.ok").withValue("1")).within(ofSeconds(5));
 * assertThat(zabbix).received(item("web01", "app.ok")).times(3).within(ofSeconds(5));
 * assertThat(zabbix).received(item("web01", "app.failed")).never().during(ofMillis(300));
 * assertThat(zabbix).using(await("startup").atMost(1, MINUTES)).received(item("web01", "up")).eventually();
 * }</pre>
 *
 * <p>Waiting goes through Awaitility, so that its defaults and a {@link ConditionFactory} of one's
 * own apply, except for the poll interval and the poll delay, since a wait is woken by what
 * arrives, and for {@code catchUncaughtExceptions}. A wait ends at the latest when its time is up
 * or its thread is interrupted; both are an {@link AssertionError} that tells what did arrive.
 *
 * <p>Only processed values count, and an exchange is seen as a whole or not at all. Immutable and
 * thread-safe, like everything that its methods return.
 */
public final class ZabbixAssert {

  private final Recorder recorder;
  private final @Nullable ConditionFactory factory;

  ZabbixAssert(Recorder recorder) {
    this(Objects.requireNonNull(recorder, "server"), null);
  }

  private ZabbixAssert(Recorder recorder, @Nullable ConditionFactory factory) {
    this.recorder = recorder;
    this.factory = factory;
  }

  /**
   * The same, but waiting with {@code factory} instead of {@code Awaitility.await()}. Its alias
   * begins the message of a failure, and its timeout is that of {@code eventually()}.
   */
  @CheckReturnValue
  public ZabbixAssert using(ConditionFactory factory) {
    return new ZabbixAssert(recorder, Objects.requireNonNull(factory, "factory"));
  }

  /** That at least one such value was received, or is going to be. */
  @CheckReturnValue
  public Received received(ItemMatcher item) {
    return new Received(Expectation.of(item));
  }

  /**
   * Asserts what an expectation says, waiting as long as it says.
   *
   * @return the values that it means, oldest first
   * @throws AssertionError if it is not met
   */
  public List<ItemValue> meets(Expectation expectation) {
    JournalWait.Look look;
    try {
      look = look(expectation);
    } catch (InterruptedException interrupted) {
      throw explain(expectation).interruption();
    }
    if (look.isMet()) {
      return look.matching();
    }
    Explanation explanation = explain(expectation);
    if (explanation.verdict() == Verdict.MET) {
      return explanation.matching(); // it arrived while the failure was being explained
    }
    throw explanation.failure();
  }

  private JournalWait.Look look(Expectation expectation) throws InterruptedException {
    return expectation.timing() instanceof Timing.Now
        ? JournalWait.Look.at(recorder.journal(), expectation)
        : JournalWait.await(expectation, recorder.journal(), waiting());
  }

  private ConditionFactory waiting() {
    return factory == null ? Awaitility.await() : factory;
  }

  private Explanation explain(Expectation expectation) {
    String alias = factory == null ? null : AwaitilitySettings.alias(factory);
    return new Explanation(expectation, Evidence.of(recorder), alias);
  }

  private Duration timeout() {
    return AwaitilitySettings.of(waiting()).timeout();
  }

  /** At least one value is expected; it remains to be said when, or how many. */
  public final class Received {

    private final Expectation expectation;

    private Received(Expectation expectation) {
      this.expectation = expectation;
    }

    /**
     * Asserts that such a value has been received by now.
     *
     * @return the first one
     * @throws AssertionError if there is none
     */
    public ItemValue now() {
      return meets(expectation).get(0);
    }

    /**
     * Asserts that such a value has been received, waiting for it if need be.
     *
     * @param time how long at most, 1 ms to 24 h
     * @return the first one
     * @throws AssertionError if there is none when the time is up, or the thread is interrupted
     */
    public ItemValue within(Duration time) {
      return meets(expectation.within(time)).get(0);
    }

    /**
     * The same for as long as Awaitility waits: 10 s, or what {@code
     * Awaitility.setDefaultTimeout(...)} or {@link ZabbixAssert#using} say, but not longer than an
     * hour.
     *
     * @return the first one
     * @throws AssertionError if there is none when the time is up, or the thread is interrupted
     */
    public ItemValue eventually() {
      return within(timeout());
    }

    /** That there are exactly {@code n} such values, one or more. */
    @CheckReturnValue
    public Times times(int n) {
      return new Times(expectation.times(n));
    }

    /**
     * Asserts that no such value has been received by now.
     *
     * @return what can go on watching
     * @throws AssertionError if there is one, or if the journal had to forget values, which might
     *     have been such
     */
    public Never never() {
      Expectation never = expectation.never();
      meets(never);
      return new Never(never);
    }
  }

  /** An exact number of values is expected; it remains to be said when. */
  public final class Times {

    private final Expectation expectation;

    private Times(Expectation expectation) {
      this.expectation = expectation;
    }

    /**
     * Asserts that exactly so many such values have been received by now.
     *
     * @return these values, oldest first
     * @throws AssertionError if there are less or more
     */
    public List<ItemValue> now() {
      return meets(expectation);
    }

    /**
     * Asserts that so many such values have been received, waiting for them if need be. Returns
     * when the last one is there and fails as soon as there are more; those that come after it has
     * returned are not its business.
     *
     * @param time how long at most, 1 ms to 24 h
     * @return these values, oldest first
     * @throws AssertionError if there are more, or less when the time is up, or the thread is
     *     interrupted
     */
    public List<ItemValue> within(Duration time) {
      return meets(expectation.within(time));
    }

    /**
     * The same for as long as Awaitility waits: 10 s, or what {@code
     * Awaitility.setDefaultTimeout(...)} or {@link ZabbixAssert#using} say, but not longer than an
     * hour.
     *
     * @return these values, oldest first
     * @throws AssertionError as {@link #within} does
     */
    public List<ItemValue> eventually() {
      return within(timeout());
    }
  }

  /** No value was received so far; this can be watched for a while. */
  public final class Never {

    private final Expectation expectation;

    private Never(Expectation expectation) {
      this.expectation = expectation;
    }

    /**
     * Asserts that no such value arrives for all of {@code time}, counted from now.
     *
     * @param time how long to watch, 1 ms to 24 h
     * @throws AssertionError as soon as one arrives, or if the thread is interrupted
     */
    public void during(Duration time) {
      meets(expectation.during(time));
    }
  }
}
