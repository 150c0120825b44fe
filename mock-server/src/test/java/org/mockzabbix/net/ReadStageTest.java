package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.net.RecordingHandler.OK;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.net.ReadResult.ConnectionEnd;
import org.mockzabbix.net.ReadResult.InvalidBytes;
import org.mockzabbix.net.ReadResult.NoBytes;
import org.mockzabbix.net.ReadResult.PacketRead;
import org.mockzabbix.net.RecordingHandler.Read;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketWriter;

@Timeout(60)
class ReadStageTest {

  private static final Duration SOON = Duration.ofMillis(100);

  private final RecordingHandler handler = new RecordingHandler();

  @Test
  void respondsToOnePacketAndCloses() throws Exception {
    Instant now = Instant.parse("2026-11-21T10:00:00Z");
    ListenerConfig config = Listeners.config().withClock(() -> now);
    try (Listener listener = Listener.open(config, handler);
        Client client = new Client(listener)) {

      Bytes reply = client.send(Client.packet("hello")).readAll();

      assertEquals(OK, reply);
      Read read = handler.nextRead();
      assertEquals(new ConnectionInfo(1, client.address(), listener.address()), read.connection());
      PacketRead result = assertInstanceOf(PacketRead.class, read.result());
      assertEquals("hello", result.packet().data().text());
      assertEquals(Client.packet("hello"), result.received());
      assertEquals(now, result.receivedAt());
    }
  }

  @Test
  void numbersConnections() throws Exception {
    try (Listener listener = Listeners.open(handler)) {
      Client.assertAnswers(listener);
      Client.assertAnswers(listener);

      assertEquals(1, handler.nextRead().connection().number());
      assertEquals(2, handler.nextRead().connection().number());
    }
  }

  @Test
  void packetCutAnywhere_isComplete() throws Exception {
    Bytes packet = PacketWriter.frame(0x03, Bytes.of("{\"request\":\"agent data\"}"));
    try (Listener listener = Listeners.open(handler)) {
      for (int cut = 0; cut <= packet.length(); cut++) {
        try (Client client = new Client(listener)) {

          client.send(packet.slice(0, cut)).send(packet.slice(cut, packet.length() - cut));

          assertEquals(OK, client.readAll());
          PacketRead result = assertInstanceOf(PacketRead.class, handler.nextResult());
          assertEquals(packet, result.packet().bytes());
          assertEquals("{\"request\":\"agent data\"}", result.packet().data().text());
        }
      }
    }
  }

