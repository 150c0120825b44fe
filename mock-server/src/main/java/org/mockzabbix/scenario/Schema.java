package org.mockzabbix.scenario;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Declares how a part of a scenario is written, and reads it. The errors, the JSON Schema and the
 * tables of the documentation are made from the same declaration.
 *
 * @param <T> the type of the value that is read
 */
interface Schema<T> {

  /** Returns the valid nodes in the words of an error, for example {@code a list}. */
  String expected();

  /** Returns whether a node is a scalar, a list or an object as this schema requires. */
  boolean hasForm(ScenarioNode node);

  /**
   * Reads a node.
   *
   * @throws ScenarioException if the node is not as this schema requires
   */
  T read(ScenarioNode node);

  /**
   * Returns a node with the content of both nodes, which are from two files of one scenario.
   *
   * @throws ScenarioException if the nodes contradict each other
   */
  default ScenarioNode merge(ScenarioNode first, ScenarioNode second) {
    for (ScenarioNode node : List.of(first, second)) {
      if (!hasForm(node)) {
        throw node.mismatch(expected());
      }
    }
    if (!first.json().equals(second.json())) {
      throw second.contradiction(first);
    }
    return first;
  }

  /**
   * Returns the JSON Schema.
   *
   * @param shared receives the definitions that the JSON Schema refers to
   */
  Map<String, Object> json(Map<String, Object> shared);

  /** Returns the valid strings; empty if they are not listed. */
  default Set<String> words() {
    return Set.of();
  }

  /** Returns the valid field names; empty if they are not listed. */
  default Set<String> fieldNames() {
    return Set.of();
  }

  /**
   * Returns a schema for the same nodes, whose value {@code reading} computes from the value of
   * this schema and the node.
   */
  default <R> Schema<R> map(BiFunction<? super T, ScenarioNode, ? extends R> reading) {
    return new MappedSchema<T, R>(this, reading);
  }

  /** Returns a schema that also reads the location. */
  default Schema<Located<T>> located() {
    return map((value, node) -> new Located<>(value, node.location()));
  }

  /** A value with its location in the file. */
  record Located<T>(T value, Location location) {}
}
