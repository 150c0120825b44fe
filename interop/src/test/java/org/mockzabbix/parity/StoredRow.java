package org.mockzabbix.parity;

import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ValueType;

/**
 * A row of a history table.
 *
 * @param value the stored text
 * @param clock the clock; null if the server set it
 * @param ns the ns; null if the server set it
 * @param log the members of a log entry; empty for other value types
 * @param from the request that the value came from
 */
record StoredRow(String value, @Nullable Long clock, @Nullable Long ns, String log, String from) {

  /** Returns the row that Mock Zabbix says a real server stores. */
  static StoredRow of(ItemValue value, ValueType type, String from) {
    return new StoredRow(
        value.stored().orElseThrow(),
        value.clock().isPresent() ? (Long) value.clock().getAsLong() : null,
        value.clock().isPresent() && value.ns().isPresent()
            ? (Long) (long) value.ns().getAsInt()
            : null,
        type == ValueType.LOG ? log(value) : "",
        from);
  }

  private static String log(ItemValue value) {
    return Stream.of(
            number(value.timestamp()),
            value.eventSource().map(StoredRow::source).orElse(""),
            number(value.severity()),
            number(value.eventid()))
        .collect(Collectors.joining("|"));
  }

  private static String number(OptionalLong number) {
    return String.valueOf(number.orElse(0));
  }

  private static String source(String source) {
    return source.substring(0, source.offsetByCodePoints(0, Math.min(64, length(source))));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Returns whether a row of the real server can be this row. */
  boolean matches(StoredRow real) {
    return value.equals(real.value)
        && (clock == null || clock.equals(real.clock))
        && (ns == null || ns.equals(real.ns))
        && log.equals(real.log);
  }

  /** Returns whether another row of the same request has the same time. */
  @SuppressWarnings("ReferenceEquality") // a row does not repeat itself
  boolean repeats(StoredRow other) {
    return this != other
        && from.equals(other.from)
        && clock != null
        && clock.equals(other.clock)
        && ns != null
        && ns.equals(other.ns);
  }

  /** Returns how much of the time of this row is known: rows that know most are matched first. */
  int known() {
    return (clock == null ? 0 : 1) + (ns == null ? 0 : 1);
  }

  @Override
  public String toString() {
    String shown = value.length() > 80 ? value.substring(0, 80) + "..." : value;
    return '"'
        + shown.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
        + "\"("
        + value.length()
        + ")@"
        + (clock == null ? "*" : clock)
        + '.'
        + (ns == null ? "*" : ns)
        + (log.isEmpty() ? "" : " log " + log)
        + (from.isEmpty() ? "" : " from " + from);
  }
}
