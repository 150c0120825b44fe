package org.mockzabbix.assertion;

import static org.mockzabbix.assertion.ReportCriterion.exactly;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.awaitility.core.ConditionFactory;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.AgentRegistration;
import org.mockzabbix.protocol.Availability;
import org.mockzabbix.protocol.HostAvailability;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.protocol.Request.CommandResult;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.sentence.CheckReturnValue;
import org.mockzabbix.text.NonNull;

/**
 * Assertions on a server, a cluster or a mock agent.
 *
 * <p>If later values can make an assertion true, it must end with {@code now()}, {@code
 * within(...)}, {@code eventually()} or {@code during(...)}, and only this last call asserts. If
 * later values can only make an assertion false, it asserts immediately. Add {@code during(...)} to
 * keep checking. This applies to {@code never()}, {@code atMost(...)}, {@code receivedNothing()},
 * {@code noDuplicates()}, {@code inOrderOfTime()} and {@code noUnreadable()}.
 *
 * <p>An assertion without its end is unfinished, and fails the test. With the JUnit extension, it
 * fails at the end of the test. Without the extension, it fails at the next assertion of the same
 * thread on the same server, or when the server is closed. If you keep an assertion object, finish
 * it before you begin the next one.
 *
 * <pre>{@code
 * assertThat(zabbix).received(item("web01", "app.ok").withValue("1")).within(ofSeconds(5));
 * assertThat(zabbix).received(item("web01", "app.ok")).times(3).within(ofSeconds(5));
 * assertThat(zabbix).received(item("web01", "app.failed")).never().during(ofMillis(300));
 * assertThat(zabbix).received(item("web01", "app.started"), item("web01", "app.ok")).inOrder().now();
 * assertThat(zabbix).receivedExactly(item("web01", "app.ok"), item("web01", "app.up")).within(ofSeconds(5));
 * assertThat(zabbix).rejected(item("web01", "app.olk")).because(Outcome.UNKNOWN_KEY).now();
 * assertThat(zabbix).requested(senderData().from("web01")).times(3).within(ofSeconds(5));
 * assertThat(zabbix).registered("web09").withMetadata("linux").within(ofSeconds(5));
 * assertThat(zabbix).available("web01").within(ofSeconds(5));
 * assertThat(agent).asked("agent.ping").within(ofSeconds(5));
 * assertThat(zabbix).using(await("startup").atMost(1, MINUTES)).received(item("web01", "up")).eventually();
 * }</pre>
 *
 * <p>Assertions wait with Awaitility, so its defaults and your own {@link ConditionFactory} apply.
 * Three settings are ignored: the poll interval and the poll delay, because new exchanges wake the
 * wait, and {@code catchUncaughtExceptions}. A wait ends at its timeout, or when its thread is
 * interrupted. In both cases it throws an {@link AssertionError} that describes what was received.
 *
 * <p>Assertions are about processed values by default. An assertion sees either the whole exchange
 * or none of it. Immutable and thread-safe, like everything that its methods return.
 */
public final class ZabbixAssert {

  private final AssertionChain chain;

  ZabbixAssert(AssertionChain chain) {
    this.chain = chain;
  }

  /**
   * Returns a copy of this assertion that waits with {@code factory} instead of {@code
   * Awaitility.await()}. A failure message begins with the factory's alias, and {@code
   * eventually()} uses its timeout.
   */
  @CheckReturnValue
  public ZabbixAssert using(ConditionFactory factory) {
    return new ZabbixAssert(
        chain.resumed().using(Objects.requireNonNull(factory, "factory must not be null")));
  }

  /** Requires at least one matching value. */
  @CheckReturnValue
  public ItemAssert received(ItemMatcher item) {
    return ItemAssert.received(resumed("item", item), item);
  }

