package org.mockzabbix;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.anyItem;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;
import static org.mockzabbix.rule.RequestMatcher.anyRequest;
import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.assertion.ItemMatcher;
import org.mockzabbix.assertion.JournalSource;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.PollSchedule;
import org.mockzabbix.client.ProxyPoller;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fixtures.OwnThread;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.RemoteCommand;
import org.opentest4j.AssertionFailedError;

/** Waiting on a closed server, cluster or agent fails immediately, and so does changing it. */
@Timeout(60)
class ClosedTest {

  private static final Duration LONG = ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(40); // other tests run, too
  private static final ItemMatcher OK = item("web01", "app.ok");

  private static final Map<String, Consumer<JournalSource>> WAITS = waits();

  private static Map<String, Consumer<JournalSource>> waits() {
    Map<String, Consumer<JournalSource>> waits = new LinkedHashMap<>();
    waits.put("received", s -> assertThat(s).received(OK).within(LONG));
    waits.put("times", s -> assertThat(s).received(OK).times(2).within(LONG));
    waits.put("all", s -> assertThat(s).received(OK, anyItem()).inOrder().within(LONG));
    waits.put("exactly", s -> assertThat(s).receivedExactly(OK).within(LONG));
    waits.put("eventually", s -> assertThat(s).received(OK).eventually());
    waits.put("rejected", s -> assertThat(s).rejected(OK).within(LONG));
    waits.put("requested", s -> assertThat(s).requested(senderData()).within(LONG));
    waits.put("asked", s -> assertThat(s).asked("agent.ping").within(LONG));
    waits.put("during", s -> assertThat(s).received(OK).times(2).during(LONG));
    waits.put("never", s -> assertThat(s).received(OK).never().during(LONG));
    waits.put("nothing", s -> assertThat(s).receivedNothing().during(LONG));
    waits.put("unreadable", s -> assertThat(s).noUnreadable().during(LONG));
    waits.put("expectation", s -> assertThat(s).meets(Expectation.of(OK).within(LONG)));
    waits.put("factory", s -> assertThat(s).using(await().atMost(LONG)).received(OK).eventually());
    waits.put(
        "same thread",
        s -> assertThat(s).using(await().pollInSameThread()).received(OK).within(LONG));
    return waits;
  }

  /** Returns a server, a cluster and an agent; each is closed with what it belongs to. */
  private static Map<String, JournalSource> sources() {
    Map<String, JournalSource> sources = new LinkedHashMap<>();
    sources.put("MockZabbixServer", new MockZabbixServer().start());
    sources.put("MockZabbixCluster", new MockZabbixCluster(2).start());
    sources.put("MockAgent", new MockAgent("web01").start());
    return sources;
  }

