package org.mockzabbix.sentence;

import java.lang.StackWalker.StackFrame;
import java.security.ProtectionDomain;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A chain of calls that a test has begun: an assertion or a rule. Each call of the chain, called a
 * word here, closes the sentence so far and opens a new one. A sentence that stays open is
 * unfinished. Thread-safe.
 */
public final class Sentence {

  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private static final ProtectionDomain LIBRARY = Sentence.class.getProtectionDomain();

  /**
   * The place where a sentence begins.
   *
   * @param number increases with each sentence of a server
   * @param frame the caller of the library; its file and line are looked up only for a message
   */
  private record Beginning(long number, Thread thread, Optional<StackFrame> frame) {}

  private final OpenSentences all;
  private final Beginning beginning;
  private final Supplier<String> subject;
  private final String missing;

  private Sentence(
      OpenSentences all, Beginning beginning, Supplier<String> subject, String missing) {
    this.all = all;
    this.beginning = beginning;
    this.subject = subject;
    this.missing = missing;
  }

  /** Creates a sentence that begins at the caller of the library. It is not open yet. */
  static Sentence begin(OpenSentences all, Supplier<String> subject, String missing) {
    return new Sentence(all, beginning(all), subject, missing);
  }

  private static Beginning beginning(OpenSentences all) {
    Optional<StackFrame> caller =
        STACK.walk(frames -> frames.filter(Sentence::isOutside).findFirst());
    return new Beginning(all.nextNumber(), Thread.currentThread(), caller);
  }

  private static boolean isOutside(StackFrame frame) {
    return !LIBRARY.equals(frame.getDeclaringClass().getProtectionDomain());
  }

  /**
   * Closes this sentence, because the test has added a word to it. Call this method before you
   * check the arguments of the word, so that a word that throws an exception leaves no open
   * sentence.
   *
   * @return the sentence to {@link #open}: this one, or if it was closed before, a new one that
   *     begins here
   */
  public Sentence resume() {
    return all.close(this) ? this : new Sentence(all, beginning(all), subject, missing);
  }

  /**
   * Opens the next sentence of the chain, which begins at the same place.
   *
   * @param subject the subject of the sentence, for failure messages
   * @param missing the words that can finish it
   */
  public Sentence open(Supplier<String> subject, String missing) {
    Sentence open = new Sentence(all, beginning, subject, missing);
    all.open(open);
    return open;
  }

  /** Finishes this sentence. Does nothing if it was finished before. */
  public void finish() {
    all.close(this);
  }

  /**
   * Finishes an assertion.
   *
   * @throws AssertionError if the calling thread began another sentence before this one and has not
   *     finished it, unless {@link OpenSentences#leaveToTest} was called
   */
  public void finishAssertion() {
    all.close(this);
    all.checkBefore(this);
  }

  boolean isBefore(Sentence other) {
    return beginning.number < other.beginning.number
        && beginning.thread.equals(Thread.currentThread());
  }

  /** Returns the words that are missing, and the place where the sentence begins. */
  @Override
  public String toString() {
    @Nullable StackFrame frame = beginning.frame.orElse(null);
    return "unfinished "
        + subject.get()
        + ": add "
        + missing
        + (frame == null ? "" : "\n  at " + frame.toStackTraceElement());
  }
}
