package org.mockzabbix.assertion;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.mockzabbix.assertion.Condition.Evaluation;

/**
 * The evaluations of one condition. Each call of {@link #get} reads only what was recorded since
 * the previous one. Thread-safe: {@code lock} guards the condition's memory, and is held while a
 * condition runs code of the test. Nobody waits for it longer than a few seconds.
 */
final class ConditionEvaluator<T> implements Supplier<Evaluation<T>> {

  private static final long PATIENCE_SECONDS = 5;

  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<Evaluation<T>> evaluations;
  private volatile Evaluation<T> latest;

  ConditionEvaluator(Condition<T> condition, JournalSource source) {
    this.evaluations = condition.evaluations(source);
    this.latest = Evaluation.pending();
  }

  /** Evaluates the condition now; returns the latest evaluation if another thread still does. */
  @Override
  public Evaluation<T> get() {
    boolean interrupted = Thread.interrupted(); // does not prevent an evaluation
    try {
      if (lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        try {
          latest = evaluations.get();
        } finally {
          lock.unlock();
        }
      }
    } catch (InterruptedException ending) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return latest;
  }
}
