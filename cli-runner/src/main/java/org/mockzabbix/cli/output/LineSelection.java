package org.mockzabbix.cli.output;

import java.util.Locale;
import org.mockzabbix.text.Quoting;

/** Which values have a line in the output. */
public enum LineSelection {
  /** The values that the server processed. */
  PROCESSED,

  /** Every value, also those that the server rejected. */
  ALL;

  /**
   * Returns the selection of this name, for example {@code all}.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the selections
   */
  public static LineSelection of(String name) {
    for (LineSelection selection : values()) {
      if (selection.toString().equals(name)) {
        return selection;
      }
    }
    throw new IllegalArgumentException(
        "unknown selection " + Quoting.quote(name) + ": use processed or all");
  }

  /** Returns the name for {@code --lines}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
