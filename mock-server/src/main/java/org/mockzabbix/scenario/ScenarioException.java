package org.mockzabbix.scenario;

/**
 * Tells what is wrong with a scenario: the file, the line, the field, and what was probably meant.
 */
public final class ScenarioException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  ScenarioException(String file, int line, String what) {
    super(file + ":" + line + ": " + what);
  }

  ScenarioException(String file, String what, Throwable cause) {
    super(file + ": " + what, cause);
  }
}
