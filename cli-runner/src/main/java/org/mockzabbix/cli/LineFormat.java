package org.mockzabbix.cli;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.mockzabbix.protocol.ItemValue;

/** How an item value becomes a line: always one line, whatever the value holds. */
enum LineFormat {
  /**
   * Labeled tab-separated values, {@code host:H key:K value:V clock:C} with tabs between: the line
   * that tests of senders compare. The clock is the one that was sent, zero if there was none.
   */
  LTSV {
    @Override
    void append(StringBuilder line, ItemValue item) {
      appendEscaped(line.append("host:"), item.host());
      appendEscaped(line.append("\tkey:"), item.key());
      appendEscaped(line.append("\tvalue:"), item.value());
      line.append("\tclock:").append(item.clock().orElse(0));
    }

    private static void appendEscaped(StringBuilder line, String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        switch (c) {
          case '\t' -> line.append("\\t");
          case '\n' -> line.append("\\n");
          case '\r' -> line.append("\\r");
          case '\0' -> line.append("\\0");
          case '\\' -> line.append("\\\\");
          default -> line.append(c);
        }
      }
    }
  },

  /** One compact object, in which {@code clock} and {@code ns} are there only if they were sent. */
  JSON {
    @Override
    void append(StringBuilder line, ItemValue item) {
      appendString(line.append("{\"host\":"), item.host());
      appendString(line.append(",\"key\":"), item.key());
      appendString(line.append(",\"value\":"), item.value());
      appendString(line.append(",\"type\":"), item.valueType().toString());
      item.clock().ifPresent(clock -> line.append(",\"clock\":").append(clock));
      item.ns().ifPresent(ns -> line.append(",\"ns\":").append(ns));
      appendString(line.append(",\"source\":"), item.source().toString());
      line.append(",\"exchange\":").append(item.exchange());
      appendString(line.append(",\"receivedAt\":"), item.receivedAt().toString());
      line.append('}');
    }

    private static void appendString(StringBuilder line, String text) {
      line.append('"');
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        switch (c) {
          case '"' -> line.append("\\\"");
          case '\\' -> line.append("\\\\");
          case '\n' -> line.append("\\n");
          case '\r' -> line.append("\\r");
          case '\t' -> line.append("\\t");
          default -> {
            if (c < ' ') {
              ConsoleText.appendUnit(line, c);
            } else {
              line.append(c);
            }
          }
        }
      }
      line.append('"');
    }
  },

  /** For people: when it came, and what it says. */
  TEXT {
    @Override
    void append(StringBuilder line, ItemValue item) {
      line.append(LocalTime.FORMAT.format(item.receivedAt())).append(' ');
      ConsoleText.append(line, item.toString());
    }
  };

  /** Loaded by those who read text, and by no other. */
  private static final class LocalTime {
    static final DateTimeFormatter FORMAT =
        DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());
  }

  /**
   * The format called {@code name}, for example {@code ltsv}.
   *
   * @throws IllegalArgumentException naming the known ones, if this is none of them
   */
  static LineFormat of(String name) {
    for (LineFormat format : values()) {
      if (format.toString().equals(name)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "unknown format \"" + name + "\": known are ltsv, json, text");
  }

  /** Appends the line of {@code item}, without its end. */
  abstract void append(StringBuilder line, ItemValue item);

  /** As {@code --format} spells it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
