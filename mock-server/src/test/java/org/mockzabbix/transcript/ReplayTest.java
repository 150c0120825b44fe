package org.mockzabbix.transcript;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Getter;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.ScriptedPeer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ZabbixVersion;

@Timeout(value = 120_000, unit = MILLISECONDS)
class ReplayTest {

  private static final String OLD_TIME = "seconds spent: 9.000001";

  private static String line(String time, byte[] request, byte[] reply) {
    Base64.Encoder base64 = Base64.getEncoder();
    return "{\"time\":\"%s\",\"port\":\"trapper\",\"raw\":{\"request\":\"%s\",\"reply\":\"%s\"}}\n"
        .formatted(time, base64.encodeToString(request), base64.encodeToString(reply));
  }

  private static Transcript transcript(byte[] request, byte[] reply) throws TranscriptException {
    return Transcript.parse("t.jsonl", line("2026-11-29T12:00:00Z", request, reply));
  }

  private static List<ReplyDifference> compared(String recorded, String replayed) throws Exception {
    return replayed(Packets.frame(recorded), Packets.frame(replayed)).differences();
  }

  private static ReplayedExchange replayed(byte[] recorded, byte[] replayed) throws Exception {
    List<ReplayedExchange> all = new ArrayList<>();
    try (ScriptedPeer peer = ScriptedPeer.answering(replayed)) {
      new Replay(peer.address()).run(transcript(Packets.frame("{}"), recorded), all::add);
    }
    return all.get(0);
  }

