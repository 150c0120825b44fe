package org.mockzabbix.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** The usual mistakes of client authors, and the messages that name them. */
@Timeout(120)
class LikelyCauseTest {

  private static final String JSON =
      "{\"request\":\"sender data\",\"data\":[{\"host\":\"web01\",\"key\":\"k\",\"value\":\"1\"}]}";

  private static final String DATA_BEGINS =
      " (the data begins with '{\"request\":\"sender data\",\"data\":[{\"host\":\"web01\","
          + "\"key\":\"k\",\"value\":\"1\"}]}')";

  /** The header of {@link #JSON}, whose length is 73 (0x49), with variations. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ZBXD\\x01\\x00\\x00\\x00\\x49\\x00\\x00\\x00\\x00 | declared 1224736768 bytes, the protocol"
            + " allows 1073741824: is the length big-endian? In little-endian order, 73 is"
            + " 49 00 00 00DATA",
        "ZBXD\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x49 | declared 1224736768 bytes uncompressed"
            + " (RESERVED), the protocol allows 1073741824: is the length a big-endian number of"
            + " eight bytes? It must be little-endianDATA",
        "ZBXD\\x01 | declared 1701978747 bytes, the protocol allows 1073741824: the length field"
            + " holds the text '{\"re': is the length missing?DATA",
        "ZBXD\\x0100000073 | declared 808464432 bytes, the limit here is 134217728"
            + " (maxPacketSize): the length field holds the text '0000', but must be a"
            + " little-endian number (the data begins with '00000073{\"request\":\"sender data\","
            + "\"data\":[{\"host\":\"web01\",\"key\":\"k\",\"value\":\"1\"}]}')",
        "ZBXD\\x01\\x49\\x00\\x00\\x00 | declared 1701978747 bytes uncompressed (RESERVED), the"
            + " protocol allows 1073741824: is RESERVED missing? The header has 13 bytesDATA",
        "ZBXD\\x01\\x4d\\x00\\x00\\x00\\x20\\x20\\x20\\x20 | declared 77 bytes, the connection was closed after 73: is"
            + " RESERVED missing? The header has 13 bytes (the data begins with '    {\"request\":"
            + "\"sender data\",\"data\":[{\"host\":\"web01\",\"key\":\"k\",\"value\":\"1\"}]}')",
        "ZBXD\\x01\\x49\\x00 | declared 1970365810 bytes uncompressed (RESERVED), the protocol allows"
            + " 1073741824: is the length a number of two bytes? It must have fourDATA",
        "ZBXD\\x01\\x00\\x49 | declared 1970365810 bytes uncompressed (RESERVED), the protocol allows"
            + " 1073741824: is the length a number of two bytes? It must have fourDATA",
        "ZBXD\\x01\\x00\\x00\\x00\\x00\\x49\\x00\\x00\\x00 | declared 0 bytes, received 73: are the"
            + " lengths swapped? The length of the data is the firstDATA",
        "ZBXD\\x01\\x49\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00 |"
            + " declared 73 bytes, received 81: are the lengths numbers of eight bytes? With these"
            + " flags, they have fourDATA",
        "ZBXD\\x01\\x49\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x49\\x00\\x00\\x00\\x00\\x00\\x00\\x00 |"
            + " declared 73 bytes, received 81: are the lengths numbers of eight bytes? With these"
            + " flags, they have fourDATA",
        "ZBXD\\x00\\x01\\x49\\x00\\x00\\x00\\x00\\x00\\x00\\x00 | unsupported flags 0x00: 0x01 (protocol)"
            + " must be set: remove the NUL after 'ZBXD' (received"
            + " 'ZBXD\\x00\\x01I\\x00\\x00\\x00\\x00\\x00\\x00\\x00{\"...')",
        "ZBXD\\x00 | unsupported flags 0x00: 0x01 (protocol) must be set (received"
            + " 'ZBXD\\x00{\"request\":...')",
        "zbxd\\x01\\x49\\x00\\x00\\x00\\x00\\x00\\x00\\x00 | missing header: expected 'ZBXD',"
            + " received 'zbxd\\x01I\\x00\\x00\\x00\\x00\\x00\\x00\\x00{\"r...': write ZBXD in capital"
            + " letters",
        "ZBXD1\\x49\\x00\\x00\\x00\\x00\\x00\\x00\\x00 | unsupported flags 0x31: accepted are 0x01"
            + " (protocol), 0x02 (compressed): send the byte 0x01 instead of the digit '1'"
            + " (received 'ZBXD1I\\x00\\x00\\x00\\x00\\x00\\x00\\x00{\"r...')",
        "ZBXD\\x5cx01\\x5cx49 | unsupported flags 0x5c: 0x01 (protocol) must be set: are escapes such"
            + " as \\x01 sent as text? (received 'ZBXD\\\\x01\\\\x49{\"re...')",
        "ZBXD | unsupported flags 0x7b: accepted are 0x01 (protocol), 0x02 (compressed): are the"
            + " flags and the lengths missing after 'ZBXD'? (received 'ZBXD{\"request\":\"...')",
        "ZBXD\\x49\\x00\\x00\\x00\\x00\\x00\\x00\\x00 | unsupported flags 0x49: accepted are 0x01"
            + " (protocol), 0x02 (compressed): is the flags byte missing? (received"
            + " 'ZBXDI\\x00\\x00\\x00\\x00\\x00\\x00\\x00{\"re...')",
        "ZBXD\\x01\\x56\\x00\\x00\\x00\\x00\\x00\\x00\\x00ZBXD\\x01\\x49\\x00\\x00\\x00\\x00\\x00\\x00\\x00"
            + " | the text is neither a JSON object nor legacy host:key:value: it begins with"
            + " 'ZBXD\\x01I\\x00\\x00\\x00\\x00\\x00\\x00\\x00{\"r...': is the header sent twice?",
        "ZBXD\\x01\\x49\\x00\\x00\\x00\\x00\\x00\\x00\\x00ZBXD\\x01\\x49\\x00\\x00\\x00\\x00\\x00\\x00\\x00"
            + " | declared 73 bytes, received 86: is the header sent twice? (the data begins with"
            + " 'ZBXD\\x01I\\x00\\x00\\x00\\x00\\x00\\x00\\x00{\"request\":\"sender data\",\"data\":[{"
            + "\"host\":\"web01\",\"key\":\"k\",\"value\":\"1\"}]}')",
        "ZBXD\\x01\\x48\\x00\\x00\\x00\\x00\\x00\\x00\\x00 | declared 72 bytes, received 73: 1 byte too"
            + " manyDATA",
        "ZBXD\\x03\\x49\\x00\\x00\\x00\\x49\\x00\\x00\\x00 | the compressed data is not a zlib stream:"
            + " incorrect header check: is it not compressed? Then the flags are 0x01 (the data"
            + " begins with '{\"request\":\"send...')",
        "`` | missing header: expected 'ZBXD', received '{\"request\":\"send...': is the 13-byte"
            + " header missing?",
        "b'ZBXD\\x01\\x49 | missing header: expected 'ZBXD', received 'b'ZBXD\\x01I{\"reques...':"
            + " remove what precedes 'ZBXD'",
        "\\xef\\xbb\\xbfZBXD\\x01\\x49 | missing header: expected 'ZBXD', received"
            + " '\\xef\\xbb\\xbfZBXD\\x01I{\"reque...': ef bb bf is a byte order mark: send UTF-8"
            + " without it",
        "WkJYRAFKAAAA | missing header: expected 'ZBXD', received 'WkJYRAFKAAAA{\"re...': this looks"
            + " like base64: send the bytes themselves",
        "5A4258440149 | missing header: expected 'ZBXD', received '5A4258440149{\"re...': this looks"
            + " like hexadecimal digits: send the bytes themselves",
        "SSH-2.0-OpenSSH_9.6 | missing header: expected 'ZBXD', received 'SSH-2.0-OpenSSH_...': this"
            + " looks like an SSH client",
        "PROXY TCP4 | missing header: expected 'ZBXD', received 'PROXY TCP4{\"requ...': this looks"
            + " like the PROXY protocol of a load balancer: turn it off",
        "POST /x | missing header: expected 'ZBXD', received 'POST /x{\"request...': this looks like"
            + " an HTTP request",
        "\\x16\\x03\\x01\\x02\\x00 | the client used TLS, but this port expects unencrypted packets:"
            + " received '\\x16\\x03\\x01\\x02\\x00{\"request\":...'"
      })
  void aWrongHeader(String header, String reason) throws IOException {
    byte[] sent = join(unescaped(header), JSON.getBytes(UTF_8));

    assertEquals(reason.replace("DATA", DATA_BEGINS), reason(sent));
  }

  @Test
  void aHeaderInUtf16() throws IOException {
    assertEquals(
        "missing header: expected 'ZBXD', received 'Z\\x00B\\x00X\\x00D\\x00': this looks like UTF-16"
            + " or UTF-32: send UTF-8",
        reason("ZBXD".getBytes(UTF_16LE)));
  }

  @Test
  void aKeyWithoutHeader() throws IOException {
    assertEquals(
        "missing header: expected 'ZBXD', received 'agent.ping\\n': is the 13-byte header missing?",
        reason("agent.ping\n".getBytes(UTF_8)));
  }

  @Test
  void anEightByteBigEndianLength_ofWhichOnlyTheHeaderCame() throws IOException {
    assertEquals(
        "the packet is empty: is the length a big-endian number of eight bytes? It must be"
            + " little-endian",
        reason(unescaped("ZBXD\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x05")));
    assertEquals("the packet is empty", reason(Packets.frame("")));
  }

  @Test
  void aSmallBigEndianLength() throws IOException {
    assertEquals(
        "declared 83886080 bytes, the connection was closed after 5: is the length big-endian? In"
            + " little-endian order, 5 is 05 00 00 00",
        reason(unescaped("ZBXD\\x01\\x00\\x00\\x00\\x05\\x00\\x00\\x00\\x00a:b:c")));
  }

  /** The header of {@link #JSON} as a zlib stream of 69 (0x45) bytes, with variations. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "45000000 | declared 1454087288 bytes uncompressed (RESERVED), the protocol allows"
            + " 1073741824: is RESERVED missing? The header has 13 bytes",
        "4500 | declared 2625110085 bytes, the protocol allows 1073741824: is the length a number of"
            + " two bytes? It must have four",
        "0045 | declared 2625127680 bytes, the protocol allows 1073741824: is the length a number of"
            + " two bytes? It must have four",
        "45000000 00000049 | declared 1224736768 bytes uncompressed (RESERVED), the protocol allows"
            + " 1073741824: is RESERVED big-endian? In little-endian order, 73 is 49 00 00 00",
        "45000000 01020000 | declared 513 bytes uncompressed (RESERVED), the data inflates to 73",
        "49000000 45000000 | declared 73 bytes, the connection was closed after 69: are the lengths"
            + " swapped? The length of the data is the first",
        "45000000 00000000 49000000 00000000 | declared 69 bytes, received 77: are the lengths"
            + " numbers of eight bytes? With these flags, they have four",
        "00000045 00000049 | declared 1157627904 bytes, the protocol allows 1073741824: is the length"
            + " big-endian? In little-endian order, 69 is 45 00 00 00"
      })
  void aWrongHeaderOfCompressedData(String lengths, String reason) throws IOException {
    String header = "5a425844" + "03" + lengths.replace(" ", "");
    String zlib =
        "789cab562a4a2d2c4d2d2e51b2522a4ecd4b492d5248492c4954d251025356d1d54a19f960d9f2d4240343a0"
            + "78766a2590970d649525e694a602d9864ab5b1b50078f416f0";

    assertEquals(reason, reason(HexFormat.of().parseHex(header + zlib)));
  }

  @Test
  void aSmallReservedInBigEndianOrder() throws IOException {
    byte[] zlib = zlib(" ".repeat(0x010000));

    assertEquals(
        "declared 256 bytes uncompressed (RESERVED), the data inflates to more: is RESERVED"
            + " big-endian? In little-endian order, 65536 is 00 00 01 00",
        reason(join(unescaped("ZBXD\\x03" + escaped(zlib.length) + "\\x00\\x01\\x00\\x00"), zlib)));
  }

  @Test
  void surplusBytesThatArriveAfterACompletePacket() throws IOException {
    assertEquals(
        "the text is neither a JSON object nor legacy host:key:value: it begins with"
            + " '\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00{\"a\":1}': are the lengths numbers of eight"
            + " bytes? With these flags, they have four",
        reason(Packets.frame(1, join(new byte[8], "{\"a\":1}".getBytes(UTF_8)))));
  }

  @Test
  void compressedLengthsOfEightBytes_ofWhichTheServerReadsThePacket() throws IOException {
    byte[] zlib = zlib("{}");
    byte[] data = join(new byte[] {2, 0, 0, 0, 0, 0, 0, 0}, zlib);

    assertEquals(
        "the compressed data is not a zlib stream: incorrect header check: are the lengths"
            + " numbers of eight bytes? With these flags, they have four (the data begins with"
            + " '\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00x\\x9c\\xab\\xae\\x05\\x00\\x01u...')",
        reason(join(unescaped("ZBXD\\x03" + escaped(data.length) + "\\x00\\x00\\x00\\x00"), data)));
  }

  private static byte[] zlib(String text) throws IOException {
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(zlib)) {
      deflater.write(text.getBytes(UTF_8));
    }
    return zlib.toByteArray();
  }

  /** Returns a length below 65536 as it is in a header, escaped. */
  private static String escaped(int length) {
    return String.format("\\x%02x\\x%02x\\x00\\x00", length & 0xff, length >> 8);
  }

