package org.mockzabbix.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockzabbix.rule.RequestMatcher.anyRequest;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSocket;
import org.mockzabbix.fixtures.PlainSocket.Ending;
import org.mockzabbix.fixtures.PlainSocket.Heard;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.testing.SenderPacket;

/** What each fault on bytes makes of a reply, as a plain socket reads it. */
@Timeout(60)
class PacketFaultTest {

  private static final String BODY =
      "{\"response\":\"success\",\"info\":"
          + "\"processed: 1; failed: 0; total: 1; seconds spent: 0.000000\"}";

  /** The reply has 90 (0x5a) bytes of body. */
  private static final String REPLY = header(1, BODY.length()) + BODY;

  private static String header(int flags, int length) {
    return "ZBXD" + (char) flags + (char) length + "\0\0\0" + "\0\0\0\0";
  }

  @Test
  void withoutFault() throws Exception {
    assertEquals(new Heard(REPLY, Ending.END_OF_INPUT), reply());
  }

  @Test
  void wrongLength_tooSmall() throws Exception {
    assertReplies(header(1, BODY.length() - 5) + BODY, Fault.wrongLength(-5));
  }

  @Test
  void wrongLength_tooLarge() throws Exception {
    assertReplies(header(1, BODY.length() + 7) + BODY, Fault.wrongLength(7));
  }

  @Test
  void wrongLength_isAtMostWhatTheHeaderCanSay() throws Exception {
    String most = "ZBXD\1\u00ff\u00ff\u00ff\u00ff\0\0\0\0";

    assertReplies(most + BODY, Fault.wrongLength(Long.MAX_VALUE));
    assertReplies(most + BODY, Fault.wrongLength(1L << 32));
  }

  @Test
  void wrongLength_doesNotGoBelowZero() throws Exception {
    assertReplies(header(1, 0) + BODY, Fault.wrongLength(-1000));
  }

  @Test
  void corruptHeader() throws Exception {
    assertReplies(REPLY.replace("ZBXD", "ZBXX"), Fault.corruptHeader());
  }

  @Test
  void missingHeader() throws Exception {
    assertReplies(BODY, Fault.missingHeader());
  }

  @Test
  void wrongFlags() throws Exception {
    assertReplies(header(0xc3, BODY.length()) + BODY, Fault.wrongFlags(0xc3));
  }

  @Test
  void wrongReserved() throws Exception {
    String header = "ZBXD\1" + (char) BODY.length() + "\0\0\0";

    assertReplies(header + "\7\0\0\0" + BODY, Fault.wrongReserved(7));
    assertReplies(header + "\u00ff\u00ff\u00ff\u00ff" + BODY, Fault.wrongReserved(0xffff_ffffL));
  }

  @Test
  void extraMembers() throws Exception {
    String body = BODY.replaceFirst("\\{", "{\"unknown\":{\"list\":[1,\"2\",null,true]},");

    assertReplies(header(1, body.length()) + body, Fault.extraMembers());
  }

  @Test
  void extraWhitespace_isAroundTokensAndNotInText() throws Exception {
    String white = " \r\n\t";
    String body =
        white
            + "{"
            + white
            + "\"response\""
            + white
            + ":"
            + white
            + "\"success\""
            + white
            + ","
            + white
            + "\"info\""
            + white
            + ":"
            + white
            + "\"processed: 1; failed: 0; total: 1; seconds spent: 0.000000\""
            + white
            + "}"
            + white;

    assertReplies(header(1, body.length()) + body, Fault.extraWhitespace());
  }

  @Test
  void extraWhitespaceAndMembers_areReadByARealReader() throws Exception {
    try (MockZabbixServer server = start()) {
      server.when(anyRequest()).fault(Fault.extraMembers(), Fault.extraWhitespace());

      Sender sender = new Sender("127.0.0.1", server.trapperPort());

      assertEquals(1, sender.send("web01", "app.ok", "1").processed());
      assertEquals(List.of(), server.exchanges().get(0).warnings());
    }
  }

  /** The data of a compressed response is changed before it is compressed. */
  @Test
  void extraMembers_ofACompressedResponse() throws Exception {
    Heard heard = reply(Fault.zlibReply(), Fault.extraMembers());

    byte[] bytes = heard.text().getBytes(ISO_8859_1);
    byte[] body =
        new InflaterInputStream(new ByteArrayInputStream(bytes, 13, bytes.length)).readAllBytes();
    assertEquals(bytes.length - 13, bytes[5]);
    assertEquals(body.length, bytes[9]);
    assertTrue(new String(body, ISO_8859_1).startsWith("{\"unknown\":{\"list\""));
  }

