package org.mockzabbix.client;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Questions that wait for their agent: a few at a time for each, so that one that hangs keeps
 * threads from itself alone. Thread-safe.
 */
final class PollLanes {

  private static final int WIDTH = 8; // questions at a time to one agent

  /** What waits for one agent, and how many threads ask it. */
  private static final class Lane {
    final Queue<Runnable> waiting = new ArrayDeque<>();
    int busy;
  }

  private final ExecutorService threads;
  private final ReentrantLock lock = new ReentrantLock(); // guards lanes and what is in them
  private final Map<String, Lane> lanes = new HashMap<>();

  /** Runs questions on these threads, of which there must be no bound. */
  PollLanes(ExecutorService threads) {
    this.threads = threads;
  }

  /** Asks when the agent's turn comes; never if the threads were stopped. */
  void ask(String agent, Runnable question) {
    lock.lock();
    try {
      Lane lane = lanes.computeIfAbsent(agent, name -> new Lane());
      lane.waiting.add(question);
      if (lane.busy < WIDTH) {
        threads.execute(() -> work(agent, lane));
        lane.busy++;
      }
    } catch (RejectedExecutionException stopped) {
      lanes.clear();
    } finally {
      lock.unlock();
    }
  }

  private void work(String agent, Lane lane) {
    Runnable question = next(agent, lane);
    while (question != null) {
      question.run();
      question = next(agent, lane);
    }
  }

  /** The next question; null ends the thread's work on this lane. */
  private @Nullable Runnable next(String agent, Lane lane) {
    lock.lock();
    try {
      Runnable question = Thread.currentThread().isInterrupted() ? null : lane.waiting.poll();
      if (question == null) {
        lane.busy--;
        if (lane.busy == 0 && lane.waiting.isEmpty()) {
          lanes.remove(agent);
        }
      }
      return question;
    } finally {
      lock.unlock();
    }
  }
}
