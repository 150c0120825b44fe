package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.wire.Bytes;

@Timeout(60)
class ListenerLifecycleTest {

  private final RecordingHandler handler = new RecordingHandler();

  @Test
  void close_endsTheThread() throws Exception {
    AtomicReference<Thread> thread = new AtomicReference<>();
    RecordingHandler noting =
        new RecordingHandler(
            result -> {
              thread.set(Thread.currentThread());
              return EncodedResponse.of(RecordingHandler.OK);
            });
    Listener listener = Listeners.open(noting);
    Client.assertAnswers(listener);

    listener.close();

    assertEquals("mock-zabbix-test-" + listener.port(), thread.get().getName());
    assertTrue(thread.get().isDaemon());
    assertFalse(thread.get().isAlive());
    assertEquals("mock-zabbix-test-" + listener.port() + " (closed)", listener.toString());
  }

  @Test
  void close_freesThePort() throws Exception {
    Listener listener = Listener.open(Listeners.alone(1), handler);
    Client.assertAnswers(listener);

    listener.close();

    assertThrows(ConnectException.class, () -> new Client(listener).close());
    ListenerConfig samePort =
        ListenerConfig.of("test", listener.address(), Listeners.config().limits());
    try (Listener next = Listener.open(samePort, handler)) {
      Client.assertAnswers(next);
    }
  }

  @Test
  void close_twice() throws Exception {
    Listener listener = Listener.open(Listeners.alone(2), handler);

    listener.close();
    listener.close();

    assertThrows(ConnectException.class, () -> new Client(listener).close());
  }

  @Test
  void close_insideAPacket() throws Exception {
    RecordingHandler slow = new RecordingHandler(packet -> true, result -> EncodedResponse.none());
    Listener listener = Listeners.open(slow);
    try (Client client = new Client(listener)) {
      client.send(Client.packet("hello").slice(0, 15));
      Client.awaitTurn(listener);

      listener.close();

      assertEquals(Bytes.empty(), client.readAll());
      assertEquals(2, slow.resultsLeft()); // those of awaitTurn
    }
  }

  @Test
  void close_insideAResponse() throws Exception {
    Bytes huge = Bytes.of(new byte[30_000_000]);
    Listener listener = Listeners.open(new RecordingHandler(result -> EncodedResponse.of(huge)));
    try (Client client = Client.reluctant(listener)) {
      client.send(Client.packet("hello"));
      client.read();

      listener.close();

      assertTrue(client.readAll().length() < huge.length());
    }
  }

  @Test
  void close_interruptsWorkers() throws Exception {
    BlockingQueue<Thread> workers = new LinkedBlockingQueue<>();
    CountDownLatch never = new CountDownLatch(1);
    RecordingHandler stuck =
        new RecordingHandler(
            packet -> true,
            result -> {
              workers.add(Thread.currentThread());
              return await(never);
            });
    Listener listener = Listeners.open(stuck);
    try (Client client = new Client(listener)) {
      client.send(Client.packet("hello"));
      Thread worker = workers.poll(10, TimeUnit.SECONDS);

      listener.close();

      assertFalse(worker.isAlive());
      assertEquals(Bytes.empty(), client.readAll());
    }
  }

  private static EncodedResponse await(CountDownLatch latch) {
    try {
      latch.await();
      return EncodedResponse.none();
    } catch (InterruptedException asked) {
      return EncodedResponse.none();
    }
  }

  @Test
  void close_namesThreadsThatDoNotEnd() throws Exception {
    BlockingQueue<Thread> workers = new LinkedBlockingQueue<>();
    CountDownLatch release = new CountDownLatch(1);
    RecordingHandler stubborn =
        new RecordingHandler(
            packet -> true,
            result -> {
              workers.add(Thread.currentThread());
              awaitStubbornly(release);
              return EncodedResponse.none();
            });
    Listener listener = Listeners.open(stubborn);
    try (Client client = new Client(listener)) {
      client.send(Client.packet("hello"));
      Thread worker = workers.poll(10, TimeUnit.SECONDS);

      IllegalStateException e =
          assertThrows(IllegalStateException.class, () -> listener.close(Duration.ofMillis(100)));

      assertEquals("did not end within 100 ms: " + worker.getName(), e.getMessage());
      release.countDown();
      worker.join(10_000);
      assertFalse(worker.isAlive());
    }
  }

  private static void awaitStubbornly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException asked) {
        assertEquals(1, latch.getCount());
      }
    }
  }

  @Test
  void close_byItsOwnHandler() throws Exception {
    AtomicReference<Listener> own = new AtomicReference<>();
    CountDownLatch closed = new CountDownLatch(1);
    RecordingHandler closing =
        new RecordingHandler(
            result -> {
              own.get().close();
              closed.countDown();
              return EncodedResponse.none();
            });
    own.set(Listeners.open(closing));
    try (Client client = new Client(own.get())) {

      client.send(Client.packet("hello"));

      assertTrue(closed.await(4, TimeUnit.SECONDS));
      assertEquals(Bytes.empty(), client.readAll());
    }
  }

  @Test
  void close_waitsEvenIfInterrupted() throws Exception {
    Listener listener = Listener.open(Listeners.alone(3), handler);
    Client.assertAnswers(listener);

    Thread.currentThread().interrupt();
    listener.close();

    assertTrue(Thread.interrupted());
    assertThrows(ConnectException.class, () -> new Client(listener).close());
  }
}
