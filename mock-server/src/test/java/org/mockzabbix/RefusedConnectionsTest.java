package org.mockzabbix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSocket;
import org.mockzabbix.testing.SenderPacket;

/** A server that is away for a while, and back on the same port. */
@Timeout(60)
class RefusedConnectionsTest {

  @Test
  void refusesAndComesBackOnTheSamePort() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      int port = server.trapperPort();

      server.refuseConnections();

      assertEquals(port, server.trapperPort());
      assertThrows(ConnectException.class, () -> new PlainSocket(port));
      assertThrows(ConnectException.class, () -> new PlainSocket(port));
      server.acceptConnections();
      assertAnswers(port);
    }
  }

  @Test
  void comesBackByItself() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      int port = server.trapperPort();
      long start = System.nanoTime();

      server.refuseConnections(Duration.ofSeconds(2));

      assertThrows(ConnectException.class, () -> new PlainSocket(port));
      while (isRefused(port)) {
        LockSupport.parkNanos(10_000_000);
      }
      assertTrue(System.nanoTime() - start >= 2_000_000_000L, "came back too early");
      assertAnswers(port);
    }
  }

  private static boolean isRefused(int port) throws Exception {
    try {
      new PlainSocket(port).close();
      return false;
    } catch (ConnectException refused) {
      return true;
    }
  }

  @Test
  void portStaysOurs() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      server.refuseConnections();

      assertThrows(BindException.class, () -> bindWithoutReuse(server.trapperPort()));
    }
  }

  private static void bindWithoutReuse(int port) throws Exception {
    try (ServerSocket other = new ServerSocket()) {
      other.setReuseAddress(false);
      other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
  }

  @Test
  void openConnection_goesOn() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start();
        PlainSocket socket = new PlainSocket(server.trapperPort())) {
      socket.send("ZB").listen(50);

      server.refuseConnections();

      byte[] packet = SenderPacket.bytes();
      socket.send(new String(packet, ISO_8859_1).substring(2));
      assertTrue(socket.hear().text().contains("processed: 1"), "no answer");
    }
  }

  @Test
  void refusingAndAcceptingTwice_changesNothing() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      server.acceptConnections();
      server.refuseConnections();
      server.refuseConnections(Duration.ofHours(1));
      server.refuseConnections();
      assertTrue(isRefused(server.trapperPort()));

      server.acceptConnections();
      server.acceptConnections();

      assertAnswers(server.trapperPort());
    }
  }

  @Test
  void manyTimes() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      for (int i = 0; i < 50; i++) {
        server.refuseConnections();
        assertTrue(isRefused(server.trapperPort()));
        server.acceptConnections();
        assertAnswers(server.trapperPort());
      }

      assertEquals(50, server.items("web01", "app.ok").size());
    }
  }

  @Test
  void reset_acceptsAgain() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      server.refuseConnections();

      server.reset();

      assertAnswers(server.trapperPort());
    }
  }

  @Test
  void closedWhileRefusing_givesThePortBack() throws Exception {
    int port;
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      port = server.trapperPort();
      server.refuseConnections();
    }

    bindWithoutReuse(port);
  }

  @Test
  void agentRefusesToo() throws Exception {
    try (MockAgent agent = new MockAgent("web01").reply("agent.ping", "1").start()) {
      agent.refuseConnections();
      assertTrue(isRefused(agent.port()));

      agent.acceptConnections();

      try (PlainSocket socket = new PlainSocket(agent.port())) {
        socket.send(Packets.frame(1, "agent.ping".getBytes(ISO_8859_1)));
        assertEquals("ZBXD\1\1\0\0\0\0\0\0\0" + "1", socket.hear().text());
      }
    }
  }

  @Test
  void beforeStart() {
    try (MockZabbixServer server = new MockZabbixServer()) {
      IllegalStateException e =
          assertThrows(IllegalStateException.class, server::refuseConnections);

      assertEquals("call start() first", e.getMessage());
    }
  }

  @Test
  void noTime_isRefused() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> server.refuseConnections(Duration.ZERO));

      assertEquals("duration must be from 1 ns to 24 h, but was 0 s", e.getMessage());
    }
  }

  private static void assertAnswers(int port) throws Exception {
    try (PlainSocket socket = new PlainSocket(port)) {
      String reply = socket.send(SenderPacket.bytes()).hear().text();
      assertTrue(reply.contains("processed: 1; failed: 0; total: 1"), reply);
    }
  }
}
