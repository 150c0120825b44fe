package org.mockzabbix.assertion;

import java.util.List;
import java.util.function.Supplier;
import org.mockzabbix.assertion.Expectation.Verdict;

/**
 * What is expected of all that has been received, whatever the time. Immutable, and a pure function
 * of the evidence.
 *
 * @param <T> what meets it: values, exchanges
 */
interface Demand<T> {

  /** What is expected, such as {@code web01 app.ok}; how often is said by {@link #number()}. */
  String subject();

  /** Such as {@code 3 times}; empty where there is nothing to say. */
  default String number() {
    return "";
  }

  /** What the subject consists of, a line each, where it does not fit into one. */
  default List<String> parts() {
    return List.of();
  }

  /** How it stands. */
  Standing<T> standing(Evidence evidence);

  /** The same at this moment, without looking at more than it needs. */
  default Standing<T> standing(Recorder recorder) {
    return standing(Evidence.of(recorder));
  }

  /**
   * The same again and again, at the moment of each call, without reading anew what was read
   * before. What it returns is not thread-safe.
   */
  default Supplier<Standing<T>> looks(Recorder recorder) {
    return () -> standing(recorder);
  }

  /** How it stands, in words; costly. */
  Account account(Evidence evidence);

  /**
   * How a demand stands.
   *
   * @param matching what meets it, oldest first
   */
  record Standing<T>(Verdict verdict, List<T> matching) {

    public Standing {
      matching = List.copyOf(matching);
    }

    boolean isMet() {
      return verdict == Verdict.MET;
    }
  }
}
