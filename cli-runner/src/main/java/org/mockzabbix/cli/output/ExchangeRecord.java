package org.mockzabbix.cli.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.transcript.ExchangeJson;

/**
 * Writes exchanges with their bytes as JSON, one on each line. After a failure, writes nothing
 * more, because a reader could not see the gap, and only counts the exchanges. Not thread-safe,
 * except for the counter.
 */
public final class ExchangeRecord {

  private static final int CHUNK = 1 << 16; // characters; limits the memory for a large exchange

  private final LineSink sink;
  private final Function<Exchange, ExchangeJson> form;
  private final AtomicLong unwritten = new AtomicLong();
  private boolean failed;

  /**
   * Creates a record.
   *
   * @param form returns the form of an exchange
   */
  public ExchangeRecord(LineSink sink, Function<Exchange, ExchangeJson> form) {
    this.sink = sink;
    this.form = form;
  }

  /**
   * Writes an exchange.
   *
   * @throws IOException at the first failure to write
   */
  void add(Exchange exchange) throws IOException {
    unwritten.incrementAndGet();
    if (failed) {
      return;
    }
    Chunks line = new Chunks();
    failed = true; // until the line is whole
    form.apply(exchange).withRawBytes().write(exchange, line);
    line.append("\n").write();
    failed = false;
    unwritten.decrementAndGet();
  }

  /** The text of a line, which is written in parts. */
  private final class Chunks implements Appendable {

    private final StringBuilder text = new StringBuilder();

    @Override
    public Chunks append(CharSequence more) throws IOException {
      text.append(more);
      if (text.length() >= CHUNK) {
        write();
      }
      return this;
    }

    @Override
    public Chunks append(CharSequence more, int start, int end) throws IOException {
      return append(more.subSequence(start, end));
    }

    @Override
    public Chunks append(char more) throws IOException {
      return append(String.valueOf(more));
    }

    void write() throws IOException {
      sink.write(text.toString().getBytes(StandardCharsets.UTF_8));
      text.setLength(0);
    }
  }

  /** Returns the number of exchanges that are not written. Thread-safe. */
  long unwritten() {
    return unwritten.get();
  }

  @Override
  public String toString() {
    return sink.toString();
  }
}