  /**
   * Requires a value for each matcher. Each matcher selects a different value, and other values may
   * be received as well.
   */
  @CheckReturnValue
  public ItemListAssert received(ItemMatcher first, ItemMatcher second, ItemMatcher... more) {
    AssertionChain resumed = resumed("first", first);
    Objects.requireNonNull(second, "second must not be null");
    List<ItemMatcher> all = new ArrayList<>(List.of(first, second));
    all.addAll(NonNull.listOf("more", more));
    return ItemListAssert.allOf(resumed, all);
  }

  /**
   * Requires a value for each matcher, as the other {@code received} does for several matchers.
   *
   * @throws IllegalArgumentException if the list is empty: use {@link #receivedNothing}
   */
  @CheckReturnValue
  public ItemListAssert received(List<ItemMatcher> items) {
    return ItemListAssert.allOf(resumed("items", items), items);
  }

  /**
   * Requires a value for each matcher, and no other values of any item. Fails as soon as another
   * value is received. An IDE shows the difference.
   *
   * @throws IllegalArgumentException if no matcher is given: use {@link #receivedNothing}
   */
  @CheckReturnValue
  public ItemListAssert receivedExactly(ItemMatcher... items) {
    return receivedExactly(Arrays.asList(items));
  }

  /**
   * Requires a value for each matcher, and no other values, as the other {@code receivedExactly}
   * does.
   *
   * @throws IllegalArgumentException if the list is empty: use {@link #receivedNothing}
   */
  @CheckReturnValue
  public ItemListAssert receivedExactly(List<ItemMatcher> items) {
    return ItemListAssert.exactly(resumed("items", items), items);
  }

  /**
   * Asserts now that nothing was received: no values, no other requests and no unreadable data.
   * Connections without data, for example of port probes, do not count. Add {@code during(...)} to
   * keep checking for a period of time.
   *
   * @throws AssertionError if something was received, or if an exchange was evicted from the
   *     journal
   */
  public DuringAssert<List<Exchange>> receivedNothing() {
    return DuringAssert.checkedNow(chain.resumed(), AbsenceCondition.exchanges());
  }

  /**
   * Asserts now that no value was received twice for the same item, with the same value, clock and
   * ns. If a value has no clock, only item and value are compared. Add {@code during(...)} to keep
   * checking for a period of time.
   *
   * @throws AssertionError if there is a duplicate, or if values were evicted from the journal
   */
  public DuringAssert<List<ItemValue>> noDuplicates() {
    return received(ItemMatcher.any()).noDuplicates();
  }

  /** Requires at least one matching value that was rejected: failed, malformed or duplicate. */
  @CheckReturnValue
  public ItemAssert rejected(ItemMatcher item) {
    return ItemAssert.rejected(resumed("item", item), item);
  }

  /**
   * Requires at least one matching request, regardless of its response.
   *
   * @param request a matcher, as for a rule, for example {@code activeChecks().from("web01")}
   */
  @CheckReturnValue
  public CountedAssert<Exchange> requested(RequestMatcher request) {
    return new CountedAssert<>(
        resumed("request", request), new Selection.ReceivedRequests(request));
  }

  /**
   * Requires that the agent of this host asked for its active checks, by which a server can
   * register it: at the server itself, or at a proxy, which reports it.
   */
  @CheckReturnValue
  public ReportAssert<AgentRegistration> registered(String host) {
    return reported(
        resumed("host", host), RegistrationReports.KIND, exactly(ReportPart.HOST, host));
  }

  /**
   * Requires a report that the agent of this host is available: of a proxy, by the agent's own
   * heartbeat, or by a poll that the agent responded to.
   */
  @CheckReturnValue
  public ReportAssert<HostAvailability> available(String host) {
    return availability(host, Availability.AVAILABLE);
  }

  /**
   * Requires a report that the agent of this host is not available: of a proxy, or by a poll that
   * failed.
   */
  @CheckReturnValue
  public ReportAssert<HostAvailability> unavailable(String host) {
    return availability(host, Availability.UNAVAILABLE);
  }

