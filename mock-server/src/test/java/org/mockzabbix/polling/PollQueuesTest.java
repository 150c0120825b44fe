package org.mockzabbix.polling;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.fixtures.OwnThread;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.server.Inventory;

@Timeout(60)
class PollQueuesTest {

  @Test
  void errorsDoNotUseUpTheThreadsOfAnAgent() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    PollQueues queues = new PollQueues(threads);
    CountDownLatch polled = new CountDownLatch(1);
    CountDownLatch allFailed = new CountDownLatch(20);

    for (int i = 0; i < 20; i++) {
      queues.add("web01", () -> fail(allFailed));
    }
    assertTrue(allFailed.await(10, TimeUnit.SECONDS));
    queues.add("web01", polled::countDown);

    assertTrue(polled.await(10, TimeUnit.SECONDS));
    threads.shutdownNow();
  }

  private static void fail(CountDownLatch failures) {
    failures.countDown();
    throw new LinkageError("as asked");
  }

  @Test
  void pollingContinuesAfterAnError() throws Exception {
    CountDownLatch rounds = new CountDownLatch(3);
    PollScheduler schedule =
        schedule(
            () -> {
              rounds.countDown();
              throw new LinkageError("as asked");
            });

    schedule.start();

    assertTrue(rounds.await(10, TimeUnit.SECONDS));
    schedule.close();
  }

  @Test
  void close_waitsEvenIfInterrupted() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    PollScheduler schedule = schedule(() -> awaitStubbornly(started, release));
    schedule.start();
    assertTrue(started.await(10, TimeUnit.SECONDS));

    CompletableFuture<Boolean> closing =
        OwnThread.supply(
            () -> {
              Thread.currentThread().interrupt();
              schedule.close();
              return Thread.interrupted();
            });

    assertThrows(TimeoutException.class, () -> closing.get(200, TimeUnit.MILLISECONDS));
    assertFalse(closing.isDone());
    release.countDown();
    assertTrue(closing.get(10, TimeUnit.SECONDS));
  }

  private static PollScheduler schedule(Supplier<Inventory> inventory) {
    return PollingEngines.schedule(new JournalStore(1_000_000), inventory, Duration.ofSeconds(1));
  }

  private static Inventory awaitStubbornly(CountDownLatch started, CountDownLatch release) {
    started.countDown();
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException ignored) {
        started.countDown();
      }
    }
    return Inventory.lenient(List.of(), 1);
  }
}
