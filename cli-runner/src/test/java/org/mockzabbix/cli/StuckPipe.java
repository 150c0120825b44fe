package org.mockzabbix.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A pipe that nobody reads, until it is released. */
public final class StuckPipe extends OutputStream {

  private final AtomicInteger writers = new AtomicInteger();
  private final CountDownLatch writing = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @Override
  public void write(int b) throws IOException {
    writers.incrementAndGet();
    writing.countDown();
    try {
      released.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      writers.decrementAndGet();
    }
  }

  /** Waits until something is written. */
  public void awaitWriter() throws InterruptedException {
    assertTrue(writing.await(60, TimeUnit.SECONDS), "nothing is written");
  }

  /** Lets all writers go on. */
  public void release() {
    released.countDown();
  }

  /** Returns the number of threads that wait in this pipe. */
  public int writers() {
    return writers.get();
  }
}
