package org.mockzabbix.cli.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.mockzabbix.cli.output.LineSink.IncompleteWriteException;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;

/**
 * Writes values as lines. After a failure, writes nothing more, because a reader could not see the
 * gap, and only counts the values. Not thread-safe, except for the counter.
 */
public final class ValueLines {

  private static final int CHUNK = 1 << 16; // characters; limits the memory for a large packet

  private final OutputOptions options;
  private final LineSink sink;

  private final StringBuilder lines = new StringBuilder();
  private final AtomicLong unwritten = new AtomicLong();
  private int buffered;
  private boolean failed;

  public ValueLines(OutputOptions options, LineSink sink) {
    this.options = options;
    this.sink = sink;
  }

  /** Returns whether a value has a line. */
  boolean shows(ItemValue item) {
    boolean selected = options.lines() == LineSelection.ALL || item.outcome().isProcessed();
    return selected && options.format().canShow(item);
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
    options.format().append(lines, item, exchange);
    lines.append('\n');
    buffered++;
    if (lines.length() >= CHUNK) {
      flush();
    }
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
