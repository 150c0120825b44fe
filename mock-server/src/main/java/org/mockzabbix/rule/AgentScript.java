package org.mockzabbix.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mockzabbix.protocol.ItemKey;

/**
 * All that a mock agent answers: patterns with their scripts. Immutable; a change makes a new one,
 * so that a running agent goes from one to the next at once.
 */
public final class AgentScript {

  /** Answers nothing. */
  public static final AgentScript EMPTY = new AgentScript(List.of());

  /** The order in which kinds of patterns are tried. */
  private static final List<Class<? extends KeyPattern>> MOST_SPECIAL_FIRST =
      List.of(
          KeyPattern.Text.class,
          KeyPattern.Exact.class,
          KeyPattern.AnyParameters.class,
          KeyPattern.Regex.class,
          KeyPattern.Any.class);

  /** What is answered to the keys of one pattern. */
  private record Line(KeyPattern pattern, KeyScript script) {}

  private final List<Line> lines; // in the order in which they are tried
  private final boolean mayBlock;

  private AgentScript(List<Line> lines) {
    this.lines = lines;
    this.mayBlock = lines.stream().anyMatch(line -> line.script().mayBlock());
  }

  /** The same with one pattern more, or with another script for one it had. */
  public AgentScript with(KeyPattern pattern, KeyScript script) {
    List<Line> changed = others(pattern);
    int place = changed.size();
    while (place > 0 && rank(changed.get(place - 1).pattern()) > rank(pattern)) {
      place--;
    }
    changed.add(place, new Line(pattern, script));
    return new AgentScript(changed);
  }

  /** The same as it was in the beginning: sequences start anew. */
  public AgentScript afresh() {
    return new AgentScript(
        lines.stream().map(line -> new Line(line.pattern(), line.script().afresh())).toList());
  }

  /** The same without a pattern. */
  public AgentScript without(KeyPattern pattern) {
    return new AgentScript(others(pattern));
  }

  private List<Line> others(KeyPattern pattern) {
    List<Line> others = new ArrayList<>(lines.size() + 1);
    for (Line line : lines) {
      if (!line.pattern().equals(pattern)) {
        others.add(line);
      }
    }
    return others;
  }

  private static int rank(KeyPattern pattern) {
    return MOST_SPECIAL_FIRST.indexOf(pattern.getClass());
  }

  /** The script of the most special pattern that matches; of several of one kind, the oldest. */
  public Optional<KeyScript> find(String key, Optional<ItemKey> parsed) {
    for (Line line : lines) {
      if (line.pattern().matches(key, parsed)) {
        return Optional.of(line.script());
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
