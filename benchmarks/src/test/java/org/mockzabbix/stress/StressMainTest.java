package org.mockzabbix.stress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;

/** One round of the stress program, and the checks that its result depends on. */
@Timeout(120)
class StressMainTest {

  @Test
  void oneRound_holdsEveryPromise() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    boolean passed = StressMain.run(Duration.ofMillis(1), 1, new PrintStream(bytes, true, UTF_8));

    List<String> lines = bytes.toString(UTF_8).lines().toList();
    assertTrue(passed, () -> String.join("\n", lines));
    assertEquals("stress: passed", lines.get(lines.size() - 1));
  }

  @Test
  void missingValue_isFound() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      Ledger ledger = new Ledger("web01", "k");
      new PlainSender(server.trapperPort()).send(ledger.senderData(2));
      ledger.acknowledge(2);
      assertEquals(Optional.empty(), ledger.problem(server.journal()));

      ledger.next();
      ledger.acknowledge(1);

      assertEquals(
          Optional.of(
              "web01 k: 3 values were acknowledged, but 2 of them were received, or in another"
                  + " order"),
          ledger.problem(server.journal()));
    }
  }

  @Test
  void valueInAnotherOrder_isFound() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      Ledger ledger = new Ledger("web01", "k");
      PlainSender sender = new PlainSender(server.trapperPort());
      String first = ledger.senderData(1);
      sender.send(ledger.senderData(1));
      sender.send(first);
      ledger.acknowledge(2);

      assertEquals(
          Optional.of(
              "web01 k: 2 values were acknowledged, but 2 of them were received, or in another"
                  + " order"),
          ledger.problem(server.journal()));
    }
  }

  @Test
  void doubledValue_isFound() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      Ledger ledger = new Ledger("web01", "k");
      PlainSender sender = new PlainSender(server.trapperPort());
      String request = ledger.senderData(1);
      sender.send(request);
      sender.send(request);

      assertEquals(
          Optional.of("web01 k: a value was received twice"), ledger.problem(server.journal()));
    }
  }

  @Test
  void unrecordedConnection_isFound() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      Client client = new Client(server.trapperPort());
      client.exchange("{}");
      Report report = new Report();
      new PlainSender(server.trapperPort()).send("{}");

      report.checkExchanges("the server", server.journal(), client);

      assertEquals(List.of("the server: 2 exchanges of 1 connections"), report.problems());
    }
  }

  @Test
  void interruptedPoll_mayBeUnknownToTheAgent() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start();
        ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.putHost(
          Host.of("web01", Item.passive("k", "1s"))
              .withAgent("127.0.0.1:" + silent.getLocalPort()));
      server.startPolling();
      try (Socket poll = silent.accept()) {
        assertEquals("127.0.0.1", poll.getInetAddress().getHostAddress());
        server.stopPolling();

        assertEquals(1, server.exchanges().size());
        assertEquals(Optional.empty(), PollingScene.problem(server.exchanges()));
      }
    }
  }

  @Test
  void completedPoll_withoutAnExchangeOfTheAgent_isFound() {
    try (MockZabbixServer server = new MockZabbixServer().start();
        MockAgent other = new MockAgent("web01").reply("k", "1").start()) {
      server.poll("web01", other.address(), "k");

      assertEquals(
          Optional.of(
              "1 polls were completed, 0 interrupted, 0 failed, and the agent has 0 exchanges"),
          PollingScene.problem(server.exchanges()));
    }
  }

  @Test
  void failedPoll_isFound() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start();
        ReservedPort closed = new ReservedPort()) {
      server.poll("web01", "127.0.0.1:" + closed.number(), "k");

      assertEquals(
          Optional.of(
              "0 polls were completed, 0 interrupted, 1 failed, and the agent has 0 exchanges"),
          PollingScene.problem(server.exchanges()));
    }
  }
}
