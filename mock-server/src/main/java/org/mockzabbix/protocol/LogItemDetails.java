package org.mockzabbix.protocol;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The members that only values of log items have. A member is empty if the client did not send it.
 * A numeric member is also empty if it is not an integer; the last three may be followed by other
 * text, and are numbers of 32 bits, as real servers read them.
 *
 * @param lastlogsize the number of bytes of the log file that the agent had read
 * @param mtime the modification time of the log file, in seconds since 1970
 * @param timestamp the time of an event log entry, in seconds since 1970
 * @param source the source of an event log entry
 */
record LogItemDetails(
    OptionalLong lastlogsize,
    OptionalLong mtime,
    OptionalLong timestamp,
    Optional<String> source,
    OptionalLong severity,
    OptionalLong eventid) {

  static final LogItemDetails NONE =
      new LogItemDetails(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());
}
