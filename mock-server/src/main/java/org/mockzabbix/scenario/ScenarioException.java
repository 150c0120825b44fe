package org.mockzabbix.scenario;

import org.mockzabbix.text.Quoting;

/**
 * Thrown if a scenario is invalid. The message names the file, the line, the field and the remedy.
 */
public final class ScenarioException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  ScenarioException(String file, int line, String what) {
    super(Quoting.escape(file + ":" + line + ": " + what));
  }

  ScenarioException(String file, String what) {
    super(Quoting.escape(file + ": " + what));
  }

  ScenarioException(String file, String what, Throwable cause) {
    super(Quoting.escape(file + ": " + what), cause);
  }
}
