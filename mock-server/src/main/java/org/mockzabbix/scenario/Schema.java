package org.mockzabbix.scenario;

import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The declaration of a part of a scenario: how it is written, and what is read from it. Errors, the
 * JSON Schema and the tables of the documentation follow from the same declaration.
 *
 * @param <T> what is read
 */
interface Schema<T> {

  /** Returns what a node must be, for errors, for example {@code a list}. */
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
   * Returns the JSON Schema.
   *
   * @param shared receives the definitions that the JSON Schema refers to
   */
  Map<String, Object> json(Map<String, Object> shared);

  /** Returns the strings that this schema accepts; empty if it is not about certain strings. */
  default Set<String> words() {
    return Set.of();
  }

  /** Returns the fields that this schema accepts; empty if it is not about objects. */
  default Set<String> fieldNames() {
    return Set.of();
  }

  /**
   * Returns a schema that is written in the same way, and reads what {@code reading} makes of the
   * value and its node.
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
