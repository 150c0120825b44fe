package org.mockzabbix.sentence;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/**
 * The unfinished sentences of a server with its agents, of a cluster or of an agent, and the
 * failures of the test's functions. Thread-safe: {@code lock} guards all fields that change.
 */
public final class OpenSentences {

  private static final int MAX_LINES = 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Sentence> open = new LinkedHashSet<>(); // sentences do not override equals
  private final List<FunctionFailures.Failure> failures = new ArrayList<>(); // the first ones
  private long failureCount;
  private long lastNumber;
  private volatile boolean leftToTest;

  /**
   * Returns the sentences that a journal keeps. If the journal keeps none, returns a new object,
   * whose sentences are never checked.
   */
  public static OpenSentences of(Object journal) {
    return journal instanceof SentenceKeeper keeper ? keeper.sentences() : new OpenSentences();
  }

  /**
   * Begins a sentence.
   *
   * @param subject the subject of the sentence, for failure messages
   * @param missing the words that can finish it
   */
  public Sentence begin(Supplier<String> subject, String missing) {
    Sentence sentence = Sentence.begin(this, subject, missing);
    open(sentence);
    return sentence;
  }

  /**
   * Turns off the check at the end of an assertion. The caller calls {@link #takeFailure} at the
   * end of each test.
   */
  public void leaveToTest() {
    leftToTest = true;
  }

  /**
   * Removes all unfinished sentences and failures of functions, and describes them. Empty if all
   * sentences are finished and no function has failed.
   */
  public Optional<AssertionFailedError> takeFailure() {
    return take(sentence -> true);
  }

  /**
   * Checks that every sentence is finished, and that no function has failed.
   *
   * @throws AssertionError if this is not the case; each reason is reported only once
   */
  public void check() {
    check(sentence -> true);
  }

  /** Checks the functions, and the sentences that the calling thread began before {@code end}. */
  void checkBefore(Sentence end) {
    if (!leftToTest) {
      check(sentence -> sentence.isBefore(end));
    }
  }

  private void check(Predicate<Sentence> which) {
    Optional<AssertionFailedError> failure = take(which);
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private Optional<AssertionFailedError> take(Predicate<Sentence> which) {
    List<Sentence> unfinished = remove(which);
    List<FunctionFailures.Failure> failed = new ArrayList<>();
    long failedCount = removeFailures(failed);
    if (unfinished.isEmpty() && failed.isEmpty()) {
      return Optional.empty();
    }
    String text =
        Stream.of(lines(failed, failedCount), lines(unfinished, unfinished.size()))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("\n"));
    if (failed.isEmpty()) {
      return Optional.of(new AssertionFailedError(text));
    }
    AssertionFailedError error = new AssertionFailedError(text, failed.get(0).thrown());
    failed.stream().skip(1).forEach(other -> error.addSuppressed(other.thrown()));
    return Optional.of(error);
  }

  private static Optional<String> lines(List<?> all, long count) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    String lines =
        all.stream().limit(MAX_LINES).map(Object::toString).collect(Collectors.joining("\n"));
    return Optional.of(
        count > MAX_LINES ? lines + "\nand " + (count - MAX_LINES) + " more" : lines);
  }

  /** Moves the failures to a list, and returns how many there were. */
  private long removeFailures(List<FunctionFailures.Failure> removed) {
    lock.lock();
    try {
      long count = failureCount;
      removed.addAll(failures);
      failures.clear();
      failureCount = 0;
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a failure of a function, and keeps it if it is one of the first. */
  void add(FunctionFailures.Failure failure) {
    lock.lock();
    try {
      failureCount++;
      if (failures.size() < MAX_LINES) {
        failures.add(failure);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Adds a failure of a function that runs often, unless a failure with its text is kept. */
  void addOnce(FunctionFailures.Failure failure) {
    lock.lock();
    try {
      if (failures.stream().noneMatch(kept -> kept.text().equals(failure.text()))) {
        add(failure);
      }
    } finally {
      lock.unlock();
    }
  }

  private List<Sentence> remove(Predicate<Sentence> which) {
    List<Sentence> removed = new ArrayList<>();
    lock.lock();
    try {
      for (Iterator<Sentence> each = open.iterator(); each.hasNext(); ) {
        Sentence sentence = each.next();
        if (which.test(sentence)) {
          removed.add(sentence);
          each.remove();
        }
      }
    } finally {
      lock.unlock();
    }
    return removed;
  }

  void open(Sentence sentence) {
    lock.lock();
    try {
      open.add(sentence);
    } finally {
      lock.unlock();
    }
  }

  /** Closes a sentence, and returns whether it was open. */
  boolean close(Sentence sentence) {
    lock.lock();
    try {
      return open.remove(sentence);
    } finally {
      lock.unlock();
    }
  }

  long nextNumber() {
    lock.lock();
    try {
      return ++lastNumber;
    } finally {
      lock.unlock();
    }
  }
}
