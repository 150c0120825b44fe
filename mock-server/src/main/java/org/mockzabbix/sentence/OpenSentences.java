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
import org.opentest4j.AssertionFailedError;

/**
 * The unfinished sentences of a server with its agents, of a cluster or of an agent. Thread-safe:
 * {@code lock} guards the set and the number.
 */
public final class OpenSentences {

  private static final int MAX_LINES = 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Sentence> open = new LinkedHashSet<>(); // sentences do not override equals
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
   * Turns off the check at the end of an assertion. The caller calls {@link #takeUnfinished} at the
   * end of each test.
   */
  public void leaveToTest() {
    leftToTest = true;
  }

  /** Removes all unfinished sentences, and describes them. Empty if all sentences are finished. */
  public Optional<String> takeUnfinished() {
    return take(sentence -> true);
  }

  /**
   * Checks that every sentence is finished.
   *
   * @throws AssertionError if a sentence is unfinished; each is reported only once
   */
  public void check() {
    check(sentence -> true);
  }

  /** Checks the sentences that the calling thread began before {@code end}. */
  void checkBefore(Sentence end) {
    if (!leftToTest) {
      check(sentence -> sentence.isBefore(end));
    }
  }

  private void check(Predicate<Sentence> which) {
    Optional<String> unfinished = take(which);
    if (unfinished.isPresent()) {
      throw new AssertionFailedError(unfinished.get());
    }
  }

  private Optional<String> take(Predicate<Sentence> which) {
    List<Sentence> taken = remove(which);
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    String lines =
        taken.stream().limit(MAX_LINES).map(Sentence::toString).collect(Collectors.joining("\n"));
    int more = taken.size() - MAX_LINES;
    return Optional.of(more > 0 ? lines + "\nand " + more + " more" : lines);
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
