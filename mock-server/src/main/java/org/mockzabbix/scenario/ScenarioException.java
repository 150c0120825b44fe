package org.mockzabbix.scenario;

import org.mockzabbix.text.Quoting;

/**
 * Thrown if a scenario is invalid. The message names the file, the line, the field and the remedy.
 */
public final class ScenarioException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String problem;

  ScenarioException(String file, int line, String what) {
    super(Quoting.escape(file + ":" + line + ": " + what));
    this.problem = what;
  }

  ScenarioException(String file, String what) {
    super(Quoting.escape(file + ": " + what));
    this.problem = what;
  }

  ScenarioException(String file, String what, Throwable cause) {
    super(Quoting.escape(file + ": " + what), cause);
    this.problem = what;
  }

  /** Returns the message without the place. */
  String problem() {
    return problem;
  }
}
