package org.mockzabbix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.OwnThread;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSocket;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.fixtures.StartedProcess;
import org.mockzabbix.testing.SenderPacket;

/** A server that is away for a while, and back on the same port. */
@Timeout(60)
class RefusedConnectionsTest {

  @Test
  void refusesAndComesBackOnTheSamePort() throws Exception {
    try (ReservedPort reserved = new ReservedPort();
        MockZabbixServer server = server("127.0.0.1", reserved)) {
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
    try (ReservedPort reserved = new ReservedPort();
        MockZabbixServer server = server("127.0.0.1", reserved)) {
      int port = server.trapperPort();
      long start = System.nanoTime();

      server.refuseConnections(Duration.ofSeconds(2));

      while (isRefused(port)) {
        LockSupport.parkNanos(10_000_000);
      }
      assertTrue(System.nanoTime() - start >= 2_000_000_000L, "came back too early");
      assertAnswers(port);
    }
  }

  private static MockZabbixServer server(String host, ReservedPort port) {
    ServerConfig config =
        ServerConfig.lenient().toBuilder().bindAddress(host).trapperPort(port.number()).build();
    return new MockZabbixServer(config).start();
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

      assertThrows(BindException.class, () -> bindWithoutReuse(server));
    }
  }

  /** The port was free for a moment, before it was reserved. */
  @Test
  void portStaysOurs_atTheMomentOfRefusing() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CompletableFuture<Void> refusing =
          OwnThread.run(
              () -> {
                for (int i = 0; i < 300; i++) {
                  server.refuseConnections();
                  server.acceptConnections();
                }
              });

      while (!refusing.isDone()) {
        assertThrows(BindException.class, () -> bindWithoutReuse(server));
      }

      refusing.get();
      assertAnswers(server.trapperPort());
    }
  }

  /** A new process has a copy of the closed socket for a moment, and the port was in use. */
  @Test
  void comesBack_whileTheTestStartsProcesses() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CompletableFuture<Void> starting = OwnThread.run(() -> startProcesses(100));

      while (!starting.isDone()) {
        server.refuseConnections();
        server.acceptConnections();
      }

      starting.get();
      assertAnswers(server.trapperPort());
    }
  }

  private static void startProcesses(int number) {
    try {
      for (int i = 0; i < number; i++) {
        StartedProcess.of(new ProcessBuilder("true")).waitFor();
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void bindWithoutReuse(MockZabbixServer server) throws Exception {
    bindWithoutReuse(new InetSocketAddress(server.host(), server.trapperPort()));
  }

  private static void bindWithoutReuse(InetSocketAddress address) throws Exception {
    try (ServerSocket other = new ServerSocket()) {
      other.setReuseAddress(false);
      other.bind(address);
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
    try (ReservedPort reserved = new ReservedPort();
        MockZabbixServer server = server("127.0.0.1", reserved)) {
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
    try (ReservedPort reserved = new ReservedPort();
        MockZabbixServer server = server("127.0.0.1", reserved)) {
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
    try (ReservedPort own = new ReservedPort()) {
      try (MockZabbixServer server = server(own.ownHost(), own)) {
        server.refuseConnections();
        assertThrows(BindException.class, () -> bindWithoutReuse(server));
      }

      bindWithoutReuse(new InetSocketAddress(own.ownHost(), own.number()));
    }
  }

  @Test
  void agentRefusesToo() throws Exception {
    try (ReservedPort reserved = new ReservedPort();
        MockAgent agent = new MockAgent(AgentConfig.of("web01").withPort(reserved.number()))) {
      agent.reply("agent.ping", "1").start();
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
