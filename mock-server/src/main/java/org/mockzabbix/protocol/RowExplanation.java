package org.mockzabbix.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.protocol.json.JsonType;
import org.mockzabbix.text.Quoting;

/** Explains the outcome of a malformed row with what the client sent, for its author. */
final class RowExplanation {

  private static final int MOST_NAMES = 6;
  private static final int QUOTED = 40;

  private final byte[] text;
  private final int start;

  /** Creates an explanation of the row that begins at {@code start} of validated text. */
  RowExplanation(byte[] text, int start) {
    this.text = text;
    this.start = start;
  }

  /**
   * Returns text that continues the reason of {@code outcome}; empty if there is nothing to add.
   */
  String of(Outcome outcome) {
    return switch (outcome) {
      case NO_HOST -> missing("host");
      case NO_KEY -> missing("key");
      case NO_ITEMID -> row().find("itemid") ? shown("itemid") : missing("itemid");
      case BAD_CLOCK -> shown("clock") + clockHint(sent("clock"));
      case BAD_NS -> shown("ns") + nsHint(sent("ns"));
      case NOT_AN_OBJECT -> ": it begins with " + Quoting.quote(beginning());
      default -> "";
    };
  }

  private JsonCursor row() {
    return JsonCursor.reopen(text, start, text.length);
  }

  private String beginning() {
    return JsonCursor.restOfText(text, start, text.length, QUOTED);
  }

  private String missing(String name) {
    JsonCursor row = row();
    if (row.find(name)) {
      return row.type() == JsonType.ARRAY
          ? " as text: it is an array"
          : " as text: it is an object";
    }
    List<String> names = names();
    for (String other : names) {
      if (other.strip().equalsIgnoreCase(name)) {
        return ": write \"" + name + "\" instead of " + Quoting.quote(other);
      }
    }
    String shown =
        names.stream().limit(MOST_NAMES).map(Quoting::quote).collect(Collectors.joining(", "));
    String more = names.size() > MOST_NAMES ? ", ..." : "";
    return names.isEmpty() ? "" : ": the members are " + shown + more;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    JsonCursor row = row();
    while (row.nextMember()) {
      names.add(row.name());
    }
    return names;
  }

  private String shown(String name) {
    JsonCursor row = row();
    return row.find(name) ? ", but " + Quoting.escape(row.spelled(), QUOTED) : "";
  }

  private String sent(String name) {
    String sent = row().textOf(name);
    return sent == null ? "" : sent;
  }

  private static String clockHint(String clock) {
    if (clock.matches("\\d{12,13}")) {
      return ": is it in milliseconds? Send seconds";
    }
    if (clock.matches("\\d{15,16}")) {
      return ": is it in microseconds? Send seconds";
    }
    if (clock.matches("\\d{18,19}")) {
      return ": is it in nanoseconds? Send seconds";
    }
    if (clock.matches("\\d+\\.\\d*")) {
      return ": send the fraction as \"ns\"";
    }
    if (clock.matches("\\d{4}-\\d\\d-\\d\\d.*")) {
      return ": send seconds since 1970 instead of a date";
    }
    return plainDigitsHint(clock);
  }

  private static String nsHint(String ns) {
    return ns.matches("\\d{10,}")
        ? ": send the nanoseconds after the last full second"
        : plainDigitsHint(ns);
  }

  private static String plainDigitsHint(String number) {
    return number.matches("[+ ]?\\d+(\\.\\d+)?([eE][+-]?\\d+)? ?") && !number.matches("\\d+")
        ? ": write plain digits"
        : "";
  }
}
