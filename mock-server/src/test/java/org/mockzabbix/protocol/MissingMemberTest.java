package org.mockzabbix.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.protocol.json.JsonCursor;

class MissingMemberTest {

  @ParameterizedTest
  @CsvSource({
    "host, Host",
    "host, HOSTNAME",
    "host, host_name",
    "host, 'host name'",
    "host, ' host '",
    "key, KEY",
    "key, item",
    "key, item_key",
    "key, itemKey",
    "key, key_",
    "data, Data",
    "data, values",
    "data, items",
    "data, metrics",
    "data, history",
    "itemid, itemId"
  })
  void hint_namesTheMemberThatIsMeant(String name, String other) {
    assertEquals(
        ": write \"" + name + "\" instead of \"" + other + '"',
        MissingMember.hint(name, List.of("request", other, "clock")));
  }

  @Test
  void hint_listsAFewMembersIfNoneIsMeant() {
    List<String> sent = List.of("a", "b\"", "c", "d", "e", "f", "g");

    assertEquals("", MissingMember.hint("host", List.of()));
    assertEquals(": the members are \"values\"", MissingMember.hint("host", List.of("values")));
    assertEquals(
        ": the members are \"a\", \"b\\\"\", \"c\", \"d\", \"e\", \"f\"",
        MissingMember.hint("host", sent.subList(0, 6)));
    assertEquals(
        ": the members are \"a\", \"b\\\"\", \"c\", \"d\", \"e\", \"f\", ...",
        MissingMember.hint("host", sent));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}             | : it is an object",
        "[]             | : it is an array",
        "null           | : it is null",
        "5              | : it is a number",
        "true           | : it is true",
        "false          | : it is false",
        "\"x\"          | : it is a string",
        "\"x[\"         | : it is a string",
        "\"[]\"         | : it is JSON in a string: send the array itself",
        "\" {}\"        | : it is JSON in a string: send the array itself",
        "\"[\\ud83d]\"  | : it has a \\u escape of half a character: send both surrogates"
      })
  void wrongType_namesTheType(String json, String hint) {
    JsonCursor object = object("{\"data\":" + json + "}");

    assertTrue(object.find("data"));
    assertEquals(hint, MissingMember.wrongType(object));
  }

  @Test
  void names_areThoseOfAllMembers() {
    JsonCursor object = object("{\"a\":1,\"b\":{\"c\":2},\"d\":3}");
    object.find("b");

    assertEquals(List.of("a", "b", "d"), MissingMember.names(object));
  }

  private static JsonCursor object(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return JsonCursor.reopen(bytes, 0, bytes.length);
  }
}
