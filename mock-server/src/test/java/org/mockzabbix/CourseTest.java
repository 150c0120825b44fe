package org.mockzabbix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSocket;
import org.mockzabbix.fixtures.PlainSocket.Ending;
import org.mockzabbix.journal.ConnectionEvent;
import org.mockzabbix.journal.ConnectionEvent.EventKind;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.testing.SenderPacket;

/** The course of a connection, as a test reads it as soon as the client has seen the end. */
@Timeout(60)
class CourseTest {

  private static final Duration PATIENCE = ofSeconds(40); // other tests run, too

  private static final String WELL =
      "accepted, first byte, request complete, response decided, first byte written,"
          + " last byte written: 103 bytes, closed";

  private final MockZabbixServer server =
      new MockZabbixServer(
              ServerConfig.lenient().toBuilder().firstByteTimeout(ofSeconds(2)).build())
          .start();

  @AfterEach
  void close() {
    server.close();
  }

  private final String packet = new String(SenderPacket.bytes(), ISO_8859_1);

  @Test
  void goodExchange() throws Exception {
    hear(packet);

    assertEquals(WELL, course());
    List<ConnectionEvent> events = last().course();
    assertEquals(Duration.ZERO, events.get(0).offset());
    for (int i = 1; i < events.size(); i++) {
      assertTrue(
          events.get(i).offset().compareTo(events.get(i - 1).offset()) >= 0, () -> "" + events);
    }
    assertTrue(events.get(6).toString().matches("\\d+\\.\\d{6} s closed"), () -> "" + events);
    assertThrows(UnsupportedOperationException.class, () -> events.remove(0));
  }

  @Test
  void mockAgent() throws Exception {
    try (MockAgent agent = new MockAgent("db01").reply("agent.ping", "1").start();
        PlainSocket socket = new PlainSocket(agent.port())) {
      socket.send(Packets.frame("agent.ping")).hear();

      assertEquals(WELL.replace("103 bytes", "14 bytes"), words(agent.exchanges().get(0).course()));
    }
  }

  @Test
  void segments_showWhenTheRequestBeganAndEnded() throws Exception {
    try (PlainSocket socket = new PlainSocket(server.trapperPort())) {
      long begun = System.nanoTime();
      socket.send(packet.substring(0, 20)).listen(100);
      Duration waited = Duration.ofNanos(System.nanoTime() - begun);
      socket.send(packet.substring(20)).hear();

      Duration reading = between(EventKind.FIRST_BYTE, EventKind.REQUEST_COMPLETE);
      assertTrue(reading.compareTo(waited.dividedBy(2)) > 0, () -> reading + " of " + waited);
    }
  }

  @Test
  void delay_isBetweenDecisionAndResponse() throws Exception {
    server.when(senderData().from("web01")).fault(Fault.delay(ofMillis(150)));

    hear(packet);

    assertEquals(
        "accepted, first byte, request complete, response decided: sender data from web01,"
            + " delay of 150 ms before the reply, fault injected: delay of 150 ms before the reply,"
            + " first byte written, last byte written: 103 bytes, closed",
        course());
    Duration delayed = between(EventKind.FAULT_INJECTED, EventKind.FIRST_BYTE_WRITTEN);
    assertTrue(delayed.compareTo(ofMillis(150)) >= 0, delayed::toString);
  }

  @Test
  void trickle_isBetweenFirstAndLastByte() throws Exception {
    server.when(senderData()).fault(Fault.trickle(40, ofMillis(30)));

    hear(packet);

    assertEquals(
        "accepted, first byte, request complete, response decided: sender data, TRICKLE,"
            + " first byte written, fault injected: TRICKLE,"
            + " last byte written: 103 bytes, closed",
        course().replace(Fault.trickle(40, ofMillis(30)).toString(), "TRICKLE"));
    Duration writing = between(EventKind.FIRST_BYTE_WRITTEN, EventKind.LAST_BYTE_WRITTEN);
    assertTrue(writing.compareTo(ofMillis(60)) >= 0, writing::toString);
  }

  @Test
  void reset_insideTheResponse() throws Exception {
    server.when(senderData()).fault(Fault.reset().insideReply());

    assertEquals(Ending.RESET, hear(packet));

    assertEquals(
        "accepted, first byte, request complete, response decided: sender data, FAULT,"
            + " first byte written, last byte written: 51 bytes, fault injected: FAULT, reset",
        course().replace(Fault.reset().insideReply().toString(), "FAULT"));
  }

  @Test
  void halfClose_keepsTheConnection() throws Exception {
    server.when(senderData()).fault(Fault.halfClose());

    hear(packet);

    await().atMost(PATIENCE).until(() -> !last().course().isEmpty());
    assertEquals(
        "accepted, first byte, request complete, response decided: sender data, FAULT,"
            + " fault injected: FAULT, output ended",
        course()
            .replace(Fault.halfClose().toString(), "FAULT")
            .replaceFirst(", input ended.*", ""));
  }

  @Test
  void faultOnAccept_precedesTheRequest() throws Exception {
    server.onConnect(Fault.reset());

    assertEquals(Ending.RESET, hear(""));

    assertEquals(
        "accepted, response decided: connections, reset on accept, fault injected: reset on accept, reset",
        course());
  }

  @Test
  void unreadable_isNeverComplete() throws Exception {
    hear("GET / HTTP/1.1\r\n\r\n");

    assertEquals("accepted, first byte, response decided, closed", course());
  }

  @Test
  void clientThatEndsItsOutput() throws Exception {
    try (PlainSocket socket = new PlainSocket(server.trapperPort())) {
      socket.send(packet.substring(0, 20)).halfClose();
      socket.hear();
    }

    assertEquals("accepted, first byte, input ended, response decided, closed", course());
  }

  @Test
  void clientThatSendsNothing_timesOut() throws Exception {
    hear("");

    assertEquals("accepted, timed out, response decided, closed", course());
  }

  @Test
  void clientThatResets() throws Exception {
    try (PlainSocket socket = new PlainSocket(server.trapperPort())) {
      socket.send(packet.substring(0, 20)).listen(50);
      socket.reset();
    }

    await()
        .atMost(PATIENCE)
        .until(() -> !server.exchanges().isEmpty() && course().endsWith("closed"));
    assertEquals("accepted, first byte, reset by client, response decided, closed", course());
  }

  @Test
  void poll_hasNone() throws Exception {
    try (MockAgent agent = new MockAgent("web01").reply("load", "1").start()) {
      assertEquals(List.of(), server.poll("web01", agent.address(), "load").course());
    }
  }

  private Ending hear(String bytes) throws Exception {
    try (PlainSocket socket = new PlainSocket(server.trapperPort())) {
      return socket.send(bytes).hear().ending();
    }
  }

  private Exchange last() {
    List<Exchange> exchanges = server.exchanges();
    return exchanges.get(exchanges.size() - 1);
  }

  private String course() {
    return words(last().course());
  }

  private static String words(List<ConnectionEvent> events) {
    return events.stream()
        .map(event -> event.kind() + (event.text().isEmpty() ? "" : ": " + event.text()))
        .collect(joining(", "));
  }

  private Duration between(EventKind first, EventKind second) {
    return offset(second).minus(offset(first));
  }

  private Duration offset(EventKind kind) {
    return last().course().stream()
        .filter(event -> event.kind() == kind)
        .findFirst()
        .orElseThrow()
        .offset();
  }
}
