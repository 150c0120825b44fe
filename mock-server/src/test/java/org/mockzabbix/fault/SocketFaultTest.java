package org.mockzabbix.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;
import static org.mockzabbix.rule.RequestMatcher.anyRequest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSocket;
import org.mockzabbix.fixtures.PlainSocket.Ending;
import org.mockzabbix.fixtures.PlainSocket.Heard;
import org.mockzabbix.journal.ConnectionEvent;
import org.mockzabbix.journal.ConnectionEvent.EventKind;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.testing.SenderPacket;

/** Every fault on a socket in every phase, as a plain socket sees it. */
@Timeout(60)
class SocketFaultTest {

  private static final String BODY =
      "{\"response\":\"success\",\"info\":"
          + "\"processed: 1; failed: 0; total: 1; seconds spent: 0.000000\"}";
  private static final String REPLY =
      "ZBXD\1" + (char) BODY.length() + "\0\0\0" + "\0\0\0\0" + BODY;
  private static final String HALF = REPLY.substring(0, REPLY.length() / 2);

  private static final Duration DELAY = Duration.ofSeconds(1); // a busy machine is slow too
  private static final int MOMENT = 200; // milliseconds in which nothing is to happen

  /** Its clock stands still, so that it spends no seconds. */
  private final MockZabbixServer server =
      new MockZabbixServer(
              ServerConfig.lenient().toBuilder()
                  .clock(InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000)))
                  .maxConnections(1)
                  .build())
          .start();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(names = "DURING_HANDSHAKE", mode = EnumSource.Mode.EXCLUDE)
  void close(FaultPhase phase) throws Exception {
    inflict(Fault.close().at(phase));
    try (PlainSocket socket = connect()) {

      Heard heard = sendIn(phase, socket).hear();

      assertEquals(new Heard(writtenBy(phase), Ending.END_OF_INPUT), heard);
    }
    assertRecorded(phase, "close " + phase);
  }

  @ParameterizedTest
  @EnumSource(names = "DURING_HANDSHAKE", mode = EnumSource.Mode.EXCLUDE)
  void reset(FaultPhase phase) throws Exception {
    inflict(Fault.reset().at(phase));
    try (PlainSocket socket = connect()) {

      Heard heard = sendIn(phase, socket).hear();

      assertEquals(new Heard(writtenBy(phase), Ending.RESET), heard);
    }
    assertRecorded(phase, "reset " + phase);
  }

  @ParameterizedTest
  @EnumSource(names = "DURING_HANDSHAKE", mode = EnumSource.Mode.EXCLUDE)
  void stall_lastsUntilTheServerIsClosed(FaultPhase phase) throws Exception {
    inflict(Fault.stall().at(phase));
    try (PlainSocket socket = connect()) {

      Heard heard = sendIn(phase, socket).hear(writtenBy(phase).length());
      Heard more = socket.listen(MOMENT);

      assertEquals(new Heard(writtenBy(phase), Ending.STILL_OPEN), heard);
      assertEquals(new Heard("", Ending.STILL_OPEN), more);
      patiently().until(() -> !server.exchanges().isEmpty()); // it may not have read so far
      assertRecorded(phase, "stall " + phase);
      server.close(); // the fault does not delay it, or it would not end
      assertEquals("", socket.hear().text());
    }
  }

  @ParameterizedTest
  @EnumSource(names = "DURING_HANDSHAKE", mode = EnumSource.Mode.EXCLUDE)
  void stall_outlivesAHalfClose(FaultPhase phase) throws Exception {
    inflict(Fault.stall().at(phase));
    try (PlainSocket socket = connect()) {
      sendIn(phase, socket).hear(writtenBy(phase).length());

      socket.halfClose();
      awaitWarning("the client ended its output during the stall");
      Heard more = socket.listen(MOMENT);

      assertEquals(new Heard("", Ending.STILL_OPEN), more);
      server.close(); // the fault does not delay it, or it would not end
      assertEquals("", socket.hear().text());
    }
  }

  @ParameterizedTest
  @EnumSource(names = "DURING_HANDSHAKE", mode = EnumSource.Mode.EXCLUDE)
  void stall_endsWhenTheClientResets(FaultPhase phase) throws Exception {
    inflict(Fault.stall().at(phase));
    PlainSocket socket = connect();
    sendIn(phase, socket).hear(writtenBy(phase).length());
    patiently().until(() -> !server.exchanges().isEmpty());

    socket.reset();

    awaitWarning("the client reset the connection during the stall");
    assertFreed();
  }

  /** Only Linux lists the sockets of other programs. */
  @EnabledOnOs(OS.LINUX)
  @ParameterizedTest
  @EnumSource(names = "DURING_HANDSHAKE", mode = EnumSource.Mode.EXCLUDE)
  void stall_endsWhenTheClientCloses(FaultPhase phase) throws Exception {
    inflict(Fault.stall().at(phase));
    PlainSocket socket = connect();
    sendIn(phase, socket).hear(writtenBy(phase).length());
    patiently().until(() -> !server.exchanges().isEmpty());

    socket.close();

    awaitWarning("the client closed the connection during the stall");
    assertFreed();
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(40)); // other tests run, too
  }

  private void awaitWarning(String warning) {
    patiently()
        .until(() -> server.exchanges().stream().anyMatch(e -> e.warnings().contains(warning)));
  }

  /** The server has room for a single connection. */
  private void assertFreed() {
    server.reset();
    patiently()
        .until(
            () -> {
              try (PlainSocket next = connect()) {
                return next.send(SenderPacket.bytes()).hear().text().equals(REPLY);
              } catch (IOException refused) {
                return false;
              }
            });
  }

  @Test
  void delayAfterBytes_isBetweenHeaderAndData() throws Exception {
    server.when(anyRequest()).fault(Fault.delay(DELAY).afterBytes(13));
    try (PlainSocket socket = connect()) {
      Heard header = socket.send(SenderPacket.bytes()).hear(13);
      Heard pause = socket.listen(MOMENT);
      Heard rest = socket.hear();

      assertEquals(REPLY.substring(0, 13), header.text());
      assertEquals(new Heard("", Ending.STILL_OPEN), pause);
      assertEquals(new Heard(BODY, Ending.END_OF_INPUT), rest);
      assertTaken("delay of 1 s after 13 bytes of the reply");
    }
  }

  @Test
  void faultsAfterBytes_areInjectedInTheOrderOfTheBytes() throws Exception {
    server.when(anyRequest()).fault(Fault.reset().afterBytes(20), Fault.delay(DELAY).afterBytes(5));
    try (PlainSocket socket = connect()) {
      assertEquals("ZBXD\1", socket.send(SenderPacket.bytes()).hear(5).text());
      assertEquals(new Heard("", Ending.STILL_OPEN), socket.listen(MOMENT));
      assertEquals(new Heard(REPLY.substring(5, 20), Ending.RESET), socket.hear());
    }
  }

  @ParameterizedTest
  @MethodSource
  void faultThatCannotBeInjected_isReported(List<Fault> faults, List<String> warnings)
      throws Exception {
    server.when(anyRequest()).fault(faults.get(0), faults.get(1));
    try (PlainSocket socket = connect()) {
      socket.send(SenderPacket.bytes()).hear();
    }

    patiently().until(() -> server.exchanges().get(0).warnings().equals(warnings));
  }

  static List<Arguments> faultThatCannotBeInjected_isReported() {
    Duration moment = Duration.ofMillis(1);
    return List.of(
        arguments(
            List.of(Fault.delay(moment), Fault.reset().afterBytes(200)),
            List.of(
                "\"reset after 200 bytes of the reply\" was not injected, because the response has"
                    + " only 103 bytes")),
        arguments(
            List.of(Fault.close(), Fault.delay(moment).afterReply()),
            List.of(
                "\"delay of 1 ms after the reply\" was not injected, because"
                    + " \"close before the reply\" was before it")),
        arguments(
            List.of(Fault.trickle(1, moment), Fault.close()),
            List.of(
                "\"trickle of 1 byte every 1 ms\" did not pause, because 0 bytes of 103 bytes were"
                    + " sent")),
        arguments(
            List.of(Fault.trickle(103, moment), Fault.trickle(102, moment)),
            List.of(
                "\"trickle of 103 bytes every 1 ms\" did not pause, because 103 bytes of 103 bytes"
                    + " were sent")));
  }

  @Test
  void faultOfAConnectionThatHasEnded_isReported() throws Exception {
    server.onConnect(Fault.close(), Fault.delay(DELAY).whileReading());
    try (PlainSocket socket = connect()) {
      assertEquals(new Heard("", Ending.END_OF_INPUT), socket.hear());
    }

    awaitWarning(
        "\"delay of 1 s while reading\" was not injected, because \"close on accept\" was before it");
  }

  @Test
  void faultsOfBothPhases_areInjectedWithoutAWarning() throws Exception {
    server.onConnect(Fault.delay(Duration.ofMillis(1)), Fault.reset().whileReading());
    try (PlainSocket socket = connect()) {
      assertEquals(Ending.RESET, socket.send(SenderPacket.bytes()).hear().ending());
    }

    assertEquals(List.of(), server.exchanges().get(0).warnings());
  }

  @Test
  void faultWhileReading_ofAClientThatSendsNothing_isReported() throws Exception {
    server.onConnect(Fault.reset().whileReading());
    try (PlainSocket socket = connect()) {
      socket.halfClose();
      assertEquals(new Heard("", Ending.END_OF_INPUT), socket.hear());
    }

    awaitWarning("\"reset while reading\" was not injected, because the client sent nothing");
    assertEquals(RequestKind.EMPTY, server.exchanges().get(0).kind());
  }

  @Test
  void responseAfterTheEndOfOutput_isReported() throws Exception {
    server.onConnect(Fault.halfClose());
    server.when(anyRequest()).fault(Fault.reset());
    try (PlainSocket socket = connect()) {
      assertEquals("", socket.send(SenderPacket.bytes()).hear().text());
    }

    awaitWarning("the response was not sent, because a fault ended the output before");
  }

  @ParameterizedTest
  @EnumSource(names = "DURING_HANDSHAKE", mode = EnumSource.Mode.EXCLUDE)
  void stall_endsWhenItsTimeIsOver(FaultPhase phase) throws Exception {
    inflict(Fault.stall(DELAY).at(phase));
    long start = System.nanoTime(); // before it connects: in the first phase the stall begins then
    try (PlainSocket socket = connect()) {

      Heard heard = sendIn(phase, socket).hear();

      assertEquals(new Heard(writtenBy(phase), Ending.END_OF_INPUT), heard);
      assertTrue(System.nanoTime() - start >= DELAY.toNanos(), "closed too early");
    }
  }

  @ParameterizedTest
  @EnumSource(names = "DURING_HANDSHAKE", mode = EnumSource.Mode.EXCLUDE)
  void delay(FaultPhase phase) throws Exception {
    inflict(Fault.delay(DELAY).at(phase));
    long start = System.nanoTime();
    try (PlainSocket socket = connect()) {
      socket.send(SenderPacket.bytes());

      int early =
          phase == FaultPhase.INSIDE_REPLY || phase == FaultPhase.AFTER_REPLY ? HALF.length() : 0;
      Heard before = socket.hear(early);
      Heard rest = socket.hear();

      assertEquals(new Heard(REPLY, Ending.END_OF_INPUT), joined(before, rest));
      assertTrue(System.nanoTime() - start >= DELAY.toNanos(), "ended too early");
      if (early > 0) {
        assertFirstByteBeforeFault();
      }
    }
    assertTaken("delay of 1 s " + phase);
  }

  /** The course, unlike a clock, does not depend on how busy the machine is. */
  private void assertFirstByteBeforeFault() {
    List<EventKind> order = List.of(EventKind.FIRST_BYTE_WRITTEN, EventKind.FAULT_INJECTED);
    assertEquals(
        order,
        server.exchanges().get(0).course().stream()
            .map(ConnectionEvent::kind)
            .filter(order::contains)
            .toList());
  }

  private static Heard joined(Heard first, Heard second) {
    return new Heard(first.text() + second.text(), second.ending());
  }

  @ParameterizedTest
  @EnumSource(names = "DURING_HANDSHAKE", mode = EnumSource.Mode.EXCLUDE)
  void halfClose_stillReads(FaultPhase phase) throws Exception {
    inflict(Fault.halfClose().at(phase));
    try (PlainSocket socket = connect()) {

      Heard heard = socket.send(SenderPacket.bytes()).hear();

      assertEquals(
          new Heard(phase.precedesRequest() ? "" : writtenBy(phase), Ending.END_OF_INPUT), heard);
      assertThat(server).received(item("web01", "app.ok")).within(Duration.ofSeconds(20));
      assertTaken("half-close " + phase);
      if (!phase.precedesRequest()) {
        socket.send("more").send("and more"); // a closed socket would answer this with a reset
        assertEquals(new Heard("", Ending.END_OF_INPUT), socket.listen(MOMENT));
      }
    }
  }

  @Test
  void trickle() throws Exception {
    server.when(anyRequest()).fault(Fault.trickle(50, DELAY));
    try (PlainSocket socket = connect()) {
      long start = System.nanoTime();

      Heard first = socket.send(SenderPacket.bytes()).hear(50);
      Heard rest = socket.hear();

      assertEquals(new Heard(REPLY, Ending.END_OF_INPUT), joined(first, rest));
      assertTrue(System.nanoTime() - start >= 2 * DELAY.toNanos(), "103 bytes are three pieces");
    }
    assertFirstByteBeforeFault();
    assertTaken("trickle of 50 bytes every 1 s");
  }

  @Test
  void close_interruptsDelay() throws Exception {
    inflict(Fault.delay(Duration.ofHours(1)));
    try (PlainSocket socket = connect()) {
      socket.send(SenderPacket.bytes());
      assertThat(server).received(item("web01", "app.ok")).within(Duration.ofSeconds(20));

      server.close(); // the fault does not delay it, or it would not end

      assertEquals("", socket.hear().text());
    }
  }

  @Test
  void close_interruptsDelayOnAccept() throws Exception {
    inflict(Fault.delay(Duration.ofHours(1)).onAccept());
    try (PlainSocket socket = connect()) {
      assertEquals(new Heard("", Ending.STILL_OPEN), socket.listen(MOMENT));

      server.close(); // the fault does not delay it, or it would not end

      assertEquals("", socket.hear().text());
    }
  }

  @Test
  void close_interruptsTrickle() throws Exception {
    server.when(anyRequest()).fault(Fault.trickle(1, Duration.ofHours(1)));
    try (PlainSocket socket = connect()) {
      assertEquals("Z", socket.send(SenderPacket.bytes()).hear(1).text());

      server.close(); // the fault does not delay it, or it would not end

      assertEquals("", socket.hear().text());
    }
  }

  @Test
  void close_interruptsHalfClose() throws Exception {
    inflict(Fault.halfClose());
    try (PlainSocket socket = connect()) {
      assertEquals("", socket.send(SenderPacket.bytes()).hear().text());

      server.close(); // the fault does not delay it, or it would not end
    }
  }

  @Test
  void several_arePerformedInTheirOrder() throws Exception {
    server
        .when(anyRequest())
        .fault(Fault.cutAfter(20), Fault.delay(DELAY), Fault.reset().insideReply());
    try (PlainSocket socket = connect()) {
      long start = System.nanoTime();

      Heard heard = socket.send(SenderPacket.bytes()).hear();

      assertEquals(new Heard(REPLY.substring(0, 10), Ending.RESET), heard);
      assertTrue(System.nanoTime() - start >= DELAY.toNanos(), "ended too early");
    }
    assertTaken("cut after 20 bytes", "delay of 1 s before the reply", "reset inside the reply");
  }

  @Test
  void faultsOfConnectionAndRequest_areBothNamed() throws Exception {
    server.onConnect(Fault.delay(Duration.ofMillis(1)).whileReading());
    server.when(anyRequest()).fault(Fault.reset());
    try (PlainSocket socket = connect()) {
      socket.send(SenderPacket.bytes()).hear();
    }

    Exchange exchange = server.exchanges().get(0);
    assertEquals(
        List.of("delay of 1 ms while reading", "reset before the reply"), exchange.faults());
    assertEquals("connections, any request", exchange.rule().orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(names = "DURING_HANDSHAKE", mode = EnumSource.Mode.EXCLUDE)
  void agent_isResetToo(FaultPhase phase) throws Exception {
    try (MockAgent agent = new MockAgent("web01").reply("agent.ping", "1").start()) {
      if (phase.precedesRequest()) {
        agent.onConnect(Fault.reset().at(phase));
      } else {
        agent.when(anyRequest()).fault(Fault.reset().at(phase));
      }
      try (PlainSocket socket = new PlainSocket(agent.port())) {
        if (phase != FaultPhase.ON_ACCEPT) {
          socket.send(Packets.frame(1, "agent.ping".getBytes(ISO_8859_1)));
        }

        assertEquals(Ending.RESET, socket.hear().ending());
      }
      assertEquals(List.of("reset " + phase), agent.exchanges().get(0).faults());
    }
  }

  @Test
  void agent_stallsAndTrickles() throws Exception {
    try (MockAgent agent = new MockAgent("web01").reply("agent.ping", "up").start()) {
      agent
          .when(anyRequest())
          .fault(Fault.stall().afterReply(), Fault.trickle(1, Duration.ofMillis(1)));
      try (PlainSocket socket = new PlainSocket(agent.port())) {
        socket.send(Packets.frame(1, "agent.ping".getBytes(ISO_8859_1)));

        assertEquals("ZBXD\1\2\0\0\0\0\0\0\0up", socket.hear(15).text());
        assertEquals(new Heard("", Ending.STILL_OPEN), socket.listen(MOMENT));
      }
    }
  }

  @Test
  void earlyFault_needsNoRequest() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> server.when(anyRequest()).fault(Fault.reset().onAccept()));

    assertEquals(
        "\"reset on accept\" takes effect before a request is read: use onConnect(...)",
        e.getMessage());
  }

  @Test
  void lateFault_isNothingForConnections() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> server.onConnect(Fault.reset().insideReply()));

    assertEquals(
        "\"reset inside the reply\" applies to a response, not to a connection: use"
            + " when(...).fault(...)",
        e.getMessage());
  }

  @Test
  void nonsense_isRefused() {
    assertEquals(
        "delay must be from 1 ns to 24 h, but was 0 s",
        assertThrows(IllegalArgumentException.class, () -> Fault.delay(Duration.ZERO))
            .getMessage());
    assertEquals(
        "interval must be from 1 ns to 24 h, but was -1 s",
        assertThrows(IllegalArgumentException.class, () -> Fault.trickle(1, Duration.ofSeconds(-1)))
            .getMessage());
    assertEquals(
        "bytes must be at least 1, but was 0",
        assertThrows(IllegalArgumentException.class, () -> Fault.trickle(0, DELAY)).getMessage());
  }

  private void inflict(SocketFault fault) {
    if (fault.phase().precedesRequest()) {
      server.onConnect(fault);
    } else {
      server.when(anyRequest()).fault(fault);
    }
  }

  private PlainSocket connect() throws Exception {
    return new PlainSocket(server.trapperPort());
  }

  /** On accept nothing is sent, so that nothing unread makes an end look like a reset. */
  private static PlainSocket sendIn(FaultPhase phase, PlainSocket socket) throws Exception {
    return switch (phase) {
      case ON_ACCEPT -> socket;
      case WHILE_READING -> socket.send("ZB");
      default -> socket.send(SenderPacket.bytes());
    };
  }

  /** What has been written when a phase begins. */
  private static String writtenBy(FaultPhase phase) {
    return switch (phase) {
      case ON_ACCEPT, WHILE_READING, DURING_HANDSHAKE, BEFORE_REPLY -> "";
      case INSIDE_REPLY -> HALF;
      case AFTER_REPLY -> REPLY;
    };
  }

  private void assertRecorded(FaultPhase phase, String fault) {
    if (!phase.precedesRequest()) {
      assertTaken(fault);
      return;
    }
    Exchange exchange = server.exchanges().get(0);
    boolean accept = phase == FaultPhase.ON_ACCEPT;
    assertEquals(accept ? RequestKind.EMPTY : RequestKind.UNREADABLE, exchange.kind());
    assertEquals(
        "a fault of the test ended the connection: " + fault, exchange.reason().orElseThrow());
    assertEquals(accept ? "" : "5a42", exchange.packetHex(10));
    assertEquals(List.of(fault), exchange.faults());
    assertTrue(exchange.wasCutOff());
    assertEquals("connections", exchange.rule().orElseThrow());
    assertEquals(List.of(), server.items());
  }

  /** The values are taken over, whether or not the sender got to know. */
  private void assertTaken(String... faults) {
    assertEquals(List.of(faults), server.exchanges().get(0).faults());
    assertEquals("1", server.items("web01", "app.ok").get(0).value());
  }
}