  @Test
  void compressedDataWithoutTheFlag() throws IOException {
    assertEquals(
        "the text is neither a JSON object nor legacy host:key:value: it begins with"
            + " 'x\\x9c\\xab\\xae\\x05\\x00\\x01u\\x00\\xf9': this looks like a zlib stream, which needs"
            + " the flags 0x03",
        reason(Packets.frame(1, zlib("{}"))));
  }

  @Test
  void dataInUtf16() throws IOException {
    assertEquals(
        "not valid JSON (this looks like UTF-16 or UTF-32: send UTF-8): invalid object name at: ''",
        reason(Packets.frame(1, "{\"a\":1}".getBytes(UTF_16LE))));
    assertEquals(
        "the text is neither a JSON object nor legacy host:key:value: it begins with"
            + " '\\x00{\\x00}': this looks like UTF-16 or UTF-32: send UTF-8",
        reason(Packets.frame(1, "{}".getBytes(UTF_16BE))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'request':'x'} | write double quotes instead of single ones | invalid object name at:"
            + " ''request':'x'}'",
        "{\"a\":1 | the data ends with '{\"a\":1' | invalid object format, expected closing character"
            + " '}' at: ''",
        "{\"a\":\"b | the data ends with '{\"a\":\"b' | unexpected end of string data"
      })
  void invalidJson(String json, String hint, String error) throws IOException {
    assertEquals("not valid JSON (" + hint + "): " + error, reason(Packets.frame(json)));
  }

