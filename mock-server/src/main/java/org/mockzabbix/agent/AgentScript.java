package org.mockzabbix.agent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemKey;

/**
 * The key scripts of a mock agent. Immutable: each change returns a copy, so that a running agent
 * changes from one set of scripts to the next in a single step.
 */
public final class AgentScript {

  /** A script without keys. */
  public static final AgentScript EMPTY = new AgentScript(List.of());

  /** One pattern with its script. */
  private record ScriptedKeys(KeyPattern pattern, KeyScript script) {
    boolean mayBlock() {
      return pattern.mayBlock() || script.mayBlock();
    }
  }

  /** Finds the script of a key quickly, even if there are thousands. */
  private record ScriptIndex(
      Map<KeyPattern, KeyScript> byEquality, List<ScriptedKeys> others, boolean mayBlock) {

    static ScriptIndex of(List<ScriptedKeys> entries) {
      Map<KeyPattern, KeyScript> byEquality = new HashMap<>();
      List<ScriptedKeys> others = new ArrayList<>();
      for (ScriptedKeys entry : entries) {
        if (entry.pattern().isFoundByEquality()) {
          byEquality.put(entry.pattern(), entry.script());
        } else {
          others.add(entry);
        }
      }
      boolean mayBlock = entries.stream().anyMatch(ScriptedKeys::mayBlock);
      return new ScriptIndex(byEquality, others, mayBlock);
    }
  }

  private final List<ScriptedKeys> entries; // the most specific pattern first
  private volatile @Nullable ScriptIndex index; // computed on demand

  private AgentScript(List<ScriptedKeys> entries) {
    this.entries = entries;
  }

  private ScriptIndex index() {
    ScriptIndex known = index;
    if (known == null) {
      known = ScriptIndex.of(entries);
      index = known;
    }
    return known;
  }

  /** Returns a copy that responds with this script to keys that match the pattern. */
  public AgentScript with(KeyPattern pattern, KeyScript script) {
    Objects.requireNonNull(pattern, "pattern must not be null");
    Objects.requireNonNull(script, "script must not be null");
    List<ScriptedKeys> changed = withoutEntry(pattern);
    int position = changed.size();
    while (position > 0 && changed.get(position - 1).pattern().isLessSpecificThan(pattern)) {
      position--;
    }
    changed.add(position, new ScriptedKeys(pattern, script));
    return new AgentScript(changed);
  }

  /** Returns a copy without the script of this pattern. */
  public AgentScript without(KeyPattern pattern) {
    Objects.requireNonNull(pattern, "pattern must not be null");
    return new AgentScript(withoutEntry(pattern));
  }

  /** Returns a copy in which all scripts start again with their first values. */
  public AgentScript restarted() {
    return new AgentScript(
        entries.stream()
            .map(entry -> new ScriptedKeys(entry.pattern(), entry.script().restarted()))
            .toList());
  }

  /** Returns the scripts by pattern, the most specific pattern first. */
  public Map<KeyPattern, KeyScript> scripts() {
    Map<KeyPattern, KeyScript> scripts = new LinkedHashMap<>();
    entries.forEach(entry -> scripts.put(entry.pattern(), entry.script()));
    return Collections.unmodifiableMap(scripts);
  }

  private List<ScriptedKeys> withoutEntry(KeyPattern pattern) {
    List<ScriptedKeys> others = new ArrayList<>(entries);
    others.removeIf(entry -> entry.pattern().equals(pattern));
    return others;
  }

  /**
   * Returns the script for a key. If several patterns match, returns the script of the most
   * specific one, or of the one added first if they are of the same kind.
   *
   * @param key the text of the key as received
   * @param parsed the parsed key; empty if the text is not a valid key
   */
  public Optional<KeyScript> find(String key, Optional<ItemKey> parsed) {
    for (KeyPattern pattern : parsed.map(KeyPattern::equalTo).orElse(List.of())) {
      KeyScript script = index().byEquality().get(pattern);
      if (script != null) {
        return Optional.of(script);
      }
    }
    for (ScriptedKeys entry : index().others()) {
      if (entry.pattern().matches(key, parsed)) {
        return Optional.of(entry.script());
      }
    }
    return Optional.empty();
  }

  /** Returns whether a script exists for this key name without parameters. */
  public boolean knowsName(String name) {
    return find(name, ItemKey.tryParse(name)).isPresent();
  }

  /**
   * Returns whether a response can take long: whether a script calls a function of the test, or
   * keys are matched by a regular expression.
   */
  public boolean mayBlock() {
    return index().mayBlock();
  }
}
