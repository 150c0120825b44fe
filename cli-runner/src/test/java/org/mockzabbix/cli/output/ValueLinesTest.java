package org.mockzabbix.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.mockzabbix.cli.BrokenPipe;
import org.mockzabbix.cli.CapturedLines;
import org.mockzabbix.cli.output.LineSink.IncompleteWriteException;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.transcript.ExchangeJson;

class ValueLinesTest {

  private static final ItemValue ITEM =
      ItemValue.of(
          new Request.LegacyData(new ItemName("h", "k"), "ü").values().get(0),
          null,
          Outcome.PROCESSED,
          new ItemValue.Context(
              ItemValue.Source.LEGACY_SENDER, null, 1, 1, 0, Instant.EPOCH, 10051, null));

  private static final Exchange EXCHANGE = RecordedExchanges.of("{\"request\":\"x\"}");

  private static final OutputOptions LTSV =
      new OutputOptions(
          LineFormat.LTSV, LineSelection.PROCESSED, ItemFilter.ALL, Long.MAX_VALUE, false);

  private static final String LINE = "host:h\tkey:k\tvalue:ü\tclock:0\n";

  private final CapturedLines stream = new CapturedLines();

  private static ValueLines output(OutputStream stream) {
    return new ValueLines(
        LTSV,
        new StreamSink("standard output", stream),
        false,
        exchange -> ExchangeJson.ofServer());
  }

  @Test
  void writesWhenFlushed() throws IOException {
    ValueLines output = output(stream);

    output.add(ITEM, EXCHANGE);
    String before = stream.text();
    output.flush();
    output.flush();

    assertEquals("", before);
    assertEquals(LINE, stream.text());
    assertEquals(0, output.unwritten());
  }

  @Test
  void writesMoreThanOneChunk() throws IOException {
    ValueLines output = output(stream);

    for (int i = 0; i < 10_000; i++) {
      output.add(ITEM, EXCHANGE);
    }
    output.flush();

    assertEquals(LINE.repeat(10_000), stream.text());
  }

  @Test
  void failsOnce_andThenCounts() throws IOException {
    ValueLines output = output(new BrokenPipe());
    output.add(ITEM, EXCHANGE);
    output.add(ITEM, EXCHANGE);

    IOException failure = assertThrows(IOException.class, output::flush);
    output.add(ITEM, EXCHANGE);
    output.flush();

    assertEquals("Broken pipe", failure.getMessage());
    assertEquals(3, output.unwritten());
  }

  @Test
  void countsTheLinesThatWereWrittenBeforeAFailure() throws IOException {
    ValueLines output =
        new ValueLines(
            LTSV,
            lines -> {
              throw new IncompleteWriteException(new IOException("No space left on device"), 2);
            },
            false,
            exchange -> ExchangeJson.ofServer());
    for (int i = 0; i < 5; i++) {
      output.add(ITEM, EXCHANGE);
    }

    IOException failure = assertThrows(IOException.class, output::flush);

    assertEquals("No space left on device", failure.getMessage());
    assertEquals(3, output.unwritten());
  }
}
