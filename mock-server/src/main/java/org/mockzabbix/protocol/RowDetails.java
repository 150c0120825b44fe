package org.mockzabbix.protocol;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.json.JsonCursor;

/**
 * The members of a row that agents and proxies add to host, key, value and time. Each is null where
 * it was not sent, or not as a whole number.
 *
 * @param id the running number by which the server knows duplicates
 * @param state 1 if the value is the reason why the item is not supported
 * @param lastlogsize how far a log file was read, in bytes
 * @param mtime when the log file was changed, in seconds since 1970
 * @param timestamp when an event log entry was written, in seconds since 1970
 * @param source where an event log entry came from
 */
record RowDetails(
    @Nullable Long id,
    @Nullable Long itemid,
    @Nullable Long state,
    @Nullable Long lastlogsize,
    @Nullable Long mtime,
    @Nullable Long timestamp,
    @Nullable String source,
    @Nullable Long severity,
    @Nullable Long eventid) {

  static final RowDetails NONE =
      new RowDetails(null, null, null, null, null, null, null, null, null);

  /** Of a value that is the reason why its item is not supported. */
  static final RowDetails NOT_SUPPORTED =
      new RowDetails(null, null, 1L, null, null, null, null, null, null);

  static RowDetails read(JsonCursor row) {
    return new RowDetails(
        number(row, "id"),
        number(row, "itemid"),
        number(row, "state"),
        number(row, "lastlogsize"),
        number(row, "mtime"),
        number(row, "timestamp"),
        row.textOf("source"),
        number(row, "severity"),
        number(row, "eventid"));
  }

  private static @Nullable Long number(JsonCursor row, String name) {
    OptionalLong number = row.numberOf(name);
    return number.isPresent() ? number.getAsLong() : null;
  }
}
