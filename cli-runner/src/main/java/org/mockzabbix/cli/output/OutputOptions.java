package org.mockzabbix.cli.output;

/**
 * The options of the output of a server.
 *
 * @param format the format of the lines for values
 * @param lines the values that have a line
 * @param only the items that have a line
 * @param recordMax the size in bytes from which another file of exchanges begins
 * @param quiet whether standard error has no lines about clients
 */
public record OutputOptions(
    LineFormat format, LineSelection lines, ItemFilter only, long recordMax, boolean quiet) {

  /**
   * Checks that the format can show the selected values.
   *
   * @throws IllegalArgumentException if it cannot
   */
  public OutputOptions {
    if (format == LineFormat.LTSV && lines == LineSelection.ALL) {
      throw new IllegalArgumentException(
          "--lines all needs --format json or text, because a line in ltsv does not say whether the"
              + " value was rejected");
    }
  }

  /** Returns whether the lines are for people. */
  public boolean isForPeople() {
    return format == LineFormat.TEXT;
  }
}
