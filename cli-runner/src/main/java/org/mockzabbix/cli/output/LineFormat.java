package org.mockzabbix.cli.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.Function;
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
    LineWriter writer(boolean colored, Function<Exchange, ExchangeJson> form) {
      return new LtsvLines();
    }
  },

  /** One JSON object: all members of the value that the client sent, and its outcome. */
  JSON {
    @Override
    LineWriter writer(boolean colored, Function<Exchange, ExchangeJson> form) {
      return LineFormat::appendJson;
    }
  },

  /** Text for people, in columns: also for requests without values. */
  TEXT {
    @Override
    LineWriter writer(boolean colored, Function<Exchange, ExchangeJson> form) {
      return new TextLines(colored, form);
    }
  };

  private static final class LtsvLines implements LineWriter {
    @Override
    public void append(StringBuilder line, ItemValue item, Exchange exchange) {
      Escaping.LTSV.append(line.append("host:"), item.host());
      Escaping.LTSV.append(line.append("\tkey:"), item.key());
      Escaping.LTSV.append(line.append("\tvalue:"), item.value());
      line.append("\tclock:").append(item.clock().orElse(0));
      if (item.isNotSupported()) {
        line.append("\tstate:notSupported");
      }
    }

    @Override
    public boolean canShow(ItemValue item) {
      return item.hasValue();
    }
  }

  private static void appendJson(StringBuilder line, ItemValue item, Exchange exchange) {
    try {
      ExchangeJson.writeValue(item, exchange, line);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
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
   * Returns a writer of lines, for one thread.
   *
   * @param colored whether text for people has the colors of a terminal
   * @param form returns the JSON form of an exchange
   */
  abstract LineWriter writer(boolean colored, Function<Exchange, ExchangeJson> form);

  /** Returns the name for {@code --format}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
