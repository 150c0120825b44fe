package org.mockzabbix.benchmark;

import static java.time.Duration.ofSeconds;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.mockzabbix.MockZabbixServer;

/**
 * Assertions that wait for values which arrive at random moments, each over a connection of its
 * own.
 *
 * @param afterRequest from before the value was written until the assertion returned: more than the
 *     time since its reply was sent
 * @param afterReply from after the reply was read: less than that time, and negative where the
 *     assertion returned first
 * @param first the first round's {@code afterRequest}, in nanoseconds; in a new JVM, that of a test
 *     that runs first
 */
record Waiting(Percentiles afterRequest, Percentiles afterReply, long first) {

  static final long SEED = 7;
  static final String HOST = "web01";
  static final String KEY = "app.ok";

  private static final long SHORTEST_PAUSE = 1_000_000;
  private static final long LONGEST_PAUSE = 50_000_000;

  /** Does {@code afterRound} between the rounds, which is not measured. */
  static Waiting measure(MockZabbixServer server, int rounds, Runnable afterRound)
      throws Exception {
    Random random = new Random(SEED);
    long[] afterRequest = new long[rounds];
    long[] afterReply = new long[rounds];
    ExecutorService sender = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < rounds; round++) {
        String value = "round " + round;
        long pause = random.nextLong(SHORTEST_PAUSE, LONGEST_PAUSE);
        Future<TimedSender.Times> sent =
            sender.submit(() -> sendLater(server.trapperPort(), value, pause));
        assertThat(server).received(item(HOST, KEY).withValue(value)).within(ofSeconds(10));
        long returned = System.nanoTime();
        TimedSender.Times times = sent.get();
        afterRequest[round] = returned - times.begun();
        afterReply[round] = returned - times.answered();
        afterRound.run();
      }
    } finally {
      sender.shutdownNow();
    }
    return new Waiting(Percentiles.of(afterRequest), Percentiles.of(afterReply), afterRequest[0]);
  }

  private static TimedSender.Times sendLater(int port, String value, long pause) throws Exception {
    long due = System.nanoTime() + pause;
    for (long left = pause; left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return TimedSender.send(port, HOST, KEY, value);
  }
}
