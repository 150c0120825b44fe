package org.mockzabbix.cli.http;

import java.util.Map;
import java.util.WeakHashMap;
import org.mockzabbix.rule.RuleDefinition;

/**
 * Numbers the definitions of rules, from 1. A rule keeps its number when a reset restarts it.
 * Forgets a number when nothing has the definition any more. Thread-safe.
 */
final class RuleIds {

  private final Map<RuleDefinition, Long> ids = new WeakHashMap<>(); // each equals only itself
  private long last;

  synchronized long of(RuleDefinition definition) {
    return ids.computeIfAbsent(definition, any -> ++last);
  }

  synchronized int size() {
    return ids.size();
  }
}
