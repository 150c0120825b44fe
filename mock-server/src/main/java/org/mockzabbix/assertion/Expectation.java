package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.assertion.Selection.ReceivedRequests;
import org.mockzabbix.assertion.Selection.ReceivedValues;
import org.mockzabbix.assertion.Selection.RejectedValues;
import org.mockzabbix.protocol.Availability;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.sentence.CheckReturnValue;

/**
 * An assertion as data: what must be received, how often and when. Scenario files declare
 * expectations, and {@link ZabbixAssert#meets} asserts them. Immutable.
 *
 * <pre>{@code
 * Expectation.of(item("web01", "app.ok").withValue("1")).times(3).within(ofSeconds(5))
 * Expectation.exactly(List.of(item("web01", "app.ok"), item("web01", "app.up")), ValueOrder.ANY_ORDER)
 * }</pre>
 */
@CheckReturnValue
public final class Expectation {

  private final Condition<?> condition;
  private final Timing timing;
  private final @Nullable String declaration;

  private Expectation(Condition<?> condition, Timing timing) {
    this(condition, timing, null);
    timing.check(condition);
  }

  private Expectation(Condition<?> condition, Timing timing, @Nullable String declaration) {
    this.condition = condition;
    this.timing = timing;
    this.declaration = declaration;
  }

  /** Expects at least one matching value, now. */
  public static Expectation of(ItemMatcher item) {
    Objects.requireNonNull(item, "item must not be null");
    return now(CountCondition.atLeastOnce(new ReceivedValues(item)));
  }

  /** Expects at least one matching value that was rejected: failed, malformed or duplicate. */
  public static Expectation rejected(ItemMatcher item) {
    Objects.requireNonNull(item, "item must not be null");
    return now(CountCondition.atLeastOnce(new RejectedValues(item)));
  }

  /**
   * Expects at least one matching value that was rejected with this outcome.
   *
   * @throws IllegalArgumentException if the outcome is {@link Outcome#PROCESSED}
   */
  public static Expectation rejected(ItemMatcher item, Outcome outcome) {
    Objects.requireNonNull(item, "item must not be null");
    Objects.requireNonNull(outcome, "outcome must not be null");
    return rejected(item.because(outcome));
  }

  /** Expects at least one matching request, regardless of its response. */
  public static Expectation requested(RequestMatcher request) {
    Objects.requireNonNull(request, "request must not be null");
    return now(CountCondition.atLeastOnce(new ReceivedRequests(request)));
  }

  /**
   * Expects at least one registration: an agent asked for its active checks, at the server itself
   * or at a proxy, which reports it.
   */
  public static Expectation registered() {
    return reported(ReportSelection.all(RegistrationReports.KIND));
  }

  /** Expects at least one report that the agent of a host is available. */
  public static Expectation available() {
    return availability(Availability.AVAILABLE);
  }

  /** Expects at least one report that the agent of a host is not available. */
  public static Expectation unavailable() {
    return availability(Availability.UNAVAILABLE);
  }

  private static Expectation availability(Availability availability) {
    return reported(
        ReportSelection.all(AvailabilityReports.KIND)
            .with(
                ReportCriterion.exactly(
                    ReportPart.AVAILABILITY, AvailabilityReports.text(availability))));
  }

  /** Expects at least one result of a remote command. */
  public static Expectation commandResult() {
    return reported(ReportSelection.all(CommandResultReports.KIND));
  }

  private static Expectation reported(ReportSelection<?> reports) {
    return now(CountCondition.atLeastOnce(reports));
  }

  /** Expects a value for each matcher. Other values may be received as well. */
  public static Expectation all(List<ItemMatcher> items, ValueOrder arrangement) {
    Objects.requireNonNull(items, "items must not be null");
    Objects.requireNonNull(arrangement, "arrangement must not be null");
    return now(new AllReceived(items, arrangement));
  }

