package org.mockzabbix.scenario;

import java.util.function.Supplier;

/**
 * The place of a part of a scenario, for error messages.
 *
 * @param file the name of the file
 * @param line the line in the file, from 1
 * @param field the path of the field, for example {@code hosts[0].items[1].key}; empty for the
 *     whole document
 */
record Location(String file, int line, String field) {

  Location inside(String name, int line) {
    return new Location(file, line, field.isEmpty() ? name : field + '.' + name);
  }

  Location element(int index, int line) {
    return new Location(file, line, field + '[' + index + ']');
  }

  /** Returns the path of the field, as the beginning of an error message. */
  String subject() {
    return field.isEmpty() ? "a scenario" : field;
  }

  ScenarioException error(String message) {
    return new ScenarioException(this, message);
  }

  /**
   * Returns the result of {@code action}. Adds this location to its {@code
   * IllegalArgumentException}.
   */
  <T> T locate(Supplier<T> action) {
    try {
      return action.get();
    } catch (ScenarioException located) {
      throw located;
    } catch (IllegalArgumentException e) {
      throw error(String.valueOf(e.getMessage()));
    }
  }
}
