package org.mockzabbix.scenario;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A schema that is used in several places, or that contains itself.
 *
 * @param name its name in the JSON Schema
 */
record SharedSchema<T>(String name, Supplier<Schema<T>> schema) implements Schema<T> {

  @Override
  public String expected() {
    return schema.get().expected();
  }

  @Override
  public boolean hasForm(ScenarioNode node) {
    return schema.get().hasForm(node);
  }

  @Override
  public T read(ScenarioNode node) {
    return schema.get().read(node);
  }

  @Override
  public Map<String, Object> json(Map<String, Object> shared) {
    if (!shared.containsKey(name)) {
      shared.put(name, Map.of()); // first, because the schema may contain itself
      shared.put(name, schema.get().json(shared));
    }
    return Map.of("$ref", "#/$defs/" + name);
  }

  @Override
  public Set<String> words() {
    return schema.get().words();
  }

  @Override
  public Set<String> fieldNames() {
    return schema.get().fieldNames();
  }
}
