package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.mockzabbix.protocol.ItemValue;

/**
 * What a test expects, as data: which values, how many of them, and by when. Immutable.
 *
 * <pre>{@code
 * Expectation.of(item("web01", "app.ok").withValue("1")).times(3).within(ofSeconds(5))
 * }</pre>
 *
 * @param item which values are meant
 * @param atLeast how many of them must come
 * @param atMost how many of them may come; {@link #ANY_NUMBER} if it does not matter
 * @param timing how long is waited, and for what
 */
public record Expectation(ItemMatcher item, int atLeast, int atMost, Timing timing) {

  /** No upper bound. */
  public static final int ANY_NUMBER = Integer.MAX_VALUE;

  private static final Duration LONGEST = Duration.ofDays(1);

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
        check("within", time);
      }
    }

    /**
     * At the end of {@code time}, and never past saving on the way.
     *
     * @param time 1 ms to 24 h
     */
    record During(Duration time) implements Timing {
      public During {
        check("during", time);
      }
    }

    private static void check(String what, Duration time) {
      if (time.toMillis() < 1 || time.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(what + " must be 1 ms to 24 h but was " + time);
      }
    }
  }

  /** How an expectation stands. */
  public enum Verdict {
    /** It is met, as things are. */
    MET,
    /** It is not met, and may still be. */
    TOO_FEW,
    /** It is not met, and never will be. */
    TOO_MANY,
    /** What has come meets it, but what was forgotten may not have. */
    UNCERTAIN
  }

  /**
   * Checks that the numbers make sense.
   *
   * @throws IllegalArgumentException if no number of values could meet it, or any number would
   */
  public Expectation {
    Objects.requireNonNull(item, "item");
    Objects.requireNonNull(timing, "timing");
    if (atLeast < 0 || atMost < atLeast) {
      throw new IllegalArgumentException(
          "at least " + atLeast + " and at most " + atMost + " times is no number of times");
    }
    if (atLeast == 0 && atMost == ANY_NUMBER) {
      throw new IllegalArgumentException("any number of times is nothing to expect");
    }
  }

  /** At least one of these values, now. */
  public static Expectation of(ItemMatcher item) {
    return new Expectation(item, 1, ANY_NUMBER, new Timing.Now());
  }

  /**
   * The same, but exactly {@code n} values.
   *
   * @throws IllegalArgumentException if {@code n} is not positive
   */
  public Expectation times(int n) {
    if (n < 1) {
      throw new IllegalArgumentException(
          "times must be 1 or more but was " + n + (n == 0 ? ": use never()" : ""));
    }
    return new Expectation(item, n, n, timing);
  }

  /** The same, but not a single value. */
  public Expectation never() {
    return new Expectation(item, 0, 0, timing);
  }

  /** The same, but waiting for it: it may take up to {@code time}. */
  public Expectation within(Duration time) {
    return new Expectation(item, atLeast, atMost, new Timing.Within(time));
  }

  /** The same, but watching it for all of {@code time}. */
  public Expectation during(Duration time) {
    return new Expectation(item, atLeast, atMost, new Timing.During(time));
  }

  /**
   * How this stands once {@code received} has come, whatever the time. A pure function.
   *
   * @param received processed values of any items, such as {@code server.items()}
   * @param evicted how many values came before those and were forgotten; a number that must not be
   *     exceeded is then not certain
   */
  public Verdict check(List<ItemValue> received, long evicted) {
    long matching = received.stream().filter(item::matches).count();
    if (matching > atMost) {
      return Verdict.TOO_MANY;
    }
    if (atMost != ANY_NUMBER && evicted > 0) {
      return Verdict.UNCERTAIN;
    }
    return matching < atLeast ? Verdict.TOO_FEW : Verdict.MET;
  }

  /** Such as {@code web01 app.ok with value "1", 3 times within 5 s}. */
  @Override
  public String toString() {
    String number = number();
    String time = time();
    if (number.isEmpty() && time.isEmpty()) {
      return item.toString();
    }
    return item + ", " + number + (number.isEmpty() || time.isEmpty() ? "" : " ") + time;
  }

  /** Such as {@code 3 times}; empty for at least once. */
  String number() {
    if (atMost == 0) {
      return "never";
    }
    if (atLeast == atMost) {
      return atLeast == 1 ? "once" : atLeast + " times";
    }
    if (atMost == ANY_NUMBER) {
      return atLeast == 1 ? "" : "at least " + atLeast + " times";
    }
    return atLeast == 0
        ? "at most " + Wording.count(atMost, "time")
        : atLeast + " to " + atMost + " times";
  }

  private String time() {
    if (timing instanceof Timing.Within within) {
      return "within " + Wording.time(within.time());
    }
    if (timing instanceof Timing.During during) {
      return "during " + Wording.time(during.time());
    }
    return ""; // switch at 21
  }
}
