package org.mockzabbix.protocol.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {

  @Test
  void meetsMembersInTheOrderTheyWereSent() throws Exception {
    JsonCursor cursor = open(" \r\n\t{\"b\" : 1 ,\"a\":\"x\", \"c\":[1,{\"d\":2}] } ");

    List<String> members = new ArrayList<>();
    while (cursor.nextMember()) {
      members.add(cursor.name() + "=" + cursor.spelled());
    }

    assertEquals(List.of("b=1", "a=\"x\"", "c=[1,{\"d\":2}]"), members);
    assertFalse(cursor.nextMember());
  }

  @Test
  void rewind_startsAgain() throws Exception {
    JsonCursor cursor = open("{\"a\":1,\"b\":2}");
    cursor.nextMember();
    cursor.nextMember();

    cursor.rewind();

    assertTrue(cursor.nextMember());
    assertEquals("a", cursor.name());
  }

  @Test
  void find_takesTheFirstOfTwoMembersWithOneName() throws Exception {
    JsonCursor cursor = open("{\"a\":1,\"b\":2,\"a\":3}");

    assertEquals("1", cursor.textOf("a"));
  }

  @Test
  void find_startsFromTheFirstMember() throws Exception {
    JsonCursor cursor = open("{\"a\":1,\"b\":2}");
    cursor.find("b");

    assertTrue(cursor.find("a"));
    assertFalse(cursor.find("c"));
  }

  @Test
  void find_resolvesEscapesInNames() throws Exception {
    assertEquals("1", open("{\"h\\u006f\\u0073t\":1}").textOf("host"));
    assertEquals("1", open("{\"\\u0068ost\":1,\"host\":2}").textOf("host"));
  }

  @Test
  void find_cutsNamesAtNul() throws Exception {
    assertEquals("1", open("{\"host\\u0000x\":1}").textOf("host"));
  }

  @Test
  void find_distinguishesCaseAndLength() throws Exception {
    JsonCursor cursor = open("{\"Host\":1,\"hos\":2,\"hosts\":3,\"ho\\\\st\":4}");

    assertFalse(cursor.find("host"));
  }

  @Test
  void find_doesNotLookInsideOtherMembers() throws Exception {
    JsonCursor cursor = open("{\"a\":{\"b\":1},\"c\":\"\\\"b\\\":2\",\"d\":[{\"b\":3}]}");

    assertFalse(cursor.find("b"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      textBlock =
          """
          '"x"',    x,    STRING
          '""',     '',   STRING
          '12.50',  12.50, NUMBER
          '-1e5',   -1e5, NUMBER
          'true',   true, TRUE
          'false',  false, FALSE
          'null',   '',   NULL
          """)
  void textOf_readsScalarsAsText(String json, String text, JsonType type) throws Exception {
    JsonCursor cursor = open("{\"a\": " + json + " }");

    assertEquals(text, cursor.textOf("a"));
    assertEquals(type, cursor.type());
    assertEquals(json, cursor.spelled());
  }

  @Test
  void textOf_isNullForContainersAndForNothing() throws Exception {
    JsonCursor cursor = open("{\"a\":{},\"b\":[1]}");

    assertNull(cursor.textOf("a"));
    assertNull(cursor.textOf("b"));
    assertNull(cursor.textOf("c"));
  }

  @Test
  void textOf_isNullWhenTheFirstOfTheNameIsAContainer() throws Exception {
    assertNull(open("{\"a\":[],\"a\":1}").textOf("a"));
  }

  @Test
  void numberOf_readsDigitsOnly() throws Exception {
    JsonCursor cursor =
        open("{\"z\":0,\"a\":5,\"b\":\"0042\",\"c\":-1,\"d\":1.5,\"e\":\"\",\"f\":[]}");

    assertEquals(OptionalLong.of(0), cursor.numberOf("z"));
    assertEquals(OptionalLong.of(5), cursor.numberOf("a"));
    assertEquals(OptionalLong.of(42), cursor.numberOf("b"));
    assertEquals(OptionalLong.empty(), cursor.numberOf("c"));
    assertEquals(OptionalLong.empty(), cursor.numberOf("d"));
    assertEquals(OptionalLong.empty(), cursor.numberOf("e"));
    assertEquals(OptionalLong.empty(), cursor.numberOf("f"));
    assertEquals(OptionalLong.empty(), cursor.numberOf("g"));
  }

  @Test
  void nextElement_stepsOverAnArray() throws Exception {
    JsonCursor top = open("{\"a\":[ 1 , \"b,]\" ,[2,{}],{\"c\":\"]}\"},null ]}");
    top.find("a");
    JsonCursor array = top.enter();

    List<String> elements = new ArrayList<>();
    while (array.nextElement()) {
      elements.add(array.spelled());
    }

    assertEquals(List.of("1", "\"b,]\"", "[2,{}]", "{\"c\":\"]}\"}", "null"), elements);
  }

  @Test
  void nextElement_hasNoneInAnEmptyArray() throws Exception {
    JsonCursor top = open("{\"a\":[ ],\"b\":1}");
    top.find("a");

    assertFalse(top.enter().nextElement());
  }

  @Test
  void nextElement_ofAnObjectIsEachName() throws Exception {
    JsonCursor object = open("{\"a\" : {\"b\":[1,{}]} , \"c\":\"d:\",\"e\":[]}");

    List<String> elements = new ArrayList<>();
    while (object.nextElement()) {
      elements.add(object.spelled());
    }

    assertEquals(List.of("\"a\"", "\"c\"", "\"e\""), elements);
  }

  @Test
  void nextMember_hasNoneInAnArray() throws Exception {
    JsonCursor top = open("{\"a\":[\"b\",1],\"c\":1}");
    top.find("a");

    assertFalse(top.enter().nextMember());
  }

  @Test
  void aScalarOpensAsAnEmptyContainer() throws Exception {
    JsonCursor top = open("{\"a\":5}");
    top.find("a");

    assertFalse(top.enter().nextElement());
    assertFalse(top.enter().nextMember());
  }

  @Test
  void elementsOf_opensEachElement() throws Exception {
    JsonCursor top = open("{\"a\":[{\"b\":1},{\"b\":2}]}");

    List<JsonCursor> elements = top.elementsOf("a");

    assertEquals(2, elements.size());
    assertEquals("1", elements.get(0).textOf("b"));
    assertEquals("2", elements.get(1).textOf("b"));
    assertEquals(List.of(), top.elementsOf("c"));
  }

  @Test
  void positionsAreThoseOfTheWholeText() throws Exception {
    byte[] bytes = "##{\"a\": [7] }##".getBytes(StandardCharsets.UTF_8);
    JsonCursor top = JsonCursor.open(bytes, 2, bytes.length - 2);
    top.find("a");

    assertEquals(8, top.valueStart());
    assertEquals(11, top.valueEnd());
    assertTrue(JsonCursor.reopen(bytes, 8, bytes.length).nextElement());
  }

  @Test
  void restOfText_goesToTheEndOfTheDocument() throws Exception {
    JsonCursor top = open("{\"data\":null,\"x\":1}");
    top.find("data");

    assertEquals("null,\"x\":1}", top.restOfText(64));
  }

  @Test
  void restOfText_isCutAfterSoManyBytes() throws Exception {
    JsonCursor top = open("{\"data\":\"é-é\"}");
    top.find("data");

    assertEquals("\"é-é\"}", top.restOfText(8));
    assertEquals("\"é-é\"", top.restOfText(7));
    assertEquals("\"é-é", top.restOfText(6));
    assertEquals("\"é-?", top.restOfText(5)); // for half of a character
  }

  @Test
  void restOfText_hasQuestionMarksForACharacterOfFourBytesThatIsCut() throws Exception {
    JsonCursor top = open("{\"data\":\"😀\"}");
    top.find("data");

    assertEquals("\"?", top.restOfText(2));
    assertEquals("\"???", top.restOfText(4));
    assertEquals("\"😀", top.restOfText(5));
  }

  @Test
  void restOfText_endsAtNul() throws Exception {
    JsonCursor top = open("{\"data\":null}\0 more");
    top.find("data");

    assertEquals("null}", top.restOfText(64));
  }

  @Test
  void restOfText_endsWithItsRange() {
    byte[] bytes = "{\"data\":null}##".getBytes(StandardCharsets.UTF_8);

    assertEquals("null}", JsonCursor.restOfText(bytes, 8, 13, 64));
    assertEquals("null}##", JsonCursor.restOfText(bytes, 8, 15, 64));
  }

  @ParameterizedTest
  @CsvSource({"'[]', true, ']}'", "'{}', true, '}}'", "'[ ]', false, ']}'", "'[ 7]', false, '7]}'"})
  void restOfContainer_beginsBehindSpace(String container, boolean isEmpty, String rest)
      throws Exception {
    JsonCursor top = open("{\"a\":" + container + "}");
    top.find("a");

    assertEquals(isEmpty, top.enter().isEmptyWithoutSpace());
    assertEquals(rest, top.enter().restOfContainer(64));
  }

  @Test
  void restOfContainer_ofAScalarIsEmpty() throws Exception {
    JsonCursor top = open("{\"a\":5}");
    top.find("a");

    assertFalse(top.enter().isEmptyWithoutSpace());
    assertEquals("", top.enter().restOfContainer(64));
  }

  @Test
  void reopen_atTheEndOfTheTextIsEmpty() {
    byte[] bytes = "{}".getBytes(StandardCharsets.UTF_8);

    assertFalse(JsonCursor.reopen(bytes, 2, 2).nextElement());
  }

  @Test
  void isDecodable_exceptWithHalfASurrogatePair() {
    byte[] bytes = "{\"a\":\"\\ud83d\",\"b\":1}".getBytes(StandardCharsets.UTF_8);
    JsonCursor cursor = JsonCursor.reopen(bytes, 0, bytes.length);

    assertTrue(cursor.find("a"));
    assertFalse(cursor.isDecodable());
    assertTrue(cursor.find("b"));
    assertTrue(cursor.isDecodable());
  }

  @Test
  void find_findsNothingBehindANameWithHalfASurrogatePair() {
    byte[] bytes = "{\"a\":1,\"\\ud83d\":2,\"b\":3}".getBytes(StandardCharsets.UTF_8);
    JsonCursor cursor = JsonCursor.reopen(bytes, 0, bytes.length);

    assertTrue(cursor.find("a"));
    assertFalse(cursor.find("b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[7]", " \r\n\t[ 7 ] ", "{\"a\":7}", " {\"a\":7}"})
  void openObjectOrArray_opensBoth(String json) throws Exception {
    assertTrue(openObjectOrArray(json).nextElement());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | the packet is empty",
        "` ` | the packet is empty",
        "[7 | invalid array format, expected closing character ']' at: ''",
        "[7]] | invalid character following JSON object at: ']'",
        "{\"a\" | invalid object name/value separator at: ''"
      })
  void openObjectOrArray_refusesOtherText(String json, String message) {
    assertEquals(
        message,
        assertThrows(InvalidJsonException.class, () -> openObjectOrArray(json)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " \r\n\t "})
  void open_refusesAnEmptyPacket(String json) {
    assertEquals(
        "the packet is empty",
        assertThrows(InvalidJsonException.class, () -> open(json)).getMessage());
  }

  private static JsonCursor openObjectOrArray(String json) throws InvalidJsonException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return JsonCursor.openObjectOrArray(bytes, 0, bytes.length);
  }

  private static JsonCursor open(String json) throws InvalidJsonException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return JsonCursor.open(bytes, 0, bytes.length);
  }
}
