package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {

  private final Workers workers = new Workers();

  @Test
  void usesVirtualThreadsIfAvailable() throws Exception {
    LinkedBlockingQueue<Thread> ran = new LinkedBlockingQueue<>();

    workers.run(() -> ran.add(Thread.currentThread()));

    Thread thread = ran.poll(10, TimeUnit.SECONDS);
    assertTrue(thread.getName().matches("mock-zabbix-worker-\\d+"), thread.getName());
    assertTrue(thread.isDaemon());
    assertEquals(Runtime.version().feature() >= 21, isVirtual(thread));
    workers.interruptAll();
  }

  private static boolean isVirtual(Thread thread) {
    return thread.getClass().getSimpleName().equals("VirtualThread");
  }

  @Test
  void runsEveryTaskImmediately() throws Exception {
    CountDownLatch allRun = new CountDownLatch(50);

    for (int i = 0; i < 50; i++) {
      workers.run(() -> meet(allRun));
    }

    assertTrue(allRun.await(10, TimeUnit.SECONDS));
    workers.interruptAll();
  }

  private static void meet(CountDownLatch all) {
    all.countDown();
    try {
      all.await();
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void interruptAll_endsTheThreads() throws Exception {
    CountDownLatch started = new CountDownLatch(2);
    Runnable task = () -> waitForEver(started);
    workers.run(task);
    workers.run(task);
    assertTrue(started.await(10, TimeUnit.SECONDS));
    List<Thread> threads = workers.threads();

    workers.interruptAll();

    assertEquals(2, threads.size());
    for (Thread thread : threads) {
      thread.join(10_000);
    }
    assertEquals(List.of(), workers.threads());
    assertThrows(RejectedExecutionException.class, () -> workers.run(task));
  }

  private static void waitForEver(CountDownLatch started) {
    started.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }
}
