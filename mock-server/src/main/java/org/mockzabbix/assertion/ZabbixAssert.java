package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.awaitility.core.ConditionFactory;
import org.mockzabbix.assertion.Expectation.Order;
import org.mockzabbix.assertion.Expectation.Timing;
import org.mockzabbix.assertion.Together.Arrangement;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.rule.RequestMatcher;

/**
 * What can be asserted on a server, a cluster or a mock agent. A chain says what is expected and
 * ends by saying when, and only that end asserts: {@code now()}, {@code within(...)}, {@code
 * eventually()}, {@code during(...)}. What must not be there is asserted at once, and can then be
 * watched: {@code never()}, {@code receivedNothing()}, and all that begins with <i>no</i>.
 *
 * <pre>{@code
 * assertThat(zabbix).received(item("web01", "app.ok").withValue("1")).within(ofSeconds(5));
 * assertThat(zabbix).received(item("web01", "app.ok")).times(3).within(ofSeconds(5));
 * assertThat(zabbix).received(item("web01", "app.failed")).never().during(ofMillis(300));
 * assertThat(zabbix).received(item("web01", "app.started"), item("web01", "app.ok")).inOrder().now();
 * assertThat(zabbix).receivedExactly(item("web01", "app.ok"), item("web01", "app.up")).within(ofSeconds(5));
 * assertThat(zabbix).rejected(item("web01", "app.olk")).because(Outcome.UNKNOWN_KEY).now();
 * assertThat(zabbix).requested(senderData().from("web01")).times(3).within(ofSeconds(5));
 * assertThat(agent).asked("agent.ping").within(ofSeconds(5));
 * assertThat(zabbix).using(await("startup").atMost(1, MINUTES)).received(item("web01", "up")).eventually();
 * }</pre>
 *
 * <p>Waiting goes through Awaitility, so that its defaults and a {@link ConditionFactory} of one's
 * own apply, except for the poll interval and the poll delay, since a wait is woken by what
 * arrives, and for {@code catchUncaughtExceptions}. A wait ends at the latest when its time is up
 * or its thread is interrupted; both are an {@link AssertionError} that tells what did arrive.
 *
 * <p>Unless it says otherwise, an assertion is about processed values. An exchange is seen as a
 * whole or not at all. Immutable and thread-safe, like everything that its methods return.
 */
public final class ZabbixAssert {

  private final Asserting asserting;

  ZabbixAssert(Asserting asserting) {
    this.asserting = asserting;
  }

  /**
   * The same, but waiting with {@code factory} instead of {@code Awaitility.await()}. Its alias
   * begins the message of a failure, and its timeout is that of {@code eventually()}.
   */
  @CheckReturnValue
  public ZabbixAssert using(ConditionFactory factory) {
    return new ZabbixAssert(
        new Asserting(asserting.recorder(), Objects.requireNonNull(factory, "factory")));
  }

  /** That at least one such value was received, or is going to be. */
  @CheckReturnValue
  public ReceivedItems received(ItemMatcher item) {
    return new ReceivedItems(asserting, item);
  }

  /**
   * That all of these values were received, or are going to be, among others perhaps. Each matcher
   * means a value of its own.
   */
  @CheckReturnValue
  public AllReceived received(ItemMatcher first, ItemMatcher second, ItemMatcher... more) {
    List<ItemMatcher> all = new ArrayList<>(List.of(first, second));
    all.addAll(Arrays.asList(more));
    return new AllReceived(asserting, new Together(all, Arrangement.ANYHOW));
  }

  /**
   * That these values were received, or are going to be, and no others of any item. It fails as
   * soon as there is another one, and shows the difference.
   *
   * @throws IllegalArgumentException if there are none: see {@link #receivedNothing}
   */
  @CheckReturnValue
  public ExactlyReceived receivedExactly(ItemMatcher... items) {
    return new ExactlyReceived(asserting, new Exactly(Arrays.asList(items), Order.ANY));
  }

  /**
   * Asserts that nothing has come by now, neither values nor anything else, good or bad.
   * Connections that sent no byte, such as those of port probes, do not count.
   *
   * @return what can go on watching
   * @throws AssertionError if something has come, or if the journal had to forget something
   */
  public Watch receivedNothing() {
    return Watch.begin(asserting, new Nothing());
  }

  /**
   * Asserts that no value came twice by now: of the same item, with the same value, clock and ns.
   * Where neither has a clock, the same value of the same item is enough.
   *
   * @return what can go on watching
   * @throws AssertionError if one did, or if the journal had to forget values
   */
  public Watch noDuplicates() {
    return received(ItemMatcher.any()).noDuplicates();
  }

  /** That at least one such row was rejected: counted as failed, malformed or a duplicate. */
  @CheckReturnValue
  public RejectedItems rejected(ItemMatcher item) {
    return new RejectedItems(asserting, item);
  }

  /**
   * That at least one such request came, whatever was answered.
   *
   * @param request in the words of rules, such as {@code activeChecks().from("web01")}
   */
  @CheckReturnValue
  public Counted<Exchange> requested(RequestMatcher request) {
    return new Counted<>(asserting, Count.atLeastOnce(new Subject.Requested(request)));
  }

  /** That a mock agent was asked for this key, compared as text. */
  @CheckReturnValue
  public Counted<Exchange> asked(String key) {
    return requested(RequestMatcher.passiveChecks().withKey(key));
  }

  /** That a mock agent was asked for this key in any spelling. */
  @CheckReturnValue
  public Counted<Exchange> asked(ItemKey key) {
    return requested(
        RequestMatcher.passiveChecks()
            .withRow(
                "with key " + key + " in any spelling",
                row -> ItemKey.tryParse(row.key()).filter(key::equals).isPresent()));
  }

  /**
   * Asserts that nothing has come by now that was no packet, or no request. What a fault of the
   * test cut off does not count.
   *
   * @return what can go on watching
   * @throws AssertionError if something has, saying what is wrong with it
   */
  public Watch noUnreadable() {
    return Watch.begin(asserting, new NoUnreadable());
  }

  /**
   * Asserts that every rule was used by now.
   *
   * @throws AssertionError if one was not, naming it
   */
  public void everyRuleUsed() {
    asserting.require(new EveryRuleUsed(), new Timing.Now());
  }

  /**
   * Asserts that every rule was used, waiting for it if need be.
   *
   * @param time how long at most, 1 ms to 24 h
   * @throws AssertionError if one was not when the time is up, or the thread is interrupted
   */
  public void everyRuleUsedWithin(Duration time) {
    asserting.require(new EveryRuleUsed(), new Timing.Within(time));
  }

  /**
   * Asserts what an expectation says, waiting as long as it says.
   *
   * @return the values that it means, oldest first; none if it is not about values
   * @throws AssertionError if it is not met
   */
  public List<ItemValue> meets(Expectation expectation) {
    return asserting.require(expectation.demand(), expectation.timing()).stream()
        .filter(ItemValue.class::isInstance)
        .map(ItemValue.class::cast)
        .toList();
  }
}
