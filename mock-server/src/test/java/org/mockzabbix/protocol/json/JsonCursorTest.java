package org.mockzabbix.protocol.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    JsonCursor cursor = open("{\"a\":5,\"b\":\"0042\",\"c\":-1,\"d\":1.5,\"e\":\"\",\"f\":[]}");

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
    assertEquals("\"é-", top.restOfText(5)); // not half of a character
  }

  @Test
  void restOfText_leavesOutACharacterOfFourBytesThatIsCut() throws Exception {
    JsonCursor top = open("{\"data\":\"😀\"}");
    top.find("data");

    assertEquals("\"", top.restOfText(2));
    assertEquals("\"", top.restOfText(4));
    assertEquals("\"😀", top.restOfText(5));
  }

  @Test
  void restOfText_endsAtNul() throws Exception {
    JsonCursor top = open("{\"data\":null}\0 more");
    top.find("data");

    assertEquals("null}", top.restOfText(64));
  }

  private static JsonCursor open(String json) throws InvalidJsonException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return JsonCursor.open(bytes, 0, bytes.length);
  }
}
