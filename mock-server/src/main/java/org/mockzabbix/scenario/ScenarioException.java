package org.mockzabbix.scenario;

import org.mockzabbix.text.Quoting;

/**
 * Tells what is wrong with a scenario: the file, the line, the field, and what was probably meant.
 */
public final class ScenarioException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  ScenarioException(String file, int line, String what) {
    super(Quoting.escape(file + ":" + line + ": " + what));
  }

  ScenarioException(String file, String what, Throwable cause) {
    super(Quoting.escape(file + ": " + what), cause);
  }
}
