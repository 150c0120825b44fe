package org.mockzabbix.cli;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A stream whose lines a test can wait for. Thread-safe: {@code lock} guards the bytes. */
public final class CapturedLines extends OutputStream {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grew = lock.newCondition();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] some, int offset, int length) {
    lock.lock();
    try {
      bytes.write(some, offset, length);
      grew.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns everything that was written so far. */
  public String text() {
    lock.lock();
    try {
      return bytes.toString(StandardCharsets.UTF_8);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the lines that were written so far. */
  public List<String> lines() {
    return text().lines().toList();
  }

  /** Waits for a whole line that begins with {@code start}, and returns it. */
  public String awaitLine(String start) throws InterruptedException {
    long nanos = PATIENCE.toNanos();
    lock.lock();
    try {
      while (true) {
        String text = text();
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        List<String> found = whole.lines().filter(line -> line.startsWith(start)).toList();
        if (!found.isEmpty()) {
          return found.get(0);
        }
        if (nanos <= 0) {
          return fail("no line begins with \"" + start + "\" in:\n" + text);
        }
        nanos = grew.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }
}
