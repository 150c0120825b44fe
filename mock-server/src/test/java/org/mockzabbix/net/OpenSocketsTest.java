package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenSocketsTest {

  private final OpenSockets sockets = new OpenSockets();

  @Test
  void close_closesOpenSockets() {
    AtomicInteger closed = new AtomicInteger();
    Closeable first = closed::incrementAndGet;
    Closeable second = closed::incrementAndGet;
    assertTrue(sockets.register(first));
    assertTrue(sockets.register(second));

    sockets.close();
    sockets.close();

    assertEquals(2, closed.get());
    assertTrue(sockets.closed());
  }

  @Test
  void register_closesTheSocketAfterClose() {
    AtomicInteger closed = new AtomicInteger();
    sockets.close();

    boolean registered = sockets.register(closed::incrementAndGet);

    assertFalse(registered);
    assertEquals(1, closed.get());
  }

  @Test
  void closeNow_removesTheSocket() {
    AtomicInteger closed = new AtomicInteger();
    Closeable socket = closed::incrementAndGet;
    sockets.register(socket);

    sockets.closeNow(socket);
    sockets.close();

    assertEquals(1, closed.get());
  }

  @Test
  void close_continuesAfterAFailure() {
    AtomicBoolean closed = new AtomicBoolean();
    sockets.register(
        () -> {
          throw new IOException("a test's socket failed on purpose");
        });
    sockets.register(() -> closed.set(true));

    sockets.close();

    assertTrue(closed.get());
  }

  @Test
  void close_closesSocketsRegisteredMeanwhile() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    List<AtomicBoolean> registered = new ArrayList<>();
    Thread registering =
        new Thread(
            () -> {
              boolean open = true;
              while (open) {
                AtomicBoolean closed = new AtomicBoolean();
                registered.add(closed);
                open = sockets.register(() -> closed.set(true));
                started.countDown();
              }
            });
    registering.start();
    assertTrue(started.await(10, TimeUnit.SECONDS));

    sockets.close();
    registering.join(10_000);

    assertFalse(registering.isAlive());
    assertTrue(registered.stream().allMatch(AtomicBoolean::get));
  }
}
