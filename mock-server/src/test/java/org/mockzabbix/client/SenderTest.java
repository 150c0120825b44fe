package org.mockzabbix.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.fixtures.Packets.frame;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender.OutgoingValue;
import org.mockzabbix.client.internal.ServerAddress;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.fixtures.ScriptedPeer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.text.HostAndPort;

@Timeout(60)
class SenderTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000, 5));
  private static final byte[] SUCCESS =
      frame("{\"response\":\"success\",\"info\":\"processed: 1; failed: 0; total: 1\"}");
  private static final String RESET = "{\"response\":\"failed\",\"redirect\":{\"reset\":true}}";

  @Test
  void sendsOneValue() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      Sender.SendResult result =
          new Sender("127.0.0.1", server.trapperPort()).send("web01", "app.ok", "1");

      assertEquals(1, result.processed());
      assertEquals(0, result.failed());
      assertEquals(1, result.infos().size());
      assertTrue(
          result.infos().get(0).startsWith("processed: 1; failed: 0; total: 1; seconds spent: "));
      assertEquals("1", server.items("web01", "app.ok").get(0).value());
    }
  }

  @Test
  void sendsNothing() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      Sender.SendResult result = sender(server, ZabbixVersion.V7_0).send(List.of());

      assertEquals(new Sender.SendResult(0, 0, List.of()), result);
      assertEquals(List.of(), server.exchanges());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "250, 1", "251, 2", "1001, 5"})
  void sendsAtMost250InAPacket_inTheirOrder(int count, int packets) throws Exception {
    List<OutgoingValue> values =
        IntStream.range(0, count)
            .mapToObj(i -> OutgoingValue.of("h", "k", String.valueOf(i)))
            .toList();
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      Sender.SendResult result = sender(server, ZabbixVersion.V7_0).send(values);

      assertEquals(count, result.processed());
      assertEquals(packets, result.infos().size());
      assertEquals(packets, server.exchanges().size());
      assertEquals(
          values.stream().map(OutgoingValue::value).toList(),
          server.items().stream().map(ItemValue::value).toList());
    }
  }

  @Test
  void countsWhatFailed() throws Exception {
    ServerConfig config = ServerConfig.strict(Host.of("h", Item.trapper("k")));
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      Sender.SendResult result =
          sender(server, ZabbixVersion.V7_0)
              .send(List.of(OutgoingValue.of("h", "k", "1"), OutgoingValue.of("h", "no", "2")));

      assertEquals(1, result.processed());
      assertEquals(1, result.failed());
    }
  }

  @Test
  void v60_writesAsTheRealOne() throws Exception {
    assertEquals(
        "{\"request\":\"sender data\",\"data\":[{\"host\":\"h\",\"key\":\"k\",\"value\":\"v\"}]}",
        sent(ZabbixVersion.V6_0, OutgoingValue.of("h", "k", "v")));
  }

  @Test
  void v60_tellsItsOwnTimeOnlyBesideThatOfValues() throws Exception {
    assertEquals(
        "{\"request\":\"sender data\",\"data\":[{\"host\":\"h\",\"key\":\"k\",\"value\":\"v\","
            + "\"clock\":12}],\"clock\":1700000000,\"ns\":5}",
        sent(ZabbixVersion.V6_0, new OutgoingValue("h", "k", "v", 12L, null)));
  }

  @Test
  void v70_alwaysTellsItsOwnTime() throws Exception {
    assertEquals(
        "{\"request\":\"sender data\",\"data\":[{\"host\":\"h\",\"key\":\"k\",\"value\":\"v\"}],"
            + "\"clock\":1700000000,\"ns\":5}",
        sent(ZabbixVersion.V7_0, OutgoingValue.of("h", "k", "v")));
  }

  @Test
  void value_withClockAndNs() throws Exception {
    assertEquals(
        "{\"request\":\"sender data\",\"data\":[{\"host\":\"h\",\"key\":\"k\",\"value\":\"v\","
            + "\"clock\":12,\"ns\":34}],\"clock\":1700000000,\"ns\":5}",
        sent(
            ZabbixVersion.V7_0, OutgoingValue.of("h", "k", "v").at(Instant.ofEpochSecond(12, 34))));
  }

  @Test
  void value_isEscapedAsTheRealOneDoes() throws Exception {
    assertEquals(
        "{\"request\":\"sender data\",\"data\":[{\"host\":\"h\",\"key\":\"k[\\\"a\\\"]\","
            + "\"value\":\"ü/\\\\\\n\\u0001😀\"}]}",
        sent(ZabbixVersion.V6_0, OutgoingValue.of("h", "k[\"a\"]", "ü/\\\n\u0001😀")));
  }

  @Test
  void value_nsNeedsAClock() {
    assertEquals(
        "ns is set without clock: set clock, too",
        assertThrows(
                IllegalArgumentException.class, () -> new OutgoingValue("h", "k", "v", null, 5))
            .getMessage());
  }

  private static String sent(ZabbixVersion version, OutgoingValue value) throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.answering(SUCCESS)) {
      new Sender(peer.address(), version, PATIENCE, CLOCK).send(List.of(value));
      return peer.received().get(0);
    }
  }

  @Test
  void megabytes_reachTheServerUnharmed() throws Exception {
    String value = "0123456789abcdef".repeat(1 << 18);
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      sender(server, ZabbixVersion.V7_0).send("h", "k", value);

      assertTrue(value.equals(server.items().get(0).value()));
    }
  }

  @Test
  void redirect_isFollowed() throws Exception {
    try (MockZabbixServer owner = new MockZabbixServer().start();
        ScriptedPeer first = redirecting("127.0.0.1:" + owner.trapperPort())) {
      Sender.SendResult result = sender(first, ZabbixVersion.V7_0).send("h", "k", "1");

      assertEquals(1, result.processed());
      assertEquals("1", owner.items("h", "k").get(0).value());
      String text = first.received().get(0);
      String twice = owner.exchanges().get(0).text(); // the real sender adds its clock again
      assertTrue(twice.startsWith(text.substring(0, text.length() - 1) + ",\"clock\":"), twice);
    }
  }

  @Test
  void redirect_ofEachPacketIsFollowedAnew() throws Exception {
    List<OutgoingValue> values =
        IntStream.range(0, 300).mapToObj(i -> OutgoingValue.of("h", "k", "" + i)).toList();
    try (MockZabbixServer owner = new MockZabbixServer().start();
        ScriptedPeer first = redirecting("127.0.0.1:" + owner.trapperPort())) {
      assertEquals(300, sender(first, ZabbixVersion.V7_0).send(values).processed());
      assertEquals(2, first.received().size());
      assertEquals(2, owner.exchanges().size());
    }
  }

  @Test
  void redirect_ofALowerRevisionIsFollowedToo() throws Exception {
    List<OutgoingValue> values =
        IntStream.range(0, 300).mapToObj(i -> OutgoingValue.of("h", "k", "" + i)).toList();
    try (MockZabbixServer owner = new MockZabbixServer().start();
        ScriptedPeer first =
            new ScriptedPeer((n, text) -> redirect("127.0.0.1:" + owner.trapperPort(), 9 - n))) {
      assertEquals(300, sender(first, ZabbixVersion.V7_0).send(values).processed());
      assertEquals(2, first.received().size());
    }
  }

  @Test
  void redirect_aSecondTimeIsRefused() throws Exception {
    try (ScriptedPeer second = redirecting("127.0.0.1:1");
        ScriptedPeer first = redirecting("127.0.0.1:" + second.port())) {
      IOException e =
          assertThrows(
              IOException.class, () -> sender(first, ZabbixVersion.V7_0).send("h", "k", "1"));

      assertEquals("sequential redirect responses detected", e.getMessage());
      assertEquals(IOException.class, e.getClass());
      assertEquals(1, first.received().size());
      assertEquals(1, second.received().size());
    }
  }

  @Test
  void redirect_resetGoesBackToTheStart() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer((n, text) -> n == 1 ? frame(RESET) : SUCCESS)) {
      assertEquals(1, sender(peer, ZabbixVersion.V7_0).send("h", "k", "1").processed());
      assertEquals(2, peer.received().size());
    }
  }

  @Test
  void redirect_resetTwiceIsRefused() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.answering(frame(RESET))) {
      IOException e =
          assertThrows(
              IOException.class, () -> sender(peer, ZabbixVersion.V7_0).send("h", "k", "1"));

      assertEquals("sequential redirect responses detected", e.getMessage());
      assertEquals(2, peer.received().size());
    }
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1:99999", "127.0.0.1:", "[::1", "[::1]x", "[127.0.0.1]:5", "a b:c"})
  void redirect_toWhatIsNoAddress(String address) throws Exception {
    try (ScriptedPeer peer = redirecting(address)) {
      NoSuccessException e =
          assertThrows(
              NoSuccessException.class, () -> sender(peer, ZabbixVersion.V7_0).send("h", "k", "1"));

      assertEquals("the server redirects to an invalid address: " + address, e.getMessage());
    }
  }

  @Test
  void redirect_withoutAnAddressIsAFailure() throws Exception {
    assertNoSuccess(
        "the server responded \"failed\"",
        frame("{\"redirect\":{\"revision\":5},\"response\":\"failed\"}"));
  }

  @Test
  void redirect_besideASuccessIsIgnored() throws Exception {
    try (ScriptedPeer peer =
        ScriptedPeer.answering(
            frame("{\"response\":\"success\",\"redirect\":{\"address\":\"127.0.0.1:1\"}}"))) {
      assertEquals(0, sender(peer, ZabbixVersion.V7_0).send("h", "k", "1").processed());
    }
  }

  @Test
  void redirect_v60DoesNotFollow() throws Exception {
    try (ScriptedPeer peer = redirecting("127.0.0.1:1")) {
      NoSuccessException e =
          assertThrows(
              NoSuccessException.class, () -> sender(peer, ZabbixVersion.V6_0).send("h", "k", "1"));

      assertEquals("the server responded \"failed\"", e.getMessage());
      assertEquals(1, peer.received().size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.10, 192.0.2.10:10051",
    "192.0.2.10:0, 192.0.2.10:0",
    "2001:db8::1, [2001:db8::1]:10051",
    "[2001:db8::1]:10052, [2001:db8::1]:10052",
    "[2001:db8::1], [2001:db8::1]:10051",
    "proxy-1:5, proxy-1:5"
  })
  void serverAddress(String text, String parsed) {
    assertEquals(HostAndPort.parse(parsed), ServerAddress.parse(text, 10_051));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"response":"failed","info":"nope"} | the server responded "failed": nope
          {"response":"failed"}               | the server responded "failed"
          {"x":1}                             | the response has no "response" member
          {"response":                        | the response is not valid JSON: unexpected end of object value
          ''                                  | the response is empty
          """)
  void noSuccess(String answer, String why) throws Exception {
    assertNoSuccess(why, frame(answer));
  }

  @Test
  void noSuccess_closedWithoutAByte() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.answering(ScriptedPeer.disconnect())) {
      NoSuccessException e =
          assertThrows(
              NoSuccessException.class, () -> sender(peer, ZabbixVersion.V7_0).send("h", "k", "1"));

      assertEquals(
          "[[127.0.0.1]:" + peer.port() + "]: the connection was closed without a response",
          e.getMessage());
    }
  }

  private static void assertNoSuccess(String why, byte[] answer) throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.answering(answer)) {
      NoSuccessException e =
          assertThrows(
              NoSuccessException.class, () -> sender(peer, ZabbixVersion.V7_0).send("h", "k", "1"));

      assertEquals(why, e.getMessage());
    }
  }

  @Test
  void packet_missingHeader() throws Exception {
    assertUnreadable(
        "missing header: expected 'ZBXD', received '{\"response\":\"suc...':"
            + " is the 13-byte header missing?",
        "{\"response\":\"success\"}".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void packet_largeIsRefused() throws Exception {
    assertUnreadable(
        "unsupported flags 0x05: accepted are 0x01 (protocol), 0x02 (compressed) (received"
            + " 'ZBXD\\x05(\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00...')",
        frame(5, new byte[40]));
  }

  @Test
  void packet_withBytesBehindIt() throws Exception {
    byte[] longer = Arrays.copyOf(SUCCESS, SUCCESS.length + 1);
    assertUnreadable(
        "declared 65 bytes, received 66: 1 byte too many (the data begins with '{\"response\":\"success\",\"info\":\"processed: 1; failed: 0; total: 1\"}\\x00')",
        longer);
  }

  @Test
  void packet_cutShort() throws Exception {
    byte[] shorter = Arrays.copyOf(SUCCESS, SUCCESS.length - 60);
    assertUnreadable("declared 65 bytes, the connection was closed after 5", shorter);
  }

  private static void assertUnreadable(String why, byte[] answer) throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.answering(answer)) {
      IOException e =
          assertThrows(
              IOException.class, () -> sender(peer, ZabbixVersion.V7_0).send("h", "k", "1"));

      assertEquals("[[127.0.0.1]:" + peer.port() + "]: " + why, e.getMessage());
      assertEquals(IOException.class, e.getClass());
    }
  }

  @Test
  void counts_thatDoNotFitAreNone() throws Exception {
    try (ScriptedPeer peer =
        ScriptedPeer.answering(
            frame("{\"response\":\"success\",\"info\":\"processed: 99999999999; failed: 1\"}"))) {
      Sender.SendResult result = sender(peer, ZabbixVersion.V7_0).send("h", "k", "1");

      assertEquals(
          new Sender.SendResult(0, 0, List.of("processed: 99999999999; failed: 1")), result);
    }
  }

  @Test
  void connection_refused() throws Exception {
    try (ReservedPort nobody = new ReservedPort()) {
      Sender sender = new Sender("127.0.0.1", nobody.number());

      IOException e = assertThrows(IOException.class, () -> sender.send("h", "k", "1"));

      assertEquals(
          "cannot connect to [[127.0.0.1]:" + nobody.number() + "]: Connection refused",
          e.getMessage());
    }
  }

  @Test
  void connection_toANameThatNobodyKnows() {
    InetSocketAddress nowhere = InetSocketAddress.createUnresolved("no.such.host.invalid", 10_051);

    IOException e =
        assertThrows(
            IOException.class,
            () -> new Sender(nowhere, ZabbixVersion.V7_0, PATIENCE).send("h", "k", "1"));

    assertEquals("cannot resolve [no.such.host.invalid]", e.getMessage());
  }

  @Test
  void timeout_waitingForTheAnswer() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.answering(ScriptedPeer.hang())) {
      Sender sender = new Sender(peer.address(), ZabbixVersion.V7_0, Duration.ofMillis(50));

      IOException e = assertThrows(IOException.class, () -> sender.send("h", "k", "1"));

      assertEquals("[[127.0.0.1]:" + peer.port() + "]: no response within 50 ms", e.getMessage());
    }
  }

  @Test
  void timeout_whileThePeerTakesNothing() throws Exception {
    String megabytes = "x".repeat(32 << 20);
    try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      InetSocketAddress address = new InetSocketAddress("127.0.0.1", deaf.getLocalPort());
      Sender sender = new Sender(address, ZabbixVersion.V7_0, Duration.ofMillis(300));

      IOException e = assertThrows(IOException.class, () -> sender.send("h", "k", megabytes));

      assertTrue(
          e.getMessage()
              .matches(
                  "\\[\\[127\\.0\\.0\\.1]:\\d+]: the peer accepted only \\d+ of \\d+ bytes within 300 ms"),
          e.getMessage());
    }
  }

  @Test
  void timeout_mustBeOne() {
    InetSocketAddress address = HostAndPort.parse("127.0.0.1:1").resolve();

    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Sender(address, ZabbixVersion.V7_0, Duration.ZERO));

    assertEquals("timeout must be from 1 ms to 24 h, but was 0 s", e.getMessage());
  }

  @Test
  void interrupt_breaksOff() throws Exception {
    List<Thread> threads = new ArrayList<>();
    try (ScriptedPeer peer =
        new ScriptedPeer(
            (n, text) -> {
              threads.get(0).interrupt();
              return ScriptedPeer.hang();
            })) {
      FutureTask<Exception> task =
          new FutureTask<>(
              () ->
                  assertThrows(
                      IOException.class,
                      () -> sender(peer, ZabbixVersion.V7_0).send("h", "k", "1")));
      threads.add(new Thread(task));
      threads.get(0).start();

      Exception e = assertInstanceOf(IOException.class, task.get(20, TimeUnit.SECONDS));

      assertEquals("[[127.0.0.1]:" + peer.port() + "]: the thread was interrupted", e.getMessage());
    }
  }

  private static ScriptedPeer redirecting(String address) throws IOException {
    return ScriptedPeer.answering(redirect(address, 5));
  }

  private static byte[] redirect(String address, int revision) {
    return frame(
        "{\"redirect\":{\"revision\":"
            + revision
            + ",\"address\":\""
            + address
            + "\"},\"response\":\"failed\"}");
  }

  private static Sender sender(MockZabbixServer server, ZabbixVersion version) {
    return new Sender(new InetSocketAddress("127.0.0.1", server.trapperPort()), version, PATIENCE);
  }

  private static Sender sender(ScriptedPeer peer, ZabbixVersion version) {
    return new Sender(peer.address(), version, PATIENCE);
  }
}
