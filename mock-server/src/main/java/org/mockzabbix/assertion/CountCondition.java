package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.Plurals;

/**
 * Requires a number of matches.
 *
 * @param atLeast the least number of matches
 * @param atMost the greatest number of matches; {@link #UNLIMITED} for no limit
 */
record CountCondition<T>(Selection<T> selection, int atLeast, int atMost) implements Condition<T> {

  static final int UNLIMITED = Integer.MAX_VALUE;

  CountCondition {
    if (atLeast < 0 || atMost < atLeast) {
      throw new IllegalArgumentException(
          "the least number of times must be from 0 to " + atMost + ", but was " + atLeast);
    }
    if (atLeast == 0 && atMost == UNLIMITED) {
      throw new IllegalArgumentException(
          "0 or more times is always true: set a lower or an upper limit");
    }
  }

  static <T> CountCondition<T> atLeastOnce(Selection<T> selection) {
    return new CountCondition<>(selection, 1, UNLIMITED);
  }

  /** Returns a condition on the same number of other matches. */
  <M> CountCondition<M> of(Selection<M> others) {
    return new CountCondition<>(others, atLeast, atMost);
  }

  CountCondition<T> times(int n) {
    checkPositive("times", n);
    return new CountCondition<>(selection, n, n);
  }

  CountCondition<T> atLeast(int n) {
    checkPositive("atLeast", n);
    return new CountCondition<>(selection, n, UNLIMITED);
  }

  CountCondition<T> atMost(int n) {
    checkPositive("atMost", n);
    return new CountCondition<>(selection, 0, n);
  }

  CountCondition<T> between(int least, int most) {
    return new CountCondition<>(selection, least, most);
  }

  CountCondition<T> never() {
    return new CountCondition<>(selection, 0, 0);
  }

  private static void checkPositive(String method, int n) {
    if (n == 0) {
      throw new IllegalArgumentException(
          method + " must be at least 1, but was 0: use never() instead");
    }
    IntegerRange.atLeast(1).check(method, n);
  }

  @Override
  public boolean isLimit() {
    return atLeast == 0;
  }

  @Override
  public String subject() {
    return selection.description();
  }

  @Override
  public String number() {
    if (atMost == 0) {
      return "never";
    }
    if (atLeast == atMost) {
      return Plurals.times(atLeast);
    }
    if (atMost == UNLIMITED) {
      return atLeast == 1 ? "" : "at least " + Plurals.times(atLeast);
    }
    return atLeast == 0
        ? "at most " + Plurals.times(atMost)
        : atLeast + " to " + Plurals.times(atMost);
  }

  @Override
  public Supplier<Evaluation<T>> evaluations(JournalSource source) {
    Supplier<List<T>> matches = selection.matches(source);
    return () -> {
      List<T> matching = matches.get();
      return evaluate(matching, selection.evicted(JournalSnapshot.Gaps.of(source)));
    };
  }

  @Override
  public List<ItemName> itemNames() {
    return selection.itemNames();
  }

  @Override
  public Condition<T> limitedBy(Overtime overtime) {
    return of(selection.limitedBy(overtime));
  }

  /** Matches that were found remain matches, and further ones can only exceed an upper limit. */
  @Override
  public Verdict ifIncomplete(Verdict verdict) {
    return verdict == Verdict.MET && atMost != UNLIMITED ? Verdict.UNKNOWN : verdict;
  }

  private Evaluation<T> evaluate(List<T> matching, long evicted) {
    return new Evaluation<>(verdict(matching.size(), evicted), matching);
  }

  /** Returns the verdict. Evicted exchanges may have exceeded an upper limit. */
  private Verdict verdict(int matching, long evicted) {
    if (matching > atMost) {
      return Verdict.VIOLATED;
    }
    if (atMost != UNLIMITED && evicted > 0) {
      return Verdict.UNKNOWN;
    }
    return matching < atLeast ? Verdict.PENDING : Verdict.MET;
  }

  @Override
  public FailureDetails details(JournalSnapshot snapshot, Evaluation<T> evaluation) {
    List<T> matching = evaluation.matching();
    List<FailureDetails.Section> sections = new ArrayList<>();
    sections.add(FailureDetails.Section.of("matching", matching, selection::line));
    boolean isMissed = evaluation.verdict() == Verdict.PENDING;
    Selection.Resemblance similar =
        isMissed ? selection.resemblance(snapshot) : Selection.Resemblance.NONE;
    sections.addAll(similar.sections());
    String actual =
        matching.isEmpty() && isMissed
            ? similar.nearest()
            : subject() + ": " + Plurals.times(matching.size());
    return new FailureDetails(
        selection.verb(), outcome(snapshot, evaluation), sections, expected(), actual);
  }

  private String outcome(JournalSnapshot snapshot, Evaluation<T> evaluation) {
    int matching = evaluation.matching().size();
    if (matching > 0) {
      return Plurals.count(matching, "matching " + selection.noun());
    }
    return evaluation.omittedCalls() > 0
        ? "no matching " + selection.noun() + " among those compared in time"
        : selection.absence(snapshot);
  }

  private String expected() {
    return number().isEmpty() ? subject() : subject() + ": " + number();
  }
}
