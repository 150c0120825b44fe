package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.fixtures.OwnThread;
import org.mockzabbix.fixtures.ReservedPort;
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
    try (ReservedPort reserved = new ReservedPort()) {
      Listener listener = Listener.open(Listeners.on(reserved), handler);
      Client.assertAnswers(listener);

      listener.close();

      assertThrows(ConnectException.class, () -> new Client(listener).close());
      try (Listener next = Listener.open(Listeners.on(reserved), handler)) {
        Client.assertAnswers(next);
      }
    }
  }

  @Test
  void close_twice() throws Exception {
    try (ReservedPort reserved = new ReservedPort()) {
      Listener listener = Listener.open(Listeners.on(reserved), handler);

      listener.close();
      listener.close();

      assertThrows(ConnectException.class, () -> new Client(listener).close());
    }
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
      assertEquals(3, slow.resultsLeft()); // those of awaitTurn, and the part of the packet
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
  void close_secondCallerWaitsAsWell() throws Exception {
    BlockingQueue<Thread> workers = new LinkedBlockingQueue<>();
    CountDownLatch release = new CountDownLatch(1);
    Listener listener =
        Listeners.open(
            new RecordingHandler(
                packet -> true,
                result -> {
                  workers.add(Thread.currentThread());
                  awaitStubbornly(release);
                  return EncodedResponse.none();
                }));
    try (Client client = new Client(listener)) {
      client.send(Client.packet("hello"));
      Thread worker = workers.poll(10, TimeUnit.SECONDS);
      CompletableFuture<Void> first = closing(listener);
      assertEquals(Bytes.empty(), client.readAll());

      CompletableFuture<Void> second = closing(listener);

      assertThrows(TimeoutException.class, () -> second.get(200, TimeUnit.MILLISECONDS));
      release.countDown();
      second.get(10, TimeUnit.SECONDS);
      assertFalse(worker.isAlive());
      first.get(10, TimeUnit.SECONDS);
    }
  }

  private static CompletableFuture<Void> closing(Listener listener) {
    return OwnThread.run(() -> listener.close(Duration.ofSeconds(20)));
  }

  @Test
  void close_byTwoHandlersAtTheSameTime() throws Exception {
    AtomicReference<Listener> own = new AtomicReference<>();
    CyclicBarrier both = new CyclicBarrier(2);
    CountDownLatch closed = new CountDownLatch(2);
    own.set(
        Listeners.open(
            new RecordingHandler(
                packet -> true,
                result -> {
                  meet(both);
                  own.get().close();
                  closed.countDown();
                  return EncodedResponse.none();
                })));
    try (Client one = new Client(own.get());
        Client two = new Client(own.get())) {

      one.send(Client.packet("hello"));
      two.send(Client.packet("hello"));

      assertTrue(closed.await(4, TimeUnit.SECONDS));
      own.get().close();
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void accept_besideClose_neitherFailsNorHangs() throws Exception {
    for (int i = 0; i < 200; i++) {
      Listener listener = Listeners.open(handler);
      CyclicBarrier both = new CyclicBarrier(2);
      CompletableFuture<Void> changing =
          OwnThread.run(
              () -> {
                meet(both);
                listener.refuse();
                listener.accept();
              });
      meet(both);

      listener.close();

      changing.get(4, TimeUnit.SECONDS);
    }
  }

  @Test
  void accept_evenIfInterrupted() throws Exception {
    try (Listener listener = Listeners.open(handler)) {
      listener.refuse();

      Thread.currentThread().interrupt();
      listener.accept();

      assertTrue(Thread.interrupted());
      Client.assertAnswers(listener);
    }
  }

  @Test
  void noThreadForAWorker_closesTheConnectionAndTellsTheHandler() throws Exception {
    RecordingHandler slow =
        new RecordingHandler(
            packet -> packet.data().text().equals("slow"),
            result -> EncodedResponse.of(RecordingHandler.OK));
    Workers none =
        new Workers(
            task -> {
              throw new OutOfMemoryError("unable to create native thread");
            });
    try (Listener listener = Listener.open(Listeners.config(), slow, none);
        Client client = new Client(listener)) {

      assertEquals(Bytes.empty(), client.send(Client.packet("slow")).readAll());

      assertEquals("unable to create native thread", slow.nextFailure().reason());
      assertEquals(Client.packet("slow"), slow.nextResult().received());
      Client.assertAnswers(listener);
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
    try (ReservedPort reserved = new ReservedPort()) {
      Listener listener = Listener.open(Listeners.on(reserved), handler);
      Client.assertAnswers(listener);

      Thread.currentThread().interrupt();
      listener.close();

      assertTrue(Thread.interrupted());
      assertThrows(ConnectException.class, () -> new Client(listener).close());
    }
  }
}
