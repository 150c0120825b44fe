package org.mockzabbix;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.anyItem;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fixtures.PlainSocket;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.testing.WireClient;
import org.opentest4j.AssertionFailedError;

/**
 * A function of a test that throws or returns null fails the next assertion, or else the closing of
 * its server.
 */
@Timeout(60)
class FailedFunctionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40); // other tests run, too

  @SuppressWarnings("StaticAssignmentOfThrowable") // to recognize it as the cause
  private static final IOException BOOM = new IOException("boom");

  /** Every function of a server that a client makes run, and how a failure names it. */
  @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
  enum Function {
    RESPONDER(
        "the responder of the rule for sender data threw java.io.IOException: boom",
        server -> server.when(senderData()).reply((incoming, engine) -> sneak(BOOM))),
    TEXT(
        "the responder of the rule for sender data threw java.io.IOException: boom",
        server -> server.when(senderData()).reply(Responder.json(incoming -> sneak(BOOM)))),
    VALUES(
        "the responder of the rule for sender data threw java.io.IOException: boom",
        server -> server.when(senderData()).reply(Responder.failedValues(value -> fails()))),
    CONDITION(
        "a condition of the rule for sender data odd threw java.io.IOException: boom",
        server ->
            server.when(senderData().and("odd", incoming -> fails())).reply(Responder.close())),
    VALUE_CONDITION(
        "a condition of the rule for sender data odd threw java.io.IOException: boom",
        server ->
            server
                .when(senderData().withValueMatching("odd", value -> fails()))
                .reply(Responder.close())),
    OBSERVER(
        "an onExchange observer threw java.io.IOException: boom",
        server -> server.onExchange(exchange -> sneak(BOOM)));

    private final String message;
    private final Consumer<MockZabbixServer> install;

    Function(String message, Consumer<MockZabbixServer> install) {
      this.message = message;
      this.install = install;
    }
  }

  @ParameterizedTest
  @EnumSource
  void failedFunction_failsTheNextAssertion(Function function) {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      function.install.accept(server);
      assertThrows(IOException.class, () -> send(server));

      AssertionFailedError e =
          assertThrows(
              AssertionFailedError.class, () -> assertThat(server).received(anyItem()).now());

      assertEquals(function.message, e.getMessage());
      assertSame(BOOM, e.getCause());
      assertThat(server).noUnreadable(); // reported only once
    }
  }

  @ParameterizedTest
  @EnumSource
  void failedFunction_failsTheClosing(Function function) {
    MockZabbixServer server = new MockZabbixServer().start();
    function.install.accept(server);
    assertThrows(IOException.class, () -> send(server));

    AssertionFailedError e = assertThrows(AssertionFailedError.class, server::close);

    assertEquals(function.message, e.getMessage());
    assertSame(BOOM, e.getCause());
    server.close();
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without null checks may do
  void nullTextFromAResponder_isAFailure_andIsRecorded() {
    MockZabbixServer server = new MockZabbixServer().start();
    server.when(senderData()).reply(Responder.json(incoming -> (String) null));
    assertThrows(IOException.class, () -> send(server));
    assertEquals(1, server.exchanges().size());

    AssertionFailedError e = assertThrows(AssertionFailedError.class, server::close);

    assertEquals(
        "the responder of the rule for sender data threw java.lang.NullPointerException: the"
            + " function returned null",
        e.getMessage());
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without null checks may do
  void nullFromAResponder_isAFailure() {
    MockZabbixServer server = new MockZabbixServer().start();
    server.when(senderData()).reply((incoming, engine) -> null);
    assertThrows(IOException.class, () -> send(server));

    AssertionFailedError e = assertThrows(AssertionFailedError.class, server::close);

    assertEquals("the responder of the rule for sender data returned null", e.getMessage());
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without null checks may do
  void keyFunctions_failTheAgent() throws Exception {
    MockAgent agent = new MockAgent("web01").start();
    agent.reply("thrown[*]", KeyScript.computed(key -> sneak(BOOM)));
    agent.reply("null", KeyScript.computed(key -> null));
    agent.replyToAll(key -> sneak(new IOException("other")));

    assertEquals("ZBX_NOTSUPPORTED\0boom", WireClient.ask(agent.port(), "thrown[a]").body());
    WireClient.ask(agent.port(), "null");
    WireClient.ask(agent.port(), "any");

    AssertionFailedError e = assertThrows(AssertionFailedError.class, agent::close);
    assertEquals(
        """
        the function for the key thrown[a] threw java.io.IOException: boom
        the function for the key null threw java.lang.NullPointerException: the script returned null
        the function for the key any threw java.io.IOException: other""",
        e.getMessage());
    assertSame(BOOM, e.getCause());
    assertEquals(2, e.getSuppressed().length);
  }

  @Test
  void keyPatternThatOverflowsTheStack_failsTheAgent() throws Exception {
    MockAgent agent = new MockAgent("web01").start();
    agent.reply(Pattern.compile("(a|b)*"), KeyScript.value("1"));

    WireClient.ask(agent.port(), "a".repeat(100_000));

    AssertionFailedError e = assertThrows(AssertionFailedError.class, agent::close);
    assertEquals(
        "a pattern for the key \""
            + "a".repeat(120)
            + "\"... (100000 characters) threw java.lang.StackOverflowError",
        e.getMessage());
    assertEquals(1, agent.exchanges().size());
  }

  @Test
  void keyFunction_mayReportOnPurposeThatAKeyIsNotSupported() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      MockAgent agent = server.agent("web01");
      agent.reply("result", KeyScript.computedResult(key -> CheckResult.notSupported("no")));
      agent.reply(
          "thrown",
          KeyScript.computed(
              key -> {
                throw new UnsupportedOperationException("no");
              }));

      assertEquals("ZBX_NOTSUPPORTED\0no", WireClient.ask(agent.port(), "result").body());
      assertEquals("ZBX_NOTSUPPORTED\0no", WireClient.ask(agent.port(), "thrown").body());
    }
  }

  @Test
  void accidentalUnsupportedOperation_isAFailure() throws Exception {
    MockAgent agent = new MockAgent("web01").start();
    agent.reply("k", KeyScript.computed(key -> List.of("").remove(0)));

    WireClient.ask(agent.port(), "k");

    AssertionFailedError e = assertThrows(AssertionFailedError.class, agent::close);
    assertInstanceOf(UnsupportedOperationException.class, e.getCause());
  }

  /** A clock that works until it breaks. */
  @SuppressWarnings({"ImmutableEnumChecker", "NullAway"}) // as in a test without null checks
  enum Clock {
    THROWS("the clock threw java.io.IOException: boom", () -> sneak(BOOM)),
    RETURNS_NULL("the clock returned null", () -> null),
    CANNOT_DESCRIBE_ITS_FAILURE(
        "the clock threw " + Undescribed.class.getName(),
        () -> {
          throw new Undescribed();
        });

    private static final Instant LATEST = Instant.parse("2031-01-01T00:00:00Z");

    private final String message;
    private final InstantSource broken;

    Clock(String message, InstantSource broken) {
      this.message = message;
      this.broken = broken;
    }

    private InstantSource breaking(AtomicBoolean isBroken) {
      return () -> isBroken.get() ? broken.instant() : LATEST;
    }
  }

  /** An exception whose text cannot be computed. */
  private static final class Undescribed extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw this;
    }
  }

  @ParameterizedTest
  @EnumSource
  void clockOfAServer_failsTheTest_butTheExchangeIsComplete(Clock clock) throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    MockZabbixServer server = serverWith(clock.breaking(broken));
    broken.set(true);

    Sender.SendResult response =
        new Sender("127.0.0.1", server.trapperPort()).send("web01", "app.ok", "1");

    assertEquals(1, response.processed());
    assertEquals(List.of(Clock.LATEST), receivedAt(server.exchanges()));
    assertFailure(clock, assertThrows(AssertionFailedError.class, server::close));
  }

  @ParameterizedTest
  @EnumSource
  void clockOfAServer_failsTheTest_butInvalidBytesAreRecorded(Clock clock) throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    MockZabbixServer server = serverWith(clock.breaking(broken));
    broken.set(true);

    try (PlainSocket client = new PlainSocket(server.trapperPort())) {
      client.send("GET / HTTP/1.1\r\n").hear();
    }
    try (PlainSocket client = new PlainSocket(server.trapperPort())) {
      client.send("ZBXD").halfClose();
      client.hear();
    }
    new PlainSocket(server.trapperPort()).close();

    await().atMost(PATIENCE).until(() -> server.exchanges().size() == 3);
    assertEquals(List.of(Clock.LATEST, Clock.LATEST, Clock.LATEST), receivedAt(server.exchanges()));
    assertFailure(clock, assertThrows(AssertionFailedError.class, server::close));
  }

  @ParameterizedTest
  @EnumSource
  void clockOfAServer_failsTheTest_butFaultsAreRecorded(Clock clock) throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    MockZabbixServer server = serverWith(clock.breaking(broken));
    server.onConnect(Fault.reset());
    broken.set(true);

    new PlainSocket(server.trapperPort()).close();

    await().atMost(PATIENCE).until(() -> server.exchanges().size() == 1);
    assertEquals(List.of(Clock.LATEST), receivedAt(server.exchanges()));
    assertFailure(clock, assertThrows(AssertionFailedError.class, server::close));
  }

  @ParameterizedTest
  @EnumSource
  void clockOfAServer_failsTheTest_butPollsAreRecorded(Clock clock) throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    MockZabbixServer server = serverWith(clock.breaking(broken));
    try (MockAgent agent = new MockAgent("web01").reply("agent.ping", "1").start()) {
      server.putHost(
          Host.of("web01").withAgent(agent.address()).with(Item.passive("agent.ping", "1s")));
      broken.set(true);

      server.poll("web01", agent.address(), "agent.ping");
      server.pollSchedule().runDue();

      assertEquals(List.of(Clock.LATEST, Clock.LATEST), receivedAt(server.exchanges()));
      assertFailure(clock, assertThrows(AssertionFailedError.class, server::close));
    }
  }

  @ParameterizedTest
  @EnumSource
  void clockOfAnAgent_failsTheTest_butTheExchangeIsComplete(Clock clock) throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    MockAgent agent =
        new MockAgent(AgentConfig.of("web01").withClock(clock.breaking(broken)))
            .reply("agent.ping", "1")
            .start();

    assertEquals("1", WireClient.ask(agent.port(), "agent.ping").body());

    assertEquals(1, agent.exchanges().size());
    assertFailure(clock, assertThrows(AssertionFailedError.class, agent::close));
  }

  private static MockZabbixServer serverWith(InstantSource clock) {
    return new MockZabbixServer(ServerConfig.lenient().toBuilder().clock(clock).build()).start();
  }

  private static List<Instant> receivedAt(List<Exchange> exchanges) {
    return exchanges.stream().map(Exchange::receivedAt).toList();
  }

  private static void assertFailure(Clock clock, AssertionFailedError e) {
    assertEquals(clock.message, e.getMessage());
  }

  @Test
  void manyFailures_areCounted() {
    MockZabbixServer server = new MockZabbixServer().start();
    server.onExchange(exchange -> sneak(BOOM));
    for (int i = 0; i < 12; i++) {
      assertThrows(IOException.class, () -> send(server));
    }

    AssertionFailedError e = assertThrows(AssertionFailedError.class, server::close);

    assertEquals(11, e.getMessage().lines().count());
    assertEquals("and 2 more", e.getMessage().lines().skip(10).findFirst().orElseThrow());
  }

  @Test
  void functionThatClosingInterrupts_isNoFailure() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    MockZabbixServer server = new MockZabbixServer().start();
    server.onExchange(
        exchange -> {
          running.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    Thread client = new Thread(() -> assertThrows(IOException.class, () -> send(server)));
    client.start();
    running.await();

    server.close();

    client.join();
  }

  @Test
  void cluster_reportsTheFailuresOfItsNodes() {
    MockZabbixCluster cluster = new MockZabbixCluster(2).start();
    Function.OBSERVER.install.accept(cluster.node(1));
    assertThrows(IOException.class, () -> send(cluster.node(1)));

    AssertionFailedError e = assertThrows(AssertionFailedError.class, cluster::close);

    assertEquals(Function.OBSERVER.message, e.getMessage());
  }

  private static void send(MockZabbixServer server) throws IOException {
    new Sender("127.0.0.1", server.trapperPort()).send("web01", "app.ok", "1");
  }

  private static boolean fails() {
    Boolean never = sneak(BOOM);
    return never;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T, E extends Throwable> T sneak(Throwable e) throws E {
    throw (E) e;
  }
}
