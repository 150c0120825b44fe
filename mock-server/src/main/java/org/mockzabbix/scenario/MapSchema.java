package org.mockzabbix.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mockzabbix.scenario.ScenarioNode.ObjectNode;

/**
 * An object with any field names, for example item keys. Each value has the location of its name.
 */
record MapSchema<T>(Schema<T> value) implements Schema<Map<String, Schema.Located<T>>> {

  @Override
  public String expected() {
    return "an object";
  }

  @Override
  public boolean hasForm(ScenarioNode node) {
    return node instanceof ObjectNode;
  }

  @Override
  public Map<String, Located<T>> read(ScenarioNode node) {
    if (!(node instanceof ObjectNode object)) {
      throw node.mismatch(expected());
    }
    Map<String, Located<T>> values = new LinkedHashMap<>();
    object
        .fields()
        .forEach(
            (name, field) -> {
              Location location = object.names().getOrDefault(name, field.location());
              values.put(name, new Located<>(value.read(field), location));
            });
    return values;
  }

  @Override
  public ScenarioNode merge(ScenarioNode first, ScenarioNode second) {
    return first instanceof ObjectNode one && second instanceof ObjectNode other
        ? one.merge(other, (name, value, added) -> this.value.merge(value, added))
        : Schema.super.merge(first, second);
  }

  @Override
  public Map<String, Object> json(Map<String, Object> shared) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "object");
    json.put("additionalProperties", value.json(shared));
    return json;
  }
}
