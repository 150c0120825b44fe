package org.mockzabbix.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.SizeFormat;

/** Draws the JSON Schema of scenario files from the one declaration of their shape. */
final class JsonSchema {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final ObjectNode shared = MAPPER.createObjectNode(); // shapes that others point to

  private JsonSchema() {}

  static String text() throws IOException {
    ObjectNode schema = MAPPER.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "A scenario of Mock Zabbix");
    JsonSchema drawing = new JsonSchema();
    schema.setAll(drawing.of(ScenarioShape.SCENARIO));
    schema.set("$defs", drawing.shared);
    return MAPPER.writeValueAsString(schema).replace("\r\n", "\n") + "\n";
  }

  private ObjectNode of(Shape shape) {
    ObjectNode schema = MAPPER.createObjectNode();
    if (shape instanceof Shape.Text) {
      schema.putArray("type").add("string").add("number").add("boolean");
    } else if (shape instanceof Shape.Name) {
      schema.putArray("type").add("string").add("number").add("boolean");
      schema.put("pattern", "\\S");
    } else if (shape instanceof Shape.Word word) {
      ArrayNode words = schema.put("type", "string").putArray("enum");
      word.allowed().forEach(words::add);
    } else if (shape instanceof Shape.Whole whole) {
      schema.put("type", "integer").put("minimum", whole.least()).put("maximum", whole.most());
    } else if (shape instanceof Shape.Truth) {
      schema.put("type", "boolean");
    } else if (shape instanceof Shape.Time) {
      schema.putArray("type").add("string").add("integer");
      schema.put("pattern", "^" + DurationFormat.REGEX + "$");
    } else if (shape instanceof Shape.Size) {
      schema.putArray("type").add("string").add("integer");
      schema.put("pattern", "^" + SizeFormat.REGEX + "$");
    } else if (shape instanceof Shape.Decimal) {
      schema.put("type", "number");
    } else if (shape instanceof Shape.Probability) {
      schema.put("type", "number").put("minimum", 0).put("maximum", 1);
    } else if (shape instanceof Shape.Shared one) {
      schema.put("$ref", "#/$defs/" + one.name());
      if (!shared.has(one.name())) {
        shared.putObject(one.name()); // before it is drawn, for it may contain itself
        shared.set(one.name(), of(one.shape().get()));
      }
    } else if (shape instanceof Shape.ListOf list) {
      schema.put("type", "array").set("items", of(list.each()));
    } else if (shape instanceof Shape.MapOf map) {
      schema.put("type", "object").set("additionalProperties", of(map.each()));
    } else if (shape instanceof Shape.OneOf oneOf) {
      ArrayNode any = schema.putArray("anyOf");
      oneOf.shapes().forEach(each -> any.add(of(each)));
    } else if (shape instanceof Shape.Obj object) {
      putObject(schema, object);
    } else {
      throw new AssertionError("unhandled " + shape.getClass());
    }
    return schema;
  }

  private void putObject(ObjectNode schema, Shape.Obj object) {
    schema.put("type", "object").put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = MAPPER.createArrayNode();
    for (Shape.Field field : object.fields().values()) {
      ObjectNode property = of(field.shape());
      property.put("description", field.description());
      properties.set(field.name(), property);
      if (field.need() == Shape.Need.REQUIRED) {
        required.add(field.name());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
  }
}