  @Test
  void readsByteByByte() throws Exception {
    Bytes packet = Client.packet("one by one");
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener)) {

      for (int i = 0; i < packet.length(); i++) {
        client.send(packet.slice(i, 1));
      }

      assertEquals(OK, client.readAll());
      PacketRead result = assertInstanceOf(PacketRead.class, handler.nextResult());
      assertEquals("one by one", result.packet().data().text());
    }
  }

  @Test
  void readsPacketsOfInterleavedConnections() throws Exception {
    Bytes packet = Client.packet("half and half");
    try (Listener listener = Listeners.open(handler);
        Client first = new Client(listener);
        Client second = new Client(listener)) {

      first.send(packet.slice(0, 15));
      second.send(packet);
      Bytes repliedToSecond = second.readAll();
      first.send(packet.slice(15, packet.length() - 15));

      assertEquals(OK, repliedToSecond);
      assertEquals(OK, first.readAll());
      assertEquals(2, handler.nextRead().connection().number());
      assertEquals(1, handler.nextRead().connection().number());
    }
  }

  @Test
  void respondsToClientThatHalfCloses() throws Exception {
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener)) {

      client.send(Client.packet("hello")).halfClose();

      assertEquals(OK, client.readAll());
    }
  }

  @Test
  void readsLargePacket() throws Exception {
    String text = "0123456789".repeat(1_700_000);
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener)) {

      client.send(Client.packet(text));

      assertEquals(OK, client.readAll());
      PacketRead result = assertInstanceOf(PacketRead.class, handler.nextResult());
      assertEquals(text, result.packet().data().text());
    }
  }

  @Test
  void nothingSent_halfClosed() throws Exception {
    try (Listener listener = Listeners.open(handler);
        Client client = new Client(listener).halfClose()) {

      assertEquals(Bytes.empty(), client.readAll());

      assertEquals(
          ConnectionEnd.HALF_CLOSED,
          assertInstanceOf(NoBytes.class, handler.nextResult()).ending());
    }
  }

  @Test
  void nothingSent_canGetAResponse() throws Exception {
    RecordingHandler agent = new RecordingHandler(result -> EncodedResponse.of(OK));
    try (Listener listener = Listeners.open(agent);
        Client client = new Client(listener).halfClose()) {

      assertEquals(OK, client.readAll());
    }
  }

  @Test
  void nothingSent_reset() throws Exception {
    try (Listener listener = Listeners.open(handler)) {

      new Client(listener).reset();

      NoBytes result = assertInstanceOf(NoBytes.class, handler.nextResult());
      assertEquals(ConnectionEnd.RESET, result.ending());
    }
  }

  @Test
  void nothingSent_timedOut() throws Exception {
    ListenerConfig config = Listeners.config().withFirstByteTimeout(SOON);
    try (Listener listener = Listener.open(config, handler);
        Client client = new Client(listener)) {

      assertEquals(Bytes.empty(), client.readAll());

      NoBytes result = assertInstanceOf(NoBytes.class, handler.nextResult());
      assertEquals(ConnectionEnd.TIMED_OUT, result.ending());
    }
  }

  @Test
  void rest_timedOut() throws Exception {
    ListenerConfig config = Listeners.config().withRestTimeout(SOON);
    try (Listener listener = Listener.open(config, handler);
        Client client = new Client(listener)) {

      client.send(Client.packet("x".repeat(98)).slice(0, 106));

      assertEquals(Bytes.empty(), client.readAll());
      InvalidBytes result = assertInstanceOf(InvalidBytes.class, handler.nextResult());
      assertEquals(
          "declared 98 bytes, received 93, and the rest did not arrive within 100 ms (the data begins with '"
              + "x".repeat(93)
              + "')",
          result.reason());
    }
  }

  @Test
  void restTimeout_countsFromTheFirstByte() throws Exception {
    ListenerConfig config = Listeners.config().withRestTimeout(Duration.ofMillis(300));
    Bytes packet = Client.packet("x".repeat(1000));
    try (Listener listener = Listener.open(config, handler);
        Client client = new Client(listener)) {

      Optional<ReadResult> result = Optional.empty();
      for (int i = 0; result.isEmpty() && i < packet.length(); i++) {
        client.send(packet.slice(i, 1));
        result = handler.resultWithin(Duration.ofMillis(10));
      }

      String reason = assertInstanceOf(InvalidBytes.class, result.orElseThrow()).reason();
      assertTrue(reason.contains(", and the rest did not arrive within 300 ms"), reason);
    }
  }

  @Test
  void clientKilledInsidePacket() throws Exception {
    RecordingHandler slow = new RecordingHandler(packet -> true, result -> EncodedResponse.of(OK));
    try (Listener listener = Listeners.open(slow);
        Client client = new Client(listener)) {
      client.send(Client.packet("x".repeat(98)).slice(0, 106));
      Client.awaitTurn(listener); // a reset takes unread bytes with it
      slow.nextResult();
      slow.nextResult();

      client.reset();

      InvalidBytes result = assertInstanceOf(InvalidBytes.class, slow.nextResult());
      assertEquals(
          "declared 98 bytes, the connection was reset after 93 (the data begins with '"
              + "x".repeat(93)
              + "')",
          result.reason());
      Client.assertAnswers(listener);
    }
  }
}