  private ReportAssert<HostAvailability> availability(String host, Availability availability) {
    return reported(
        resumed("host", host),
        AvailabilityReports.KIND,
        exactly(ReportPart.HOST, host),
        exactly(ReportPart.AVAILABILITY, AvailabilityReports.text(availability)));
  }

  /**
   * Requires the result of a remote command, from the agent or the proxy that ran it.
   *
   * <pre>{@code
   * RemoteCommand command = zabbix.runOnAgent("web01", RemoteCommand.of("uptime"));
   * assertThat(zabbix).commandResult(command).withLike(ReportPart.OUTPUT, "*load*").within(ofSeconds(5));
   * }</pre>
   *
   * @param command a command with its id, as {@code runOnAgent} returns it
   */
  @CheckReturnValue
  public ReportAssert<CommandResult> commandResult(RemoteCommand command) {
    return reported(
        resumed("command", command),
        CommandResultReports.KIND,
        exactly(ReportPart.ID, Long.toString(command.id())),
        exactly(ReportPart.COMMAND, command.command()));
  }

  private static <T> ReportAssert<T> reported(
      AssertionChain resumed, ReportKind<T> kind, ReportCriterion... criteria) {
    ReportSelection<T> reports = ReportSelection.all(kind);
    for (ReportCriterion criterion : criteria) {
      reports = reports.with(criterion);
    }
    return new ReportAssert<>(resumed, reports);
  }

  /** Requires at least one request to a mock agent for this key, compared as text. */
  @CheckReturnValue
  public CountedAssert<Exchange> asked(String key) {
    return requested(RequestMatcher.passiveChecks().withKey(key));
  }

  /** Requires at least one request to a mock agent for this key, in any spelling. */
  @CheckReturnValue
  public CountedAssert<Exchange> asked(ItemKey key) {
    Objects.requireNonNull(key, "key must not be null");
    return requested(
        RequestMatcher.passiveChecks()
            .withValueMatching(
                "with key " + key + " in any spelling",
                row -> ItemKey.tryParse(row.key()).filter(key::equals).isPresent()));
  }

  /**
   * Asserts now that every exchange is readable as a packet and as a request. Data cut off by a
   * fault of the test does not count. Add {@code during(...)} to keep checking for a period of
   * time.
   *
   * @throws AssertionError if an exchange is unreadable, with the reason
   */
  public DuringAssert<List<Exchange>> noUnreadable() {
    return DuringAssert.checkedNow(chain.resumed(), AbsenceCondition.unreadable());
  }

  /**
   * Asserts now that every rule was used.
   *
   * @throws AssertionError if a rule was not used, with its description
   */
  public void everyRuleUsed() {
    chain.finish();
    chain.require(AbsenceCondition.unusedRules(), new Timing.Now());
  }

  /**
   * Waits until every rule was used.
   *
   * @param timeout the longest time to wait, from 1 ms to 24 h
   * @throws AssertionError if a rule was not used in time, or if the thread is interrupted
   */
  public void everyRuleUsedWithin(Duration timeout) {
    chain.finish();
    chain.require(AbsenceCondition.unusedRules(), new Timing.Within(timeout));
  }

  /**
   * Asserts an expectation with its own timing.
   *
   * @return the values that meet the expectation, oldest first; empty if it expects no values
   * @throws AssertionError if the expectation is not met
   */
  public List<ItemValue> meets(Expectation expectation) {
    chain.finish();
    Objects.requireNonNull(expectation, "expectation must not be null");
    return expectation.require(chain).stream()
        .filter(ItemValue.class::isInstance)
        .map(ItemValue.class::cast)
        .toList();
  }

  /** Adds a word to the chain, and checks its argument. The sentence is not open if that fails. */
  private AssertionChain resumed(String name, Object argument) {
    AssertionChain resumed = chain.resumed();
    Objects.requireNonNull(argument, () -> name + " must not be null");
    return resumed;
  }
}
