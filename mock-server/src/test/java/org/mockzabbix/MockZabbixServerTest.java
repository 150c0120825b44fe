package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.fixtures.UnresolvableHost;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.testing.WireClient;

/** The life of a server, and what its face promises, over real sockets. */
@Timeout(60)
class MockZabbixServerTest {

  private static final String ONE_VALUE =
      "{\"request\":\"sender data\",\"data\":[{\"host\":\"h1\",\"key\":\"k\",\"value\":\"1\"}]}";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void start_returnsTheServer() {
    try (MockZabbixServer server = new MockZabbixServer()) {
      assertSame(server, server.start());
    }
  }

  @Test
  void start_twiceHasNoEffect() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      int port = server.trapperPort();

      assertSame(server, server.start());

      assertEquals(port, server.trapperPort());
      assertAnswers(server);
    }
  }

  @Test
  void start_afterClose() {
    MockZabbixServer server = new MockZabbixServer().start();
    server.close();

    IllegalStateException e = assertThrows(IllegalStateException.class, server::start);

    assertEquals("already closed: create a new server", e.getMessage());
  }

  @Test
  void start_onAPortInUse() throws Exception {
    try (ReservedPort reserved = new ReservedPort();
        ServerSocket other = reserved.listen()) {
      int port = other.getLocalPort();
      try (MockZabbixServer server = new MockZabbixServer(onPort(port))) {
        UncheckedIOException e = assertThrows(UncheckedIOException.class, server::start);

        assertEquals(
            "cannot listen on 127.0.0.1:"
                + port
                + ": Address already in use: use another port, or 0 for any free port",
            e.getMessage());
        assertInstanceOf(BindException.class, e.getCause());
        assertEquals("MockZabbixServer 7.0 (not started)", server.toString());
      }
    }
  }

  @Test
  void start_canBeTriedAgainAfterItFailed() throws Exception {
    try (ReservedPort reserved = new ReservedPort();
        MockZabbixServer server = new MockZabbixServer(onPort(reserved.number()))) {
      ServerSocket other = reserved.listen();
      assertThrows(UncheckedIOException.class, server::start);

      other.close();
      server.start();

      assertAnswers(server);
    }
  }

  @Test
  void start_onAnAddressThatNobodyKnows() {
    ServerConfig config =
        ServerConfig.lenient().toBuilder().bindAddress(UnresolvableHost.NAME).build();
    try (MockZabbixServer server = new MockZabbixServer(config)) {
      UncheckedIOException e = assertThrows(UncheckedIOException.class, server::start);

      assertEquals(
          "cannot listen on no..such.host:0: unknown host: use an address of this machine, for example 127.0.0.1",
          e.getMessage());
      assertInstanceOf(UnknownHostException.class, e.getCause());
    }
  }

  @Test
  void close_twice() {
    MockZabbixServer server = new MockZabbixServer().start();

    server.close();
    server.close();

    assertTrue(server.toString().contains("(closed"));
  }

  @Test
  void close_withoutStart() {
    MockZabbixServer server = new MockZabbixServer();

    server.close();

    IllegalStateException e = assertThrows(IllegalStateException.class, server::trapperPort);
    assertEquals("closed before it was started", e.getMessage());
    assertThrows(IllegalStateException.class, server::start);
    assertEquals(List.of(), server.items());
  }

  @Test
  void close_freesThePort() throws Exception {
    try (ReservedPort reserved = new ReservedPort()) {
      MockZabbixServer server = new MockZabbixServer(onPort(reserved.number())).start();
      assertAnswers(server);

      server.close();

      try (MockZabbixServer next = new MockZabbixServer(onPort(reserved.number())).start()) {
        assertEquals(reserved.number(), next.trapperPort());
        assertAnswers(next);
      }
    }
  }

  @Test
  void close_whileAClientIsInMidPacket() throws Exception {
    MockZabbixServer server = new MockZabbixServer().start();
    try (WireClient client = new WireClient(server.trapperPort())) {
      client.send(HexFormat.of().parseHex("5a425844014a000000000000007b2272"));
      assertAnswers(server); // the half packet was there before

      server.close();

      WireClient.Answer answer = client.readToEnd(PATIENCE);
      assertTrue(answer.closed());
      assertEquals("", answer.hex());
    }
  }

  @Test
  void close_whileAClientHasSentNothing() throws Exception {
    MockZabbixServer server = new MockZabbixServer().start();
    try (WireClient client = new WireClient(server.trapperPort())) {
      assertAnswers(server);

      server.close();

      assertTrue(client.readToEnd(PATIENCE).closed());
    }
  }

  @Test
  void close_whileAnObserverBlocks() throws Exception {
    MockZabbixServer server = new MockZabbixServer().start();
    CountDownLatch entered = new CountDownLatch(1);
    BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
    server.onExchange(
        exchange -> {
          threads.add(Thread.currentThread());
          entered.countDown();
          awaitForever();
        });
    try (WireClient client = new WireClient(server.trapperPort())) {
      client.send(Packets.frame(1, ONE_VALUE.getBytes(StandardCharsets.UTF_8)));
      assertTrue(entered.await(20, TimeUnit.SECONDS));

      server.close();

      assertEquals("", client.readToEnd(PATIENCE).hex());
      assertFalse(threads.take().isAlive());
      assertEquals(1, server.items().size());
    }
  }

  private static void awaitForever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void close_leavesNoThread() throws Exception {
    try (ReservedPort reserved = new ReservedPort()) {
      MockZabbixServer server = new MockZabbixServer(onPort(reserved.number())).start();
      String name = "mock-zabbix-trapper-" + reserved.number();
      assertAnswers(server);
      assertTrue(threadNames().contains(name), threadNames().toString());

      server.close();

      assertFalse(threadNames().contains(name), threadNames().toString());
    }
  }

  private static List<String> threadNames() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }

  @Test
  void close_leavesWhatWasReceived() throws Exception {
    MockZabbixServer server = new MockZabbixServer().start();
    int port = server.trapperPort();
    assertAnswers(server);

    server.close();

    assertEquals("1", server.items("h1", "k").get(0).value());
    assertEquals(1, server.exchanges().size());
    assertEquals(List.of(), server.rejected());
    assertEquals(port, server.trapperPort());
    server.reset();
    assertEquals(List.of(), server.items());
  }

  @Test
  void portAndHost_beforeStart() {
    try (MockZabbixServer server = new MockZabbixServer()) {
      assertEquals(
          "call start() first",
          assertThrows(IllegalStateException.class, server::trapperPort).getMessage());
      assertEquals(
          "call start() first",
          assertThrows(IllegalStateException.class, server::host).getMessage());
    }
  }

  @Test
  void portAndHost_onceStarted() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      assertEquals("127.0.0.1", server.host());
      assertTrue(server.trapperPort() > 0);
      assertAnswers(server);
    }
  }

  @Test
  void twoServersHaveTwoPortsAndTwoJournals() throws Exception {
    try (MockZabbixServer one = new MockZabbixServer().start();
        MockZabbixServer two = new MockZabbixServer().start()) {
      assertAnswers(one);

      assertNotEquals(one.trapperPort(), two.trapperPort());
      assertEquals(1, one.items().size());
      assertEquals(0, two.items().size());
    }
  }

  @Test
  void toString_showsTheState() {
    ServerConfig config = ServerConfig.lenient().toBuilder().version(ZabbixVersion.V6_0).build();
    MockZabbixServer server = new MockZabbixServer(config);

    assertEquals("MockZabbixServer 6.0 (not started)", server.toString());
    server.start();
    String where = ", trapper 127.0.0.1:" + server.trapperPort() + ')';
    assertEquals("MockZabbixServer 6.0 (running" + where, server.toString());
    server.close();
    assertEquals("MockZabbixServer 6.0 (closed" + where, server.toString());
  }

  @Test
  void toString_closedWithoutStart() {
    MockZabbixServer server = new MockZabbixServer();

    server.close();

    assertEquals("MockZabbixServer 7.0 (closed)", server.toString());
  }

  @Test
  void config_isWhatItWasMadeWith() {
    ServerConfig config = ServerConfig.strict();

    assertSame(config, new MockZabbixServer(config).config());
  }

  @Test
  void whoeverHasAnAnswerFindsTheValueRecorded() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      for (int i = 1; i <= 100; i++) {
        assertAnswers(server);

        assertEquals(i, server.items().size());
      }
    }
  }

  @Test
  void strict_countsWhatItDoesNotKnowAsFailed() throws Exception {
    ServerConfig config = ServerConfig.strict(Host.of("h1", Item.trapper("other")));
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      String body = WireClient.ask(server.trapperPort(), ONE_VALUE).body();

      assertTrue(body.contains("processed: 0; failed: 1; total: 1"), body);
      assertEquals(List.of(), server.items());
      assertEquals(Outcome.UNKNOWN_KEY, server.rejected().get(0).outcome());
    }
  }

  @Test
  void version_decidesTheDialect() throws Exception {
    String noData = "{\"request\":\"sender data\"}";
    ServerConfig old = ServerConfig.lenient().toBuilder().version(ZabbixVersion.V6_0).build();
    try (MockZabbixServer v60 = new MockZabbixServer(old).start();
        MockZabbixServer v70 = new MockZabbixServer().start()) {
      assertEquals(
          "{\"response\":\"failed\",\"info\":\"cannot find pair with name \\\"data\\\"\"}",
          WireClient.ask(v60.trapperPort(), noData).body());
      assertEquals(
          "{\"response\":\"failed\",\"info\":\"cannot open \\\"data\\\" token\"}",
          WireClient.ask(v70.trapperPort(), noData).body());
    }
  }

  @Test
  void clock_tellsWhenItWasReceivedAndHowLongItTook() throws Exception {
    Instant start = Instant.parse("2001-09-09T01:46:40Z");
    AtomicLong seconds = new AtomicLong();
    InstantSource stepping = () -> start.plusSeconds(seconds.getAndIncrement());
    ServerConfig config = ServerConfig.lenient().toBuilder().clock(stepping).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      String body = WireClient.ask(server.trapperPort(), ONE_VALUE).body();

      assertTrue(body.endsWith("seconds spent: 1.000000\"}"), body);
      Instant received = server.exchanges().get(0).receivedAt();
      assertFalse(received.isBefore(start));
      assertTrue(received.isBefore(start.plusSeconds(10)), received.toString());
      assertEquals(received, server.items().get(0).receivedAt());
      assertEquals(received, server.items().get(0).time());
    }
  }

  @Test
  void clock_thatStandsStillMakesAnswersEqual() throws Exception {
    ServerConfig config =
        ServerConfig.lenient().toBuilder().clock(InstantSource.fixed(Instant.EPOCH)).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      assertEquals(
          "{\"response\":\"success\",\"info\":"
              + "\"processed: 1; failed: 0; total: 1; seconds spent: 0.000000\"}",
          WireClient.ask(server.trapperPort(), ONE_VALUE).body());
      assertEquals(Instant.EPOCH, server.items().get(0).receivedAt());
    }
  }

  @Test
  void clock_thatGoesBackMakesNoNegativeTime() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    InstantSource backwards = () -> Instant.EPOCH.minusSeconds(calls.incrementAndGet());
    ServerConfig config = ServerConfig.lenient().toBuilder().clock(backwards).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      String body = WireClient.ask(server.trapperPort(), ONE_VALUE).body();

      assertTrue(body.endsWith("seconds spent: 0.000000\"}"), body);
    }
  }

  @Test
  void observer_isToldBeforeTheReplyLeaves() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start();
        WireClient client = new WireClient(server.trapperPort())) {
      BlockingQueue<Exchange> told = new LinkedBlockingQueue<>();
      CountDownLatch release = new CountDownLatch(1);
      server.onExchange(
          exchange -> {
            told.add(exchange);
            awaitQuietly(release);
          });
      client.send(Packets.frame(1, ONE_VALUE.getBytes(StandardCharsets.UTF_8)));

      Exchange exchange = told.poll(20, TimeUnit.SECONDS);
      assertEquals(1, server.items().size());
      assertEquals("1", exchange.items().get(0).value());
      assertEquals("", client.readToEnd(Duration.ofMillis(100)).hex());

      release.countDown();
      assertTrue(client.readToEnd(PATIENCE).body().contains("processed: 1"));
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(50, TimeUnit.SECONDS); // longer than a client waits
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void observer_thatBlocksHoldsUpNobodyElse() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start();
        WireClient first = new WireClient(server.trapperPort())) {
      CountDownLatch entered = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      server.onExchange(
          exchange -> {
            if (exchange.id() == 1) {
              entered.countDown();
              awaitQuietly(release);
            }
          });
      first.send(Packets.frame(1, ONE_VALUE.getBytes(StandardCharsets.UTF_8)));
      assertTrue(entered.await(20, TimeUnit.SECONDS));

      assertAnswers(server);

      release.countDown();
      assertTrue(first.readToEnd(PATIENCE).body().contains("processed: 1"));
    }
  }

  @Test
  void observer_thatBlocksOnAnUnreadableExchangeHoldsUpNobodyElse() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start();
        WireClient first = new WireClient(server.trapperPort())) {
      CountDownLatch entered = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      server.onExchange(
          exchange -> {
            if (exchange.kind() == RequestKind.UNREADABLE) {
              entered.countDown();
              awaitQuietly(release);
            }
          });
      first.send("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
      assertTrue(entered.await(20, TimeUnit.SECONDS));

      assertAnswers(server);

      release.countDown();
      assertTrue(first.readToEnd(PATIENCE).closed());
    }
  }

  @Test
  void poll_ofAKnownHostNeedsNoAddress() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      MockAgent agent = server.agent("web01").reply("agent.ping", "1");
      server.putHost(Host.of("web01").withMockAgent("web01"));

      assertEquals("1", server.poll("web01", "agent.ping").items().get(0).value());
      assertEquals(1, server.items("web01", "agent.ping").size());
      assertEquals("1", server.poll(agent.address(), "agent.ping").items().get(0).value());
      assertEquals(
          "\"web02\" is neither a host of the server nor an address such as 127.0.0.1:10050: add"
              + " the host, or use poll(host, address, key)",
          assertThrows(IllegalArgumentException.class, () -> server.poll("web02", "agent.ping"))
              .getMessage());
    }
  }

  @Test
  void observer_thatThrowsClosesItsConnectionAndNoOther() throws Exception {
    MockZabbixServer server = new MockZabbixServer().start();
    AtomicInteger calls = new AtomicInteger();
    server.onExchange(
        exchange -> {
          if (calls.incrementAndGet() == 1) {
            throw new IllegalStateException("a test's observer failed on purpose");
          }
        });

    WireClient.Answer answer = WireClient.ask(server.trapperPort(), ONE_VALUE);

    assertEquals("", answer.hex());
    assertEquals(1, server.items().size());
    assertAnswers(server);
    assertThrows(AssertionError.class, server::close);
  }

  @Test
  void maxConnections_theNextIsClosedAndCounted() throws Exception {
    ServerConfig config = ServerConfig.lenient().toBuilder().maxConnections(1).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start();
        WireClient first = new WireClient(server.trapperPort());
        WireClient second = new WireClient(server.trapperPort())) {
      WireClient.Answer answer = second.readToEnd(Duration.ofSeconds(2));

      assertTrue(answer.closed());
      assertEquals("", answer.hex());
      assertEquals(1, server.refusedConnections());
      first.halfClose();
      assertTrue(first.readToEnd(PATIENCE).closed());
    }
  }

  @Test
  void refusedConnections_areNoneBeforeStart() {
    assertEquals(0, new MockZabbixServer().refusedConnections());
  }

  @Test
  void everyConnectionIsOneExchange() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      long seen = server.journal().version();
      new WireClient(server.trapperPort()).close();
      awaitExchanges(server.journal(), seen, 1);
      send(server, "GET / HTTP/1.1\r\n\r\n");
      send(server, "ZBXD\u0001\u0005\0\0\0\0\0\0\0hello");
      send(server, "ZBXD\u0001\u000b\0\0\0\0\0\0\0{\"request\":");
      WireClient.ask(server.trapperPort(), "{\"request\":\"foo\"}");
      assertAnswers(server);

      assertEquals(
          List.of(
              RequestKind.EMPTY,
              RequestKind.UNREADABLE,
              RequestKind.UNREADABLE,
              RequestKind.UNREADABLE,
              RequestKind.UNKNOWN,
              RequestKind.SENDER_DATA),
          server.exchanges().stream().map(Exchange::kind).toList());
      assertEquals(
          List.of(1L, 2L, 3L, 4L, 5L, 6L),
          server.exchanges().stream().map(Exchange::connection).toList());
    }
  }

  private static void awaitExchanges(Journal journal, long seen, int count) throws Exception {
    long version = seen;
    while (journal.exchanges().size() < count) {
      long next = journal.awaitChange(version, PATIENCE);
      assertNotEquals(version, next, "nothing came");
      version = next;
    }
  }

  private static void send(MockZabbixServer server, String bytes) throws IOException {
    try (WireClient client = new WireClient(server.trapperPort())) {
      client.send(bytes.getBytes(StandardCharsets.ISO_8859_1));
      client.halfClose();
      assertTrue(client.readToEnd(PATIENCE).closed());
    }
  }

  @Test
  void lengthCountedInCharacters_isExplainedWhenTheRestComesLater() throws Exception {
    String json = ONE_VALUE.replace("\"1\"", "\"éé\"");
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    byte[] packet = Packets.frame(1, Arrays.copyOf(body, json.length()));
    try (MockZabbixServer server = new MockZabbixServer().start();
        WireClient client = new WireClient(server.trapperPort())) {
      client.send(packet);
      String answer = client.readToEnd(PATIENCE).body();
      long seen = server.journal().version();

      client.send(Arrays.copyOfRange(body, json.length(), body.length));
      server.journal().awaitChange(seen, PATIENCE);

      assertTrue(answer.startsWith("{\"response\":\"failed\",\"info\":\"cannot parse"), answer);
      assertEquals(
          List.of(
              "2 bytes more than declared arrived after the packet:"
                  + " is the length counted in characters instead of bytes?"),
          server.exchanges().get(0).warnings());
    }
  }

  @Test
  void reset_goesBackToTheConfiguration() throws Exception {
    Host h1 = Host.of("h1", Item.trapper("k"));
    ServerConfig config = ServerConfig.strict(h1).toBuilder().configRevision(5).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      assertAnswers(server);
      server.putHost(Host.of("h2"));
      server.when(senderData()).reply(Responder.close());

      server.reset();

      assertEquals(List.of(), server.exchanges());
      assertEquals(List.of(h1), server.hosts());
      assertEquals(5, server.configRevision());
      assertEquals(List.of(), server.unusedRules());
      assertAnswers(server);
      assertEquals(1, server.items().size());
    }
  }

  @Test
  void reset_beforeStart() {
    try (MockZabbixServer server = new MockZabbixServer()) {
      server.reset();

      assertEquals(List.of(), server.items());
    }
  }

  @Test
  void reset_whileOthersSend_losesNoAnswer() throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(4);
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      int port = server.trapperPort();
      List<Future<Integer>> results = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        results.add(senders.submit(() -> answered(port, 50)));
      }

      while (!results.stream().allMatch(Future::isDone)) {
        server.reset();
      }

      for (Future<Integer> result : results) {
        assertEquals(50, result.get());
      }
      assertAnswers(server);
    } finally {
      senders.shutdownNow();
    }
  }

  private static int answered(int port, int times) throws IOException {
    int answered = 0;
    for (int i = 0; i < times; i++) {
      answered += WireClient.ask(port, ONE_VALUE).body().contains("processed: 1") ? 1 : 0;
    }
    return answered;
  }

  private static void assertAnswers(MockZabbixServer server) throws IOException {
    String body = WireClient.ask(server.trapperPort(), ONE_VALUE).body();

    assertTrue(body.contains("processed: 1; failed: 0; total: 1"), body);
  }

  private static ServerConfig onPort(int port) {
    return ServerConfig.lenient().toBuilder().trapperPort(port).build();
  }
}
