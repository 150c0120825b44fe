package org.mockzabbix.text;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * A text whose match with a regular expression can be interrupted, and leaves time for others. Some
 * expressions backtrack for hours, and Java's matcher ignores an interrupt. Not thread-safe.
 */
public final class InterruptibleText implements CharSequence {

  /** The number of characters between two checks for an interrupt. */
  private static final int INTERVAL = 1024;

  /**
   * The number of characters between two pauses. Virtual threads share as many threads as there are
   * processors, and only one that waits lets another run.
   */
  private static final int TURN = 1 << 20;

  private final CharSequence text;
  private int read;

  private InterruptibleText(CharSequence text) {
    this.text = text;
  }

  /**
   * Returns whether the whole text matches.
   *
   * @throws CancellationException if the thread is interrupted and the match takes long
   */
  public static boolean matches(Pattern regex, String text) {
    return regex.matcher(new InterruptibleText(text)).matches();
  }

  @Override
  public char charAt(int index) {
    if (++read % INTERVAL == 0) {
      pause();
    }
    return text.charAt(index);
  }

  private void pause() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted while matching a regular expression");
    }
    if (read % TURN == 0) {
      LockSupport.parkNanos(1);
    }
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new InterruptibleText(text.subSequence(start, end));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
