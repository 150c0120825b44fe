package org.mockzabbix.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.protocol.ZabbixVersion.V5_0;
import static org.mockzabbix.protocol.ZabbixVersion.V6_0;
import static org.mockzabbix.protocol.ZabbixVersion.V7_0;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.JsonCursor;

/** How the members of a request are found. */
class JsonRequestTest {

  /** The largest number of members for which no array must grow. */
  private static final String EIGHT_MEMBERS =
      "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8}";

  @Test
  void text_isThatOfTheFirstScalarOfTheName() throws Exception {
    JsonRequest request =
        read("{\"a\":\"x\",\"a\":\"y\",\"b\":1.50,\"c\":null,\"d\":[1],\"d\":2,\"\\u0065\":true}");

    assertEquals("x", request.text("a"));
    assertEquals("1.50", request.text("b"));
    assertEquals("", request.text("c"));
    assertNull(request.text("d"));
    assertEquals("true", request.text("e"));
    assertNull(request.text("f"));
  }

  @Test
  void text_mustFitIntoTheBufferOfTheServer() throws Exception {
    JsonRequest request = read("{\"a\":\"éé\"}");

    assertEquals("éé", request.text("a", 4));
    assertNull(request.text("a", 3));
    assertNull(request.text("b", 4));
  }

  @Test
  void texts_areTheScalarsInTheirOrder() throws Exception {
    JsonRequest request =
        read("{\"b\":\"x\",\"a\":1,\"c\":{},\"d\":[],\"b\":\"y\",\"e\":null,\"c\":2}");

    assertEquals("{b=x, a=1, e=}", request.texts().toString());
  }

  @Test
  void aRequestMayHaveManyMembers() throws Exception {
    JsonRequest eight = read(EIGHT_MEMBERS);
    JsonRequest nine = read(EIGHT_MEMBERS.replace("}", ",\"i\":9}"));

    assertEquals(8, eight.texts().size());
    assertNull(eight.text("i"));
    assertEquals(Invalid.refused(RequestKind.UNKNOWN, "no", ""), eight.refused("no"));
    assertEquals(9, nine.texts().size());
    assertEquals("1", nine.text("a"));
    assertEquals("9", nine.text("i"));
  }

  @Test
  void json_isTheSpellingOfAContainer() throws Exception {
    JsonRequest request = read("{\"a\":[ 1, {\"b\":\"é\"} ] ,\"c\":{ },\"d\":\"[]\"}");

    assertEquals("[ 1, {\"b\":\"é\"} ]", request.json("a"));
    assertEquals("{ }", request.json("c"));
    assertNull(request.json("d"));
    assertNull(request.json("e"));
  }

  @Test
  void number_isAnIntegerInPlainDigits() throws Exception {
    JsonRequest request = read("{\"a\":0,\"b\":\"17\",\"c\":-1,\"d\":1.5,\"e\":[5]}");

    assertEquals(OptionalLong.of(0), request.number("a"));
    assertEquals(OptionalLong.of(17), request.number("b"));
    assertEquals(OptionalLong.empty(), request.number("c"));
    assertEquals(OptionalLong.empty(), request.number("d"));
    assertEquals(OptionalLong.empty(), request.number("e"));
    assertEquals(OptionalLong.empty(), request.number("f"));
    assertEquals(17L, request.numberOrNull("b"));
    assertNull(request.numberOrNull("c"));
  }

  @Test
  void container_isEmptyIfItIsMissingOrAScalar() throws Exception {
    JsonRequest request = read("{\"a\":[7],\"b\":{\"c\":8},\"d\":9}");
    JsonCursor array = request.container("a");

    assertTrue(array.nextElement());
    assertEquals("7", array.text());
    assertEquals("8", request.container("b").textOf("c"));
    assertFalse(request.container("d").nextElement());
    assertFalse(request.container("e").nextElement());
    assertTrue(request.hasContainer("a"));
    assertTrue(request.hasContainer("b"));
    assertFalse(request.hasContainer("d"));
    assertFalse(request.hasContainer("e"));
  }

  @Test
  void historyData_isTheFirstOfTheName() throws Exception {
    JsonRequest request =
        read(
            "{\"history data\":[{\"itemid\":1},{\"itemid\":2}],\"history data\":[],"
                + "\"data\":[{\"host\":\"h\",\"key\":\"k\"}],\"data\":[]}");

    assertEquals(2, request.historyData().size());
    assertEquals(OptionalLong.of(2), request.historyData().get(1).itemid());
    assertEquals(1, request.data(HistoryRows.Naming.HOST_AND_KEY).size());
    assertEquals(0, read("{\"history data\":5}").historyData().size());
    assertEquals(0, read("{}").historyData().size());
  }

