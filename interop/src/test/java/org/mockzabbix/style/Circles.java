package org.mockzabbix.style;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the circles of a graph: the largest sets of nodes of which each one reaches all others
 * (Tarjan's strongly connected components). Used once.
 */
final class Circles {

  private final Map<String, Set<String>> edges;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> lowest = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final List<Set<String>> found = new ArrayList<>();

  private Circles(Map<String, Set<String>> edges) {
    this.edges = edges;
  }

  /** Returns the circles of two nodes or more. */
  static List<Set<String>> of(Map<String, Set<String>> edges) {
    Circles circles = new Circles(edges);
    for (String node : edges.keySet()) {
      if (!circles.numbers.containsKey(node)) {
        circles.visit(node);
      }
    }
    return circles.found;
  }

  private void visit(String node) {
    int number = numbers.size();
    numbers.put(node, number);
    lowest.put(node, number);
    open.push(node);
    for (String next : edges.getOrDefault(node, Set.of())) {
      if (!numbers.containsKey(next)) {
        visit(next);
        lowest.merge(node, lowest.getOrDefault(next, number), Math::min);
      } else if (open.contains(next)) {
        lowest.merge(node, numbers.getOrDefault(next, number), Math::min);
      }
    }
    if (lowest.getOrDefault(node, number) == number) {
      close(node);
    }
  }

  private void close(String first) {
    Set<String> circle = new TreeSet<>();
    String node;
    do {
      node = open.pop();
      circle.add(node);
    } while (!node.equals(first));
    if (circle.size() > 1) {
      found.add(circle);
    }
  }
}
