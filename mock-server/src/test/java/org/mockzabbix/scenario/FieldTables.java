package org.mockzabbix.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Prints a table of the fields of each object in a scenario file, from the JSON Schema. */
final class FieldTables {

  private final JsonNode schema;
  private final Map<String, String> tables = new LinkedHashMap<>();
  private final List<JsonNode> next = new ArrayList<>();

  private FieldTables(JsonNode schema) {
    this.schema = schema;
  }

  static String text() throws IOException {
    FieldTables tables = new FieldTables(new ObjectMapper().readTree(JsonSchema.text()));
    tables.next.add(tables.schema);
    while (!tables.next.isEmpty()) {
      tables.add(tables.next.remove(0));
    }
    return String.join("", tables.tables.values());
  }

  private void add(JsonNode part) {
    JsonNode form = resolve(part);
    form.path("anyOf").forEach(next::add);
    if (form.has("items")) {
      next.add(form.get("items"));
    }
    if (form.path("additionalProperties").isObject()) {
      next.add(form.get("additionalProperties"));
    }
    if (form.has("properties")) {
      String title = form.equals(schema) ? "a scenario" : form.get("title").asText();
      if (tables.putIfAbsent(title, table(title, form)) == null) {
        form.get("properties").forEach(next::add);
      }
    }
  }

  private String table(String title, JsonNode form) {
    StringBuilder table =
        new StringBuilder(
            "\n### Fields of " + title + "\n\n| field | value | meaning |\n|---|---|---|\n");
    form.get("properties")
        .properties()
        .forEach(
            field ->
                table
                    .append("| `" + field.getKey() + '`' + mark(form, field.getKey()) + " | ")
                    .append(value(field.getValue()) + " | ")
                    .append(field.getValue().get("description").asText() + " |\n"));
    return table.toString();
  }

  private static String mark(JsonNode form, String name) {
    boolean required =
        StreamSupport.stream(form.path("required").spliterator(), false)
            .anyMatch(other -> other.asText().equals(name));
    return required ? " (required)" : "";
  }

  private String value(JsonNode part) {
    JsonNode form = resolve(part);
    if (part.has("$ref") && form.has("anyOf")) {
      return "[" + name(part) + "](#fields-of-a-" + name(part) + ")";
    }
    if (form.has("anyOf")) {
      return texts(form.get("anyOf")).collect(Collectors.joining(" or "));
    }
    if (form.has("enum")) {
      return StreamSupport.stream(form.get("enum").spliterator(), false)
          .map(word -> '`' + word.asText() + '`')
          .collect(Collectors.joining(", "));
    }
    if (form.has("items")) {
      return "list: " + value(form.get("items"));
    }
    if (form.has("properties")) {
      return "object";
    }
    if (form.path("additionalProperties").isObject()) {
      return "object: " + value(form.get("additionalProperties"));
    }
    return scalar(form);
  }

  private Stream<String> texts(JsonNode alternatives) {
    return StreamSupport.stream(alternatives.spliterator(), false).map(this::value);
  }

  private static String name(JsonNode part) {
    String reference = part.get("$ref").asText();
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  private static String scalar(JsonNode form) {
    String pattern = form.path("pattern").asText();
    if (pattern.contains("ms")) {
      return "time";
    }
    if (pattern.contains("KMG")) {
      return "size";
    }
    if (form.path("type").isArray()) {
      return "string";
    }
    return form.path("type").asText() + range(form);
  }

  private static String range(JsonNode form) {
    if (!form.has("minimum") || form.get("minimum").asLong() == Long.MIN_VALUE) {
      return "";
    }
    long max = form.get("maximum").asLong();
    return max >= Integer.MAX_VALUE
        ? ", at least " + form.get("minimum").asLong()
        : " from " + form.get("minimum").asLong() + " to " + max;
  }

  private JsonNode resolve(JsonNode part) {
    String reference = part.path("$ref").asText();
    return reference.isEmpty() ? part : schema.at(reference.substring(1));
  }
}
