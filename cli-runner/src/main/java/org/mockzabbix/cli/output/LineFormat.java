package org.mockzabbix.cli.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.text.Escaping;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.transcript.ExchangeJson;

/** The formats of values in the output. Each value is one line, regardless of its content. */
public enum LineFormat {
  /**
   * Labeled tab-separated values, {@code host:H key:K value:V clock:C} with tabs in between. The
   * clock is 0 if the client sent no clock. The value of an item that is not supported is followed
   * by {@code state:notSupported}. Values without text have no line.
   */
  LTSV {
    @Override
    void append(StringBuilder line, ItemValue item, Exchange exchange) {
      Escaping.LTSV.append(line.append("host:"), item.host());
      Escaping.LTSV.append(line.append("\tkey:"), item.key());
      Escaping.LTSV.append(line.append("\tvalue:"), item.value());
      line.append("\tclock:").append(item.clock().orElse(0));
      if (item.isNotSupported()) {
        line.append("\tstate:notSupported");
      }
    }

    @Override
    boolean canShow(ItemValue item) {
      return item.hasValue();
    }
  },

  /** One JSON object: all members of the value that the client sent, and its outcome. */
  JSON {
    @Override
    void append(StringBuilder line, ItemValue item, Exchange exchange) {
      try {
        ExchangeJson.writeValue(item, exchange, line);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      line.setLength(line.length() - 1); // the brace
      line.append(",\"receivedAt\":\"").append(item.receivedAt()).append("\"}"); // as in 0.1
    }
  },

  /** Text for people: the local time and the value. */
  TEXT {
    @Override
    void append(StringBuilder line, ItemValue item, Exchange exchange) {
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

  /**
   * Appends the line for {@code item}, without a line end.
   *
   * @param exchange contains {@code item}
   */
  abstract void append(StringBuilder line, ItemValue item, Exchange exchange);

  /** Returns whether a value can have a line. */
  boolean canShow(ItemValue item) {
    return true;
  }

  /** Returns the name for {@code --format}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