  @Test
  void sendsTheRequestsByteForByteInTheirOrder() throws Exception {
    byte[] compressed = Packets.packet(3, Packets.senderData("web01", "app.ok", "1"));
    byte[] notJson = Packets.frame("{\"request\":");
    String success = "{\"response\":\"success\",\"info\":\"processed: 1; failed: 0; total: 1; ";
    byte[] refusal =
        Packets.frame(
            "{\"response\":\"failed\",\"info\":\"cannot parse as a valid JSON object:"
                + " unexpected end of object value\"}");
    byte[] reply = Packets.packet(3, success + OLD_TIME + "\"}");
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      ReplayResult result =
          new Replay(server.host(), server.trapperPort())
              .run(
                  Transcript.parse(
                      "t",
                      line("2026-11-29T12:00:00Z", compressed, reply)
                          + line("2026-11-29T12:00:01Z", notJson, refusal)
                          + line("2026-11-29T12:00:02Z", new byte[0], new byte[0])));

      assertEquals(new ReplayResult(2, 1, List.of()), result);
      assertArrayEquals(compressed, server.exchanges().get(0).packetBytes());
      assertArrayEquals(notJson, server.exchanges().get(1).packetBytes());
    }
  }

  @Test
  void incompleteRequest_endsWithTheOutput() throws Exception {
    byte[] part = "ZBXD\1".getBytes(UTF_8);
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      ReplayResult result =
          new Replay(server.host(), server.trapperPort()).run(transcript(part, new byte[0]));

      assertEquals(List.of(), result.differing());
      assertArrayEquals(part, server.exchanges().get(0).packetBytes());
    }
  }

  @Test
  void jsonIsComparedAsTrees() throws Exception {
    assertEquals(
        List.of(
            new ReplyDifference("data[0].delay", "\"1m\"", "60"),
            new ReplyDifference("data[1]", "{\"key\":\"b\"}", null),
            new ReplyDifference("info", "\"processed: 1; seconds spent: T\"", null),
            new ReplyDifference("more", null, "true")),
        compared(
            "{\"data\":[{\"key\":\"a\",\"delay\":\"1m\"},{\"key\":\"b\"}],"
                + "\"info\":\"processed: 1; seconds spent: 0.000055\"}",
            "{\"data\":[{\"key\":\"a\",\"delay\":60}],\"more\":true}"));
  }

  @Test
  void timesAndWhiteSpace_areNoDifference() throws Exception {
    assertEquals(
        List.of(),
        compared("{\"info\":\"seconds spent: 0.1\"}", "{ \"info\" : \"seconds spent: 2.34\" }\n"));
  }

  @Test
  void orderOfMembers_isReportedButNoDifference() throws Exception {
    ReplayedExchange exchange =
        replayed(
            Packets.frame("{\"a\":{\"b\":1,\"c\":2}}"), Packets.frame("{\"a\":{\"c\":2,\"b\":1}}"));

    assertEquals(List.of(), exchange.differences());
    assertTrue(exchange.isReordered());
  }

  @Test
  void plainText_isComparedAsText() throws Exception {
    assertEquals(
        List.of(new ReplyDifference("", "\"1\"", "\"2\"")),
        replayed(Packets.frame("1"), Packets.frame("2")).differences());
    assertEquals(
        List.of(new ReplyDifference("", "\"OK\"", "\"KO\"")),
        replayed("OK".getBytes(UTF_8), "KO".getBytes(UTF_8)).differences());
  }

  @Test
  void flagsOfTheHeader_areCompared() throws Exception {
    assertEquals(
        List.of(new ReplyDifference("header.flags", "0x03", "0x01")),
        replayed(Packets.packet(3, "{}"), Packets.frame("{}")).differences());
  }

  @Test
  void missingReply_isADifference() throws Exception {
    assertEquals(
        List.of(new ReplyDifference("", "{\"response\":\"success\"}", null)),
        replayed(Packets.frame("{\"response\":\"success\"}"), ScriptedPeer.disconnect())
            .differences());
    assertEquals(
        "reply: recorded {}, replayed nothing", new ReplyDifference("", "{}", null).toString());
  }

  @Test
  void halfAReply_isADifferenceWithTheReason() throws Exception {
    List<ReplyDifference> differences =
        replayed(Packets.frame("{}"), "ZBXD\1\5\0\0\0\0\0\0\0{".getBytes(UTF_8)).differences();

    assertEquals(
        List.of(
            new ReplyDifference(
                "",
                "{}",
                "no complete reply: declared 5 bytes, the connection was closed after 1")),
        differences);
  }

  @Test
  void silentServer_isADifference() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.answering(ScriptedPeer.hang())) {
      ReplayResult result =
          new Replay(peer.address())
              .withTimeout(Duration.ofMillis(50))
              .run(transcript(Packets.frame("{}"), Packets.frame("{}")));

      assertEquals(
          List.of(new ReplyDifference("", "{}", "no complete reply: no response within 50 ms")),
          result.differing().get(0).differences());
    }
  }

  @Test
  void unreachableServer_failsTheReplay() throws Exception {
    Replay replay = new Replay(InetSocketAddress.createUnresolved("nowhere.invalid", 1));
    Transcript one = transcript(Packets.frame("{}"), Packets.frame("{}"));

    IOException e = assertThrows(IOException.class, () -> replay.run(one));

    assertEquals("cannot resolve [nowhere.invalid]", e.getMessage());
  }

  @Test
  void recordedPauses_areThoseBetweenTheRequests() throws Exception {
    byte[] empty = Packets.frame("{}");
    Transcript three =
        Transcript.parse(
            "t",
            line("2026-11-29T12:00:00Z", empty, empty)
                + line("2026-11-29T12:00:01.5Z", empty, empty)
                + line("2026-11-29T12:01:00Z", empty, empty));
    List<Duration> awaited = new ArrayList<>();
    try (ScriptedPeer peer = ScriptedPeer.answering(empty)) {
      new Replay(peer.address()).withPace(() -> awaited::add).run(three);
    }

    assertEquals(List.of(Duration.ZERO, Duration.ofMillis(1500), Duration.ofMinutes(1)), awaited);
  }

  @Test
  void rewrittenClocks_keepTheirDifferencesAndAllOtherBytes() throws Exception {
    String data =
        "{\"request\" : \"sender data\",\"data\":[{\"host\":\"日本\",\"key\":\"k\",\"value\":"
            + "\"\\\"clock\\\":5\",\"clock\" : 1700000000,\"ns\":7},{\"clock\":\"1700000060\"}],"
            + "\"clock\":1699999999, \"ns\":8}";
    String moved =
        data.replace("1700000000", "1800000000")
            .replace("1700000060", "1800000060")
            .replace("1699999999", "1799999999");
    for (int flags : new int[] {1, 3}) {
      byte[] request = Packets.packet(flags, data);
      try (MockZabbixServer server = new MockZabbixServer().start()) {
        new Replay(server.host(), server.trapperPort())
            .withRewrittenClocks()
            .withClock(() -> Instant.ofEpochSecond(1_800_000_000L))
            .run(transcript(request, new byte[0]));

        Exchange exchange = server.exchanges().get(0);
        assertEquals(moved, exchange.text());
        assertEquals(flags, exchange.packetBytes()[4]);
      }
    }
  }

  @Test
  void rewrittenClocks_besideAValueOfAnySize() throws Exception {
    String large = "x".repeat(20_000_001); // Jackson's limit is 20,000,000
    String data = "{\"value\":\"" + large + "\",\"clock\":10}";
    try (ScriptedPeer peer = ScriptedPeer.answering(ScriptedPeer.disconnect())) {
      new Replay(peer.address())
          .withRewrittenClocks()
          .withClock(() -> Instant.ofEpochSecond(1000))
          .run(transcript(Packets.frame(data), new byte[0]));

      assertTrue(peer.received().get(0).endsWith("xx\",\"clock\":1000}"));
    }
  }

  @Test
  void rewrittenClocks_areMovedByTheSameInAllRequests() throws Exception {
    byte[] none = new byte[0];
    try (ScriptedPeer peer = ScriptedPeer.answering(ScriptedPeer.disconnect())) {
      new Replay(peer.address())
          .withRewrittenClocks()
          .withClock(() -> Instant.ofEpochSecond(1000))
          .run(
              Transcript.parse(
                  "t",
                  line("2026-11-29T12:00:00Z", Packets.frame("{\"clock\":10}"), none)
                      + line("2026-11-29T12:00:00Z", Packets.frame("not JSON \"clock\":5"), none)
                      + line("2026-11-29T12:00:00Z", Packets.frame("{\"clock\":25}"), none)));

      assertEquals(
          List.of("{\"clock\":1000}", "not JSON \"clock\":5", "{\"clock\":1015}"), peer.received());
    }
  }

  @Test
  void requestsOfAnAgent_areSentToAnAgent() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start();
        MockAgent agent = new MockAgent("web01").start()) {
      agent.reply("agent.ping", "1");
      new Getter(ZabbixVersion.V6_0, Duration.ofSeconds(60)).get(agent.address(), "agent.ping");
      String line = ExchangeJson.ofAgent("web01").withRawBytes().text(agent.exchanges().get(0));
      Transcript transcript = Transcript.parse("t", line);

      ReplayResult toServer = new Replay(server.host(), server.trapperPort()).run(transcript);
      ReplayResult toAgent =
          new Replay(agent.host(), agent.port()).ofAgent("web01").run(transcript);

      assertEquals(new ReplayResult(0, 1, List.of()), toServer);
      assertEquals(new ReplayResult(1, 0, List.of()), toAgent);
      assertEquals(2, agent.exchanges().size());
    }
  }

  @Test
  void recordedTraffic_hasNoDifferencesOnTheSameServer() throws Exception {
    ServerConfig config =
        ServerConfig.strict(Host.of("web01", Item.trapper("app.ok"), Item.active("load", "1m")));
    StringBuilder lines = new StringBuilder();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      for (String request :
          List.of(
              Packets.senderData("web01", "app.ok", "1"),
              Packets.senderData("web01", "other", "1"),
              "{\"request\":\"active checks\",\"host\":\"web01\"}",
              "{\"request\":\"active checks\",\"host\":\"web02\"}",
              "{")) {
        new Replay(server.host(), server.trapperPort())
            .run(transcript(Packets.frame(request), new byte[0]));
      }
      for (Exchange exchange : server.exchanges()) {
        lines.append(ExchangeJson.ofServer().withRawBytes().text(exchange)).append('\n');
      }
    }

    try (MockZabbixServer again = new MockZabbixServer(config).start()) {
      ReplayResult result =
          new Replay(again.host(), again.trapperPort())
              .run(Transcript.parse("t", lines.toString()));

      assertEquals(new ReplayResult(5, 0, List.of()), result);
    }
  }
}
