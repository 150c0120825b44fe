package org.mockzabbix;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.anyItem;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;
import static org.mockzabbix.rule.RequestMatcher.anyRequest;
import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.mockzabbix.assertion.CountedAssert;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.assertion.ItemAssert;
import org.mockzabbix.assertion.ItemMatcher;
import org.mockzabbix.assertion.JournalSource;
import org.mockzabbix.assertion.TimedAssert;
import org.mockzabbix.assertion.ZabbixAssert;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fixtures.OwnThread;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.RuleBuilder;
import org.opentest4j.AssertionFailedError;

/** An unfinished assertion or rule fails at the next assertion, or when the server is closed. */
class UnfinishedTest {

  private static final String TIMES = ": add now(), within(...), eventually() or during(...)";
  private static final ItemMatcher OK = item("web01", "app.ok");
  private static final ItemMatcher UP = item("web01", "app.up");

  /** A sentence without its end, and what its failure message says before the place. */
  private record Begun(String message, Function<MockZabbixServer, Object> sentence) {

    static Begun assertion(String subject, Function<MockZabbixServer, Object> sentence) {
      return new Begun("unfinished assertion: " + subject + TIMES, sentence);
    }
  }

  private static List<Begun> begun() {
    return List.of(
        new Begun(
            "unfinished assertion: add a condition, for example received(...), and now(),"
                + " within(...), eventually() or during(...)",
            s -> assertThat(s)),
        new Begun(
            "unfinished assertion: add a condition, for example received(...), and now(),"
                + " within(...), eventually() or during(...)",
            s -> assertThat(s).using(Awaitility.await())),
        Begun.assertion("web01 app.ok", s -> assertThat(s).received(OK)),
        Begun.assertion("web01 app.ok, 3 times", s -> assertThat(s).received(OK).times(3)),
        Begun.assertion(
            "web01 app.ok, at least 2 times", s -> assertThat(s).received(OK).atLeast(2)),
        Begun.assertion(
            "web01 app.ok, 2 to 4 times", s -> assertThat(s).received(OK).timesBetween(2, 4)),
        Begun.assertion(
            "all of these values: web01 app.ok; web01 app.up", s -> assertThat(s).received(OK, UP)),
        Begun.assertion(
            "all of these values in this order: web01 app.ok; web01 app.up",
            s -> assertThat(s).received(OK, UP).inOrder()),
        Begun.assertion(
            "all of these values in one packet: web01 app.ok; web01 app.up",
            s -> assertThat(s).received(OK, UP).inOnePacket()),
        Begun.assertion("exactly this value: web01 app.ok", s -> assertThat(s).receivedExactly(OK)),
        Begun.assertion(
            "exactly these 2 values in this order: web01 app.ok; web01 app.up",
            s -> assertThat(s).receivedExactly(OK, UP).inOrder()),
        Begun.assertion("rejected web01 app.ok", s -> assertThat(s).rejected(OK)),
        Begun.assertion(
            "rejected web01 app.ok with outcome failed: the host has no item with this key",
            s -> assertThat(s).rejected(OK).because(Outcome.UNKNOWN_KEY)),
        Begun.assertion("registration of web09", s -> assertThat(s).registered("web09")),
        Begun.assertion(
            "registration of web09 with metadata \"linux\" through proxy px",
            s -> assertThat(s).registered("web09").withMetadata("linux").throughProxy("px")),
        Begun.assertion("web01 available", s -> assertThat(s).available("web01")),
        Begun.assertion(
            "web01 unavailable, 2 times", s -> assertThat(s).unavailable("web01").times(2)),
        Begun.assertion("sender data", s -> assertThat(s).requested(senderData())),
        Begun.assertion(
            "passive checks with key agent.ping", s -> assertThat(s).asked("agent.ping")),
        Begun.assertion(
            "passive checks with key agent.ping in any spelling, 2 times",
            s -> assertThat(s).asked(ItemKey.parse("agent.ping")).times(2)),
        new Begun(
            "unfinished rule for sender data: add reply(...) or fault(...)",
            s -> s.when(senderData())),
        Begun.assertion("web01 app.ok", s -> assertThat(s.agent("web01")).received(OK)),
        new Begun(
            "unfinished rule for any request: add reply(...) or fault(...)",
            s -> s.agent("web01").when(anyRequest())));
  }

  @TestFactory
  Stream<DynamicTest> failsTheNextAssertion() {
    return begun().stream()
        .map(begun -> failsWith(begun, s -> assertThat(s).received(anyItem()).never()));
  }

