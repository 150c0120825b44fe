package org.mockzabbix.protocol.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

  @Test
  void writesMembersInTheOrderTheyArePut() {
    String json =
        new JsonWriter()
            .object()
            .put("response", "success")
            .put("b", 1)
            .put("a", -2)
            .putRaw("c", "[1,2]")
            .end()
            .toString();

    assertEquals("{\"response\":\"success\",\"b\":1,\"a\":-2,\"c\":[1,2]}", json);
  }

  @Test
  void writesNestedContainers() {
    String json =
        new JsonWriter()
            .object()
            .object("redirect")
            .put("revision", 5)
            .end()
            .array("data")
            .object()
            .put("key", "a")
            .end()
            .object()
            .end()
            .array()
            .value("x")
            .value(1)
            .raw("null")
            .end()
            .end()
            .put("last", "1")
            .end()
            .toString();

    assertEquals(
        "{\"redirect\":{\"revision\":5},\"data\":[{\"key\":\"a\"},{},[\"x\",1,null]],\"last\":\"1\"}",
        json);
  }

  @Test
  void writesAnArrayAtTheTop() {
    assertEquals("[[],{}]", new JsonWriter().array().array().end().object().end().end().toString());
  }

  @Test
  void escapesQuotesBackslashesAndControlCharactersOnly() {
    String json = new JsonWriter().value("\"\\\b\f\n\r\t\0\u000b\u001f/\u007fé\u2028😀").toString();

    assertEquals("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u000b\\u001f/\u007fé\u2028😀\"", json);
  }

  @Test
  void escapesTextsWithNothingElse() {
    String json =
        new JsonWriter()
            .array()
            .value("\n")
            .value("\"\"")
            .value("\u000f")
            .value("\u0010")
            .end()
            .toString();

    assertEquals("[\"\\n\",\"\\\"\\\"\",\"\\u000f\",\"\\u0010\"]", json);
  }

  @Test
  void moveTo_continuesWithAnEmptyBuffer() throws IOException {
    StringBuilder out = new StringBuilder();
    JsonWriter json = new JsonWriter().array().value(12);

    json.moveTo(out);

    assertEquals("[12", out.toString());
    assertEquals(0, json.length());
    assertEquals(",3]".length(), json.value(3).end().length());
    json.moveTo(out);
    assertEquals("[12,3]", out.toString());
  }

  @Test
  void escapesNamesToo() {
    String json = new JsonWriter().object().put("a\"b", "").object("c\n").end().end().toString();

    assertEquals("{\"a\\\"b\":\"\",\"c\\n\":{}}", json);
  }
}
