package org.mockzabbix.assertion;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.mockzabbix.protocol.ItemName;

/**
 * The requirement of an assertion on the content of the journal, without its timing. Immutable, and
 * a pure function of the snapshot.
 *
 * @param <T> the type of a match: a value, an exchange or a rule
 */
interface Condition<T> {

  /**
   * Returns the expected values or exchanges, for example {@code web01 app.ok}, without their
   * {@link #number()}.
   */
  String subject();

  /**
   * Returns the expected number, for example {@code 3 times}. Empty if the number is not limited.
   */
  default String number() {
    return "";
  }

  /** Returns the parts of a subject that takes more than one line. */
  default List<String> parts() {
    return List.of();
  }

  /**
   * Returns whether later exchanges can violate this condition but not meet it, so that there is
   * nothing to wait for.
   */
  default boolean isLimit() {
    return false;
  }

  /**
   * Returns a supplier that evaluates this condition on each call and reads only exchanges recorded
   * since the previous call. The supplier is not thread-safe.
   */
  Supplier<Evaluation<T>> evaluations(JournalSource source);

  /** Evaluates this condition now. */
  default Evaluation<T> evaluate(JournalSource source) {
    return evaluations(source).get();
  }

  /** Returns the items whose values explain a failure even if they are old. */
  default List<ItemName> itemNames() {
    return List.of();
  }

  /** Returns a copy of this condition that calls functions of the test only if this is allowed. */
  default Condition<T> limitedBy(Overtime overtime) {
    return this;
  }

  /**
   * Returns the verdict if functions of the test were not called for the newest values, so that
   * these values count as not matching.
   */
  default Verdict ifIncomplete(Verdict verdict) {
    return verdict == Verdict.MET ? Verdict.UNKNOWN : verdict;
  }

  /**
   * Describes why an evaluation failed. Slow: for failures only.
   *
   * @param snapshot what the source has received, at least as new as the evaluation
   */
  FailureDetails details(JournalSnapshot snapshot, Evaluation<T> evaluation);

  /**
   * The result of an evaluation.
   *
   * @param matching the matches, oldest first
   * @param matchers the position of the matcher of each match, if the condition has several
   * @param line describes a match on a line
   * @param omittedCalls the number of calls of the test's functions that were left out, because the
   *     time was up
   */
  record Evaluation<T>(
      Verdict verdict,
      List<T> matching,
      List<Integer> matchers,
      Function<? super T, String> line,
      long omittedCalls) {

    public Evaluation {
      matching = List.copyOf(matching);
      matchers = List.copyOf(matchers);
    }

    Evaluation(Verdict verdict, List<T> matching, Function<? super T, String> line) {
      this(verdict, matching, List.of(), line, 0);
    }

    Evaluation(Verdict verdict, List<T> matching, List<Integer> matchers) {
      this(verdict, matching, matchers, String::valueOf, 0);
    }

    Evaluation(Verdict verdict, List<T> matching) {
      this(verdict, matching, String::valueOf);
    }

    Evaluation<T> incomplete(Verdict incomplete, long calls) {
      return new Evaluation<>(incomplete, matching, matchers, line, calls);
    }

    static <T> Evaluation<T> pending() {
      return new Evaluation<>(Verdict.PENDING, List.of());
    }

    boolean isMet() {
      return verdict == Verdict.MET;
    }
  }
}
