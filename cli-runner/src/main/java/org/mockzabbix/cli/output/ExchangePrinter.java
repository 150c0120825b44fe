package org.mockzabbix.cli.output;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.server.AsyncExchangeObserver;

/**
 * Reports each exchange before the server responds: prints the processed values, and logs rejected
 * values and requests. One thread does that for all clients. If the reader of a pipe stops reading,
 * that thread blocks, and the clients wait without threads. Thread-safe.
 */
public final class ExchangePrinter implements AsyncExchangeObserver {

  private static final int STUCK_SECONDS = 2;
  private static final long IDLE = -1;

  /**
   * An exchange to report, and the event that its client waits for.
   *
   * @param exchange null at the end
   * @param warnings the warnings to report
   * @param isReported whether only the warnings are left to report
   */
  private record Report(
      @Nullable Exchange exchange,
      List<String> warnings,
      boolean isReported,
      CompletableFuture<Void> done) {}

  /** The numbers of values and exchanges that were not written. */
  public record Unwritten(long values, long exchanges) {}

  private final ValueLines output;
  private final @Nullable ExchangeRecord record;
  private final RateLimitedLog log;
  private final ClientNotices notices;
  private final ExchangeCounters counters = new ExchangeCounters();
  private final BlockingQueue<Report> queue = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::run, "mock-zabbix-output");
  private final AtomicLong progress = new AtomicLong(); // changes while exchanges are reported
  private final AtomicLong waiting = new AtomicLong(); // exchanges, with the one being reported
  private long lastSeen = IDLE;

  /**
   * Creates a printer, which prints nothing before {@link #start}.
   *
   * @param record receives all exchanges; null for no record
   * @param notices receive the mistakes of clients
   */
  public ExchangePrinter(
      ValueLines output,
      @Nullable ExchangeRecord record,
      RateLimitedLog log,
      ClientNotices notices) {
    this.output = output;
    this.record = record;
    this.log = log;
    this.notices = notices;
    thread.setDaemon(true);
  }

  /** Begins to report exchanges. Clients that come earlier wait. */
  public void start() {
    thread.start();
  }

  @Override
  public CompletableFuture<?> observe(Exchange exchange) {
    Report report = new Report(exchange, exchange.warnings(), false, new CompletableFuture<>());
    waiting.incrementAndGet();
    queue.add(report);
    return report.done().whenComplete((done, failure) -> waiting.decrementAndGet());
  }

  @Override
  public void warned(Exchange exchange, String warning) {
    queue.add(new Report(exchange, List.of(warning), true, new CompletableFuture<>()));
  }

  private void run() {
    try {
      for (Report next = queue.take(); next.exchange() != null; next = queue.take()) {
        report(next, next.exchange());
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void report(Report report, Exchange exchange) {
    try {
      if (!report.isReported()) {
        report(exchange);
      }
      notices.addWarnings(exchange, report.warnings());
      progress.incrementAndGet();
      report.done().complete(null);
    } catch (Throwable e) { // the thread must report the others
      log.print("mock-zabbix: exchange " + exchange.id() + " is not reported: " + e);
      report.done().completeExceptionally(e);
    }
  }

  /** Reads one value at a time, because a packet may have millions. */
  private void report(Exchange exchange) {
    counters.count(exchange);
    Rejections rejections = new Rejections();
    for (ItemValue item : exchange.items()) {
      counters.count(item);
      print(() -> output.add(item, exchange));
      rejections.add(item);
      progress.incrementAndGet();
    }
    output.add(exchange);
    print(output::flush);
    record(exchange);
    notices.add(exchange, rejections);
  }

  /** A step of the output. */
  private interface Printing {
    void run() throws IOException;
  }

  private void print(Printing step) {
    try {
      step.run();
    } catch (IOException failure) {
      logFailure(output, failure, "writing values");
    }
  }

  private void record(Exchange exchange) {
    if (record != null) {
      try {
        record.add(exchange);
      } catch (IOException failure) {
        logFailure(record, failure, "recording exchanges");
      }
      progress.incrementAndGet();
    }
  }

  private void logFailure(Object destination, IOException failure, String work) {
    log.print(
        "mock-zabbix: cannot write to "
            + destination
            + " ("
            + failure.getMessage()
            + "): the server keeps running without "
            + work);
  }

  /**
   * Returns whether an exchange waits now and waited at the previous call, and nothing was written
   * in between. Only one thread may call this.
   */
  public boolean isStalled() {
    long seen = waiting.get() == 0 ? IDLE : progress.get();
    boolean stalled = seen != IDLE && seen == lastSeen;
    lastSeen = seen;
    return stalled;
  }

  /**
   * Reports the exchanges that wait, unless the output is stuck, and then only counts them. Call
   * this after the server is closed.
   *
   * @return what was not written
   */
  public Unwritten stop() {
    queue.add(new Report(null, List.of(), true, new CompletableFuture<>()));
    try {
      awaitEnd();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    Unwritten waiting = isStuck() ? countWaiting() : new Unwritten(0, 0);
    return new Unwritten(
        waiting.values() + output.unwritten(),
        record == null ? 0 : waiting.exchanges() + record.unwritten());
  }

  private void awaitEnd() throws InterruptedException {
    long before;
    do {
      before = progress.get();
      thread.join(TimeUnit.SECONDS.toMillis(STUCK_SECONDS));
    } while (isStuck() && progress.get() != before);
  }

  /** Prints a summary of mistakes, rules and faults. Call this after {@link #stop}. */
  public void printSummary() {
    if (!isStuck()) {
      notices.printSummary();
    }
  }

  /** Returns whether the output still blocks after {@link #stop}. */
  public boolean isStuck() {
    return thread.isAlive();
  }

  private Unwritten countWaiting() {
    long exchanges = 0;
    long values = 0;
    for (Report next = queue.poll(); next != null && next.exchange() != null; next = queue.poll()) {
      if (next.isReported()) {
        continue;
      }
      exchanges++;
      counters.count(next.exchange());
      for (ItemValue item : next.exchange().items()) {
        counters.count(item);
        values += output.shows(item) ? 1 : 0;
      }
    }
    return new Unwritten(values, exchanges);
  }

  /** Returns the counts for the summary. */
  public ExchangeCounters counters() {
    return counters;
  }
}
