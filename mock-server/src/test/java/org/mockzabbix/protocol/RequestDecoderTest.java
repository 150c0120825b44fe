package org.mockzabbix.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.protocol.Request.SenderData;
import org.mockzabbix.protocol.internal.Decoder;
import org.mockzabbix.wire.Bytes;

/** Which request a payload is, in both dialects (protocol: failure responses). */
class RequestDecoderTest {

  private static final String ONE_ROW =
      "{\"request\":\"sender data\",\"data\":[{\"host\":\"h1\",\"key\":\"trap1\",\"value\":\"x\"}]";

  @ParameterizedTest
  @EnumSource
  void senderData(ZabbixVersion version) {
    SenderData data = (SenderData) Rows.request(version, ONE_ROW + "}");

    assertEquals(RequestKind.SENDER_DATA, data.kind());
    assertEquals(1, data.values().size());
    assertEquals(new ItemName("h1", "trap1"), data.values().get(0).item());
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\r\n", "\n", " \r\n \n", "\t", "\0", "\0junk", " \0 junk"})
  void senderData_whatTrailsIsIgnored(String trail) {
    assertEquals(RequestKind.SENDER_DATA, Rows.request(ONE_ROW + "}" + trail).kind());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"`{}`", "`[]`", "`[ ]`", "`{ }`"})
  void senderData_withoutRows(String data) {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      Request request =
          Rows.request(version, "{\"request\":\"sender data\",\"data\":" + data + "}");

      assertEquals(0, ((SenderData) request).values().size());
    }
  }

  @Test
  void senderData_readsAPartOfALargerArray() {
    byte[] bytes = ("header" + ONE_ROW + "}" + "surplus").getBytes(UTF_8);
    Bytes payload = Bytes.of(bytes).slice(6, bytes.length - 13);

    SenderData data = (SenderData) Decoder.ofServer(ZabbixVersion.V7_0).decode(payload);

    assertEquals(new ItemName("h1", "trap1"), data.values().get(0).item());
  }

  @ParameterizedTest
  @EnumSource
  void invalidJson_isAnsweredWithTheReason(ZabbixVersion version) {
    Invalid invalid = (Invalid) Rows.request(version, "{\"request\":");

    assertEquals(RequestKind.UNREADABLE, invalid.kind());
    assertEquals(
        "not valid JSON (the data ends with '{\"request\":'): unexpected end of object value",
        invalid.reason());
    assertEquals(
        "cannot parse as a valid JSON object: unexpected end of object value", invalid.info());
  }

  @Test
  void invalidJson_theAnswerQuotesTheRestOfTheText() {
    Invalid invalid = (Invalid) Rows.request(ONE_ROW + "}x");

    assertEquals(
        "cannot parse as a valid JSON object: invalid character following JSON object at: 'x'",
        invalid.info());
  }

  @Test
  void invalidJson_theAnswerEndsWhereTheServersBufferDoes() {
    String info = ((Invalid) Rows.request("{}" + "é".repeat(1000))).info();
    String start =
        "cannot parse as a valid JSON object: invalid character following JSON object at: '";

    assertEquals(82, start.length());
    assertEquals(start + "é".repeat((254 - 82) / 2), info);
  }

  @Test
  void invalidJson_theReasonDoesNotQuoteTheWholePacket() {
    String reason = ((Invalid) Rows.request("{}" + "x".repeat(1_000_000))).reason();

    assertEquals(
        "not valid JSON: invalid character following JSON object at: '" + "x".repeat(254) + "...'",
        reason);
  }

  @Test
  void invalidJson_bytesThatAreNotUtf8AreQuotedAsQuestionMarks() {
    byte[] bytes = {'{', '}', 'a', (byte) 0xFF, 'b'};

    Request request = Decoder.ofServer(ZabbixVersion.V7_0).decode(Bytes.of(bytes));

    assertEquals(
        "not valid JSON: invalid character following JSON object at: 'a?b'",
        ((Invalid) request).reason());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                               | ``",
        "{\"data\":[]}                     | : the members are \"data\"",
        "{\"request\":{}}                  | : it is an object or an array",
        "{\"request\":[\"a\"]}             | : it is an object or an array",
        "{\"Request\":\"sender data\"}      | : write \"request\" instead of \"Request\"",
        "{\" request\":\"x\",\"DATA\":[]}   | : write \"request\" instead of \" request\" and"
            + " \"data\" instead of \"DATA\""
      })
  void unknown_noRequestString(String json, String hint) {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      Invalid unknown = (Invalid) Rows.request(version, json);

      assertEquals(RequestKind.UNKNOWN, unknown.kind());
      assertEquals("the JSON has no \"request\" string" + hint, unknown.reason());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Sender Data        | no Zabbix server knows the request \"Sender Data\": did you mean"
            + " \"sender data\"?",
        "sender_data        | no Zabbix server knows the request \"sender_data\": did you mean"
            + " \"sender data\"?",
        "senderData         | no Zabbix server knows the request \"senderData\": did you mean"
            + " \"sender data\"?",
        "active check       | no Zabbix server knows the request \"active check\": did you mean"
            + " \"active checks\"?",
        "passive checks     | \"passive checks\" is a request to an agent: is this the wrong port?",
        "proxy tasks        | \"proxy tasks\" is a request to a passive proxy: is this the wrong"
            + " port?",
        "java gateway jmx   | \"java gateway jmx\" is a request to the Java gateway: is this the"
            + " wrong port?",
        "history data       | servers since Zabbix 3.4 do not know the request \"history data\":"
            + " send proxy data"
      })
  void unknown_namesTheLikelyCause(String name, String reason) {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      Invalid unknown = (Invalid) Rows.request(version, "{\"request\":\"" + name + "\"}");

      assertEquals(reason, unknown.reason());
    }
  }

  @Test
  void unknown_namesTheVersionsThatKnowTheRequest() {
    Invalid heartbeat =
        (Invalid) Rows.request(ZabbixVersion.V7_0, "{\"request\":\"proxy heartbeat\"}");
    Invalid push = (Invalid) Rows.request(ZabbixVersion.V6_0, "{\"request\":\"history.push\"}");

    assertEquals(
        "Zabbix 7.0 does not know the request \"proxy heartbeat\", which servers of versions up to"
            + " 6.2 know",
        heartbeat.reason());
    assertEquals(
        "Zabbix 6.0 does not know the request \"history.push\", which servers of versions 7.0 and"
            + " newer know",
        push.reason());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"`\"foo\"`, foo", "`null`, ``", "`\"\"`, ``", "`5`, 5", "`true`, true"})
  void unknown_requestOfAnotherName(String json, String name) {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      Invalid unknown = (Invalid) Rows.request(version, "{\"request\":" + json + ",\"data\":[]}");

      assertEquals("no Zabbix server knows the request \"" + name + "\"", unknown.reason());
    }
  }

  @Test
  void unknown_aLongNameIsNotQuotedWhole() {
    Invalid unknown = (Invalid) Rows.request("{\"request\":\"" + "x".repeat(65) + "\"}");

    assertEquals(
        "no Zabbix server knows the request \"" + "x".repeat(64) + "...\"", unknown.reason());
  }

  @Test
  void unknown_questionForAnAgent() {
    Invalid unknown =
        (Invalid) Rows.request("{\"request\":\"passive checks\",\"data\":[{\"key\":\"a\"}]}");

    assertEquals(
        "\"passive checks\" is a request to an agent: is this the wrong port?", unknown.reason());
  }

  @Test
  void theFirstRequestMemberCounts() {
    Request request =
        Rows.request("{\"request\":\"sender data\",\"request\":\"foo\",\"data\":[],\"data\":5}");

    assertEquals(RequestKind.SENDER_DATA, request.kind());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`{\"request\":\"sender data\"}`, `cannot find pair with name \"data\"`, `: the members are"
            + " \"request\"`",
        "`{\"request\":\"sender data\",\"Data\":[]}`, `cannot find pair with name \"data\"`, `: write"
            + " \"data\" instead of \"Data\"`",
        "`{\"request\":\"sender data\",\"data\":null}`,"
            + " `cannot open JSON object or array \"null}\"`, `: it is null`",
        "`{\"request\":\"sender data\",\"data\": 5 ,\"x\":1}`,"
            + " `cannot open JSON object or array \"5 ,\"x\":1}\"`, `: it is a number`",
        "`{\"request\":\"sender data\",\"data\":\"[]\"}`,"
            + " `cannot open JSON object or array \"\"[]\"}\"`, `: it is JSON in a string: send the"
            + " array itself`",
        "`{\"request\":\"sender data\",\"data\":true,\"data\":[]}`,"
            + " `cannot open JSON object or array \"true,\"data\":[]}\"`, `: it is true`"
      })
  void unfitData(String json, String info60, String hint) {
    assertEquals(
        Invalid.refused(RequestKind.SENDER_DATA, info60, hint),
        Rows.request(ZabbixVersion.V6_0, json));
    assertEquals(
        Invalid.refused(RequestKind.SENDER_DATA, "cannot open \"data\" token", hint),
        Rows.request(ZabbixVersion.V7_0, json));
  }

  @Test
  void unfitData_quotesAtMost64Bytes() {
    String json = "{\"request\":\"sender data\",\"data\":\"" + "x".repeat(1000) + "\"}";

    Invalid refused = (Invalid) Rows.request(ZabbixVersion.V6_0, json);

    assertEquals("cannot open JSON object or array \"\"" + "x".repeat(63) + "\"", refused.info());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"abc\"`, 3",
        "`\"\"`, 0",
        "`null`, 0",
        "`12345`, 5",
        "`\"3f6213e55c004e4aa94132fac1cc9cc\"`, 31",
        "`\"3f6213e55c004e4aa94132fac1cc9cc7x\"`, 33",
        "`\"3f6213e55c004e4aa94132fac1cc9céé\"`, 34"
      })
  void session_ofAnotherLengthIsRefusedBy60(String session, int length) {
    String json = ONE_ROW + ",\"session\":" + session + "}";

    assertEquals(
        Invalid.refused(RequestKind.SENDER_DATA, "invalid session token length " + length),
        Rows.request(ZabbixVersion.V6_0, json));
    assertEquals(RequestKind.SENDER_DATA, Rows.request(ZabbixVersion.V7_0, json).kind());
    assertTrue(Rows.request(ZabbixVersion.V7_0, json) instanceof SenderData);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"3f6213e55c004e4aa94132fac1cc9cc7\"", "[\"abc\"]", "{}"})
  void session_takenBy60(String session) {
    String json = ONE_ROW + ",\"session\":" + session + "}";

    assertTrue(Rows.request(ZabbixVersion.V6_0, json) instanceof SenderData);
  }

  @Test
  void session_unfitDataIsFoundFirst() {
    String json = "{\"request\":\"sender data\",\"session\":\"abc\"}";

    assertEquals(
        Invalid.refused(
            RequestKind.SENDER_DATA,
            "cannot find pair with name \"data\"",
            ": the members are \"request\", \"session\""),
        Rows.request(ZabbixVersion.V6_0, json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n", "  \n"})
  void emptyPacket(String text) {
    assertEquals(Invalid.unreadable("the packet is empty"), Rows.request(text));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`h1:trap1:legacy`, h1, trap1, legacy",
        "`h1:trap1:`, h1, trap1, ``",
        "`::`, ``, ``, ``",
        "`h1:k:a:b:c`, h1, k, a:b:c",
        "`h1:k[a:b]:c`, h1, k[a, b]:c"
      })
  void legacy_splitsAtTheFirstTwoColons(String text, String host, String key, String value) {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      assertEquals(new LegacyData(new ItemName(host, key), value), Rows.request(version, text));
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "`h:k:v \r\n`,`v`",
        "`h:k:a\nb\n`,`a\nb`",
        "`h:k: v`,` v`",
        "`h:k:v\0x`,`v`",
        "`h:k:v \0x`,`v`",
        "`h:k:v\t`,`v\t`"
      })
  void legacy_valueLosesWhatTheServerTrims(String text, String value) {
    assertEquals(value, ((LegacyData) Rows.request(text)).value());
  }

  @Test
  void legacy_bytesThatAreNotUtf8() {
    byte[] bytes = {'h', ':', 'k', ':', 'a', (byte) 0xFF};

    Request request = Decoder.ofServer(ZabbixVersion.V7_0).decode(Bytes.of(bytes));

    assertEquals("a?", ((LegacyData) request).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n", "\uFEFF", "[", "[ ", "\t\uFEFF "})
  void legacy_jsonThatDoesNotBeginWithABrace(String lead) {
    LegacyData legacy = (LegacyData) Rows.request(lead + ONE_ROW + "}");

    assertEquals(RequestKind.LEGACY_DATA, legacy.kind());
    assertTrue(legacy.jsonLike());
    assertEquals(lead + "{\"request\"", legacy.item().host());
  }

  @Test
  void legacy_xml() {
    LegacyData legacy =
        (LegacyData)
            Rows.request("<req><host>aDE=</host><key>dHJhcDE=</key><data>bGVnYWN5</data></req>\n");

    assertEquals(new LegacyData(new ItemName("h1", "trap1"), "legacy"), legacy);
  }

  @ParameterizedTest
  @CsvSource({
    "<req></req>, ''",
    "<req><data></data></req>, ''",
    "<req><data>%%%</data></req>, ''",
    "<req><data>YQ</data></req>, a",
    "<req><data>YQBi</data></req>, a",
    "<req><data>Yf8=</data></req>, a?"
  })
  void legacy_xmlElement(String xml, String value) {
    assertEquals(value, ((LegacyData) Rows.request(xml)).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "agent.ping\n", "vfs.fs.size[/,free]", "net.if.in[\"eth0\"]"})
  void unreadable_passiveCheckOnTheWrongPort(String key) {
    String reason =
        "the text \""
            + key.strip()
            + "\" looks like the key of a passive check: is this the wrong port?";

    assertEquals(Invalid.unreadable(reason), Rows.request(key));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello world  | 'hello world'",
        "h:k          | 'h:k'",
        "[1,2]        | '[1,2]'",
        "[]           | '[]'",
        "NUL          | '\\x00'",
        "NUL{NUL}     | '\\x00{\\x00}': this looks like UTF-16 or UTF-32: send UTF-8",
        "é            | 'é'",
        "\uFEFF{}     | '\\ufeff{}': ef bb bf is a byte order mark: send UTF-8 without it",
        "ZBXD\1xNUL   | 'ZBXD\\x01x\\x00': is the header sent twice?",
        "eyJyZXF1ZXN0= | 'eyJyZXF1ZXN0=': this looks like base64: send the bytes themselves"
      })
  void unreadable_otherText(String text, String beginning) {
    String reason = "the text is neither a JSON object nor legacy host:key:value: it begins with ";

    assertEquals(Invalid.unreadable(reason + beginning), Rows.request(text.replace("NUL", "\0")));
  }

  @Test
  void unreadable_doesNotQuoteWhatIsTooLongForAKey() {
    String reason =
        "the text is neither a JSON object nor legacy host:key:value: it begins with"
            + " 'xxxxxxxxxxxxxxxx...'";

    assertEquals(Invalid.unreadable(reason), Rows.request("x".repeat(2049)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "h:k:v           | -1",
        "``              | -1",
        "[1,             | -1",
        "{\"a\":1}       | -1",
        "`{\"a\":1} `    | -1",
        "{\"a\":x}       | 5",
        "{\"a\":1}x      | 7",
        "{\"a\":         | 5",
        "{               | 1"
      })
  void invalidAt_isTheIndexOfTheErrorInJson(String text, int index) {
    Bytes part = Bytes.of("header" + text).slice(6, text.length());

    assertEquals(index, Decoder.ofServer(ZabbixVersion.V7_0).invalidAt(part));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | the packet is empty",
        "{\"more\": | not valid JSON (the data ends with '{\"more\":'): unexpected end of object value"
      })
  void proxyData_unreadable(String text, String reason) {
    assertEquals(Invalid.unreadable(reason), proxyData(text));
  }

  @Test
  void proxyData_hasTheNameOfThePolledProxy() {
    Request request = proxyData("{\"history data\":[{\"itemid\":7}]}");

    assertEquals("proxy01", request.proxy());
    assertEquals(1, request.values().size());
  }

  private static Request proxyData(String text) {
    return Decoder.ofProxyData(ZabbixVersion.V7_0, "proxy01").decode(Bytes.of(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sender data   | : is this the wrong port?",
        "active checks | : is this the wrong port?",
        "passive check | : did you mean \"passive checks\"?",
        "passive       | ''",
        "foo           | ''"
      })
  void agent_refusesOtherRequests(String name, String hint) {
    AgentProgram agent = new AgentProgram(ZabbixVersion.V7_0, AgentProgram.Variant.AGENT);

    assertEquals(
        Invalid.refused(RequestKind.PASSIVE_CHECK, "unknown request \"" + name + '"', hint),
        Decoder.ofAgent(agent).decode(Bytes.of("{\"request\":\"" + name + "\"}")));
  }

  @ParameterizedTest
  @CsvSource({"sendr dat, true", "send dat, false", "SENDER_DATA, true", "foo, false"})
  void unknown_isLikeAKnownNameWithTwoOtherCharacters(String name, boolean isLike) {
    assertEquals(isLike, UnknownRequest.isLike(name, "sender data"));
  }
}
