package org.mockzabbix.net;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/**
 * Lets only some handshakes compute at the same time, so that thousands of clients that begin one
 * do not occupy all processors. Confined to the event loop's thread.
 */
final class HandshakeQueue {

  private final int most;
  private final Queue<BooleanSupplier> waiting = new ArrayDeque<>();
  private int running;

  /** Calls {@link #done}. It exists before it is needed: without memory, a place would be lost. */
  final Runnable doneTask = this::done;

  HandshakeQueue(int most) {
    this.most = most;
  }

  /**
   * Calls {@code start}, now or when another handshake is done. It returns whether it started
   * something; then {@link #doneTask} must run at its end. It never throws.
   */
  void run(BooleanSupplier start) {
    waiting.add(start);
    startWaiting();
  }

  private void startWaiting() {
    while (running < most && !waiting.isEmpty()) {
      if (waiting.remove().getAsBoolean()) {
        running++;
      }
    }
  }

  /** Makes room for the next one. */
  private void done() {
    running--;
    startWaiting();
  }
}
