package org.mockzabbix.polling;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.net.FailSafeLog;

/**
 * One queue of waiting polls for each agent. At most 8 threads poll the same agent, so that an
 * agent that hangs does not delay the polls of other agents. Thread-safe.
 */
final class PollQueues {

  private static final FailSafeLog LOG = FailSafeLog.of(PollQueues.class);

  private static final int MOST_THREADS = 8; // for one agent

  /** The polls of one agent that wait, and the number of threads that poll it. */
  private static final class AgentQueue {
    final Queue<Runnable> waiting = new ArrayDeque<>();
    int threads;
  }

  private final ExecutorService threads;
  private final ReentrantLock lock = new ReentrantLock(); // guards the queues and their content
  private final Map<String, AgentQueue> queues = new HashMap<>();

  /** Creates queues whose polls run on these threads. The number of threads must not be limited. */
  PollQueues(ExecutorService threads) {
    this.threads = threads;
  }

  /**
   * Runs {@code poll} when one of the agent's threads is free, and never after a shutdown. The poll
   * must handle its own failures.
   *
   * @throws OutOfMemoryError if no thread polls the agent and none can be started
   */
  void add(String agent, Runnable poll) {
    lock.lock();
    try {
      AgentQueue queue = queues.computeIfAbsent(agent, name -> new AgentQueue());
      queue.waiting.add(poll);
      if (queue.threads < MOST_THREADS) {
        startThread(agent, queue);
      }
    } catch (RejectedExecutionException stopped) {
      queues.clear();
    } finally {
      lock.unlock();
    }
  }

  private void startThread(String agent, AgentQueue queue) {
    try {
      threads.execute(() -> work(agent, queue));
      queue.threads++;
    } catch (OutOfMemoryError noThread) {
      if (queue.threads == 0) { // if there are threads, one of them takes the poll
        queues.remove(agent);
        throw noThread;
      }
    }
  }

  private void work(String agent, AgentQueue queue) {
    Runnable poll = next(agent, queue);
    while (poll != null) {
      runSafely(poll);
      poll = next(agent, queue);
    }
  }

  private static void runSafely(Runnable poll) {
    try {
      poll.run();
    } catch (Throwable e) { // the agent must not lose this thread
      LOG.failure("{} continues after {}", Thread.currentThread().getName(), e);
    }
  }

  /** Returns the next poll. Null if the thread must end. */
  private @Nullable Runnable next(String agent, AgentQueue queue) {
    lock.lock();
    try {
      Runnable poll = Thread.currentThread().isInterrupted() ? null : queue.waiting.poll();
      if (poll == null) {
        queue.threads--;
        if (queue.threads == 0 && queue.waiting.isEmpty()) {
          queues.remove(agent);
        }
      }
      return poll;
    } finally {
      lock.unlock();
    }
  }
}
