package org.mockzabbix.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mockzabbix.protocol.ItemKey;

/**
 * All that a mock agent answers: patterns with their scripts. Immutable; a change makes a new one,
 * so that a running agent goes from one to the next at once.
 */
public final class AgentScript {

  /** Answers nothing. */
  public static final AgentScript EMPTY = new AgentScript(Map.of());

  /** The order in which kinds of patterns are tried. */
  private static final List<Class<? extends KeyPattern>> MOST_SPECIAL_FIRST =
      List.of(
          KeyPattern.Text.class,
          KeyPattern.Exact.class,
          KeyPattern.AnyParameters.class,
          KeyPattern.Regex.class,
          KeyPattern.Any.class);

  private final Map<KeyPattern, KeyScript> scripts;
  private final boolean mayBlock;

  private AgentScript(Map<KeyPattern, KeyScript> scripts) {
    this.scripts = scripts;
    this.mayBlock = scripts.values().stream().anyMatch(KeyScript::mayBlock);
  }

  /** The same with one pattern more, or with another script for one it had. */
  public AgentScript with(KeyPattern pattern, KeyScript script) {
    Map<KeyPattern, KeyScript> changed = new LinkedHashMap<>(scripts);
    changed.remove(pattern);
    changed.put(pattern, script);
    List<KeyPattern> order = new ArrayList<>(changed.keySet());
    order.sort((a, b) -> Integer.compare(rank(a), rank(b)));
    Map<KeyPattern, KeyScript> sorted = new LinkedHashMap<>();
    order.forEach(key -> sorted.put(key, changed.get(key)));
    return new AgentScript(sorted);
  }

  /** The same as it was in the beginning: sequences start anew. */
  public AgentScript afresh() {
    Map<KeyPattern, KeyScript> anew = new LinkedHashMap<>(scripts);
    anew.replaceAll((pattern, script) -> script.afresh());
    return new AgentScript(anew);
  }

  /** The same without a pattern. */
  public AgentScript without(KeyPattern pattern) {
    Map<KeyPattern, KeyScript> changed = new LinkedHashMap<>(scripts);
    changed.remove(pattern);
    return new AgentScript(changed);
  }

  private static int rank(KeyPattern pattern) {
    return MOST_SPECIAL_FIRST.indexOf(pattern.getClass());
  }

  /** The script of the most special pattern that matches; of several of one kind, the oldest. */
  public Optional<KeyScript> find(String key, Optional<ItemKey> parsed) {
    for (Map.Entry<KeyPattern, KeyScript> entry : scripts.entrySet()) {
      if (entry.getKey().matches(key, parsed)) {
        return Optional.of(entry.getValue());
      }
    }
    return Optional.empty();
  }

  /** Whether a key of this name is known without parameters. */
  public boolean knowsName(String name) {
    return find(name, ItemKey.tryParse(name)).isPresent();
  }

  /** Whether any answer may take its time. */
  public boolean mayBlock() {
    return mayBlock;
  }
}
