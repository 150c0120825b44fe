package org.mockzabbix.cli.output;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.cli.StuckPipe;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.transcript.ExchangeJson;

@Timeout(180)
class ExchangePrinterTest {

  private static final Exchange EXCHANGE =
      RecordedExchanges.of(
          "{\"request\":\"sender data\",\"data\":[{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\"}]}");

  private final StuckPipe pipe = new StuckPipe();
  private final ExchangePrinter printer = printer(pipe);

  private static ExchangePrinter printer(OutputStream stream) {
    OutputOptions options =
        new OutputOptions(
            LineFormat.JSON, LineSelection.PROCESSED, ItemFilter.ALL, Long.MAX_VALUE, false);
    ValueLines lines =
        new ValueLines(
            options,
            new StreamSink("standard output", stream),
            false,
            exchange -> ExchangeJson.ofServer());
    PrintStream errors = new PrintStream(OutputStream.nullOutputStream());
    RateLimitedLog log = new RateLimitedLog(errors, Instant::now, false);
    return new ExchangePrinter(
        lines, null, log, new ClientNotices(log, true, exchange -> Optional.empty()));
  }

  @Test
  void isStalled_whileTheOnlyExchangeWaitsForAReader() throws Exception {
    printer.start();
    assertFalse(printer.isStalled());
    CompletableFuture<?> reported = printer.observe(EXCHANGE);
    pipe.awaitWriter();

    assertFalse(printer.isStalled(), "at the first look");
    assertTrue(printer.isStalled(), "at the second");
    pipe.release();
    reported.get(20, TimeUnit.SECONDS);
    assertFalse(printer.isStalled());
    assertFalse(printer.isStalled());
    printer.stop();
  }
}
