package org.mockzabbix.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.scenario.ScenarioNode.ListNode;
import org.mockzabbix.scenario.ScenarioNode.ObjectNode;
import org.mockzabbix.scenario.ScenarioNode.ScalarNode;

/**
 * A list whose elements have the same schema.
 *
 * @param identity the field that identifies an element in several files; null if the elements of
 *     several files follow one another
 */
record ListSchema<T>(Schema<T> element, @Nullable String identity) implements Schema<List<T>> {

  ListSchema(Schema<T> element) {
    this(element, null);
  }

  @Override
  public String expected() {
    return "a list";
  }

  @Override
  public boolean hasForm(ScenarioNode node) {
    return node instanceof ListNode;
  }

  @Override
  public List<T> read(ScenarioNode node) {
    if (!(node instanceof ListNode list)) {
      throw node.mismatch(expected());
    }
    return list.elements().stream().map(element::read).toList();
  }

  @Override
  public ScenarioNode merge(ScenarioNode first, ScenarioNode second) {
    return first instanceof ListNode one && second instanceof ListNode other
        ? new ListNode(merged(one.elements(), other.elements()), one.location())
        : Schema.super.merge(first, second);
  }

  private List<ScenarioNode> merged(List<ScenarioNode> first, List<ScenarioNode> second) {
    List<ScenarioNode> merged = new ArrayList<>(first);
    Set<String> used = new HashSet<>(); // an element that is twice in one file stays there twice
    for (ScenarioNode added : second) {
      String name = name(added);
      int same =
          name == null || !used.add(name)
              ? -1
              : first.stream().map(this::name).toList().indexOf(name);
      if (same < 0) {
        merged.add(added);
      } else {
        merged.set(same, element.merge(merged.get(same), added));
      }
    }
    return merged;
  }

  /** Returns what identifies an element; null if nothing does. */
  private @Nullable String name(ScenarioNode node) {
    return identity != null
            && node instanceof ObjectNode object
            && object.fields().get(identity) instanceof ScalarNode name
        ? name.text()
        : null;
  }

  @Override
  public Map<String, Object> json(Map<String, Object> shared) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "array");
    json.put("items", element.json(shared));
    return json;
  }
}
