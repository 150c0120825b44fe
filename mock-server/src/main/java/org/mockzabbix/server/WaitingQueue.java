package org.mockzabbix.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A queue for each agent or proxy of what it receives when it connects. The size of all queues
 * together is limited. Not thread-safe.
 */
final class WaitingQueue<T> {

  private static final int MAX_WAITING = 10_000;

  private final String ifFull;
  private final Map<String, List<T>> waiting = new HashMap<>();
  private int size;

  /**
   * Creates an empty queue.
   *
   * @param ifFull the words after the number that explain what fills the queue
   */
  WaitingQueue(String ifFull) {
    this.ifFull = ifFull;
  }

  /**
   * Checks that one more can wait.
   *
   * @throws IllegalStateException if too many wait
   */
  void checkRoom() {
    if (size == MAX_WAITING) {
      throw new IllegalStateException(MAX_WAITING + " " + ifFull);
    }
  }

  /**
   * Adds what {@code owner} receives next.
   *
   * @throws IllegalStateException if too many wait
   */
  void add(String owner, T one) {
    checkRoom();
    size++;
    waiting.computeIfAbsent(owner, unused -> new ArrayList<>()).add(one);
  }

  /** Removes and returns what waits for {@code owner}. */
  List<T> take(String owner) {
    List<T> taken = waiting.remove(owner);
    if (taken == null) {
      return List.of();
    }
    size -= taken.size();
    return taken;
  }
}
