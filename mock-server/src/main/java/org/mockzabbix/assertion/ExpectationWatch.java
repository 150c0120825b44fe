package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mockzabbix.assertion.Condition.Evaluation;
import org.mockzabbix.sentence.CheckReturnValue;

/**
 * The joint verdict over several expectations while a program runs and sends values.
 *
 * <p>As long as the program runs, {@link #verdict()} is {@link Verdict#VIOLATED} as soon as one
 * expectation cannot be met any more. After the program has ended, {@link #verdict(Duration,
 * Duration)} applies the time of each expectation. Each call reads only the exchanges recorded
 * since the previous one. Thread-safe.
 *
 * <pre>{@code
 * ExpectationWatch watch = new ExpectationWatch(scenario.expectations(), server);
 * while (program.isAlive() && watch.verdict() != Verdict.VIOLATED) {
 *   seen = server.journal().awaitChange(seen, ofMillis(50));
 * }
 * }</pre>
 */
public final class ExpectationWatch {

  private final List<Watched<?>> watched;

  /** Begins to watch {@code expectations} on {@code source}. */
  public ExpectationWatch(List<Expectation> expectations, JournalSource source) {
    Objects.requireNonNull(source, "source must not be null");
    this.watched = expectations.stream().<Watched<?>>map(one -> one.watch(source)).toList();
  }

  /**
   * Returns the verdict regardless of time: {@link Verdict#VIOLATED} if an expectation cannot be
   * met any more, or if evicted exchanges make its result unknown; {@link Verdict#MET} if all
   * expectations are met.
   */
  public Verdict verdict() {
    return worst(Watched::evaluate);
  }

  /**
   * Returns the verdict after the program has ended. An expectation that is not met is violated
   * after {@code settle}, or after the time of its {@code within} if that is longer. An expectation
   * that is met counts only after {@code settle}, or after the time of its {@code during} if that
   * is longer, because later values can violate it.
   *
   * @param elapsed the time since the end of the program
   * @param settle the time for values that arrive late
   */
  public Verdict verdict(Duration elapsed, Duration settle) {
    Objects.requireNonNull(elapsed, "elapsed must not be null");
    Objects.requireNonNull(settle, "settle must not be null");
    return worst(one -> one.evaluate(elapsed, settle));
  }

  /** Returns whether later values can violate every expectation, but meet none of them. */
  public boolean hasOnlyLimits() {
    return watched.stream().allMatch(one -> one.condition().isLimit());
  }

  /** Returns the longest time of a {@code during}, or zero. */
  public Duration longestDuring() {
    return watched.stream().map(one -> one.during()).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /** Returns the present result of each expectation, regardless of time, in the given order. */
  public List<ExpectationResult> results() {
    return watched.stream().<ExpectationResult>map(Watched::result).toList();
  }

  /** Returns the worst verdict. Evaluates all expectations. */
  private Verdict worst(Function<Watched<?>, Verdict> evaluation) {
    List<Verdict> verdicts = watched.stream().map(evaluation).toList();
    return Stream.of(Verdict.VIOLATED, Verdict.PENDING)
        .filter(verdicts::contains)
        .findFirst()
        .orElse(Verdict.MET);
  }

  /** An expectation with its evaluations on a source. */
  @CheckReturnValue
  record Watched<T>(
      Expectation expectation,
      Condition<T> condition,
      Timing timing,
      JournalSource source,
      ConditionEvaluator<T> evaluations) {

    private Duration during() {
      return timing instanceof Timing.During during ? during.time() : Duration.ZERO;
    }

    private Verdict evaluate() {
      Verdict verdict = evaluations.get().verdict();
      return verdict == Verdict.UNKNOWN ? Verdict.VIOLATED : verdict; // both are final
    }

    private Verdict evaluate(Duration elapsed, Duration settle) {
      Verdict now = evaluate();
      Duration time =
          switch (now) {
            case MET -> during();
            case PENDING -> timing.duration().orElse(Duration.ZERO);
            case VIOLATED, UNKNOWN -> Duration.ZERO;
          };
      boolean isOver = elapsed.compareTo(settle) >= 0 && elapsed.compareTo(time) >= 0;
      if (now == Verdict.VIOLATED || !isOver) {
        return now == Verdict.VIOLATED ? now : Verdict.PENDING;
      }
      return now == Verdict.MET ? now : Verdict.VIOLATED;
    }

    /** Takes the snapshot before the evaluation, which therefore includes all of it. */
    ExpectationResult result() {
      JournalSnapshot snapshot =
          JournalSnapshot.of(source, condition.itemNames(), System::nanoTime);
      Evaluation<T> evaluation = evaluations.get();
      String explanation =
          evaluation.isMet()
              ? ""
              : String.valueOf(
                  new FailureMessage<>(condition, timing, snapshot, evaluation, null)
                      .failure()
                      .getMessage());
      return new ExpectationResult(expectation, evaluation.verdict(), explanation);
    }
  }
}