  /** Expects one packet with a value for each matcher. The packet may contain other values. */
  public static Expectation inOnePacket(List<ItemMatcher> items) {
    return all(items, ValueOrder.SAME_PACKET);
  }

  /** Expects a value for each matcher, and no other values. */
  public static Expectation exactly(List<ItemMatcher> items, ValueOrder arrangement) {
    Objects.requireNonNull(items, "items must not be null");
    Objects.requireNonNull(arrangement, "arrangement must not be null");
    return now(new ExactlyReceived(items, arrangement));
  }

  /** Expects no exchanges. Connections without data do not count. */
  public static Expectation nothing() {
    return now(AbsenceCondition.exchanges());
  }

  /** Expects no two matching values of one item with the same value, clock and ns. */
  public static Expectation noDuplicates(ItemMatcher items) {
    Objects.requireNonNull(items, "items must not be null");
    return now(ValueAbsence.duplicates(new ReceivedValues(items)));
  }

  /** Expects that each matching value has a clock, which never decreases for the same item. */
  public static Expectation inOrderOfTime(ItemMatcher items) {
    Objects.requireNonNull(items, "items must not be null");
    return now(ValueAbsence.outOfTimeOrder(new ReceivedValues(items)));
  }

  /** Expects that every exchange is readable as a packet and as a request. */
  public static Expectation noUnreadable() {
    return now(AbsenceCondition.unreadable());
  }

  /** Expects that every rule was used. */
  public static Expectation everyRuleUsed() {
    return now(AbsenceCondition.unusedRules());
  }

  /**
   * Returns a copy of this expectation whose reports have this text of a part, for example {@code
   * Expectation.registered().with(ReportPart.HOST, "web09")}.
   *
   * @throws IllegalArgumentException if such reports lack the part, or the text contradicts another
   *     requirement
   * @throws IllegalStateException if this expectation is not about reports
   */
  public Expectation with(ReportPart part, String text) {
    Objects.requireNonNull(part, "part must not be null");
    Objects.requireNonNull(text, "text must not be null");
    return with(ReportCriterion.exactly(part, text));
  }

  /**
   * Returns a copy of this expectation whose reports have a part whose whole text matches {@code
   * regex}.
   *
   * @throws IllegalArgumentException if such reports lack the part
   * @throws IllegalStateException if this expectation is not about reports
   */
  public Expectation with(ReportPart part, Pattern regex) {
    Objects.requireNonNull(part, "part must not be null");
    Objects.requireNonNull(regex, "regex must not be null");
    return with(ReportCriterion.matching(part, regex));
  }

  /**
   * Returns a copy of this expectation whose reports have a part whose text matches a glob.
   *
   * @throws IllegalArgumentException if such reports lack the part
   * @throws IllegalStateException if this expectation is not about reports
   */
  public Expectation withLike(ReportPart part, String glob) {
    Objects.requireNonNull(part, "part must not be null");
    Objects.requireNonNull(glob, "glob must not be null");
    return with(ReportCriterion.like(part, glob));
  }

  private Expectation with(ReportCriterion criterion) {
    if (condition instanceof CountCondition<?> count
        && count.selection() instanceof ReportSelection<?> reports) {
      return with(count.of(reports.with(criterion)));
    }
    throw new IllegalStateException(
        "only registrations, availability and results of commands have parts, but this expects "
            + condition.subject());
  }

  /** Returns an expectation that a condition is met now. */
  static Expectation now(Condition<?> condition) {
    return new Expectation(condition, new Timing.Now());
  }

  /**
   * Returns a copy of this expectation that requires exactly {@code n} matches.
   *
   * @throws IllegalArgumentException if {@code n} is not positive
   * @throws IllegalStateException if this expectation does not count matches
   */
  public Expectation times(int n) {
    return with(count().times(n));
  }

  /**
   * Returns a copy of this expectation that requires {@code n} or more matches.
   *
   * @throws IllegalArgumentException if {@code n} is not positive
   * @throws IllegalStateException if this expectation does not count matches
   */
  public Expectation atLeast(int n) {
    return with(count().atLeast(n));
  }