  @TestFactory
  Stream<DynamicTest> everyEndIsAnAssertion() {
    Begun received = Begun.assertion("web01 app.ok", s -> assertThat(s).received(OK));
    return nextAssertions().map(next -> failsWith(received, next));
  }

  private static DynamicTest failsWith(Begun begun, Consumer<MockZabbixServer> next) {
    return DynamicTest.dynamicTest(
        begun.message(),
        () -> {
          try (MockZabbixServer server = new MockZabbixServer().start()) {
            use(begun.sentence().apply(server));
            assertReported(begun, () -> next.accept(server));
          }
        });
  }

  /** One for each way to assert. They are met, so that only the unfinished sentence fails them. */
  private static Stream<Consumer<MockZabbixServer>> nextAssertions() {
    return Stream.of(
        s -> assertThat(s).received(anyItem()).never(),
        s -> assertThat(s).received(anyItem()).atMost(1),
        s -> assertThat(s).received(anyItem()).timesBetween(0, 1).now(),
        s -> assertThat(s).received(anyItem()).timesBetween(0, 1).within(ofSeconds(5)),
        s -> assertThat(s).received(anyItem()).timesBetween(0, 1).eventually(),
        s -> assertThat(s).received(anyItem()).timesBetween(0, 1).during(ofMillis(1)),
        s -> assertThat(s).everyRuleUsed(),
        s -> assertThat(s).everyRuleUsedWithin(ofSeconds(5)),
        s -> assertThat(s).meets(Expectation.nothing()));
  }

  @TestFactory
  Stream<DynamicTest> failsClose() {
    return begun().stream()
        .map(
            begun ->
                DynamicTest.dynamicTest(
                    begun.message(),
                    () -> {
                      MockZabbixServer server = new MockZabbixServer().start();
                      use(begun.sentence().apply(server));
                      assertReported(begun, server::close);
                      assertDoesNotThrow(server::close, "once is enough");
                    }));
  }

  private static void assertReported(Begun begun, Executable where) {
    String message = assertThrows(AssertionFailedError.class, where).getMessage();
    assertTrue(message.startsWith(begun.message()), message);
    assertTrue(
        message.matches("(?s).*\n  at \\S*UnfinishedTest\\.\\S+\\(UnfinishedTest\\.java:\\d+\\)"),
        message);
  }

  /** A method of a test or of a helper class. */
  private static final class Helper {
    static ItemAssert begin(JournalSource source) {
      return assertThat(source).received(OK);
    }
  }

  @Test
  void namesFileAndLine() {
    MockZabbixServer server = new MockZabbixServer();
    int line = StackWalker.getInstance().walk(Stream::findFirst).orElseThrow().getLineNumber();
    use(assertThat(server).received(OK).times(2));
    use(Helper.begin(server));
    String[] lines = assertThrows(AssertionError.class, server::close).getMessage().split("\n", -1);

    assertEquals(4, lines.length);
    assertEquals(
        "  at org.mockzabbix.UnfinishedTest.namesFileAndLine(UnfinishedTest.java:"
            + (line + 1)
            + ")",
        lines[1].replaceAll("app//", ""));
    assertTrue(lines[3].contains("UnfinishedTest$Helper.begin(UnfinishedTest.java:"), lines[3]);
  }

  /** Error Prone accepts no result that is dropped. */
  private static void use(Object sentence) {
    assertTrue(sentence != null);
  }

  @Test
  void finishedOnceIsFinished() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      ZabbixAssert that = assertThat(server);
      ItemAssert ok = that.received(OK);
      ok.never();
      ok.timesBetween(0, 2).now();
      that.received(UP).never().during(ofMillis(1));
      assertThat(server).receivedNothing();
      assertThat(server).noDuplicates();
      assertThat(server).noUnreadable().during(ofMillis(1));
      assertThat(server).rejected(anyItem()).inOrderOfTime();
      ok.never();

