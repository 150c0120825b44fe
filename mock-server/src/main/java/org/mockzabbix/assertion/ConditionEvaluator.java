package org.mockzabbix.assertion;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.mockzabbix.assertion.Condition.Evaluation;

/**
 * The evaluations of one condition. Each call of {@link #get} reads only what was recorded since
 * the previous one. Thread-safe: {@code lock} guards the condition's memory, and is held while a
 * condition runs code of the test. Nobody waits for it longer than a few seconds, and only once.
 */
final class ConditionEvaluator<T> implements Supplier<Evaluation<T>> {

  private static final long PATIENCE_SECONDS = 5;

  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<Evaluation<T>> evaluations;
  private final Condition<T> condition;
  private final Overtime overtime;
  private volatile Evaluation<T> latest;
  private volatile boolean isStuck;

  /**
   * Creates an evaluator.
   *
   * @param overtime limits the calls of the test's functions
   */
  ConditionEvaluator(Condition<T> condition, JournalSource source, Overtime overtime) {
    this.condition = condition;
    this.overtime = overtime;
    this.evaluations = condition.limitedBy(overtime).evaluations(source);
    this.latest = Evaluation.pending();
  }

  /** Evaluates the condition now; returns the latest evaluation if another thread still does. */
  @Override
  public Evaluation<T> get() {
    boolean interrupted = Thread.interrupted(); // does not prevent an evaluation
    try {
      if (lock.tryLock(isStuck ? 0 : PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        try {
          latest = evaluate();
        } finally {
          lock.unlock();
        }
      } else {
        isStuck = true;
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

  /** Nothing is evaluated again after a call was left out, because the time is up then. */
  private Evaluation<T> evaluate() {
    if (latest.omittedCalls() > 0) {
      return latest;
    }
    Evaluation<T> evaluation = evaluations.get();
    long omitted = overtime.omitted();
    return omitted == 0
        ? evaluation
        : evaluation.incomplete(condition.ifIncomplete(evaluation.verdict()), omitted);
  }
}
