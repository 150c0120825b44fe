package org.mockzabbix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.fixtures.PlainSocket;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.ByteMark;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.rule.MockResponse;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.opentest4j.AssertionFailedError;

/** The places in packets that are unreadable, or belong to rejected values. */
@Timeout(60)
class MarksTest {

  private static final String GOOD = Packets.senderData("web01", "app.ok", "1");

  private final MockZabbixServer server =
      new MockZabbixServer(
              ServerConfig.strict(
                      Host.of(
                          "web01",
                          Item.trapper("app.ok"),
                          Item.trapper("app.load").withValueType(ValueType.FLOAT)))
                  .toBuilder()
                  .trapperTimeout(Duration.ofSeconds(1))
                  .build())
          .start();

  @AfterEach
  void close() {
    server.close();
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        arguments("GET / HTTP/1.1", "header 0+4", "[47455420]2f20485454502f312e31"),
        arguments("ZBXX\1", "header 3+1", "5a4258[58]01"),
        arguments("ZBXD\11\2\0\0\0\0\0\0\0{}", "flags 4+1", "5a425844[09]02000000000000007b7d"),
        arguments(
            "ZBXD\1\2\0\0\0\0\0\0\0{}xx", "surplus 15+2", "5a4258440102000000000000007b7d[78...]"),
        arguments("ZBXD\1\0\0\0\u00ff\0\0\0\0", "length 5+4", "5a42584401[000000ff]00000000"),
        arguments(
            "ZBXD\3\2\0\0\0\0\0\0\u00ff{}", "reserved 9+4", "5a4258440302000000[000000ff]7b7d"),
        arguments("ZBXD\1\0\0\0\0\0\0\0\0", "length 5+4", "5a42584401[00000000]00000000"),
        arguments(
            "ZBXD\3\2\0\0\0\2\0\0\0{}", "compressedData 13+2", "5a425844030200000002000000[7b7d]"),
        arguments("ZBXD\1\5\0\0\0\0\0\0\0{}", "missing 15+0", "5a4258440105000000000000007b7d[]"),
        arguments("ZB", "missing 2+0", "5a42[]"),
        arguments(packet("{'a':'b'}"), "json 14+1", "5a4258440109000000000000007b[27]61..."),
        arguments(
            packet("{\"request\":\"sender data\",\"data\":[}"),
            "json 46+1",
            "...2264617461223a5b[7d]"),
        arguments(packet("{"), "json 14+0", "5a4258440101000000000000007b[]"),
        arguments(packet("hello"), "data 13+5", "5a425844010500000000000000[68656c...]"));
  }

  private static String packet(String data) {
    return latin1(Packets.frame(data));
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  @ParameterizedTest
  @MethodSource
  void unreadable(String sent, String mark, String hex) throws Exception {
    Exchange exchange = send(sent);

    assertEquals(mark, places(exchange));
    assertEquals(exchange.reason().orElse(""), exchange.marks().get(0).text());
    assertEquals(hex, exchange.markedHex(16));
  }

  @Test
  void failureShowsThePlace() throws Exception {
    send(packet("{\"request\":\"sender data\",\"data\":[}"));

    AssertionFailedError failure =
        assertThrows(AssertionFailedError.class, () -> assertThat(server).noUnreadable());

    String message = failure.getMessage();
    assertTrue(message.contains("; around byte 46 ...2264617461223a5b[7d]\n"), message);
  }

  @Test
  void invalidJsonInCompressedData_isTheWholeData() throws Exception {
    Exchange exchange = send(compressed("{'a':1}"));

    assertEquals("compressedData 13+" + (exchange.packetBytes().length - 13), places(exchange));
  }

  @Test
  void rejectedValues_areMarked() throws Exception {
    String data =
        "{\"request\":\"sender data\",\"data\":[" + value("app.ok") + ',' + value("other") + "]}";

    Exchange exchange = send(packet(data));

    ByteMark mark = exchange.marks().get(0);
    assertEquals(1, exchange.marks().size());
    assertEquals("value", mark.part());
    assertEquals("failed: the host has no item with this key", mark.text());
    assertEquals(
        value("other"), exchange.text().substring(mark.offset() - 13).substring(0, mark.length()));
  }

  @Test
  void valuesThatARuleRefuses_areMarked() throws Exception {
    server
        .when(RequestMatcher.senderData())
        .reply((incoming, engine) -> MockResponse.of(Response.json("{}")));

    Exchange exchange = send(packet(GOOD));

    assertEquals(
        List.of(exchange.items().get(0).rejection().orElse("")),
        exchange.marks().stream().map(ByteMark::text).toList());
  }

  @Test
  void processedValues_haveNoMarks() throws Exception {
    assertEquals(List.of(), send(packet(GOOD)).marks());
  }

  @Test
  void valuesThatWouldNotBeStored_areMarked() throws Exception {
    String wrong = Packets.value("web01", "app.load", "0,42");
    String data =
        "{\"request\":\"sender data\",\"data\":["
            + Packets.value("web01", "app.load", "0.42")
            + ','
            + wrong
            + "]}";

    Exchange exchange = send(packet(data));

    ByteMark mark = exchange.marks().get(0);
    assertEquals(1, exchange.marks().size());
    assertEquals("value", mark.part());
    assertEquals(exchange.items().get(1).storageWarnings().get(0), mark.text());
    assertEquals(
        13 + data.indexOf(wrong) + "+" + wrong.length(), mark.offset() + "+" + mark.length());
  }

  private static String value(String key) {
    return Packets.value("web01", key, "1");
  }

  @Test
  void manyRejectedValues_areLimited() throws Exception {
    String values = String.join(",", Collections.nCopies(150, value("other")));

    Exchange exchange = send(packet("{\"request\":\"sender data\",\"data\":[" + values + "]}"));

    assertEquals(100, exchange.marks().size());
  }

  @Test
  void firstByteThatIsNotUtf8_isMarked() throws Exception {
    Exchange exchange = send(packet(GOOD).replace("\"1\"", "\"\u00ff\""));

    assertEquals(List.of("utf8"), exchange.marks().stream().map(ByteMark::part).toList());
    assertEquals((byte) 0xff, exchange.packetBytes()[exchange.marks().get(0).offset()]);
  }

  /** The record has a set bit where a packet says that its data is compressed. */
  @Test
  void failedTlsHandshake_hasNone() throws Exception {
    ServerConfig config =
        ServerConfig.lenient().toBuilder().tls(TlsConfig.psk(TestPsk.random("web01"))).build();
    try (MockZabbixServer encrypted = new MockZabbixServer(config).start()) {
      byte[] record = HexFormat.of().parseHex("160303ffff00000000000000");
      new PlainSender(encrypted.trapperPort()).sendBytes(record);

      assertEquals(List.of(), encrypted.exchanges().get(0).marks());
    }
  }

  @Test
  void goodPacket_hasNone() throws Exception {
    assertEquals(List.of(), send(packet(GOOD)).marks());
    assertEquals(List.of(), send(compressed(GOOD)).marks());
    assertEquals(List.of(), send("").marks());
  }

  private static String compressed(String data) throws Exception {
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(zlib)) {
      out.write(data.getBytes(UTF_8));
    }
    byte[] frame = Packets.frame(3, zlib.toByteArray());
    frame[9] = (byte) data.length();
    return latin1(frame);
  }

  private Exchange send(String latin1) throws Exception {
    try (PlainSocket socket = new PlainSocket(server.trapperPort())) {
      socket.send(latin1).halfClose();
      socket.hear();
    }
    List<Exchange> exchanges = server.exchanges();
    return exchanges.get(exchanges.size() - 1);
  }

  private static String places(Exchange exchange) {
    ByteMark mark = exchange.marks().get(0);
    return mark.part() + ' ' + mark.offset() + '+' + mark.length();
  }
}