      RuleBuilder rule = server.when(senderData());
      rule.reply(Responder.failed("no")).times(1);
      rule.fault(Fault.close());
    }
  }

  @Test
  void oneWordOfAKeptSentenceIsUnfinished() {
    MockZabbixServer server = new MockZabbixServer();
    CountedAssert<?> ok = assertThat(server).received(OK);
    ok.never();
    use(ok.times(3));

    AssertionError failure = assertThrows(AssertionError.class, server::close);

    assertTrue(failure.getMessage().startsWith("unfinished assertion: web01 app.ok, 3 times"));
  }

  @Test
  void aKeptSentenceThatBeganLaterIsNotReported() {
    try (MockZabbixServer server = new MockZabbixServer()) {
      TimedAssert<?> first = assertThat(server).received(OK).timesBetween(0, 1);
      TimedAssert<?> second = assertThat(server).received(OK).timesBetween(0, 1);
      first.now();
      second.now();
    }
  }

  @Test
  void aSentenceThatFailsIsNotUnfinished() {
    try (MockZabbixServer server = new MockZabbixServer()) {
      assertThrows(AssertionError.class, () -> assertThat(server).received(OK).now());
      assertThrows(RuntimeException.class, () -> assertThat(server).received(OK).times(0));
      assertThrows(RuntimeException.class, () -> assertThat(server).received(OK).atMost(0));
      assertThrows(
          RuntimeException.class,
          () -> assertThat(server).received(OK).because(Outcome.UNKNOWN_KEY));
      assertThrows(RuntimeException.class, () -> assertThat(server).receivedExactly());
      assertThrows(
          RuntimeException.class, () -> assertThat(server).received(OK).within(Duration.ZERO));
      assertThrows(
          RuntimeException.class,
          () -> server.when(senderData()).fault(Fault.close().whileReading()));
    }
    try (MockZabbixCluster cluster = new MockZabbixCluster(2).start()) {
      assertThrows(IllegalArgumentException.class, () -> cluster.redirect("web01", 0, 7, 1));
    }
  }

  @Test
  void otherServersAreNotConcerned() {
    MockZabbixServer server = new MockZabbixServer();
    use(assertThat(server).received(OK));
    try (MockZabbixServer other = new MockZabbixServer()) {
      assertThat(other).receivedNothing();
    }
    assertThrows(AssertionError.class, server::close);
  }

  @Test
  void otherThreadsAreNotConcernedBeforeClose() {
    MockZabbixServer server = new MockZabbixServer();
    OwnThread.run(() -> use(assertThat(server).received(OK))).join();
    assertThat(server).receivedNothing();

    assertThrows(AssertionError.class, server::close);
  }

  @Test
  void survivesAReset() {
    MockZabbixServer server = new MockZabbixServer();
    use(server.when(senderData()));
    server.reset();

    assertThrows(AssertionError.class, server::close);
  }

  @Test
  void closeFreesThePort() {
    MockZabbixServer server = new MockZabbixServer().start();
    use(server.when(senderData()));
    assertThrows(AssertionError.class, server::close);

    assertThrows(IllegalStateException.class, server::startPolling);
  }

  @Test
  void closeSuppressesItInTheFailureOfTheTest() {
    RuntimeException failure =
        assertThrows(
            RuntimeException.class,
            () -> {
              try (MockZabbixServer server = new MockZabbixServer()) {
                use(assertThat(server).received(OK));
                throw new RuntimeException("of the test");
              }
            });

    assertEquals("of the test", failure.getMessage());
    assertEquals(AssertionFailedError.class, failure.getSuppressed()[0].getClass());
    assertNull(failure.getCause());
  }

  @Test
  void agentsWithTheirOwnJournal() {
    MockAgent agent = new MockAgent("web01");
    use(assertThat(agent).asked("agent.ping"));
    assertThrows(AssertionError.class, () -> assertThat(agent).receivedNothing());

    use(agent.when(senderData()));
    assertThrows(AssertionError.class, agent::close);
  }

  @Test
  void agentsOfAServer_areCheckedWithIt() {
    MockZabbixServer server = new MockZabbixServer().start();
    MockAgent agent = server.agent("web01");
    use(agent.when(senderData()));
    agent.close();

    assertThrows(AssertionError.class, server::close);
  }

  @Test
  void clusters() {
    MockZabbixCluster cluster = new MockZabbixCluster(2).start();
    use(assertThat(cluster).received(OK));
    assertThrows(AssertionError.class, () -> assertThat(cluster.node(1)).received(OK).never());

    use(cluster.node(0).when(senderData()));
    cluster.node(0).close();
    assertThrows(AssertionError.class, cluster::close);
  }

  @Test
  void tellsTheFirstTen() {
    MockZabbixServer server = new MockZabbixServer();
    for (int i = 0; i < 12; i++) {
      use(assertThat(server).received(OK));
    }

    String message = assertThrows(AssertionError.class, server::close).getMessage();

    assertTrue(message.endsWith("\nand 2 more"), message);
  }
}
