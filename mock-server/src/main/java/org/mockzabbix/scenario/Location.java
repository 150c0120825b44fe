package org.mockzabbix.scenario;

import java.util.function.Supplier;

/**
 * The place of a part of a scenario, for error messages.
 *
 * @param file the name of the file
 * @param line the line in the file, from 1
 * @param field the path of the field, for example {@code hosts[0].items[1].key}; empty for the
 *     whole document
 * @param document what the whole document is, for example {@code a rule}
 */
record Location(String file, int line, String field, String document) {

  /** Creates a place in a scenario file. */
  Location(String file, int line, String field) {
    this(file, line, field, "a scenario");
  }

  Location inside(String name, int line) {
    return new Location(file, line, field.isEmpty() ? name : field + '.' + name, document);
  }

  Location element(int index, int line) {
    return new Location(file, line, field + '[' + index + ']', document);
  }

  Location atLine(int line) {
    return new Location(file, line, field, document);
  }

  /**
   * Returns the path of the field, or what the document is, as the beginning of an error message.
   */
  String subject() {
    return field.isEmpty() ? document : field;
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
