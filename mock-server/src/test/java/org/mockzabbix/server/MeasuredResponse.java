package org.mockzabbix.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.mockzabbix.testing.WireClient;

/**
 * A response as it was measured, to compare with one of this project.
 *
 * <p>The members of a JSON response must be the same, in the same order. Left out are what no two
 * servers share: the time that was spent, revisions, and the rows of a proxy's tables.
 */
record MeasuredResponse(JsonNode measured) {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Members of the response that were not measured in every vector that has them. */
  private static final List<String> OPTIONAL = List.of("config_revision", "macro.secrets");

  /** Reads the response of a server, and compares it. */
  void expect(WireClient client) throws IOException {
    if (measured.has("no_reply_within_s")) {
      Duration silence = Duration.ofSeconds(measured.get("no_reply_within_s").asLong());
      WireClient.Answer answer = client.readToEnd(silence);
      assertEquals("", answer.hex());
      assertTrue(!answer.closed(), "the server was to keep the connection open");
      return;
    }
    WireClient.Answer answer = client.readToEnd(PATIENCE);
    assertTrue(answer.closed(), "the server was to close the connection");
    compare(answer);
  }

  private void compare(WireClient.Answer answer) throws IOException {
    if (measured.has("reply_hex")) {
      assertEquals(measured.get("reply_hex").asText(), answer.hex());
    } else if (measured.has("reply_text_no_header")) {
      assertEquals(
          measured.get("reply_text_no_header").asText(), new String(answer.bytes(), UTF_8));
    } else {
      assertTrue(answer.bytes().length > 0, () -> "closed instead of " + measured);
      compareJson(new ObjectMapper().readTree(answer.body()));
      if (measured.has("reply_flags")) {
        assertEquals(measured.get("reply_flags").asInt(), answer.flags() & 0xFF, "flags");
      }
    }
  }

  private void compareJson(JsonNode parsed) {
    ObjectNode response = (ObjectNode) parsed;
    if (measured.has("reply_json_exact")) {
      assertEquals(measured.get("reply_json_exact").toString(), response.toString());
      return;
    }
    if (measured.has("reply_data_keys")) {
      assertEquals(texts(measured.get("reply_data_keys")), names(response.path("data")));
    }
    if (measured.has("info_regex")) {
      String info = response.path("info").asText();
      assertTrue(info.matches(measured.get("info_regex").asText()), info);
    }
    ObjectNode expected = measured.get("reply_json_subset").deepCopy();
    if (measured.has("info_regex")) {
      response.remove("info");
    }
    if (measured.has("reply_data_keys") || measured.has("note")) {
      response.remove("data");
    }
    OPTIONAL.stream().filter(member -> !expected.has(member)).forEach(response::remove);
    assertEquals(comparable(expected), comparable(response));
  }

  /** Returns the text of a response without what differs from server to server. */
  private static String comparable(ObjectNode response) {
    if (response.has("config_revision")) {
      response.put("config_revision", 1);
    }
    removeRows(response);
    if (response.path("data").isObject()) {
      removeRows((ObjectNode) response.get("data"));
    }
    return response.toString();
  }

  /** Removes the rows from the tables of a proxy's configuration. */
  private static void removeRows(ObjectNode tables) {
    tables
        .properties()
        .forEach(
            table -> {
              if (table.getValue().has("fields")) {
                ((ObjectNode) table.getValue()).remove("data");
              }
            });
  }

  private static Set<String> texts(JsonNode array) {
    TreeSet<String> texts = new TreeSet<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Set<String> names(JsonNode object) {
    TreeSet<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
