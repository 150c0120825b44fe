package org.mockzabbix.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mockzabbix.scenario.ScenarioNode.ObjectNode;
import org.mockzabbix.scenario.ScenarioNode.ScalarNode;

/** A list of alternative schemas. The first schema whose form fits the node applies. */
record AlternativesSchema<T>(List<Schema<? extends T>> schemas) implements Schema<T> {

  static <T> Schema<T> of(Schema<? extends T> first, Schema<? extends T> second) {
    return new AlternativesSchema<>(List.of(first, second));
  }

  @Override
  public String expected() {
    return schemas.stream().map(Schema::expected).collect(Collectors.joining(" or "));
  }

  @Override
  public boolean hasForm(ScenarioNode node) {
    return schemas.stream().anyMatch(schema -> schema.hasForm(node));
  }

  @Override
  public T read(ScenarioNode node) {
    if (node instanceof ScalarNode scalar) {
      checkWord(scalar);
    }
    if (node instanceof ObjectNode object) {
      checkFields(object);
    }
    return schemas.stream()
        .filter(schema -> schema.hasForm(node))
        .findFirst()
        .orElseThrow(() -> node.mismatch(expected()))
        .read(node);
  }

  /** Rejects a string that is the name of a field. */
  private void checkWord(ScalarNode scalar) {
    String word = scalar.text();
    boolean anyString = schemas.stream().anyMatch(s -> s.words().isEmpty() && s.hasForm(scalar));
    if (!anyString && fieldNames().contains(word) && !words().contains(word)) {
      throw scalar.error(
          scalar.location().subject()
              + " needs a value for "
              + word
              + ": write {"
              + word
              + ": ...}");
    }
  }

  /** Rejects a field whose name is one of the valid strings. */
  private void checkFields(ObjectNode object) {
    for (String name : object.fields().keySet()) {
      if (words().contains(name) && !fieldNames().contains(name)) {
        throw object.error(
            name, object.location().subject() + " must be the string " + name + ", without braces");
      }
    }
  }

  @Override
  public Map<String, Object> json(Map<String, Object> shared) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("anyOf", schemas.stream().map(schema -> schema.json(shared)).toList());
    return json;
  }

  @Override
  public Set<String> words() {
    return schemas.stream().flatMap(s -> s.words().stream()).collect(Collectors.toSet());
  }

  @Override
  public Set<String> fieldNames() {
    return schemas.stream().flatMap(s -> s.fieldNames().stream()).collect(Collectors.toSet());
  }
}
