package org.mockzabbix.protocol;

import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.text.Quoting;

/** Explains the outcome of a malformed row with what the client sent, for its author. */
final class RowExplanation {

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
      case NOT_AN_OBJECT -> ": it begins with " + Quoting.quote(beginning()) + stringHint();
      default -> "";
    };
  }

  private JsonCursor row() {
    return JsonCursor.reopen(text, start, text.length);
  }

  private String stringHint() {
    return beginning().matches("(?s)\"\\s*[{\\[].*")
        ? ": it is JSON in a string: send the object itself"
        : "";
  }

  private String beginning() {
    return JsonCursor.restOfText(text, start, text.length, QUOTED);
  }

  private String missing(String name) {
    JsonCursor row = row();
    if (row.find(name)) {
      return " as text" + MissingMember.wrongType(row);
    }
    return text[start] == '['
        ? ": the element is an array: put the object directly into \"data\""
        : MissingMember.hint(name, MissingMember.names(row()));
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
