package org.mockzabbix.cli.output;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.text.Escaping;
import org.mockzabbix.text.Quoting;

/** The formats of values in the output. Each value is one line, regardless of its content. */
public enum LineFormat {
  /**
   * Labeled tab-separated values, {@code host:H key:K value:V clock:C} with tabs in between. The
   * clock is 0 if the client sent no clock.
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

  /** One JSON object, with {@code clock} and {@code ns} only if the client sent them. */
  JSON {
    @Override
    void append(StringBuilder line, ItemValue item) {
      Escaping.QUOTED.append(line.append("{\"host\":\""), item.host());
      Escaping.QUOTED.append(line.append("\",\"key\":\""), item.key());
      Escaping.QUOTED.append(line.append("\",\"value\":\""), item.value());
      line.append("\",\"type\":\"").append(item.jsonType()).append('"');
      item.clock().ifPresent(clock -> line.append(",\"clock\":").append(clock));
      item.ns().ifPresent(ns -> line.append(",\"ns\":").append(ns));
      line.append(",\"source\":\"").append(item.source());
      line.append("\",\"exchange\":").append(item.exchange());
      line.append(",\"receivedAt\":\"").append(item.receivedAt()).append("\"}");
    }
  },

  /** Text for people: the local time and the value. */
  TEXT {
    @Override
    void append(StringBuilder line, ItemValue item) {
      line.append(LocalTime.FORMAT.format(item.receivedAt())).append(' ');
      line.append(item);
    }
  };

  /** Loads the time zones only for the format that needs them. */
  private static final class LocalTime {
    static final DateTimeFormatter FORMAT =
        DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());
  }

  /**
   * Returns the format of this name, for example {@code ltsv}.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the formats
   */
  public static LineFormat of(String name) {
    for (LineFormat format : values()) {
      if (format.toString().equals(name)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "unknown format " + Quoting.quote(name) + ": use ltsv, json or text");
  }

  /** Appends the line for {@code item}, without a line end. */
  abstract void append(StringBuilder line, ItemValue item);

  /** Returns the name for {@code --format}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