  @Test
  void wrongLength_survivesLaterFaults() throws Exception {
    Heard heard = reply(Fault.wrongLength(7), Fault.extraMembers(), Fault.zlibReply());

    assertEquals(heard.text().length() - 13 + 7, heard.text().charAt(5));
  }

  @ParameterizedTest
  @MethodSource("faultsWithoutEffect")
  void faultWithoutEffect_isReported(List<Fault> faults, String warning) throws Exception {
    try (MockZabbixServer server = start()) {
      server
          .when(anyRequest())
          .fault(faults.get(0), faults.subList(1, faults.size()).toArray(Fault[]::new));

      ask(server, SenderPacket.JSON);

      assertEquals(List.of(warning), server.exchanges().get(0).warnings());
    }
  }

  static List<Arguments> faultsWithoutEffect() {
    return List.of(
        arguments(
            List.of(Fault.cutAfter(200)),
            "\"cut after 200 bytes\" had no effect on the response of 103 bytes"),
        arguments(
            List.of(Fault.missingHeader(), Fault.wrongLength(5)),
            "\"wrong length (+5)\" had no effect on the response of 90 bytes"),
        arguments(
            List.of(Fault.wrongReserved(0)),
            "\"wrong reserved (0)\" had no effect on the response of 103 bytes"),
        arguments(
            List.of(Fault.wrongLength(-500)),
            "\"wrong length (-500)\" declares 0 bytes, because the response declares only 90"),
        arguments(
            List.of(Fault.wrongLength(1L << 32)),
            "\"wrong length (+4294967296)\" declares 4294967295 bytes, which is the most that"
                + " fits"),
        arguments(
            List.of(Fault.emptyReply(), Fault.extraWhitespace()),
            "\"extra white space\" had no effect on the response of 13 bytes"));
  }

  @Test
  void zlibReply() throws Exception {
    Heard heard = reply(Fault.zlibReply());

    byte[] bytes = heard.text().getBytes(ISO_8859_1);
    String expectedHeader =
        "ZBXD" + (char) 3 + (char) (bytes.length - 13) + "\0\0\0" + (char) BODY.length() + "\0\0\0";
    assertEquals(expectedHeader, heard.text().substring(0, 13));
    byte[] body =
        new InflaterInputStream(new ByteArrayInputStream(bytes, 13, bytes.length)).readAllBytes();
    assertEquals(BODY, new String(body, ISO_8859_1));
  }

  @Test
  void largePacketReply() throws Exception {
    String header = "ZBXD" + (char) 5 + (char) BODY.length() + "\0".repeat(7) + "\0".repeat(8);

    assertReplies(header + BODY, Fault.largePacketReply());
  }

  @Test
  void garbage_isTheSameForTheSameSeed() throws Exception {
    Heard heard = reply(Fault.garbage(8, 42));

    assertEquals("359d41baf78afe0d", heard.hex());
    assertEquals(heard, reply(Fault.garbage(8, 42)));
  }

  @Test
  void extraBytes() throws Exception {
    assertReplies(REPLY + "xxx", Fault.extraBytes(3));
  }

  @Test
  void emptyReply() throws Exception {
    assertReplies(header(1, 0), Fault.emptyReply());
  }

  @Test
  void duplicateReply() throws Exception {
    assertReplies(REPLY + REPLY, Fault.duplicateReply());
  }

  @Test
  void cutAfter() throws Exception {
    assertReplies("ZBXD\1", Fault.cutAfter(5));
  }

  @Test
  void cutAfterNothing() throws Exception {
    assertReplies("", Fault.cutAfter(0));
  }

  @Test
  void severalFaults_areAppliedOneAfterTheOther() throws Exception {
    assertReplies(
        BODY + BODY + "x", Fault.missingHeader(), Fault.duplicateReply(), Fault.extraBytes(1));
  }

  @Test
  void faultOnHeader_leavesReplyWithoutHeaderAlone() throws Exception {
    try (MockZabbixServer server = start()) {
      server
          .when(anyRequest())
          .fault(Fault.wrongLength(1), Fault.corruptHeader(), Fault.zlibReply());

      Heard heard = ask(server, "web01:app.ok:1"); // Zabbix 1.x

      assertEquals(new Heard("OK", Ending.END_OF_INPUT), heard);
    }
  }

