package org.mockzabbix.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.mockzabbix.scenario.ScenarioNode.ScalarNode;
import org.mockzabbix.text.ClosestName;
import org.mockzabbix.text.Quoting;

/**
 * One of several strings, each of which stands for a value.
 *
 * @param values the values by string, in the order of the documentation
 */
record ChoiceSchema<T>(Map<String, T> values) implements Schema<T> {

  /** Returns a schema of values that are written as {@code spelling} returns them. */
  static <T> Schema<T> of(Iterable<T> values, Function<? super T, String> spelling) {
    Map<String, T> bySpelling = new LinkedHashMap<>();
    values.forEach(value -> bySpelling.put(spelling.apply(value), value));
    return new ChoiceSchema<>(bySpelling);
  }

  /**
   * Returns a schema of all constants of an enum in camel case, for example {@code unknownHost}.
   */
  static <E extends Enum<E>> Schema<E> of(Class<E> type) {
    return of(List.of(type.getEnumConstants()), ChoiceSchema::camelCase);
  }

  /** Returns a schema of a single string. */
  static <T> Schema<T> of(String word, T value) {
    return new ChoiceSchema<>(Map.of(word, value));
  }

  static String camelCase(Enum<?> constant) {
    StringBuilder word = new StringBuilder();
    for (String part : constant.name().split("_", -1)) {
      String rest = part.substring(1).toLowerCase(Locale.ROOT);
      char first = word.isEmpty() ? Character.toLowerCase(part.charAt(0)) : part.charAt(0);
      word.append(first).append(rest);
    }
    return word.toString();
  }

  @Override
  public String expected() {
    return (values.size() == 1 ? "" : "one of ") + String.join(", ", values.keySet());
  }

  @Override
  public boolean hasForm(ScenarioNode node) {
    return node instanceof ScalarNode;
  }

  @Override
  public T read(ScenarioNode node) {
    T value = node instanceof ScalarNode scalar ? values.get(scalar.text()) : null;
    if (value == null) {
      throw node.mismatch(expected(), hint(node));
    }
    return value;
  }

  private String hint(ScenarioNode node) {
    return node instanceof ScalarNode scalar && !scalar.text().isEmpty()
        ? ClosestName.of(scalar.text(), values.keySet())
            .map(word -> ": did you mean " + Quoting.quote(word) + "?")
            .orElse("")
        : "";
  }

  @Override
  public Map<String, Object> json(Map<String, Object> shared) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "string");
    json.put("enum", List.copyOf(values.keySet()));
    return json;
  }

  @Override
  public Set<String> words() {
    return values.keySet();
  }
}
