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
      Escaping.LTSV.append(line.append("host:"), item.host());
      Escaping.LTSV.append(line.append("\tkey:"), item.key());
      Escaping.LTSV.append(line.append("\tvalue:"), item.value());
      line.append("\tclock:").append(item.clock().orElse(0));
    }
  },

  /** One compact object, in which {@code clock} and {@code ns} are there only if they were sent. */
  JSON {
    @Override
    void append(StringBuilder line, ItemValue item) {
      Escaping.JSON.append(line.append("{\"host\":\""), item.host());
      Escaping.JSON.append(line.append("\",\"key\":\""), item.key());
      Escaping.JSON.append(line.append("\",\"value\":\""), item.value());
      line.append("\",\"type\":\"").append(item.valueType()).append('"');
      item.clock().ifPresent(clock -> line.append(",\"clock\":").append(clock));
      item.ns().ifPresent(ns -> line.append(",\"ns\":").append(ns));
      line.append(",\"source\":\"").append(item.source());
      line.append("\",\"exchange\":").append(item.exchange());
      line.append(",\"receivedAt\":\"").append(item.receivedAt()).append("\"}");
    }
  },

  /** For people: when it came, and what it says. */
  TEXT {
    @Override
    void append(StringBuilder line, ItemValue item) {
      line.append(LocalTime.FORMAT.format(item.receivedAt())).append(' ');
      Escaping.TEXT.append(line, item.toString());
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
