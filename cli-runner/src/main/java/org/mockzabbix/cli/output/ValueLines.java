package org.mockzabbix.cli.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.mockzabbix.cli.output.LineSink.IncompleteWriteException;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.transcript.ExchangeJson;

/**
 * Writes values as lines. After a failure, writes nothing more, because a reader could not see the
 * gap, and only counts the values. Not thread-safe, except for the counter.
 */
public final class ValueLines {

  private static final int CHUNK = 1 << 16; // characters; limits the memory for a large packet

  private final OutputOptions options;
  private final LineWriter writer;
  private final LineSink sink;

  private final StringBuilder lines = new StringBuilder();
  private final AtomicLong unwritten = new AtomicLong();
  private int buffered;
  private boolean failed;

  /**
   * Creates an empty output.
   *
   * @param colored whether text for people has the colors of a terminal
   * @param form returns the JSON form of an exchange
   */
  public ValueLines(
      OutputOptions options,
      LineSink sink,
      boolean colored,
      Function<Exchange, ExchangeJson> form) {
    this.options = options;
    this.writer = options.format().writer(colored, form);
    this.sink = sink;
  }

  /** Returns whether a value has a line. */
  boolean shows(ItemValue item) {
    boolean selected = options.lines() == LineSelection.ALL || item.outcome().isProcessed();
    return selected && writer.canShow(item) && options.only().selects(item);
  }

  /**
   * Adds the line of a value, if it has one.
   *
   * @param exchange contains {@code item}
   * @throws IOException at the first failure to write
   */
  void add(ItemValue item, Exchange exchange) throws IOException {
    if (!shows(item)) {
      return;
    }
    unwritten.incrementAndGet();
    if (failed) {
      return;
    }
    writer.append(lines, item, exchange);
    lines.append('\n');
    buffered++;
    if (lines.length() >= CHUNK) {
      flush();
    }
  }

  /** Adds the line of an exchange, if it has one beside those of its values. */
  void add(Exchange exchange) {
    int start = lines.length();
    if (!failed && options.lines() == LineSelection.ALL) {
      writer.append(lines, exchange, options.only());
    }
    if (lines.length() > start) {
      lines.append('\n');
      unwritten.incrementAndGet();
      buffered++;
    }
  }

  /** Returns whether the lines show the mistakes of all clients. */
  public boolean showsMistakes() {
    return options.format() == LineFormat.TEXT
        && options.lines() == LineSelection.ALL
        && options.only().isAll();
  }

  /**
   * Writes the added lines.
   *
   * @throws IOException at the first failure to write
   */
  void flush() throws IOException {
    if (buffered == 0) {
      return;
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    int count = buffered;
    lines.setLength(0);
    buffered = 0;
    try {
      sink.write(bytes);
      unwritten.addAndGet(-count);
    } catch (IOException failure) {
      failed = true;
      if (failure instanceof IncompleteWriteException incomplete) {
        unwritten.addAndGet(-incomplete.written());
      }
      throw failure;
    }
  }

  /** Returns the number of added values that are not written. Thread-safe. */
  long unwritten() {
    return unwritten.get();
  }

  @Override
  public String toString() {
    return sink.toString();
  }
}