  private static void close(JournalSource source) {
    try {
      ((AutoCloseable) source).close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> waitingOnAClosedSource_failsAtOnce() {
    return sources().entrySet().stream()
        .flatMap(
            source -> {
              close(source.getValue());
              return WAITS.entrySet().stream()
                  .map(
                      wait ->
                          DynamicTest.dynamicTest(
                              source.getKey() + ' ' + wait.getKey(),
                              () -> assertSaysClosed(source.getKey(), wait, source.getValue())));
            });
  }

  private static void assertSaysClosed(
      String type, Map.Entry<String, Consumer<JournalSource>> wait, JournalSource source) {
    AssertionFailedError e =
        assertThrows(AssertionFailedError.class, () -> wait.getValue().accept(source));

    assertEquals(
        "but nothing more can arrive, because the "
            + type
            + " is closed: close it after the assertion, or end the assertion with now()",
        e.getMessage().lines().filter(line -> line.startsWith("but ")).findFirst().orElse(""),
        e.getMessage());
  }

  @TestFactory
  Stream<DynamicTest> watchOfASourceThatIsNotStarted_fails() {
    List<JournalSource> sources =
        List.of(new MockZabbixServer(), new MockZabbixCluster(2), new MockAgent("web01"));
    return sources.stream()
        .map(
            source ->
                DynamicTest.dynamicTest(
                    source.getClass().getSimpleName(), () -> assertSaysNotStarted(source)));
  }

  private static void assertSaysNotStarted(JournalSource source) {
    AssertionFailedError e =
        assertThrows(
            AssertionFailedError.class,
            () -> assertThat(source).received(OK).never().during(ofMillis(1)));

    assertEquals(
        "but nothing could arrive, because the "
            + source.getClass().getSimpleName()
            + " is not started: call start() first",
        e.getMessage().lines().skip(1).findFirst().orElse(""),
        e.getMessage());
  }

  @Test
  void watchOfAServerThatOnlyStartedAnAgent_succeeds() {
    try (MockZabbixServer server = new MockZabbixServer()) {
      server.agent("web01");
      assertThat(server).receivedNothing().during(ofMillis(1));
    }
  }

  @TestFactory
  Stream<DynamicTest> closingDuringAWait_endsTheWait() {
    return sources().entrySet().stream()
        .flatMap(
            source ->
                Stream.of("received", "never", "asked")
                    .map(
                        wait ->
                            DynamicTest.dynamicTest(
                                source.getKey() + ' ' + wait,
                                () -> assertEndsWait(source.getKey(), wait))));
  }

  private static void assertEndsWait(String type, String wait) throws Exception {
    JournalSource source = sources().get(type);
    FutureTask<Void> waiting =
        new FutureTask<>(
            () -> assertSaysClosed(type, Map.entry(wait, WAITS.get(wait)), source), null);
    Thread thread = new Thread(waiting);
    thread.start();
    await().atMost(PATIENCE).until(() -> thread.getState() == Thread.State.TIMED_WAITING);

    close(source);

    waiting.get();
  }

  @Test
  void failure_says() throws Exception {
    MockZabbixServer server = new MockZabbixServer().start();
    new Sender("127.0.0.1", server.trapperPort()).send("web01", "app.olk", "1");
    server.close();

    AssertionFailedError e =
        assertThrows(
            AssertionFailedError.class, () -> assertThat(server).received(OK).within(LONG));

    assertEquals(
        """
        expected: web01 app.ok, within 1 h
        but nothing more can arrive, because the MockZabbixServer is closed: \
        close it after the assertion, or end the assertion with now()
        received until then: no value for this item
        near misses:
          #1 web01 app.olk = "1" <- key differs by one character
        last exchanges:
          #1 127.0.0.1:PEER sender data: processed: 1; failed: 0; total: 1
        total: 1 value for 1 item in 1 exchange on MockZabbixServer 7.0 (closed, \
        trapper 127.0.0.1:PORT)"""
            .replace("PEER", "" + server.exchanges().get(0).peer().getPort())
            .replace("PORT", "" + server.trapperPort()),
        e.getMessage());
  }

  @Test
  void whatWasReceivedBefore_isStillFound() throws Exception {
    MockZabbixServer server = new MockZabbixServer().start();
    new Sender("127.0.0.1", server.trapperPort()).send("web01", "app.ok", "1");
    server.close();

    assertThat(server).received(OK).within(LONG);
    assertThat(server).received(OK).times(1).now();
    assertThat(server).rejected(OK).never();
    assertThat(server).everyRuleUsedWithin(LONG);
  }

  @Test
  void clusterIsClosed_whenItsLastNodeIs() {
    try (MockZabbixCluster cluster = new MockZabbixCluster(2).start()) {
      cluster.node(0).close();
      assertTrue(cluster.node(0).isClosed());
      assertFalse(cluster.isClosed());

      cluster.node(1).close();

      assertTrue(cluster.isClosed());
    }
  }

  @Test
  void agentOfAServer_isClosedWithIt() {
    MockZabbixServer server = new MockZabbixServer().start();
    MockAgent agent = server.agent("web01");
    assertFalse(agent.isClosed());

    server.close();

    assertTrue(agent.isClosed());
    AssertionFailedError e =
        assertThrows(
            AssertionFailedError.class, () -> assertThat(agent).asked("agent.ping").within(LONG));
    assertTrue(e.getMessage().contains("because the MockAgent is closed"), e.getMessage());
  }

  @TestFactory
  Stream<DynamicTest> changingAClosedServer_isRefused() {
    MockZabbixServer server = new MockZabbixServer().start();
    PollSchedule schedule = server.pollSchedule();
    ProxyPoller proxy =
        server.proxyPoller("px", new InetSocketAddress("127.0.0.1", server.trapperPort()));
    server.close();
    Map<String, Function<MockZabbixServer, Object>> calls = new LinkedHashMap<>();
    calls.put("when", s -> s.when(anyRequest()));
    calls.put("onConnect", s -> s.onConnect(Fault.reset()));
    calls.put("onExchange", s -> run(() -> s.onExchange(exchange -> {})));
    calls.put("putHost", s -> run(() -> s.putHost(Host.of("web01"))));
    calls.put("removeHost", s -> run(() -> s.removeHost("web01")));
    calls.put("agent", s -> s.agent("web01"));
    calls.put("runOnAgent", s -> s.runOnAgent("web01", RemoteCommand.of("ls")));
    calls.put("poll", s -> s.poll("127.0.0.1:1", "agent.ping"));
    calls.put("startPolling", s -> run(s::startPolling));
    calls.put("pollSchedule", MockZabbixServer::pollSchedule);
    calls.put("proxyPoller", s -> s.proxyPoller("px", new InetSocketAddress(1)));
    calls.put("refuseConnections", s -> run(s::refuseConnections));
    calls.put("refuseConnections for", s -> run(() -> s.refuseConnections(LONG)));
    calls.put("acceptConnections", s -> run(s::acceptConnections));
    calls.put("start", MockZabbixServer::start);
    Stream<DynamicTest> refused =
        calls.entrySet().stream()
            .map(
                call ->
                    refused(
                        call.getKey(),
                        "already closed: create a new server",
                        () -> call.getValue().apply(server)));
    return Stream.concat(
        refused,
        Stream.of(
            refused("runDue", "already closed: create a new schedule", schedule::runDue),
            refused("start schedule", "already closed: create a new schedule", schedule::start),
            refused("configure", "already closed: create a new server", proxy::configure),
            refused("fetch", "already closed: create a new server", proxy::fetch),
            refused("fetchTasks", "already closed: create a new server", proxy::fetchTasks)));
  }

  @TestFactory
  Stream<DynamicTest> changingAClosedAgent_isRefused() {
    MockAgent agent = new MockAgent("web01").start();
    agent.close();
    Map<String, Function<MockAgent, Object>> calls = new LinkedHashMap<>();
    calls.put("reply", a -> a.reply("agent.ping", "1"));
    calls.put("reply script", a -> a.reply("agent.ping", KeyScript.value("1")));
    calls.put("replyToAll", a -> a.replyToAll(key -> CheckResult.value("1")));
    calls.put("forget", a -> a.forget("agent.ping"));
    calls.put("change", a -> a.change(all -> all));
    calls.put("when", a -> a.when(anyRequest()));
    calls.put("onConnect", a -> a.onConnect(Fault.reset()));
    calls.put("onExchange", a -> run(() -> a.onExchange(exchange -> {})));
    calls.put("refuseConnections", a -> run(a::refuseConnections));
    calls.put("acceptConnections", a -> run(a::acceptConnections));
    calls.put("start", MockAgent::start);
    return calls.entrySet().stream()
        .map(
            call ->
                refused(
                    call.getKey(),
                    "already closed: create a new agent",
                    () -> call.getValue().apply(agent)));
  }

  @Test
  void changingAClosedCluster_isRefused() {
    MockZabbixCluster cluster = new MockZabbixCluster(2).start();
    cluster.close();

    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> cluster.redirect("web01", 0, 1, 1));

    assertEquals("already closed: create a new cluster", e.getMessage());
  }

  private static DynamicTest refused(String name, String message, Executable call) {
    return DynamicTest.dynamicTest(
        name,
        () -> assertEquals(message, assertThrows(IllegalStateException.class, call).getMessage()));
  }

  private static Object run(Runnable call) {
    call.run();
    return call;
  }

  @Test
  void schedule_endsWithItsServer() {
    Host polled = Host.of("web01", Item.passive("agent.ping", "1s")).withAgent("127.0.0.1:1");
    MockZabbixServer server = new MockZabbixServer(ServerConfig.lenient(polled)).start();
    PollSchedule schedule = server.pollSchedule();
    schedule.start();
    await().atMost(PATIENCE).until(() -> !server.exchanges().isEmpty());

    server.close();

    assertThrows(IllegalStateException.class, schedule::runDue);
  }

  @Test
  void sender_failsAtOnce() throws IOException {
    try (ReservedPort port = new ReservedPort()) {
      ServerConfig config = ServerConfig.lenient().toBuilder().trapperPort(port.number()).build();
      new MockZabbixServer(config).start().close();
      Sender sender = new Sender("127.0.0.1", port.number());

      assertThrows(IOException.class, () -> sender.send("web01", "app.ok", "1"));
    }
  }

  @Test
  void senderThatWaitsForItsResponse_fails() {
    MockZabbixServer server = new MockZabbixServer().start();
    server.when(senderData()).fault(Fault.delay(LONG));
    Sender sender = new Sender("127.0.0.1", server.trapperPort());
    CompletableFuture<Object> sending =
        OwnThread.supply(
            () -> {
              try {
                return sender.send("web01", "app.ok", "1");
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    assertThat(server).received(OK).within(LONG);

    server.close();

    CompletionException e = assertThrows(CompletionException.class, sending::join);
    assertTrue(e.getCause() instanceof IOException, e::toString);
  }

  @Test
  void getter_failsAtOnce() throws IOException {
    try (ReservedPort port = new ReservedPort()) {
      MockAgent agent = new MockAgent(AgentConfig.of("web01").withPort(port.number())).start();
      agent.close();

      assertThrows(IOException.class, () -> new Getter().get(agent.address(), "agent.ping"));
    }
  }
}