  @Test
  void nothingIsFoundBehindANameWithHalfACharacter() throws Exception {
    JsonRequest request =
        read(V6_0, "{\"request\":\"sender data\",\"\\ud83d\":[1],\"data\":[],\"a\":1}");

    assertEquals(Map.of("request", "sender data"), request.texts());
    assertFalse(request.hasContainer("data"));
    assertEquals(
        Invalid.refused(
            RequestKind.SENDER_DATA,
            "cannot find pair with name \"data\"",
            ": it is behind a name with a \\u escape of half a character: send both surrogates"),
        request.refusedData());
  }

  @Test
  void aTextWithHalfACharacterCountsAsMissing() throws Exception {
    JsonRequest request = read(V6_0, "{\"host\":\"\\ud83d\",\"a\":1}");

    assertNull(request.text("host"));
    assertEquals("1", request.text("a"));
    assertEquals(
        "no host: it has a \\u escape of half a character: send both surrogates",
        request.refusedWithout("host", "no host").reason());
  }

  @Test
  void versionsDifferInDepthAndErrors() throws Exception {
    String deep = "{\"a\":" + "[".repeat(66) + "]".repeat(66) + "}";
    String surplus = "{}" + "x".repeat(129);

    assertEquals("JSON depth exceeds 64 at: '[" + deep.substring(71) + "'", error(V7_0, deep));
    assertNotNull(read(V6_0, deep).json("a"));
    assertNotNull(read(V5_0, deep).json("a"));
    String message = "invalid character following JSON object at: '" + "x".repeat(129);
    assertEquals(message + "...'", error(V7_0, surplus));
    assertEquals(message + "...'", error(V6_0, surplus));
    assertEquals(message + "'", error(V5_0, surplus));
  }

  @Test
  void knowsTheVersionOfTheServer() throws Exception {
    assertEquals("false false", versions(V5_0));
    assertEquals("true false", versions(V6_0));
    assertEquals("true true", versions(V7_0));
  }

  private static String versions(ZabbixVersion version) throws InvalidJsonException {
    JsonRequest request = read(version, "{}");
    return request.isFor60() + " " + request.isFor70();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"data\":5,\"request\":\"sender data\"} | cannot open JSON object or array"
            + " \"5,\"request\":\"sender data\"}\" | : it is a number",
        "{\"request\":\"sender data\",\"data\":\"x\"} | cannot open JSON object or array"
            + " \"\"x\"}\" | : it is a string",
        "{\"request\":\"sender data\",\"values\":[]} | cannot find pair with name \"data\""
            + " | : write \"data\" instead of \"values\"",
        "{\"request\":\"sender data\",\" DATA \":[],\"Host\":1} | cannot find pair with name \"data\""
            + " | : write \"data\" instead of \" DATA \" and \"host\" instead of \"Host\""
      })
  void refusedData_namesTheMistake(String json, String info, String hint) throws Exception {
    assertEquals(
        Invalid.refused(RequestKind.SENDER_DATA, info, hint), read(V6_0, json).refusedData());
    assertEquals(
        Invalid.refused(RequestKind.SENDER_DATA, "cannot open \"data\" token", hint),
        read(V7_0, json).refusedData());
  }

  @Test
  void refusedData_isNullForAnArrayOrAnObject() throws Exception {
    assertNull(read("{\"data\":[]}").refusedData());
    assertNull(read("{\"data\":{}}").refusedData());
  }

  @Test
  void refused_namesMisspelledMembers() throws Exception {
    JsonRequest request = read("{\"request\":\"active checks\",\"HOST\":1,\"SESSION \":2}");

    assertEquals(
        Invalid.refused(
            RequestKind.ACTIVE_CHECKS,
            "no host",
            ": write \"host\" instead of \"HOST\" and \"session\" instead of \"SESSION \""),
        request.refused("no host"));
    assertEquals(
        Invalid.refused(RequestKind.ACTIVE_CHECKS, "no host", ": a hint"),
        request.refused("no host", ": a hint"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                | the JSON has no \"request\" string",
        "{\"request\":[]}                  | the JSON has no \"request\" string: it is an object or"
            + " an array",
        "{\"jsonrpc\":\"2.0\",\"id\":1}    | the JSON has no \"request\" string: the members are"
            + " \"jsonrpc\", \"id\": is it a request to the API of the frontend?",
        "{\"request\":\"sender dota\"}     | no Zabbix server knows the request \"sender dota\": did"
            + " you mean \"sender data\"?"
      })
  void unknown_namesTheMistake(String json, String reason) throws Exception {
    assertEquals(Invalid.unknown(reason), read(json).unknown());
  }

  private static String error(ZabbixVersion version, String json) {
    return assertThrows(InvalidJsonException.class, () -> read(version, json)).getMessage();
  }

  private static JsonRequest read(String json) throws InvalidJsonException {
    return read(V7_0, json);
  }

  /** Reads a request that is a part of an array. */
  private static JsonRequest read(ZabbixVersion version, String json) throws InvalidJsonException {
    byte[] bytes = ("##" + json + "##").getBytes(UTF_8);
    return JsonRequest.read(bytes, 2, bytes.length - 2, version);
  }
}
