package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.mockzabbix.assertion.Expectation.Verdict;
import org.mockzabbix.text.Plurals;

/**
 * A number of things of one kind.
 *
 * @param atLeast how many have to come
 * @param atMost how many may come; {@link #ANY_NUMBER} if it does not matter
 */
record Count<T>(Subject<T> of, int atLeast, int atMost) implements Demand<T> {

  /** No upper bound. */
  static final int ANY_NUMBER = Integer.MAX_VALUE;

  Count {
    if (atLeast < 0 || atMost < atLeast) {
      throw new IllegalArgumentException(
          "at least " + atLeast + " and at most " + atMost + " times is no number of times");
    }
    if (atLeast == 0 && atMost == ANY_NUMBER) {
      throw new IllegalArgumentException("any number of times is nothing to expect");
    }
  }

  static <T> Count<T> atLeastOnce(Subject<T> of) {
    return new Count<>(of, 1, ANY_NUMBER);
  }

  Count<T> times(int n) {
    checkPositive("times", n);
    return new Count<>(of, n, n);
  }

  Count<T> atLeast(int n) {
    checkPositive("at least", n);
    return new Count<>(of, n, ANY_NUMBER);
  }

  Count<T> atMost(int n) {
    checkPositive("at most", n);
    return new Count<>(of, 0, n);
  }

  Count<T> between(int least, int most) {
    return new Count<>(of, least, most);
  }

  Count<T> never() {
    return new Count<>(of, 0, 0);
  }

  private static void checkPositive(String what, int n) {
    if (n < 1) {
      throw new IllegalArgumentException(
          what + " must be at least 1, but was " + n + (n == 0 ? ": use never()" : ""));
    }
  }

  @Override
  public String subject() {
    return of.words();
  }

  @Override
  public String number() {
    if (atMost == 0) {
      return "never";
    }
    if (atLeast == atMost) {
      return Plurals.times(atLeast);
    }
    if (atMost == ANY_NUMBER) {
      return atLeast == 1 ? "" : "at least " + atLeast + " times";
    }
    return atLeast == 0
        ? "at most " + Plurals.count(atMost, "time")
        : atLeast + " to " + atMost + " times";
  }

  @Override
  public Standing<T> standing(Evidence evidence) {
    return standing(of.among(evidence), of.evicted(evidence.gaps()));
  }

  @Override
  public Standing<T> standing(Recorder recorder) {
    List<T> matching = of.among(recorder);
    return standing(matching, of.evicted(Evidence.Gaps.of(recorder)));
  }

  @Override
  public Supplier<Standing<T>> looks(Recorder recorder) {
    Supplier<List<T>> gathering = of.gathering(recorder);
    return () -> {
      List<T> matching = gathering.get();
      return standing(matching, of.evicted(Evidence.Gaps.of(recorder)));
    };
  }

  /** What was forgotten makes a number uncertain that must not be exceeded. */
  private Standing<T> standing(List<T> matching, long evicted) {
    return new Standing<>(verdict(matching.size(), evicted), matching);
  }

  private Verdict verdict(int matching, long evicted) {
    if (matching > atMost) {
      return Verdict.BROKEN;
    }
    if (atMost != ANY_NUMBER && evicted > 0) {
      return Verdict.UNCERTAIN;
    }
    return matching < atLeast ? Verdict.NOT_YET : Verdict.MET;
  }

  @Override
  public Account account(Evidence evidence) {
    Standing<T> standing = standing(evidence);
    List<T> matching = standing.matching();
    boolean missing = standing.verdict() == Verdict.NOT_YET;
    List<Account.Section> sections = new ArrayList<>();
    sections.add(Account.Section.of("matching", matching, of::line));
    if (missing) {
      sections.addAll(of.nearMisses(evidence));
    }
    String outcome =
        matching.isEmpty() ? of.absence(evidence) : "it " + Plurals.times(matching.size());
    return new Account(of.verb(), outcome, sections, expected(), actual(evidence, standing));
  }

  private String expected() {
    return number().isEmpty() ? of.words() : of.words() + ": " + number();
  }

  /** In the form of {@link #expected()}: the number of what matches, or else what came nearest. */
  private String actual(Evidence evidence, Standing<T> standing) {
    int matching = standing.matching().size();
    return matching > 0 || standing.verdict() != Verdict.NOT_YET
        ? of.words() + ": " + Plurals.times(matching)
        : of.nearest(evidence);
  }
}
