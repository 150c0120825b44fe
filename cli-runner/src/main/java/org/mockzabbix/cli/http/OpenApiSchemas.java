package org.mockzabbix.cli.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.mockzabbix.cli.page.PageFile;

/**
 * The schemas of the OpenAPI document: those of {@code schemas.json}, and the JSON Schema of
 * scenarios in parts, because requests and replies contain parts of a scenario.
 */
final class OpenApiSchemas {

  private static final String COMPONENTS = "#/components/schemas/";
  private static final String AGENT = "/properties/agents/items";

  /** A part of the JSON Schema of scenarios, which is used under a name of its own. */
  private record Part(String name, String pointer) {}

  /** The parts, inner ones before those that contain them. */
  private static final List<Part> PARTS =
      List.of(
          new Part("ScenarioItem", "/properties/hosts/items/properties/items/items"),
          new Part("ScenarioHost", "/properties/hosts/items"),
          new Part("ScenarioProxy", "/properties/proxies/items"),
          new Part("ScenarioRuleWhen", "/properties/rules/items/properties/when"),
          new Part("ScenarioRule", "/properties/rules/items"),
          new Part("ScenarioAgentRuleWhen", AGENT + "/properties/rules/items/properties/when"),
          new Part("ScenarioAgentRule", AGENT + "/properties/rules/items"),
          new Part("KeyScript", AGENT + "/properties/keys/additionalProperties"),
          new Part("ScenarioAgent", AGENT),
          new Part("ScenarioExpectation", "/properties/expect/items"));

  private OpenApiSchemas() {}

  /** Returns a reference to a schema. */
  static ObjectNode reference(String name) {
    return JsonNodeFactory.instance.objectNode().put("$ref", COMPONENTS + name);
  }

  /** Returns the schemas by name. */
  static ObjectNode all() {
    ObjectNode schemas = resource();
    ObjectNode scenario =
        (ObjectNode)
            JournalView.parsed(PageFile.find("/scenario.schema.json").orElseThrow().text());
    scenario.remove("$schema");
    PARTS.forEach(part -> moveOut(scenario, part, schemas));
    JsonNode shared = scenario.remove("$defs");
    shared.properties().forEach(part -> schemas.set(shared(part.getKey()), part.getValue()));
    schemas.set("Scenario", scenario);
    renameReferences(schemas);
    return schemas;
  }

  private static ObjectNode resource() {
    try (InputStream in = OpenApiSchemas.class.getResourceAsStream("schemas.json")) {
      byte[] bytes = Objects.requireNonNull(in, "schemas.json").readAllBytes();
      return (ObjectNode) JournalView.parsed(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * Moves a part of the scenario to the schemas. What a list demands of its elements stays there:
   * requests leave out a name that is in their path, and replies have further members.
   */
  private static void moveOut(ObjectNode scenario, Part part, ObjectNode schemas) {
    JsonPointer place = JsonPointer.compile(part.pointer());
    ObjectNode schema = (ObjectNode) scenario.at(place);
    ObjectNode reference = reference(part.name());
    if (schema.has("required")) {
      reference.set("required", schema.remove("required"));
    }
    if (schema.remove("additionalProperties") != null) {
      reference.put("unevaluatedProperties", false);
    }
    schemas.set(part.name(), schema);
    ((ObjectNode) scenario.at(place.head())).set(place.last().getMatchingProperty(), reference);
  }

  private static String shared(String name) {
    return "Scenario" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static void renameReferences(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    if (reference.startsWith("#/$defs/")) {
      String name = shared(reference.substring("#/$defs/".length()));
      ((ObjectNode) schema).put("$ref", COMPONENTS + name);
    }
    schema.forEach(OpenApiSchemas::renameReferences);
  }
}
