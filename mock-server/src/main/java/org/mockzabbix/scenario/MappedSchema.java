package org.mockzabbix.scenario;

import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** A schema whose value a function computes from the value of another schema. */
record MappedSchema<S, T>(
    Schema<S> schema, BiFunction<? super S, ScenarioNode, ? extends T> reading)
    implements Schema<T> {

  @Override
  public String expected() {
    return schema.expected();
  }

  @Override
  public boolean hasForm(ScenarioNode node) {
    return schema.hasForm(node);
  }

  @Override
  public T read(ScenarioNode node) {
    S value = schema.read(node);
    return node.location().locate(() -> reading.apply(value, node));
  }

  @Override
  public ScenarioNode merge(ScenarioNode first, ScenarioNode second) {
    return schema.merge(first, second);
  }

  @Override
  public Map<String, Object> json(Map<String, Object> shared) {
    return schema.json(shared);
  }

  @Override
  public Set<String> words() {
    return schema.words();
  }

  @Override
  public Set<String> fieldNames() {
    return schema.fieldNames();
  }
}
