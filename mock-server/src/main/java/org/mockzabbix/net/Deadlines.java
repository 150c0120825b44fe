package org.mockzabbix.net;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A queue of all connections with the same timeout. It needs no sorting, because the connection
 * that was added first expires first. Confined to the event loop's thread.
 */
final class Deadlines implements EventLoop.Timer {

  /** A connection that waits until a deadline. */
  interface Waiting {

    /** Returns the deadline in terms of {@link System#nanoTime}. */
    long deadline();

    /** Called when the deadline has passed. Handles its own failures. */
    void expired();

    /** Called when the event loop ends before the deadline. */
    void cutOff();
  }

  private final long nanos;
  private final Set<Waiting> queue = new LinkedHashSet<>();

  Deadlines(Duration timeout) {
    nanos = timeout.toNanos();
  }

  /** Adds {@code waiting} and returns its deadline in terms of {@link System#nanoTime}. */
  long add(Waiting waiting) {
    queue.add(waiting);
    return System.nanoTime() + nanos;
  }

  void remove(Waiting waiting) {
    queue.remove(waiting);
  }

  private @Nullable Waiting first() {
    Iterator<Waiting> iterator = queue.iterator();
    return iterator.hasNext() ? iterator.next() : null;
  }

  @Override
  public long nanosLeft(long now) {
    Waiting first = first();
    return first == null ? Long.MAX_VALUE : first.deadline() - now;
  }

  @Override
  public void loopEnded() {
    queue.forEach(Waiting::cutOff);
  }

  @Override
  public void runIfDue(long now) {
    for (Waiting first = first(); first != null && first.deadline() - now <= 0; first = first()) {
      first.expired();
    }
  }
}