  @Test
  void aLineEndInAString() throws IOException {
    assertEquals(
        "not valid JSON (write a line end in a string as \\n): invalid control character in string"
            + " data at: '\\nb\"}'",
        reason(Packets.frame("{\"a\":\"a\nb\"}")));
  }

  @Test
  void aControlCharacterInAString() throws IOException {
    assertEquals(
        "not valid JSON (write this control character as \\u001b): invalid control character in"
            + " string data at: '\\u001b[1m\"}'",
        reason(Packets.frame("{\"a\":\"\u001b[1m\"}")));
    assertEquals(
        "not valid JSON (write a tab in a string as \\t): invalid control character in string data"
            + " at: '\\tb\"}'",
        reason(Packets.frame("{\"a\":\"a\tb\"}")));
    assertEquals(
        "not valid JSON (a NUL byte ends the text): unexpected end of string data",
        reason(Packets.frame("{\"a\":\"a\0b\"}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"Host\":\"h\",\"key\":\"k\"} | \"host\" is missing: write \"host\" instead of \"Host\"",
        "{\"host\":\"h\",\"key\":{}} | \"key\" is missing as text: it is an object",
        "CLOCK:1700000000123} | CLOCK, but 1700000000123: is it in milliseconds? Send seconds",
        "CLOCK:1,\"ns\":1000000000} | \"ns\" is not an integer from 0 to 999999999, but 1000000000:"
            + " send the nanoseconds after the last full second"
      })
  void aMalformedValue(String row, String reason) throws IOException {
    String rule = "\"clock\" is not an integer from 0 to 2147483647";
    String json = row.replace("CLOCK", "{\"host\":\"h\",\"key\":\"k\",\"clock\"");

    assertEquals(
        List.of("malformed: " + reason.replace("CLOCK", rule)),
        rejections("{\"request\":\"sender data\",\"data\":[" + json + "]}"));
  }

  @Test
  void dataThatIsAnObject() throws IOException {
    assertEquals(
        List.of(
            "malformed: the values are one object instead of an array: write [ and ] around it"),
        rejections(
            "{\"request\":\"sender data\",\"data\":{\"host\":\"h\",\"key\":\"k\",\"value\":1}}"));
  }

  @Test
  void anElementThatIsNoObject() throws IOException {
    assertEquals(
        List.of(
            "malformed: the element is not a JSON object, so the server stops reading there: it"
                + " begins with \"5]}\""),
        rejections("{\"request\":\"sender data\",\"data\":[5]}"));
    assertEquals(
        List.of(
            "malformed: the element is not a JSON object, so the server stops reading there: it"
                + " begins with \"\\\"{}\\\"]}\": it is JSON in a string: send the object itself"),
        rejections("{\"request\":\"sender data\",\"data\":[\"{}\"]}"));
  }

  @Test
  void textThatIsNotUtf8() throws IOException {
    byte[] json = JSON.replace("\"1\"", "\"un caf\u00e9\"").getBytes(ISO_8859_1);
    try (MockZabbixServer server = Servers.lenient(ZabbixVersion.V7_0);
        WireClient client = new WireClient(server.trapperPort())) {
      client.send(Packets.frame(1, json));
      client.readToEnd(Duration.ofSeconds(20));

      assertEquals(
          "web01 k = \"un caf?\" (not UTF-8: 'un caf\\xe9')", server.items().get(0).toString());
      AssertionError failure =
          assertThrows(
              AssertionError.class,
              () -> assertThat(server).received(item("web01", "k").withValue("un café")).now());
      assertTrue(
          failure.getMessage().contains("\"un caf?\" (not UTF-8: 'un caf\\xe9')"),
          failure.getMessage());
    }
  }

  @Test
  void aRequestToAServerOnTheAgentPort() throws IOException {
    try (MockAgent agent = new MockAgent("web01").start()) {
      WireClient.ask(agent.port(), JSON);

      assertEquals(
          Optional.of("unknown request \"sender data\": is this the wrong port?"),
          agent.exchanges().get(0).reason());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"request\":\"passive check\",\"data\":[]} | unknown request \"passive check\": did you mean"
            + " \"passive checks\"?",
        "{\"Request\":\"passive checks\"} | cannot find the \"request\" object in the received JSON"
            + " object: cannot find pair with name \"request\": write \"request\" instead of"
            + " \"Request\"",
        "CHECKS{}} | received empty \"data\" tag: \"data\" is an object instead of an array: write"
            + " [ and ] around it",
        "CHECKS{\"key\":\"k\",\"timeout\":3}} | NO_CONTAINER \"\"key\":\"k\",\"timeout\":3}}\":"
            + " \"data\" is an object instead of an array: write [ and ] around it",
        "CHECKS[]} | received empty \"data\" tag",
        "CHECKSnull} | NO_DATA: NO_CONTAINER \"null}\": it is null",
        "CHECKS\"[]\"} | NO_DATA: NO_CONTAINER \"\"[]\"}\": it is JSON in a string: send the array"
            + " itself",
        "CHECKS[\"k\"]} | NO_CONTAINER \"\"k\"]}\": it is a string",
        "{\"request\":\"passive checks\",\"keys\":[]} | NO_DATA: cannot find pair with name"
            + " \"data\": the members are \"request\", \"keys\"",
        "CHECKS[{\"Key\":\"k\",\"timeout\":3}]} | NO_KEY: write \"key\" instead of \"Key\""
      })
  void aPassiveCheckInJson(String json, String reason) throws IOException {
    String expected =
        reason
            .replace("NO_KEY", "NO_PAIR: cannot find pair with name \"key\"")
            .replace("NO_PAIR", "cannot find the \"key\" object in the received JSON object")
            .replace("NO_DATA", "cannot find the \"data\" array in the received JSON object")
            .replace("NO_CONTAINER", "cannot open JSON object or array");
    try (MockAgent agent = new MockAgent("web01").start()) {
      WireClient.ask(
          agent.port(), json.replace("CHECKS", "{\"request\":\"passive checks\",\"data\":"));

      assertEquals(Optional.of(expected), agent.exchanges().get(0).reason());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"agent.ping\" | the key \"\\\"agent.ping\\\"\" is not valid: remove the quotes around it",
        "\uFEFFagent.ping | the key \"\\ufeffagent.ping\" is not valid: remove the byte order mark (ef"
            + " bb bf) before it",
        "k[a | the key \"k[a\" is not valid: the closing bracket is missing (character 4)"
      })
  void aKeyThatNoAgentKnows(String key, String warning) throws IOException {
    try (MockAgent agent = new MockAgent("web01").reply("agent.ping", "1").start()) {
      WireClient.ask(agent.port(), key);
      WireClient.ask(agent.port(), "agent.ping");

      assertEquals(List.of(warning), agent.exchanges().get(0).warnings());
      assertEquals(List.of(), agent.exchanges().get(1).warnings());
    }
  }

  @Test
  void jsonAfterSomethingElse() throws IOException {
    String reason =
        "failed: the text does not begin with '{', so it was read as legacy host:key:value: it"
            + " begins with ";

    assertEquals(
        List.of(reason + "a byte order mark (ef bb bf), which must be left out"),
        rejections("\uFEFF" + JSON));
    assertEquals(List.of(reason + "'[', but must be an object"), rejections('[' + JSON + ']'));
    assertEquals(List.of(reason + "white space"), rejections("\n" + JSON));
    assertEquals(
        List.of(reason + "a quote: is it JSON in a string? Send the object itself"),
        rejections('"' + JSON.replace("\"", "\\\"") + '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null | the text null is not a request: send a JSON object",
        "undefined | the text undefined is not a request: send a JSON object",
        "12.5 | the text 12.5 is not a request: send a JSON object",
        "agent.ping | the text \"agent.ping\" looks like the key of a passive check: is this the"
            + " wrong port?",
        "[object Object] | NEITHER'[object Object]': this is a JavaScript object as text: send its"
            + " JSON",
        "\"{\\\"a\\\":1}\" | NEITHER'\"{\\\\\"a\\\\\":1}\"': it begins with a quote: is it JSON in a string?"
            + " Send the object itself",
        "[{\"a\":1}] | NEITHER'[{\"a\":1}]': it begins with '[', but must be an object",
        "{\"jsonrpc\":\"2.0\",\"method\":\"host.get\",\"params\":{},\"id\":1} | the JSON has no"
            + " \"request\" string: the members are \"jsonrpc\", \"method\", \"params\", \"id\": is it a"
            + " request to the API of the frontend?",
        "{\"data\":[]} | the JSON has no \"request\" string: the members are \"data\"",
        "{\"request\":null,\"data\":[]} | no Zabbix server knows the request \"\"",
        "{\"request\":[1]} | the JSON has no \"request\" string: it is an object or an array",
        "{\"request\":\"active checks\",\"hostname\":\"h\"} | cannot find pair with name \"host\": write"
            + " \"host\" instead of \"hostname\"",
        "{\"request\":\"active checks\",\"version\":\"7.0\"} | cannot find pair with name \"host\": the"
            + " members are \"request\", \"version\"",
        "{\"request\":\"active checks\",\"host\":[\"h\"]} | cannot find pair with name \"host\": it"
            + " is an array",
        "{\"request\":\"proxy data\",\"host_name\":\"p\"} | missing name of proxy: write \"host\" instead"
            + " of \"host_name\"",
        "{\"request\":\"sender data\",\"values\":[]} | NO_DATA: write \"data\" instead of \"values\"",
        "{\"request\":\"sender data\",\"rows\":[]} | NO_DATA: the members are \"request\", \"rows\"",
        "{\"request\":\"sender data\",\"data\":null} | NO_DATA: it is null",
        "{\"request\":\"sender data\",\"data\":5} | NO_DATA: it is a number",
        "{\"request\":\"sender data\",\"data\":true} | NO_DATA: it is true",
        "{\"request\":\"sender data\",\"data\":\"x\"} | NO_DATA: it is a string",
        "{\"request\":\"sender data\",\"data\":\"[{\\\"host\\\":\\\"h\\\"}]\"} | NO_DATA: it is JSON in a"
            + " string: send the array itself"
      })
  void aWrongEnvelope(String text, String reason) throws IOException {
    String neither = "the text is neither a JSON object nor legacy host:key:value: it begins with ";

    assertEquals(
        reason.replace("NEITHER", neither).replace("NO_DATA", "cannot open \"data\" token"),
        reason(Packets.frame(text)));
  }

  @Test
  void dataThatIsNoArray_forAnOldServer() throws IOException {
    try (MockZabbixServer server = Servers.lenient(ZabbixVersion.V6_0)) {
      WireClient.ask(server, 1, "{\"request\":\"sender data\",\"data\":null}");
      WireClient.ask(server, 1, "{\"request\":\"sender data\",\"items\":[]}");

      assertEquals(
          List.of(
              "cannot open JSON object or array \"null}\": it is null",
              "cannot find pair with name \"data\": write \"data\" instead of \"items\""),
          server.exchanges().stream().map(exchange -> exchange.reason().orElseThrow()).toList());
    }
  }

  @Test
  void xmlWithoutBase64() throws IOException {
    String hint = ": host and key must be in base64";
    String empty = "failed: no such host, and there cannot be one: the name is empty";

    assertEquals(
        List.of(empty + hint),
        rejections("<req><host>web01</host><key>agent.ping</key><data>1</data></req>"));
    assertEquals(
        List.of(empty),
        rejections("<req><host></host><key>YWdlbnQucGluZw==</key><data>MQ==</data></req>"));
  }

  private static String reason(byte[] sent) throws IOException {
    try (MockZabbixServer server = Servers.lenient(ZabbixVersion.V7_0);
        WireClient client = new WireClient(server.trapperPort())) {
      client.send(sent);
      client.halfClose();
      client.readToEnd(Duration.ofSeconds(20));
      return server.exchanges().get(0).reason().orElse("");
    }
  }

  private static List<String> rejections(String json) throws IOException {
    try (MockZabbixServer server = Servers.lenient(ZabbixVersion.V7_0)) {
      WireClient.ask(server, 1, json);
      return server.rejected().stream().map(value -> value.rejection().orElseThrow()).toList();
    }
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(first);
    joined.writeBytes(second);
    return joined.toByteArray();
  }

  /** Returns the bytes of a text in which {@code \x} and two digits stand for a byte. */
  private static byte[] unescaped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("\\x", i)) {
        bytes.write(Integer.parseInt(text.substring(i + 2, i + 4), 16));
        i += 3;
      } else {
        bytes.writeBytes(text.substring(i, i + 1).getBytes(ISO_8859_1));
      }
    }
    return bytes.toByteArray();
  }
}
