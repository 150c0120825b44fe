package org.mockzabbix.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.protocol.RequestKind.LEGACY_DATA;
import static org.mockzabbix.protocol.RequestKind.SENDER_DATA;
import static org.mockzabbix.protocol.RequestKind.UNKNOWN;
import static org.mockzabbix.protocol.RequestKind.UNREADABLE;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.WireClient;

/**
 * Whatever clients do, each connection is one exchange, nothing is logged above DEBUG, and the next
 * client has its answer at once.
 */
@Timeout(240)
@ResourceLock(Resources.SYSTEM_ERR)
class RobustnessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int CROWD = 2000;
  private static final int STRINGS = 10_000;

  @Test
  void clientClosesInsideThePacket() throws Exception {
    try (ErrorStream log = new ErrorStream();
        MockZabbixServer server = new MockZabbixServer().start()) {
      try (WireClient client = new WireClient(server.trapperPort())) {
        client.send(halfPacket());
      }

      assertUnreadable("declared 79 bytes, the connection was closed after 40", server);
      assertFit(server, log);
    }
  }

  @Test
  void clientResetsInsideThePacket() throws Exception {
    try (ErrorStream log = new ErrorStream();
        MockZabbixServer server = new MockZabbixServer().start()) {
      try (WireClient client = new WireClient(server.trapperPort())) {
        client.send(halfPacket());
        client.reset();
      }

      assertUnreadable("declared 79 bytes, the connection was reset after 40", server);
      assertFit(server, log);
    }
  }

  @Test
  void clientIsKilledInsideThePacket() throws Exception {
    try (ErrorStream log = new ErrorStream();
        MockZabbixServer server = new MockZabbixServer().start()) {
      KilledClient.send(server.trapperPort(), halfPacket());

      assertUnreadable("declared 79 bytes, the connection was closed after 40", server);
      assertFit(server, log);
    }
  }

  private static byte[] halfPacket() {
    return Arrays.copyOf(Packets.frame(1, senderData("k").getBytes(UTF_8)), 13 + 40);
  }

  private static String senderData(String key) {
    return "{\"request\":\"sender data\",\"data\":[{\"host\":\"h1\",\"key\":\""
        + key
        + "\",\"value\":\"some value\"}]}";
  }

  private static void assertUnreadable(String reason, MockZabbixServer server) throws Exception {
    List<Exchange> exchanges = awaitExchanges(1, server);
    assertEquals(1, exchanges.size());
    assertEquals(UNREADABLE, exchanges.get(0).kind());
    assertEquals(
        reason + " (the data begins with '{\"request\":\"sender data\",\"data\":[{\"host\"')",
        exchanges.get(0).reason().orElse("(none)"));
  }

  /** As many exchanges as there are, once they are {@code enough} or the time is up. */
  private static List<Exchange> awaitExchanges(int enough, MockZabbixServer server)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long seen = server.journal().version();
    while (server.exchanges().size() < enough && System.nanoTime() < deadline) {
      seen = server.journal().awaitChange(seen, Duration.ofNanos(deadline - System.nanoTime()));
    }
    return server.exchanges();
  }

  /** Backlogs are kept short elsewhere: 128 on macOS. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void twoThousandConnectWhileTheServerIsBusy() throws Exception {
    Gate gate = new Gate();
    ServerConfig config = ServerConfig.lenient().toBuilder().clock(gate).build();
    List<WireClient> clients = new ArrayList<>();
    try (ErrorStream log = new ErrorStream();
        MockZabbixServer server = new MockZabbixServer(config).start()) {
      connectAndSend("busy", server, clients);
      gate.awaitHeld();
      for (int i = 0; i < CROWD; i++) {
        connectAndSend("k" + i, server, clients);
      }
      gate.open();

      for (WireClient client : clients) {
        assertProcessed(client.readToEnd(PATIENCE));
      }
      assertEquals(1 + CROWD, server.exchanges().size());
      assertEquals(1, server.items("h1", "k" + (CROWD - 1)).size());
      assertFit(server, log);
    } finally {
      for (WireClient client : clients) {
        client.close();
      }
    }
  }

  private static void connectAndSend(String key, MockZabbixServer server, List<WireClient> clients)
      throws IOException {
    WireClient client = new WireClient(server.trapperPort());
    clients.add(client);
    client.send(Packets.frame(1, senderData(key).getBytes(UTF_8)));
  }

  private static void assertProcessed(WireClient.Answer answer) {
    assertTrue(answer.closed(), "no answer in time");
    assertTrue(
        answer
            .body()
            .startsWith("{\"response\":\"success\",\"info\":\"processed: 1; failed: 0; total: 1; "),
        answer::body);
  }

  @ParameterizedTest
  @EnumSource
  void tenThousandRandomByteStrings(ZabbixVersion version) throws Exception {
    Host h1 = Host.of("h1", Item.trapper("trap1"), Item.trapper("k"));
    ServerConfig config = ServerConfig.strict(h1).toBuilder().version(version).build();
    RandomBytes random = new RandomBytes(20_260_101);
    try (ErrorStream log = new ErrorStream();
        MockZabbixServer server = new MockZabbixServer(config).start()) {
      for (int i = 1; i <= STRINGS; i++) {
        byte[] bytes = random.next();

        WireClient.Answer answer = shout(bytes, server.trapperPort());

        assertTrue(answer.closed(), () -> "no end after " + HexFormat.of().formatHex(bytes));
      }

      assertOneExchangeEach(server);
      assertFit(server, log);
    }
  }

  /** Sends as much of {@code bytes} as the server takes, and no more ever. */
  private static WireClient.Answer shout(byte[] bytes, int port) throws IOException {
    try (WireClient client = new WireClient(port)) {
      try {
        client.send(bytes);
        client.halfClose();
      } catch (IOException closedEarly) {
        // what the server has seen was enough for it
      }
      return client.readToEnd(PATIENCE);
    }
  }

  private static void assertOneExchangeEach(MockZabbixServer server) throws Exception {
    List<Exchange> exchanges = awaitExchanges(STRINGS, server);
    assertEquals(STRINGS, exchanges.size());
    assertEquals(STRINGS, exchanges.stream().map(Exchange::connection).distinct().count());
    Set<RequestKind> kinds = EnumSet.noneOf(RequestKind.class);
    for (Exchange exchange : exchanges) {
      kinds.add(exchange.kind());
      exchange.items().forEach(item -> assertTrue(item.toString().length() > 0));
      assertTrue(exchange.toString().startsWith("#" + exchange.id() + ' '), exchange::toString);
    }
    // Or the strings were not what they are meant to be.
    assertTrue(kinds.containsAll(EnumSet.of(UNREADABLE, UNKNOWN, SENDER_DATA, LEGACY_DATA)));
    assertFalse(server.rejected().isEmpty());
    assertFalse(server.items().isEmpty());
  }

  /** It answers the next client at once, in one more exchange, and has logged nothing. */
  private static void assertFit(MockZabbixServer server, ErrorStream log) throws IOException {
    int before = server.exchanges().size();
    try (WireClient client = new WireClient(server.trapperPort())) {
      client.send(Packets.frame(1, senderData("k").getBytes(UTF_8)));
      assertProcessed(client.readToEnd(Duration.ofSeconds(2)));
    }
    assertEquals(before + 1, server.exchanges().size());
    assertEquals(0, server.refusedConnections());
    assertEquals(List.of(), log.linesOf(server));
  }

  /** The tests above would hear of what goes wrong. */
  @Test
  void handlerFails() throws Exception {
    MockZabbixServer server = new MockZabbixServer().start();
    try (ErrorStream log = new ErrorStream()) {
      server.onExchange(
          exchange -> {
            throw new IllegalStateException("meant to fail");
          });

      WireClient.Answer answer = WireClient.ask(server.trapperPort(), senderData("k"));

      assertEquals("", answer.hex());
      assertEquals(1, log.linesOf(server).size());
      String line = log.linesOf(server).get(0);
      assertTrue(
          line.endsWith("the handler threw java.lang.IllegalStateException: meant to fail"), line);
    }
    assertThrows(AssertionError.class, server::close);
  }

  /** A clock that holds up the server's thread until it is opened. */
  private static final class Gate implements InstantSource {

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    void awaitHeld() throws InterruptedException {
      assertTrue(held.await(PATIENCE.toSeconds(), TimeUnit.SECONDS), "the clock was not asked");
    }

    void open() {
      opened.countDown();
    }

    @Override
    public Instant instant() {
      if (Thread.currentThread().getName().startsWith("mock-zabbix-trapper-")) {
        held.countDown();
        awaitOpened();
      }
      return Instant.now();
    }

    private void awaitOpened() {
      try {
        assertTrue(opened.await(60, TimeUnit.SECONDS), "the gate was not opened");
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
