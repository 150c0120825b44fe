package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.agent.KeyPattern;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSocket;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.AgentProgram.Variant;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.testing.WireClient;
import org.opentest4j.AssertionFailedError;

/** The life of an agent, and what its script promises, over real sockets. */
@Timeout(60)
class MockAgentTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String UNSUPPORTED = "ZBX_NOTSUPPORTED\0Unsupported item key.";

  @Test
  void start_returnsTheAgent() {
    try (MockAgent agent = new MockAgent("web01")) {
      assertSame(agent, agent.start());
    }
  }

  @Test
  void start_twiceHasNoEffect() throws Exception {
    try (MockAgent agent = new MockAgent("web01").reply("k", "1").start()) {
      int port = agent.port();

      agent.start();

      assertEquals(port, agent.port());
      assertEquals("1", ask(agent, "k"));
    }
  }

  @Test
  void reset_forgetsWhatCameSinceTheStart() throws Exception {
    KeyScript counter = KeyScript.sequence("1", "2").thenLast();
    try (MockAgent agent = new MockAgent("web01").reply("k", counter).start()) {
      ask(agent, "k");
      agent.reply("added", "1");
      agent.when(RequestMatcher.passiveChecks()).reply(Responder.close());
      agent.refuseConnections();

      agent.reset();

      assertEquals("1", ask(agent, "k"));
      assertEquals("ZBX_NOTSUPPORTED\0Unsupported item key.", ask(agent, "added"));
      assertEquals(List.of(), agent.unusedRules());
    }
  }

  @Test
  void reset_beforeStart() {
    try (MockAgent agent = new MockAgent("web01")) {
      agent.onConnect(Fault.reset());

      agent.reset();

      assertEquals(List.of(), agent.unusedRules());
    }
  }

  @Test
  void start_afterClose() {
    MockAgent agent = new MockAgent("web01").start();
    agent.close();

    IllegalStateException e = assertThrows(IllegalStateException.class, agent::start);

    assertEquals("already closed: create a new agent", e.getMessage());
  }

  @Test
  void start_onAPortInUse_canBeTriedAgain() throws Exception {
    try (ReservedPort reserved = new ReservedPort();
        MockAgent agent = new MockAgent(onPort(reserved)).reply("k", "1")) {
      ServerSocket other = reserved.listen();
      UncheckedIOException e = assertThrows(UncheckedIOException.class, agent::start);

      assertEquals(
          "cannot listen on 127.0.0.1:"
              + reserved.number()
              + ": Address already in use: use another port, or 0 for any free port",
          e.getMessage());
      assertInstanceOf(BindException.class, e.getCause());
      assertEquals("MockAgent web01 (agent 7.0, not started)", agent.toString());

      other.close();
      assertEquals("1", ask(agent.start(), "k"));
    }
  }

  @Test
  void close_twice() throws Exception {
    try (ReservedPort reserved = new ReservedPort()) {
      MockAgent agent = new MockAgent(onPort(reserved)).start();

      agent.close();
      agent.close();

      assertRefused(reserved);
    }
  }

  private static AgentConfig onPort(ReservedPort port) {
    return AgentConfig.of("web01").withPort(port.number());
  }

  private static void assertRefused(ReservedPort port) {
    assertThrows(ConnectException.class, () -> new WireClient(port.number()).close());
  }

  @Test
  void close_withoutStart() {
    MockAgent agent = new MockAgent("web01");

    agent.close();

    assertEquals(
        "closed before it was started",
        assertThrows(IllegalStateException.class, agent::port).getMessage());
  }

  @Test
  void close_whileAScriptBlocks() throws Exception {
    MockAgent agent = new MockAgent("web01").start();
    BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
    agent.reply("k", KeyScript.computed(key -> blocked(threads)));
    try (WireClient client = new WireClient(agent.port())) {
      client.send(Packets.frame(1, bytes("k")));
      Thread blocked = threads.poll(20, TimeUnit.SECONDS);

      agent.close();

      assertEquals("", client.readToEnd(PATIENCE).hex());
      blocked.join(PATIENCE.toMillis());
      assertEquals(false, blocked.isAlive());
    }
  }

  private static String blocked(BlockingQueue<Thread> threads) {
    threads.add(Thread.currentThread());
    try {
      return String.valueOf(new CountDownLatch(1).await(50, TimeUnit.SECONDS));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return "closing";
    }
  }

  @Test
  void close_whileAnAnswerIsDelayed_theQuestionIsRecorded() throws Exception {
    MockAgent agent = new MockAgent("web01").reply("quick", "1").start();
    agent.reply("slow", KeyScript.value("x").delayed(Duration.ofMinutes(10)));
    try (WireClient client = new WireClient(agent.port())) {
      client.send(Packets.frame(1, bytes("slow")));
      assertEquals("1", ask(agent, "quick"));
      assertThat(agent).asked("slow").within(PATIENCE);

      agent.close();

      assertEquals("", client.readToEnd(PATIENCE).hex());
    }
  }

  @Test
  void close_leavesWhatWasAsked() throws Exception {
    MockAgent agent = new MockAgent("web01").reply("k", "1").start();
    ask(agent, "k");

    agent.close();

    assertEquals(1, agent.exchanges().size());
  }

  @Test
  void portAndHost_beforeStart() {
    try (MockAgent agent = new MockAgent("web01")) {
      assertEquals(
          "call start() first",
          assertThrows(IllegalStateException.class, agent::port).getMessage());
      assertEquals(
          "call start() first",
          assertThrows(IllegalStateException.class, agent::address).getMessage());
    }
  }

  @Test
  void toString_showsTheState() {
    MockAgent agent =
        new MockAgent(
            AgentConfig.of("web01").withVersion(ZabbixVersion.V6_0).withVariant(Variant.AGENT2));

    assertEquals("MockAgent web01 (agent2 6.0, not started)", agent.toString());
    agent.start();
    assertEquals(
        "MockAgent web01 (agent2 6.0, running, " + agent.address() + ')', agent.toString());
    agent.close();
    assertEquals("MockAgent web01 (agent2 6.0, closed, " + agent.address() + ')', agent.toString());
  }

  @Test
  void config_isWhatItWasMadeWith() {
    AgentConfig config = AgentConfig.of("web01");

    assertSame(config, new MockAgent(config).config());
    assertEquals("web01", new MockAgent(config).name());
  }

  @Test
  void agentOfAServer_recordsInItsJournalAndIsClosedWithIt() throws Exception {
    try (ReservedPort reserved = new ReservedPort()) {
      MockZabbixServer server = new MockZabbixServer().start();
      MockAgent one = server.agent(onPort(reserved)).reply("k", "1");
      MockAgent two = server.agent("web02");

      assertNotEquals(one.port(), two.port());
      assertEquals("1", ask(one, "k"));
      assertEquals(RequestKind.PASSIVE_CHECK, server.exchanges().get(0).kind());
      assertEquals(List.of(one, two), server.agents());

      server.close();
      assertRefused(reserved);
      assertTrue(two.toString().contains("closed"), two.toString());
      assertEquals(
          "already closed: create a new server",
          assertThrows(IllegalStateException.class, () -> server.agent("web03")).getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          k            | k            | found
          k[a]         | k[a]         | found
          k[a]         | k["a"]       | found
          k["a", b]    | k[a,b]       | found
          k[a]         | k[a,]        | missing
          k[a]         | K[a]         | missing
          k            | k[]          | Item does not allow parameters.
          k[*]         | k[a,b]       | found
          k[*]         | k            | found
          k[*]         | kk[a]        | missing
          k            | k[           | Invalid item key format.
          """)
  void keyIsFound(String scripted, String asked, String result) throws Exception {
    try (MockAgent agent = new MockAgent("web01").reply(scripted, "found").start()) {
      String expected =
          result.equals("found")
              ? "found"
              : "ZBX_NOTSUPPORTED\0" + result.replace("missing", "Unsupported item key.");

      assertEquals(expected, ask(agent, asked));
    }
  }

  @Test
  void key_ofARegularExpression() throws Exception {
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.reply(Pattern.compile("net\\.if\\.(in|out)\\[.*]"), KeyScript.value("7"));

      assertEquals("7", ask(agent, "net.if.in[eth0]"));
      assertEquals("7", ask(agent, "net.if.out[eth1,bytes]"));
      assertEquals(UNSUPPORTED, ask(agent, "net.if.total[eth0]"));
      assertEquals(UNSUPPORTED, ask(agent, "my.net.if.in[eth0]"));
    }
  }

  @Test
  void key_ofRegularExpressionsThatDifferInTheirFlags() throws Exception {
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.reply(Pattern.compile("a.*"), KeyScript.value("small"));
      agent.reply(Pattern.compile("a.*", Pattern.CASE_INSENSITIVE), KeyScript.value("any"));

      assertEquals("small", ask(agent, "abc"));
      assertEquals("any", ask(agent, "ABC"));
    }
  }

  @Test
  void key_theMostSpecialPatternAnswers() throws Exception {
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.replyToAll(key -> CheckResult.value("all"));
      agent.reply(Pattern.compile("k\\[.*"), KeyScript.value("regex"));
      agent.reply("k[*]", "any parameters");
      agent.reply("k[a]", "exact");

      assertEquals("exact", ask(agent, "k[\"a\"]"));
      assertEquals("any parameters", ask(agent, "k[b]"));
      agent.forget("k[*]");
      assertEquals("regex", ask(agent, "k[b]"));
      assertEquals("all", ask(agent, "other"));
    }
  }

  @Test
  void key_scriptedAgainHasTheNewScript() throws Exception {
    try (MockAgent agent = new MockAgent("web01").reply("k[a]", "1").start()) {
      agent.reply("k[\"a\"]", "2");

      assertEquals("2", ask(agent, "k[a]"));
    }
  }

  @Test
  void replyToAll_isGivenTheParsedKey() throws Exception {
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.replyToAll(
          key ->
              key.name().equals("no")
                  ? CheckResult.notSupported("no means no")
                  : CheckResult.value(key.name() + " " + key.parameters()));

      assertEquals("k [a, b c]", ask(agent, "k[a,\"b c\"]"));
      assertEquals("ZBX_NOTSUPPORTED\0no means no", ask(agent, "no"));
      assertEquals("ZBX_NOTSUPPORTED\0Invalid item key format.", ask(agent, "k["));
    }
  }

  @Test
  void forget_makesTheKeyUnsupported() throws Exception {
    try (MockAgent agent = new MockAgent("web01").reply("k", "1").start()) {
      assertEquals("1", ask(agent, "k"));

      agent.forget("k");

      assertEquals(UNSUPPORTED, ask(agent, "k"));
    }
  }

  @Test
  void sequence_thenLast() throws Exception {
    assertEquals(
        List.of("1", "2", "3", "3", "3"), fiveOf(KeyScript.sequence("1", "2", "3").thenLast()));
  }

  @Test
  void sequence_thenRepeat() throws Exception {
    assertEquals(
        List.of("1", "2", "3", "1", "2"), fiveOf(KeyScript.sequence("1", "2", "3").thenRepeat()));
  }

  @Test
  void sequence_thenNotSupported() throws Exception {
    String end = "ZBX_NOTSUPPORTED\0no more";
    assertEquals(
        List.of("1", "2", end, end, end),
        fiveOf(KeyScript.sequence("1", "2").thenNotSupported("no more")));
  }

  private static List<String> fiveOf(KeyScript script) throws IOException {
    try (MockAgent agent = new MockAgent("web01").reply("k", script).start()) {
      return List.of(
          ask(agent, "k"), ask(agent, "k"), ask(agent, "k"), ask(agent, "k"), ask(agent, "k"));
    }
  }

  @Test
  void sequence_givesEachAskerAValueOfItsOwn() throws Exception {
    String[] values = new String[100];
    for (int i = 0; i < values.length; i++) {
      values[i] = "value " + i;
    }
    Set<String> given = ConcurrentHashMap.newKeySet();
    ExecutorService askers = Executors.newFixedThreadPool(4);
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.reply("k", KeyScript.sequence(values).thenNotSupported("no more"));

      List<Future<Boolean>> results =
          askers.invokeAll(Collections.nCopies(100, () -> given.add(ask(agent, "k"))));

      for (Future<Boolean> result : results) {
        assertTrue(result.get());
      }
      assertEquals(Set.of(values), given);
    } finally {
      askers.shutdownNow();
    }
  }

  @Test
  void computed_fromTheParameters() throws Exception {
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.reply("up[*]", KeyScript.computed(key -> key.parameter(1).toUpperCase(Locale.ROOT)));

      assertEquals("ABC", ask(agent, "up[abc]"));
      assertEquals("", ask(agent, "up"));
    }
  }

  @Test
  void computed_whatItThrowsIsTheReason() throws Exception {
    assertEquals("ZBX_NOTSUPPORTED\0broken", thrown(new IllegalStateException("broken")));
  }

  @Test
  void computed_failedAssertionIsTheReason() throws Exception {
    assertEquals("ZBX_NOTSUPPORTED\0asserted", thrown(new AssertionError("asserted")));
  }

  @Test
  void computed_whatItThrowsWithoutAMessage() throws Exception {
    assertEquals(
        "ZBX_NOTSUPPORTED\0java.lang.IllegalStateException", thrown(new IllegalStateException()));
  }

  private static String thrown(Throwable thrown) throws IOException {
    MockAgent agent = new MockAgent("web01").start();
    agent.reply("k", KeyScript.computed(key -> fail(thrown)));
    String answer = ask(agent, "k");
    assertSame(thrown, assertThrows(AssertionFailedError.class, agent::close).getCause());
    return answer;
  }

  private static String fail(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without null checks may do
  void computed_returnsNull() throws Exception {
    MockAgent agent = new MockAgent("web01").start();
    agent.reply("k", KeyScript.computed(key -> null));
    agent.reply("r", KeyScript.computedResult(key -> null));

    assertEquals("ZBX_NOTSUPPORTED\0the script returned null", ask(agent, "k"));
    assertEquals("ZBX_NOTSUPPORTED\0the script returned null", ask(agent, "r"));
    assertThrows(AssertionFailedError.class, agent::close);
  }

  @Test
  void template_isFilledWithTheParameters() throws Exception {
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.reply("up.echo[*]", KeyScript.template("{1}|{2}|{0}|{x}|$1\\"));

      assertEquals("a b|$c\\||{x}|$1\\", ask(agent, "up.echo[\"a b\",$c\\]"));
      assertEquals("|||{x}|$1\\", ask(agent, "up.echo"));
    }
  }

  @Test
  void delayed_answersLaterAndHoldsUpNoOtherKey() throws Exception {
    try (MockAgent agent = new MockAgent("web01").reply("quick", "1").start();
        WireClient client = new WireClient(agent.port())) {
      agent.reply("slow", KeyScript.value("late").delayed(Duration.ofMillis(500)));
      long start = System.nanoTime();
      client.send(Packets.frame(1, bytes("slow")));

      assertEquals("1", ask(agent, "quick"));
      assertEquals("late", client.readToEnd(PATIENCE).body());
      assertEquals(List.of("delay of 500 ms before the reply"), agent.exchanges().get(0).faults());
      assertTrue(System.nanoTime() - start >= 500_000_000);
    }
  }

  @Test
  void delayed_manyAtATimeTakeNoLongerThanOne() throws Exception {
    CountDownLatch allThere = new CountDownLatch(20);
    ExecutorService askers = Executors.newFixedThreadPool(20);
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.reply("k", KeyScript.computed(key -> String.valueOf(meet(allThere))));

      List<Future<String>> answers =
          askers.invokeAll(Collections.nCopies(20, () -> ask(agent, "k")));

      for (Future<String> answer : answers) {
        assertEquals("true", answer.get());
      }
    } finally {
      askers.shutdownNow();
    }
  }

  private static boolean meet(CountDownLatch latch) {
    latch.countDown();
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException closing) {
      return false;
    }
  }

  @Test
  void faulty_spoilsTheAnswerOfOneKey() throws Exception {
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.reply("bad", KeyScript.value("1").faulty(Fault.wrongLength(4), Fault.extraBytes(2)));
      agent.reply("good", "1");

      assertEquals("5a425844010500000000000000" + "317878", heard(agent, "bad").hex());
      assertEquals("5a425844010100000000000000" + "31", heard(agent, "good").hex());
      assertEquals(
          List.of(List.of("wrong length (+4)", "extra bytes (2)"), List.of()),
          agent.exchanges().stream().map(Exchange::faults).toList());
    }
  }

  @Test
  void faulty_inWhicheverPhaseOfTheReply() throws Exception {
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.reply("before", KeyScript.value("1").faulty(Fault.close()));
      agent.reply("inside", KeyScript.value("1").faulty(Fault.reset().insideReply()));
      agent.reply("after", KeyScript.value("1").faulty(Fault.reset().afterReply()));

      assertEquals(
          new PlainSocket.Heard("", PlainSocket.Ending.END_OF_INPUT), heard(agent, "before"));
      PlainSocket.Heard inside = heard(agent, "inside");
      assertEquals(PlainSocket.Ending.RESET, inside.ending());
      assertTrue(inside.hex().length() < 28, inside.hex());
      assertEquals(PlainSocket.Ending.RESET, heard(agent, "after").ending());
    }
  }

  @Test
  void faulty_isSpoiltByARuleTooAndByMoreFaults() throws Exception {
    try (MockAgent agent = new MockAgent("web01").start()) {
      KeyScript script = KeyScript.notSupported("no").faulty(Fault.missingHeader());
      agent.reply("bad", script.faulty(Fault.extraBytes(1)));
      agent.when(RequestMatcher.passiveChecks()).fault(Fault.extraBytes(1));

      assertEquals("ZBX_NOTSUPPORTED\0noxx", heard(agent, "bad").text());
    }
  }

  @Test
  void faulty_mustComeAfterTheQuestion() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> KeyScript.value("1").faulty(Fault.reset().onAccept()));

    assertEquals(
        "\"reset on accept\" takes effect before the key is known: use onConnect(...)",
        e.getMessage());
  }

  private static PlainSocket.Heard heard(MockAgent agent, String key) throws IOException {
    try (PlainSocket socket = new PlainSocket(agent.port())) {
      return socket.send(Packets.packet(1, key)).hear();
    }
  }

  @Test
  void delayed_fromNothingToADay() {
    assertEquals(Duration.ofDays(1), KeyScript.value("1").delayed(Duration.ofDays(1)).delay());
    assertEquals(
        "delay must be from 0 s to 24 h, but was -1 s", refusedDelay(Duration.ofSeconds(-1)));
    assertEquals(
        "delay must be from 0 s to 24 h, but was 999999 h",
        refusedDelay(Duration.ofHours(999_999)));
  }

  private static String refusedDelay(Duration delay) {
    return assertThrows(IllegalArgumentException.class, () -> KeyScript.value("1").delayed(delay))
        .getMessage();
  }

  @ParameterizedTest
  @EnumSource
  void value_withNewlineNulAndUtf8(ZabbixVersion version) throws Exception {
    String value = " a\nb\r\n\0c\tü😀\"\\ \n";
    try (MockAgent agent =
        new MockAgent(AgentConfig.of("web01").withVersion(version)).reply("k", value).start()) {
      assertEquals(value, ask(agent, "k"));
    }
  }

  @Test
  void value_inJsonWithNewlineNulAndUtf8() throws Exception {
    try (MockAgent agent = new MockAgent("web01").reply("k", "a\n\0ü\"").start()) {
      assertEquals(
          "{\"version\":\"7.0.22\",\"variant\":1,\"data\":[{\"value\":\"a\\n\\u0000ü\\\"\"}]}",
          ask(agent, "{\"request\":\"passive checks\",\"data\":[{\"key\":\"k\",\"timeout\":3}]}"));
    }
  }

  @Test
  void value_ofMegabytes() throws Exception {
    String value = "0123456789abcdef".repeat(1 << 18);
    try (MockAgent agent = new MockAgent("web01").reply("k", value).start()) {
      WireClient.Answer answer = askBytes(agent, "k");

      assertTrue(value.equals(answer.body()));
    }
  }

  @Test
  void change_isSeenWholeOrNotAtAll() throws Exception {
    ExecutorService askers = Executors.newFixedThreadPool(2);
    try (MockAgent agent = new MockAgent("web01").reply("k[*]", "0").start()) {
      CountDownLatch enough = new CountDownLatch(1);
      agent.reply("n", KeyScript.computedResult(key -> CheckResult.value("")));
      List<Future<Integer>> wrong =
          List.of(
              askers.submit(() -> wrongAnswers(agent, enough)),
              askers.submit(() -> wrongAnswers(agent, enough)));

      for (int i = 0; i < 2_000; i++) {
        boolean exact = i % 2 == 0;
        agent.change(
            all ->
                exact
                    ? all.without(KeyPattern.of("k[*]"))
                        .with(KeyPattern.of("k[a]"), KeyScript.value("0"))
                    : all.without(KeyPattern.of("k[a]"))
                        .with(KeyPattern.of("k[*]"), KeyScript.value("0")));
      }
      enough.countDown();

      for (Future<Integer> each : wrong) {
        assertEquals(0, each.get());
      }
    } finally {
      askers.shutdownNow();
    }
  }

  private static int wrongAnswers(MockAgent agent, CountDownLatch enough) throws IOException {
    int wrong = 0;
    do {
      wrong += ask(agent, "k[a]").equals("0") ? 0 : 1;
    } while (enough.getCount() > 0);
    return wrong;
  }

  @Test
  void question_isRecordedWithKeyAskerAndAnswer() throws Exception {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    AgentConfig config = AgentConfig.of("web01").withClock(clock);
    try (MockAgent agent = new MockAgent(config).reply("k[*]", "1").start();
        WireClient client = new WireClient(agent.port())) {
      client.send(Packets.frame(1, bytes("k[a,\"b c\"]")));
      client.readToEnd(PATIENCE);

      Exchange exchange = agent.exchanges().get(0);
      assertEquals(RequestKind.PASSIVE_CHECK, exchange.kind());
      assertEquals(
          new PassiveCheck("k[a,\"b c\"]", PassiveCheckFormat.PLAIN, null), exchange.request());
      assertEquals(List.of("a", "b c"), ItemKey.parse(key(exchange)).parameters());
      assertEquals(client.localPort(), exchange.peer().getPort());
      assertEquals(agent.port(), exchange.localPort());
      assertEquals(clock.instant(), exchange.receivedAt());
      assertEquals("1", exchange.response().text());
      assertEquals("1", new WireClient.Answer(exchange.responseBytes(), true).body());
    }
  }

  @Test
  void question_isRecordedBeforeItIsAnswered() throws Exception {
    try (MockAgent agent = new MockAgent("web01").reply("k", "1").start()) {
      for (int i = 1; i <= 50; i++) {
        ask(agent, "k");

        assertEquals(i, agent.exchanges().size());
      }
    }
  }

  @Test
  void question_inJsonIsRecordedWithItsTimeout() throws Exception {
    try (MockAgent agent = new MockAgent("web01").reply("k", "1").start()) {
      ask(agent, "{\"request\":\"passive checks\",\"data\":[{\"key\":\"k\",\"timeout\":\"5s\"}]}");

      assertEquals(
          new PassiveCheck("k", PassiveCheckFormat.JSON, "5s"), agent.exchanges().get(0).request());
    }
  }

  @Test
  void observer_isToldOfEachQuestion() throws Exception {
    BlockingQueue<Exchange> told = new LinkedBlockingQueue<>();
    try (MockAgent agent = new MockAgent("web01").reply("k", "1").start()) {
      agent.onExchange(told::add);

      ask(agent, "k");

      assertEquals("k", key(told.poll(20, TimeUnit.SECONDS)));
    }
  }

  @ParameterizedTest
  @CsvSource({"AGENT, Item does not allow parameters.", "AGENT2, Too many parameters."})
  void keyWithoutParameters_askedWithSome(Variant variant, String words) throws Exception {
    try (MockAgent agent = of(variant).reply("agent.ping", "1").start()) {
      assertEquals("ZBX_NOTSUPPORTED\0" + words, ask(agent, "agent.ping[x]"));
      assertEquals("ZBX_NOTSUPPORTED\0" + words, ask(agent, "agent.ping[]"));
    }
  }

  @ParameterizedTest
  @CsvSource({"AGENT, Unsupported item key.", "AGENT2, Unknown metric no.such"})
  void unknownKey(Variant variant, String words) throws Exception {
    try (MockAgent agent = of(variant).start()) {
      assertEquals("ZBX_NOTSUPPORTED\0" + words, ask(agent, "no.such"));
    }
  }

  @ParameterizedTest
  @CsvSource({"AGENT, 1", "AGENT2, 'ZBX_NOTSUPPORTED\0Invalid item key format.'"})
  void lineEndsBehindTheKey(Variant variant, String answer) throws Exception {
    try (MockAgent agent = of(variant).reply("k", "1").start()) {
      assertEquals(answer, ask(agent, "k\r\n"));
    }
  }

  @Test
  void emptyConnection_halfClosedIsAnEmptyKeyForTheAgentInC() throws Exception {
    try (MockAgent agent = of(Variant.AGENT).start();
        WireClient client = new WireClient(agent.port())) {
      client.halfClose();

      assertEquals("ZBX_NOTSUPPORTED\0Invalid item key format.", client.readToEnd(PATIENCE).body());
      assertEquals(RequestKind.EMPTY, agent.exchanges().get(0).kind());
    }
  }

  @Test
  void emptyConnection_halfClosedIsClosedByAgent2() throws Exception {
    try (MockAgent agent = of(Variant.AGENT2).start();
        WireClient client = new WireClient(agent.port())) {
      client.halfClose();

      WireClient.Answer answer = client.readToEnd(PATIENCE);
      assertEquals("", answer.hex());
      assertTrue(answer.closed());
    }
  }

  @ParameterizedTest
  @EnumSource
  void emptyConnection_isClosedAfterTheTimeout(Variant variant) throws Exception {
    AgentConfig config =
        AgentConfig.of("web01").withVariant(variant).withTimeout(Duration.ofMillis(50));
    try (MockAgent agent = new MockAgent(config).start();
        WireClient client = new WireClient(agent.port())) {
      WireClient.Answer answer = client.readToEnd(PATIENCE);

      assertEquals("", answer.hex());
      assertTrue(answer.closed());
    }
  }

  private static MockAgent of(Variant variant) {
    return new MockAgent(AgentConfig.of("web01").withVariant(variant));
  }

  private static String key(Exchange exchange) {
    return ((PassiveCheck) exchange.request()).key();
  }

  private static String ask(MockAgent agent, String question) throws IOException {
    return askBytes(agent, question).body();
  }

  private static WireClient.Answer askBytes(MockAgent agent, String question) throws IOException {
    try (WireClient client = new WireClient(agent.port())) {
      client.send(Packets.frame(1, bytes(question)));
      return client.readToEnd(PATIENCE);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void knowsTheKeysOfEveryAgent(Variant variant) throws IOException {
    try (MockAgent agent = of(variant).start()) {
      assertEquals("1", ask(agent, "agent.ping"));
      assertEquals("web01", ask(agent, "agent.hostname"));
      assertEquals(agent.config().version().release(), ask(agent, "agent.version"));
      assertEquals(variant == Variant.AGENT ? "1" : "2", ask(agent, "agent.variant"));
    }
  }

  @Test
  void aScriptReplacesAKeyOfEveryAgent() throws IOException {
    try (MockAgent agent = new MockAgent("web01").reply("agent.version", "3.0.0").start()) {
      assertEquals("3.0.0", ask(agent, "agent.version"));
      agent.forget("agent.version");
      assertEquals(agent.config().version().release(), ask(agent, "agent.version"));
      agent.replyToAll(key -> CheckResult.value("any"));
      assertEquals("any", ask(agent, "agent.version"));
    }
  }

  @Test
  void bare_knowsOnlyScriptedKeys() throws IOException {
    try (MockAgent agent = new MockAgent("web01").bare().reply("agent.version", "3.0.0").start()) {
      assertEquals("3.0.0", ask(agent, "agent.version"));
      assertEquals(UNSUPPORTED, ask(agent, "agent.ping"));
    }
  }

  @Test
  void agent2_doesNotAllowParametersOfScriptedKeys() throws IOException {
    try (MockAgent agent = of(Variant.AGENT2).reply("app.state", "up").start()) {
      assertEquals("ZBX_NOTSUPPORTED\0Parameters are not allowed.", ask(agent, "app.state[a]"));
    }
  }
}