  /**
   * Returns a copy of this expectation that requires at most {@code n} matches.
   *
   * @throws IllegalArgumentException if {@code n} is not positive
   * @throws IllegalStateException if this expectation does not count matches
   */
  public Expectation atMost(int n) {
    return with(count().atMost(n));
  }

  /**
   * Returns a copy of this expectation that requires {@code least} to {@code most} matches.
   *
   * @throws IllegalArgumentException if {@code least} is negative or greater than {@code most}
   * @throws IllegalStateException if this expectation does not count matches
   */
  public Expectation timesBetween(int least, int most) {
    return with(count().between(least, most));
  }

  /**
   * Returns a copy of this expectation that requires no match.
   *
   * @throws IllegalStateException if this expectation does not count matches
   */
  public Expectation never() {
    return with(count().never());
  }

  private CountCondition<?> count() {
    if (condition instanceof CountCondition<?> count) {
      return count;
    }
    throw new IllegalStateException(
        "only values, rejected values, requests and reports can be counted, but this expects "
            + condition.subject());
  }

  private Expectation with(Condition<?> other) {
    return new Expectation(other, timing);
  }

  /**
   * Returns a copy of this expectation that must be met within {@code time}.
   *
   * @throws IllegalStateException if later exchanges cannot meet this expectation, for example
   *     after {@link #never}: use {@link #during}
   */
  public Expectation within(Duration time) {
    return new Expectation(condition, new Timing.Within(time));
  }

  /** Returns a copy of this expectation that is watched for all of {@code time}. */
  public Expectation during(Duration time) {
    return new Expectation(condition, new Timing.During(time));
  }

  /**
   * Returns a copy with the text that declares this expectation in a scenario. Changes of the copy
   * have no such text.
   *
   * @param json a JSON object or string
   */
  public Expectation withDeclaration(String json) {
    Objects.requireNonNull(json, "json must not be null");
    return new Expectation(condition, timing, json);
  }

  /**
   * Returns the JSON text that declares this expectation in a scenario. Empty for an expectation of
   * Java.
   */
  public Optional<String> declaration() {
    return Optional.ofNullable(declaration);
  }

  /** Asserts this expectation, and returns the values that meet it. */
  List<?> require(AssertionChain chain) {
    return chain.require(condition, timing);
  }

  /** Evaluates this expectation now, without waiting. */
  public Verdict check(JournalSource source) {
    Objects.requireNonNull(source, "source must not be null");
    return condition.evaluate(source).verdict();
  }

  /**
   * Evaluates this expectation now, without waiting, and explains why it is not met. Slower than
   * {@link #check(JournalSource)}.
   */
  public ExpectationResult explain(JournalSource source) {
    Objects.requireNonNull(source, "source must not be null");
    return watch(condition, new Timing.Now(), source).result();
  }

  /** Returns the evaluations of this expectation. */
  ExpectationWatch.Watched<?> watch(JournalSource source) {
    return watch(condition, timing, source);
  }

  private <T> ExpectationWatch.Watched<T> watch(
      Condition<T> condition, Timing timing, JournalSource source) {
    return new ExpectationWatch.Watched<>(
        this,
        condition,
        timing,
        source,
        new ConditionEvaluator<>(condition, source, Overtime.UNLIMITED));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Expectation that
        && condition.equals(that.condition)
        && timing.equals(that.timing);
  }

  @Override
  public int hashCode() {
    return Objects.hash(condition, timing);
  }

  /**
   * Returns the expectation in words, for example {@code web01 app.ok with value "1", 3 times
   * within 5 s}.
   */
  @Override
  public String toString() {
    String parts = String.join("; ", condition.parts());
    return FailureMessage.expected(condition, timing) + (parts.isEmpty() ? "" : ": " + parts);
  }
}
