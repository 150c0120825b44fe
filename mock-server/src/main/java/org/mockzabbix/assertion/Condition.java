package org.mockzabbix.assertion;

import java.util.List;
import java.util.function.Supplier;

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

  /** Evaluates this condition on a snapshot. */
  Evaluation<T> evaluate(JournalSnapshot snapshot);

  /** Evaluates this condition now, and reads only as much of the journal as it needs. */
  default Evaluation<T> evaluate(JournalSource source) {
    return evaluate(JournalSnapshot.of(source));
  }

  /**
   * Returns a supplier that evaluates this condition on each call and reads only exchanges recorded
   * since the previous call. The supplier is not thread-safe.
   */
  default Supplier<Evaluation<T>> evaluations(JournalSource source) {
    return () -> evaluate(source);
  }

  /** Describes what the snapshot contains instead. This is slow, so call it for failures only. */
  FailureDetails details(JournalSnapshot snapshot);

  /**
   * The result of an evaluation.
   *
   * @param matching the matches, oldest first
   */
  record Evaluation<T>(Verdict verdict, List<T> matching) {

    public Evaluation {
      matching = List.copyOf(matching);
    }

    boolean isMet() {
      return verdict == Verdict.MET;
    }
  }
}
