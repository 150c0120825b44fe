package org.mockzabbix.scenario;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.Quoting;

/**
 * Thrown if a scenario is invalid. The message names the file, the line, the field and the remedy.
 */
public final class ScenarioException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String field;
  private final int line;
  private @Nullable String nearest;

  ScenarioException(Location location, String problem) {
    super(Quoting.escape(location.file() + ":" + location.line() + ": " + problem));
    this.problem = problem;
    this.field = location.field();
    this.line = location.line();
  }

  ScenarioException(String file, int line, String problem) {
    this(new Location(file, line, ""), problem);
  }

  ScenarioException(String file, String problem) {
    super(Quoting.escape(file + ": " + problem));
    this.problem = problem;
    this.field = "";
    this.line = 0;
  }

  ScenarioException(String file, String problem, Throwable cause) {
    this(file, problem);
    initCause(cause);
  }

  /** Sets the valid name that the author of the scenario probably meant, and returns this. */
  ScenarioException withNearest(Optional<String> name) {
    nearest = name.orElse(null);
    return this;
  }

  /** Returns the message without the file and the line. */
  public String problem() {
    return problem;
  }

  /**
   * Returns the path of the field, for example {@code hosts[0].items[1].key}. Empty if the problem
   * concerns the whole text.
   */
  public String field() {
    return field;
  }

  /** Returns the valid name that the author of the scenario probably meant. */
  public Optional<String> nearest() {
    return Optional.ofNullable(nearest);
  }

  /** Returns the line, from 1; 0 if the text could not be read. */
  public int line() {
    return line;
  }
}
