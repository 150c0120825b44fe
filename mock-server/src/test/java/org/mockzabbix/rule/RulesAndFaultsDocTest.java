package org.mockzabbix.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.fault.Fault.delay;
import static org.mockzabbix.fault.Fault.reset;
import static org.mockzabbix.fault.Fault.stall;
import static org.mockzabbix.rule.RequestMatcher.activeChecks;
import static org.mockzabbix.rule.RequestMatcher.passiveChecks;
import static org.mockzabbix.rule.RequestMatcher.senderData;
import static org.mockzabbix.rule.Responder.failed;
import static org.mockzabbix.rule.Responder.failedKeys;

import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.fixtures.PlainSocket;
import org.mockzabbix.fixtures.PlainSocket.Ending;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.testing.SenderPacket;
import org.mockzabbix.testing.WireClient;

/** The snippets of {@code docs/rules-and-faults.md}: each of them is here, word for word. */
@Timeout(60)
class RulesAndFaultsDocTest {

  private final MockZabbixServer server = new MockZabbixServer().start();
  private final ReservedPort noNewProcess;

  RulesAndFaultsDocTest() throws IOException {
    noNewProcess = new ReservedPort();
  }

  @AfterEach
  void close() throws IOException {
    noNewProcess.close();
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> everySnippetIsHere() throws IOException {
    return MarkdownFile.read("docs/rules-and-faults.md")
        .everySnippetIsIn(RulesAndFaultsDocTest.class);
  }

  @Test
  void resetTwice() throws Exception {
    server.when(senderData()).fault(reset()).times(2);

    assertEquals(List.of(Ending.RESET, Ending.RESET, Ending.END_OF_INPUT), endings(3));
    assertEquals(3, server.items().size());
  }

  @Test
  void resetWhileReading() throws Exception {
    server.onConnect(reset().whileReading()).times(2);

    assertEquals(List.of(Ending.RESET, Ending.RESET, Ending.END_OF_INPUT), endings(3));
    assertEquals(1, server.items().size());
    assertEquals(RequestKind.UNREADABLE, server.exchanges().get(0).kind());
  }

  @Test
  void stalls() throws Exception {
    server.when(senderData()).fault(stall());

    try (PlainSocket socket = new PlainSocket(server.trapperPort())) {
      assertEquals(Ending.STILL_OPEN, socket.send(SenderPacket.bytes()).listen(200).ending());
    }
  }

  @Test
  void answersLate() throws Exception {
    server.when(senderData()).fault(delay(ofSeconds(2)));
    server.when(senderData()).fault(Fault.trickle(1, ofMillis(50)));

    try (PlainSocket socket = new PlainSocket(server.trapperPort())) {
      assertEquals("ZBX", socket.send(SenderPacket.bytes()).hear(3).text());
    }
  }

  @Test
  void pausesBetweenHeaderAndData() throws Exception {
    server.when(senderData()).fault(delay(ofSeconds(2)).afterBytes(13));

    try (PlainSocket socket = new PlainSocket(server.trapperPort())) {
      assertEquals(13, socket.send(SenderPacket.bytes()).hear(13).bytes().length);
    }
  }

  @Test
  void respondsWithOtherButCorrectJson() throws Exception {
    server.when(senderData()).fault(Fault.extraWhitespace());
    server.when(senderData()).fault(Fault.extraMembers());

    assertTrue(WireClient.ask(server.trapperPort(), SenderPacket.JSON).body().contains("unknown"));
  }

  @Test
  void refuses() throws Exception {
    server.refuseConnections();
    // ... the client fails to connect ...
    server.acceptConnections();

    assertEquals(List.of(Ending.END_OF_INPUT), endings(1));
  }

  @Test
  void refusesForAWhile() throws Exception {
    long start = System.nanoTime();
    server.refuseConnections(ofSeconds(3)); // then accepts them again

    boolean refused = isRefused();

    assertTrue(refused || System.nanoTime() - start >= ofSeconds(3).toNanos(), "not refused");
  }

  private boolean isRefused() throws Exception {
    try {
      endings(1);
      return false;
    } catch (ConnectException refused) {
      return true;
    }
  }

  @Test
  void refusesValues() throws Exception {
    server.when(senderData()).reply(failed("the disk is full"));

    assertEquals("{\"response\":\"failed\",\"info\":\"the disk is full\"}", body());
  }

  @Test
  void refusesSomeValues() throws Exception {
    server.when(senderData()).reply(failedKeys("app.*"));

    assertTrue(body().contains("processed: 0; failed: 1; total: 1"));
    assertEquals(1, server.rejected().size());
  }

  @Test
  void liesAboutCounts() throws Exception {
    server.when(senderData()).reply(Responder.processed(0, 1));

    assertTrue(body().contains("processed: 0; failed: 1; total: 1"));
    assertEquals(1, server.items().size());
  }

  @Test
  void answersNonsense() throws Exception {
    server.when(senderData()).reply(Responder.json("{\"response\":\"maybe\"}"));
    server.when(senderData()).reply(Responder.bytes("HTTP/1.0 400\r\n".getBytes(UTF_8)));
    server.when(senderData()).fault(Fault.garbage(100, 42)); // the same bytes for the same seed
    server.when(senderData()).fault(Fault.wrongLength(1000));

    AssertionError e = assertThrows(AssertionError.class, this::body);
    assertTrue(e.getMessage().startsWith("declared 1090 bytes"), e.getMessage());
  }

  @Test
  void answersWhatAFunctionSays() throws Exception {
    server
        .when(senderData())
        .reply(Responder.json(incoming -> "{\"response\":\"" + incoming.host() + "\"}"));

    assertEquals("{\"response\":\"web01\"}", body());
  }

  @Test
  void onlySome() throws Exception {
    server.when(senderData().from("web01")).fault(reset());
    server.when(senderData().withKeyLike("app.*").withValue("0")).reply(failed("zero"));
    server.when(activeChecks().from(Pattern.compile("web\\d+"))).reply(failed("no such host"));

    assertEquals(List.of(Ending.RESET), endings(1));
    Exchange exchange = server.exchanges().get(0);
    assertEquals("sender data from web01", exchange.rule().orElseThrow());
    assertEquals(List.of("reset before the reply"), exchange.faults());
  }

  @Test
  void onlyWithManyRows() throws Exception {
    server
        .when(senderData().and("with many rows", incoming -> incoming.values().size() > 100))
        .reply(failed("too many"));

    assertTrue(body().contains("processed: 1; failed: 0; total: 1"));
  }

  @Test
  void onlySometimes() throws Exception {
    server.when(senderData()).fault(reset()).times(1); // the next one
    server.when(senderData()).fault(reset()).skip(2).times(1); // only the third one
    server.when(senderData()).fault(reset()).everyNth(3);
    server.when(senderData()).fault(reset()).withProbability(0.1, 42); // 42 is the seed
    server.when(senderData()).fault(reset()).times(2).afterwards(failed("not now")).times(1);

    assertEquals(List.of(Ending.RESET, Ending.RESET, Ending.END_OF_INPUT), endings(3));
  }

  @Test
  void unusedRules() throws Exception {
    server.when(senderData()).fault(reset());
    endings(1);

    assertEquals(List.of(), server.unusedRules());
  }

  @Test
  void badAgent() {
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.when(passiveChecks().withKey("slow.key")).fault(delay(ofSeconds(2)));
      agent.onConnect(reset()).times(1);
      agent.refuseConnections(ofSeconds(3));

      assertEquals(2, agent.unusedRules().size());
    }
  }

  /** How {@code count} connections end that bring a value. */
  private List<Ending> endings(int count) throws IOException {
    Ending[] endings = new Ending[count];
    for (int i = 0; i < count; i++) {
      try (PlainSocket socket = new PlainSocket(server.trapperPort())) {
        endings[i] = socket.send(SenderPacket.bytes()).hear().ending();
      }
    }
    return List.of(endings);
  }

  private String body() throws IOException {
    return WireClient.ask(server.trapperPort(), SenderPacket.JSON).body();
  }
}