  @Test
  void spoiltReply_isRecorded() throws Exception {
    try (MockZabbixServer server = start()) {
      server.when(anyRequest()).fault(Fault.cutAfter(5));

      ask(server, SenderPacket.JSON);

      Exchange exchange = server.exchanges().get(0);
      assertArrayEquals("ZBXD\1".getBytes(ISO_8859_1), exchange.responseBytes());
      assertEquals(List.of("cut after 5 bytes"), exchange.faults());
      assertEquals("any request", exchange.rule().orElseThrow());
      assertEquals("1", server.items("web01", "app.ok").get(0).value());
    }
  }

  @Test
  void agentsReply_isSpoiltToo() throws Exception {
    try (MockAgent agent = new MockAgent("web01").reply("agent.ping", "1").start()) {
      agent.when(anyRequest()).fault(Fault.wrongLength(3), Fault.extraBytes(2));
      try (PlainSocket socket = new PlainSocket(agent.port())) {

        Heard heard = socket.send(Packets.frame(1, "agent.ping".getBytes(ISO_8859_1))).hear();

        assertEquals(new Heard(header(1, 4) + "1xx", Ending.END_OF_INPUT), heard);
      }
    }
  }

  @Test
  void names() {
    assertEquals("wrong length (-5)", Fault.wrongLength(-5).toString());
    assertEquals("wrong length (+5)", Fault.wrongLength(5).toString());
    assertEquals("corrupt header", Fault.corruptHeader().toString());
    assertEquals("missing header", Fault.missingHeader().toString());
    assertEquals("wrong flags (0x0f)", Fault.wrongFlags(15).toString());
    assertEquals("zlib reply", Fault.zlibReply().toString());
    assertEquals("large-packet reply", Fault.largePacketReply().toString());
    assertEquals("garbage of 1 byte", Fault.garbage(1, 7).toString());
    assertEquals("extra bytes (2)", Fault.extraBytes(2).toString());
    assertEquals("empty reply", Fault.emptyReply().toString());
    assertEquals("duplicate reply", Fault.duplicateReply().toString());
    assertEquals("cut after 1 byte", Fault.cutAfter(1).toString());
    assertEquals("wrong reserved (7)", Fault.wrongReserved(7).toString());
    assertEquals("extra members", Fault.extraMembers().toString());
    assertEquals("extra white space", Fault.extraWhitespace().toString());
  }

  @Test
  void nonsense_isRefused() {
    assertRefused("difference must not be 0", () -> Fault.wrongLength(0));
    assertRefused("flags must be from 0 to 255, but was 256", () -> Fault.wrongFlags(256));
    assertRefused("length must be at least 1, but was 0", () -> Fault.garbage(0, 1));
    assertRefused("count must be at least 1, but was 0", () -> Fault.extraBytes(0));
    assertRefused("count must be at least 0, but was -1", () -> Fault.cutAfter(-1));
    assertRefused(
        "value must be from 0 to 4294967295, but was 4294967296",
        () -> Fault.wrongReserved(1L << 32));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static void assertReplies(String expected, Fault fault, Fault... more) throws Exception {
    try (MockZabbixServer server = start()) {
      server.when(anyRequest()).fault(fault, more);

      Heard heard = ask(server, SenderPacket.JSON);

      assertEquals(HexFormat.of().formatHex(expected.getBytes(ISO_8859_1)), heard.hex());
      assertEquals(Ending.END_OF_INPUT, heard.ending());
    }
  }

  private static Heard reply(Fault... faults) throws Exception {
    try (MockZabbixServer server = start()) {
      if (faults.length > 0) {
        Fault[] more = Arrays.copyOfRange(faults, 1, faults.length);
        server.when(anyRequest()).fault(faults[0], more);
      }

      return ask(server, SenderPacket.JSON);
    }
  }

  private static Heard ask(MockZabbixServer server, String text) throws Exception {
    try (PlainSocket socket = new PlainSocket(server.trapperPort())) {
      return socket.send(Packets.frame(1, text.getBytes(ISO_8859_1))).hear();
    }
  }

  /** Its clock stands still, so that it spends no seconds. */
  private static MockZabbixServer start() {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));
    return new MockZabbixServer(ServerConfig.lenient().toBuilder().clock(clock).build()).start();
  }
}
