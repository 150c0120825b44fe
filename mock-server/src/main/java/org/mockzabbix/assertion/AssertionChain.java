package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.assertion.Condition.Evaluation;
import org.mockzabbix.assertion.JournalWait.ClosedSourceException;
import org.mockzabbix.sentence.OpenSentences;
import org.mockzabbix.sentence.Sentence;

/**
 * The state of one chain of calls: the source of its values, and the way to wait for them. A chain
 * begins in {@link #on}. Its condition is stated when a {@link DuringAssert} is created. The chain
 * ends in {@link #require}, which is the only place that asserts. A chain that does not end there
 * is an unfinished sentence. Immutable.
 *
 * @param factory the Awaitility settings of the wait; null for {@code Awaitility.await()} at the
 *     time of the wait
 * @param nanoTime the clock for the limits of slow functions and slow failure messages
 * @param sentence the sentence up to the last call
 */
record AssertionChain(
    JournalSource source,
    @Nullable ConditionFactory factory,
    LongSupplier nanoTime,
    Sentence sentence) {

  private static final String TIMES = "now(), within(...), eventually() or during(...)";
  private static final String CONDITION = "a condition, for example received(...), and " + TIMES;

  /** Begins a chain. */
  static AssertionChain on(JournalSource source) {
    return on(source, System::nanoTime);
  }

  /** Begins a chain with a clock. */
  static AssertionChain on(JournalSource source, LongSupplier nanoTime) {
    OpenSentences sentences = OpenSentences.of(source.journal());
    return new AssertionChain(
        source, null, nanoTime, sentences.begin(() -> "assertion", CONDITION));
  }

  /** Returns a copy of this chain that waits with {@code other}. */
  AssertionChain using(ConditionFactory other) {
    Sentence next = sentence.open(() -> "assertion", CONDITION);
    return new AssertionChain(source, other, nanoTime, next);
  }

  /**
   * Returns a copy of this chain with one more word. Each method that continues a chain calls this
   * first, even before it checks its arguments.
   */
  AssertionChain resumed() {
    return new AssertionChain(source, factory, nanoTime, sentence.resume());
  }

  /** Returns a copy of this chain with its condition stated. The copy must be finished. */
  AssertionChain stating(Condition<?> condition) {
    Sentence stated = sentence.open(() -> "assertion: " + Expectation.now(condition), TIMES);
    return new AssertionChain(source, factory, nanoTime, stated);
  }

  /** Finishes the chain. Each method that calls {@link #require} calls this first. */
  void finish() {
    sentence.finishAssertion();
  }

  /**
   * Ends this chain: asserts that a condition is met.
   *
   * @return the values or exchanges that meet it, oldest first
   * @throws AssertionError if it is not met
   * @throws IllegalStateException if the time does not fit the condition
   */
  <T> List<T> require(Condition<T> condition, Timing timing) {
    timing.check(condition);
    Overtime overtime = Overtime.of(timing, nanoTime);
    ConditionEvaluator<T> evaluations = new ConditionEvaluator<>(condition, source, overtime);
    Evaluation<T> evaluation;
    try {
      evaluation = evaluate(evaluations, timing);
    } catch (InterruptedException interrupted) {
      throw failureMessage(condition, timing, evaluations).interruption();
    } catch (ClosedSourceException closed) {
      throw failureMessage(condition, timing, evaluations)
          .closed(source.getClass().getSimpleName());
    }
    if (evaluation.isMet()) {
      checkStarted(condition, timing, evaluations);
      return evaluation.matching();
    }
    FailureMessage<T> message = failureMessage(condition, timing, evaluations);
    if (message.evaluation().isMet()) {
      return message.evaluation().matching(); // met while the failure was described
    }
    throw message.failure();
  }

  /** Checks that a watched source was started, because nothing can arrive before. */
  private <T> void checkStarted(
      Condition<T> condition, Timing timing, ConditionEvaluator<T> evaluations) {
    if (timing instanceof Timing.During && !source.isStarted()) {
      throw failureMessage(condition, timing, evaluations)
          .notStarted(source.getClass().getSimpleName());
    }
  }

  private <T> Evaluation<T> evaluate(ConditionEvaluator<T> evaluations, Timing timing)
      throws ClosedSourceException, InterruptedException {
    return timing instanceof Timing.Now
        ? evaluations.get()
        : JournalWait.await(evaluations, timing, source, waiting());
  }

  private ConditionFactory waiting() {
    return factory == null ? Awaitility.await() : factory;
  }

  /** Takes the snapshot before the evaluation, which therefore includes all of it. */
  private <T> FailureMessage<T> failureMessage(
      Condition<T> condition, Timing timing, ConditionEvaluator<T> evaluations) {
    String alias = factory == null ? null : AwaitilitySettings.alias(factory);
    JournalSnapshot snapshot = JournalSnapshot.of(source, condition.itemNames(), nanoTime);
    return new FailureMessage<>(condition, timing, snapshot, evaluations.get(), alias);
  }

  /** Returns Awaitility's timeout, at most one hour. */
  Duration timeout() {
    return AwaitilitySettings.of(waiting()).timeout();
  }
}
