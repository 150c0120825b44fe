package org.mockzabbix.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mockzabbix.scenario.ScenarioNode.ListNode;

/** A list whose elements have the same schema. */
record ListSchema<T>(Schema<T> element) implements Schema<List<T>> {

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
  public Map<String, Object> json(Map<String, Object> shared) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "array");
    json.put("items", element.json(shared));
    return json;
  }
}
