package org.mockzabbix.protocol;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The members that only values of log items have. Each is empty if it was not sent, or is not an
 * integer.
 *
 * @param lastlogsize how far the log file was read, in bytes
 * @param mtime when the log file was changed, in seconds since 1970
 * @param timestamp when an event log entry was written, in seconds since 1970
 * @param source where an event log entry came from
 */
record LogDetails(
    OptionalLong lastlogsize,
    OptionalLong mtime,
    OptionalLong timestamp,
    Optional<String> source,
    OptionalLong severity,
    OptionalLong eventid) {

  static final LogDetails NONE =
      new LogDetails(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());
}
