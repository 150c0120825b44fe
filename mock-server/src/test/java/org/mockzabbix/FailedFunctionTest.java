package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.anyItem;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.io.IOException;
import java.time.Instant;
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
import org.mockzabbix.fixtures.PlainSocket;
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

  @Test
  void clock_failsTheServerAndTheAgent() throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    MockZabbixServer server =
        new MockZabbixServer(ServerConfig.lenient().toBuilder().clock(() -> clock(broken)).build())
            .start();
    MockAgent agent = new MockAgent(AgentConfig.of("web01").withClock(() -> clock(broken))).start();
    broken.set(true);

    assertThrows(IOException.class, () -> send(server));
    try (PlainSocket poller = new PlainSocket(agent.port())) {
      poller.send("agent.ping\n").hear();
    }

    String message = "the clock threw java.io.IOException: boom";
    AssertionFailedError ofServer = assertThrows(AssertionFailedError.class, server::close);
    assertEquals(message, ofServer.getMessage().lines().findFirst().orElseThrow());
    AssertionFailedError ofAgent = assertThrows(AssertionFailedError.class, agent::close);
    assertEquals(message, ofAgent.getMessage().lines().findFirst().orElseThrow());
  }

  private static Instant clock(AtomicBoolean broken) {
    return broken.get() ? sneak(BOOM) : Instant.now();
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
