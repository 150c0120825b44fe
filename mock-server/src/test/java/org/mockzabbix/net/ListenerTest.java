package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.net.RecordingHandler.OK;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.net.ReadResult.PacketRead;
import org.mockzabbix.wire.Bytes;

@Timeout(60)
class ListenerTest {

  private final RecordingHandler handler = new RecordingHandler();

  @Test
  void address_isTheBoundAddress() throws Exception {
    try (Listener first = Listeners.open(handler);
        Listener second = Listeners.open(handler)) {

      assertNotEquals(first.port(), second.port());
      assertEquals(first.port(), first.address().getPort());
      assertEquals(
          "mock-zabbix-test-" + first.port() + " on 127.0.0.1:" + first.port(), first.toString());
    }
  }

  @Test
  void portInUse() throws Exception {
    try (Listener first = Listeners.open(handler)) {
      ListenerConfig same =
          ListenerConfig.of("other", first.address(), Listeners.config().limits());

      BindException e = assertThrows(BindException.class, () -> Listener.open(same, handler));

      assertEquals(
          "cannot listen on 127.0.0.1:"
              + first.port()
              + ": Address already in use: use another port, or 0 for any free port",
          e.getMessage());
    }
  }

  @Test
  void addressOfAnotherMachine() {
    ListenerConfig config = config(new InetSocketAddress("192.0.2.1", 10_051));

    BindException e = assertThrows(BindException.class, () -> Listener.open(config, handler));

    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("cannot listen on 192.0.2.1:10051: "), message);
  }

  @Test
  void unknownHost() {
    ListenerConfig config = config(InetSocketAddress.createUnresolved("no.such.host", 10_051));

    UnknownHostException e =
        assertThrows(UnknownHostException.class, () -> Listener.open(config, handler));

    assertEquals(
        "cannot listen on no.such.host:10051: unknown host: use an address of this machine, for example 127.0.0.1",
        e.getMessage());
  }

  private static ListenerConfig config(InetSocketAddress address) {
    return ListenerConfig.of("test", address, Listeners.config().limits());
  }

  @Test
  void handlerFailure_closesThatConnectionAlone() throws Exception {
    RecordingHandler failing = new RecordingHandler(packet -> false, ListenerTest::failAtFirst);
    try (Listener listener = Listeners.open(failing)) {
      try (Client exception = new Client(listener);
          Client error = new Client(listener)) {

        assertEquals(Bytes.empty(), exception.send(Client.packet("hello")).readAll());
        assertEquals(Bytes.empty(), error.send(Client.packet("hello")).readAll());
      }

      Client.assertAnswers(listener);
    }
  }

  private static EncodedResponse failAtFirst(long connection, ReadResult result) {
    if (connection == 1) {
      throw new IllegalStateException("a test's handler failed on purpose");
    }
    if (connection == 2) {
      throw new AssertionError("a test's handler failed on purpose");
    }
    return EncodedResponse.of(OK);
  }

  @Test
  void handlerFailure_onAWorker() throws Exception {
    RecordingHandler failing = new RecordingHandler(packet -> true, ListenerTest::failAtFirst);
    try (Listener listener = Listeners.open(failing);
        Client client = new Client(listener)) {

      assertEquals(Bytes.empty(), client.send(Client.packet("hello")).readAll());
    }
  }

  @Test
  void interruptByAHandler_isCleared() throws Exception {
    RecordingHandler interrupting =
        new RecordingHandler(
            result -> {
              Thread.currentThread().interrupt();
              return EncodedResponse.of(OK);
            });
    try (Listener listener = Listeners.open(interrupting)) {
      Client.assertAnswers(listener);
      Client.assertAnswers(listener);
    }
  }

  @Test
  void blockingHandler_doesNotDelayOthers() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    RecordingHandler slow =
        new RecordingHandler(
            packet -> packet.data().text().equals("slow"), result -> answer(result, release));
    try (Listener listener = Listeners.open(slow);
        Client client = new Client(listener)) {
      client.send(Client.packet("slow"));
      slow.nextResult();

      Client.assertAnswers(listener);
      release.countDown();

      assertEquals(OK, client.readAll());
    }
  }

  private static EncodedResponse answer(ReadResult result, CountDownLatch release) {
    boolean slow =
        result instanceof PacketRead complete && complete.packet().data().text().equals("slow");
    try {
      assertTrue(!slow || release.await(10, TimeUnit.SECONDS));
      return EncodedResponse.of(OK);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void largePackets_areHandledOnWorkers() throws Exception {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    RecordingHandler noting =
        new RecordingHandler(
            result -> {
              threads.add(Thread.currentThread().getName().replaceFirst("\\d+$", ""));
              return EncodedResponse.of(OK);
            });
    Bytes text = Bytes.of("x".repeat((1 << 20) + 1));
    try (Listener listener = Listeners.open(noting);
        Client plain = new Client(listener);
        Client compressed = new Client(listener)) {

      assertEquals(OK, plain.send(Client.packet(text.text())).readAll());
      assertEquals(OK, compressed.send(Client.compressed(text)).readAll());

      assertEquals(Set.of("mock-zabbix-worker-"), threads);
    }
  }

  @Test
  void largeInvalidPacket_isReportedFromAWorker() throws Exception {
    Bytes packet = Client.compressed(Bytes.of("x".repeat(2 << 20)));
    byte[] oneMore = packet.toArray();
    oneMore[9]++; // RESERVED
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener)) {

      assertEquals(Bytes.empty(), client.send(Bytes.of(oneMore)).readAll());

      ReadResult.InvalidBytes result =
          assertInstanceOf(ReadResult.InvalidBytes.class, handler.nextResult());
      assertEquals(
          "declared 2097153 bytes uncompressed (RESERVED), the data inflates to 2097152",
          result.reason());
    }
  }

  @Test
  void tooManyConnections_areClosedAndCounted() throws Exception {
    try (Listener listener = Listener.open(Listeners.config().withMaxConnections(2), handler);
        Client first = new Client(listener);
        Client second = new Client(listener);
        Client third = new Client(listener)) {

      assertEquals(Bytes.empty(), third.readAll());
      assertEquals(1, listener.refusedConnections());
      assertEquals(OK, first.send(Client.packet("hello")).readAll());
      Client.assertAnswers(listener);
      assertEquals(OK, second.send(Client.packet("hello")).readAll());
      assertEquals(1, listener.refusedConnections());
    }
  }

  @Test
  void twoThousandConnectAtOnce() throws Exception {
    ByteBuffer packet = ByteBuffer.wrap(Client.packet("hello").toArray());
    try (Listener listener = Listeners.open(handler);
        Selector selector = Selector.open()) {
      for (int i = 0; i < 2000; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(listener.address());
        channel.register(selector, SelectionKey.OP_CONNECT);
      }

      int answered = 0;
      while (answered < 2000) {
        assertTrue(selector.select(10_000) > 0, "nothing happened for 10 s");
        for (SelectionKey key : selector.selectedKeys()) {
          answered += proceed(key, packet.duplicate());
        }
        selector.selectedKeys().clear();
      }

      assertEquals(2000, handler.resultsLeft());
      assertEquals(0, listener.refusedConnections());
    }
  }

  /** Connects or reads; returns 1 if the response was read. */
  private static int proceed(SelectionKey key, ByteBuffer packet) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    if (key.isConnectable()) {
      assertTrue(channel.finishConnect());
      assertEquals(packet.remaining(), channel.write(packet));
      key.interestOps(SelectionKey.OP_READ);
      return 0;
    }
    assertEquals(OK.length(), channel.read(ByteBuffer.allocate(100)));
    channel.close();
    return 1;
  }
}
