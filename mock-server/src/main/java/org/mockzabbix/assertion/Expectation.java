package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.text.DurationRange;

/**
 * What a test expects, as data: what is to have come, how often, and by when. Immutable.
 *
 * <pre>{@code
 * Expectation.of(item("web01", "app.ok").withValue("1")).times(3).within(ofSeconds(5))
 * Expectation.exactly(List.of(item("web01", "app.ok"), item("web01", "app.up")), Order.ANY)
 * }</pre>
 */
public final class Expectation {

  private final Demand<?> demand;
  private final Timing timing;

  private Expectation(Demand<?> demand, Timing timing) {
    this.demand = demand;
    this.timing = timing;
  }

  /** When an expectation has to be met. */
  public sealed interface Timing {

    /** At once: nothing is waited for. */
    record Now() implements Timing {}

    /**
     * As soon as it is met, or can no longer be met, and at the latest after {@code time}.
     *
     * @param time 1 ms to 24 h
     */
    record Within(Duration time) implements Timing {
      public Within {
        DurationRange.TIMEOUT.check("within", time);
      }
    }

    /**
     * At the end of {@code time}, and never past saving on the way.
     *
     * @param time 1 ms to 24 h
     */
    record During(Duration time) implements Timing {
      public During {
        DurationRange.TIMEOUT.check("during", time);
      }
    }
  }

  /** How an expectation stands. */
  public enum Verdict {
    /** It is met, as things are. */
    MET,
    /** It is not met, and may still be. */
    NOT_YET,
    /** It is not met, and never will be. */
    BROKEN,
    /** What has come meets it, but what was forgotten may not have. */
    UNCERTAIN
  }

  /** Whether the order in which values come matters. */
  public enum Order {
    /** Any order will do. */
    ANY,
    /** They have to come in the order in which they are listed. */
    AS_LISTED
  }

  /** At least one of these values, now. */
  public static Expectation of(ItemMatcher item) {
    return now(Count.atLeastOnce(new Subject.Received(item)));
  }

  /** At least one row like this that was rejected: counted as failed, malformed or a duplicate. */
  public static Expectation rejected(ItemMatcher item) {
    return now(Count.atLeastOnce(new Subject.Rejected(item)));
  }

  /** The same, rejected for this reason. */
  public static Expectation rejected(ItemMatcher item, Outcome outcome) {
    return rejected(item.because(outcome));
  }

  /** At least one request like this, whatever was answered. */
  public static Expectation requested(RequestMatcher request) {
    return now(Count.atLeastOnce(new Subject.Requested(request)));
  }

  /** All of these values, among others perhaps; each matcher means a value of its own. */
  public static Expectation all(List<ItemMatcher> items, Order order) {
    return now(new Together(items, Together.Arrangement.of(order)));
  }

  /** All of these values in one and the same packet, among others perhaps. */
  public static Expectation inOnePacket(List<ItemMatcher> items) {
    return now(new Together(items, Together.Arrangement.IN_ONE_PACKET));
  }

  /** These values and no others. */
  public static Expectation exactly(List<ItemMatcher> items, Order order) {
    return now(new Exactly(items, order));
  }

  /** Nothing: no connection that sends a byte. */
  public static Expectation nothing() {
    return now(new Nothing());
  }

  /** No value twice among these: the same item, value, clock and ns. */
  public static Expectation noDuplicates(ItemMatcher items) {
    return now(new NoDuplicates(items));
  }

  /** No value of an item with an earlier clock than the one before, or none at all. */
  public static Expectation inOrderOfTime(ItemMatcher items) {
    return now(new InOrderOfTime(items));
  }

  /** Nothing that could not be read as a packet, or as a request. */
  public static Expectation noUnreadable() {
    return now(new NoUnreadable());
  }

  /** Every rule was used. */
  public static Expectation everyRuleUsed() {
    return now(new EveryRuleUsed());
  }

  private static Expectation now(Demand<?> demand) {
    return new Expectation(demand, new Timing.Now());
  }

  /**
   * The same, but exactly {@code n} of them.
   *
   * @throws IllegalArgumentException if {@code n} is not positive
   * @throws IllegalStateException if it is about something that is not counted
   */
  public Expectation times(int n) {
    return with(count().times(n));
  }

  /**
   * The same, but at least {@code n} of them.
   *
   * @throws IllegalArgumentException if {@code n} is not positive
   */
  public Expectation atLeast(int n) {
    return with(count().atLeast(n));
  }

  /**
   * The same, but at most {@code n} of them, or none.
   *
   * @throws IllegalArgumentException if {@code n} is not positive
   */
  public Expectation atMost(int n) {
    return with(count().atMost(n));
  }

  /**
   * The same, but so many of them.
   *
   * @throws IllegalArgumentException if {@code least} is negative or more than {@code most}
   */
  public Expectation timesBetween(int least, int most) {
    return with(count().between(least, most));
  }

  /** The same, but not a single one. */
  public Expectation never() {
    return with(count().never());
  }

  private Count<?> count() {
    if (demand instanceof Count<?> count) {
      return count;
    }
    throw new IllegalStateException("this is not counted: " + demand.subject());
  }

  private Expectation with(Demand<?> other) {
    return new Expectation(other, timing);
  }

  /** The same, but waiting for it: it may take up to {@code time}. */
  public Expectation within(Duration time) {
    return new Expectation(demand, new Timing.Within(time));
  }

  /** The same, but watching it for all of {@code time}. */
  public Expectation during(Duration time) {
    return new Expectation(demand, new Timing.During(time));
  }

  /** When it has to be met. */
  public Timing timing() {
    return timing;
  }

  Demand<?> demand() {
    return demand;
  }

  /** How it stands at this moment, whatever the time. */
  public Verdict check(Recorder recorder) {
    return demand.standing(recorder).verdict();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Expectation that
        && demand.equals(that.demand)
        && timing.equals(that.timing);
  }

  @Override
  public int hashCode() {
    return Objects.hash(demand, timing);
  }

  /** Such as {@code web01 app.ok with value "1", 3 times within 5 s}. */
  @Override
  public String toString() {
    String parts = String.join("; ", demand.parts());
    return words(demand, timing) + (parts.isEmpty() ? "" : ": " + parts);
  }

  /** What is demanded, how often and when, on one line. */
  static String words(Demand<?> demand, Timing timing) {
    String number = demand.number();
    String time = time(timing);
    if (number.isEmpty() && time.isEmpty()) {
      return demand.subject();
    }
    String gap = number.isEmpty() || time.isEmpty() ? "" : " ";
    return demand.subject() + ", " + number + gap + time;
  }

  private static String time(Timing timing) {
    if (timing instanceof Timing.Within within) {
      return "within " + Wording.time(within.time());
    }
    if (timing instanceof Timing.During during) {
      return "during " + Wording.time(during.time());
    }
    return ""; // switch at 21
  }
}
