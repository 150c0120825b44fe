package org.mockzabbix.sentence;

import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.text.ThrownText;
import org.opentest4j.AssertionFailedError;

/**
 * The failures of the functions that a test has passed to one server or agent. They fail the test
 * in the same way as an unfinished sentence. Thread-safe.
 *
 * <p>Closing interrupts the functions that still run, so later failures are ignored.
 */
public final class FunctionFailures {

  private final OpenSentences sentences;
  private final BooleanSupplier isClosed;

  /**
   * Creates an object without failures.
   *
   * @param sentences report the failures
   * @param isClosed whether the server or agent was closed
   */
  public FunctionFailures(OpenSentences sentences, BooleanSupplier isClosed) {
    this.sentences = sentences;
    this.isClosed = isClosed;
  }

  /** Returns the sentences that report the failures. */
  public OpenSentences sentences() {
    return sentences;
  }

  /** Creates an object whose failures nobody reports. */
  public static FunctionFailures unreported() {
    return new FunctionFailures(new OpenSentences(), () -> false);
  }

  /**
   * Adds a failure.
   *
   * @param function the function, for example {@code the clock}
   */
  public void add(String function, Throwable thrown) {
    add(new Failure(function + " threw " + ThrownText.of(thrown), thrown));
  }

  /** Adds a failure without an exception. */
  public void add(String failure) {
    add(new Failure(failure, new AssertionFailedError(failure)));
  }

  /**
   * Adds a failure of a function that runs several times for each exchange, unless the same failure
   * waits to be reported.
   *
   * @param thrown the exception; null if the function returned null
   */
  void addOnce(String function, @Nullable Throwable thrown) {
    String text =
        function + (thrown == null ? " returned null" : " threw " + ThrownText.of(thrown));
    if (!isClosed.getAsBoolean()) {
      sentences.addOnce(
          new Failure(text, thrown == null ? new NullPointerException(text) : thrown));
    }
  }

  private void add(Failure failure) {
    if (!isClosed.getAsBoolean()) {
      sentences.add(failure);
    }
  }

  /**
   * Returns what a function has returned.
   *
   * @throws NullPointerException if that is null, which is added as a failure
   */
  public <T> T checkNotNull(String function, @Nullable T result) {
    if (result == null) {
      String message = function + " returned null";
      NullPointerException failure = new NullPointerException(message);
      add(new Failure(message, failure));
      throw failure;
    }
    return result;
  }

  /**
   * Returns a clock of the test that adds its failures. Instead of failing, it repeats the latest
   * time of the test's clock, so that exchanges are recorded and clients get responses.
   */
  public InstantSource clock(InstantSource clock) {
    return new FailSafeClock(clock, this);
  }

  /** The description of a failure, and its exception. */
  record Failure(String text, Throwable thrown) {
    @Override
    public String toString() {
      return Quoting.escape(text);
    }
  }
}
