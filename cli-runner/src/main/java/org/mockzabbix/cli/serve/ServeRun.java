package org.mockzabbix.cli.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.output.ExchangePrinter;
import org.mockzabbix.cli.output.LineFormat;
import org.mockzabbix.cli.output.LineSink;
import org.mockzabbix.cli.output.OutputFile;
import org.mockzabbix.cli.output.RateLimitedLog;
import org.mockzabbix.cli.output.StreamSink;
import org.mockzabbix.cli.output.ValueLines;
import org.mockzabbix.cli.output.VmLog;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Plurals;

/** One run of {@code serve}, from its start to the summary. */
public final class ServeRun {

  /**
   * The options of {@code serve}.
   *
   * @param stopsAtEndOfInput whether the server stops when standard input ends
   */
  public record ServeOptions(
      ServerConfig config, ServeFiles files, LineFormat format, boolean stopsAtEndOfInput) {}

  private static final int PATIENCE_SECONDS = 10;

  private final ServeOptions options;
  private final Console console;
  private final RateLimitedLog log;
  private final CountDownLatch stop = new CountDownLatch(1);

  public ServeRun(ServeOptions options, Console console) {
    this.options = options;
    this.console = console;
    this.log = new RateLimitedLog(console.err(), options.config().clock());
  }

  /**
   * Runs the server until it is stopped, and returns the exit code.
   *
   * @param stopRequests receives the callback that stops the server
   * @throws CannotStartException if the server cannot listen, or a file cannot be written
   */
  public int run(Consumer<Runnable> stopRequests) throws CannotStartException {
    stopRequests.accept(stop::countDown);
    OutputFile file = openFile();
    LineSink sink = file == null ? new StreamSink("standard output", console.out()) : file;
    ExchangePrinter printer = new ExchangePrinter(new ValueLines(options.format(), sink), log);
    MockZabbixServer server = new MockZabbixServer(options.config());
    server.onExchange(printer);
    PortFile portFile = start(server, file);
    log.print(
        "READY trapper=" + new HostAndPort(server.host(), server.trapperPort()) + agents(server));
    printer.start();
    if (file == null) {
      VmLog.moveAwayFrom(console.out());
    }
    awaitStop(printer, sink);
    return stop(server, printer, sink, portFile);
  }

  private static String agents(MockZabbixServer server) {
    return server.agents().stream()
        .map(agent -> " agent=" + agent.address())
        .collect(Collectors.joining());
  }

  private @Nullable OutputFile openFile() throws CannotStartException {
    Path output = options.files().output();
    try {
      return output == null ? null : new OutputFile(output, this::logError);
    } catch (IOException failure) {
      throw new CannotStartException("cannot write " + failure.getMessage(), failure);
    }
  }

  private @Nullable PortFile start(MockZabbixServer server, @Nullable OutputFile file)
      throws CannotStartException {
    try {
      server.start();
      if (file != null) {
        file.clear();
      }
      Path portFile = options.files().portFile();
      return portFile == null ? null : PortFile.write(portFile, ports(server));
    } catch (IOException | UncheckedIOException failure) {
      server.close();
      throw new CannotStartException(String.valueOf(failure.getMessage()), failure);
    }
  }

  private static String ports(MockZabbixServer server) {
    String agent =
        server.agents().stream()
            .findFirst()
            .map(first -> ", \"agent\": " + first.port())
            .orElse("");
    String trapper = ", \"trapper\": " + server.trapperPort();
    return "{\"host\": \"" + server.host() + '"' + trapper + agent + "}\n";
  }

  private void awaitStop(ExchangePrinter printer, LineSink sink) {
    if (options.stopsAtEndOfInput()) {
      Thread watch = new Thread(this::readInput, "mock-zabbix-stdin");
      watch.setDaemon(true);
      watch.start();
    }
    try {
      boolean reported = false;
      long before = printer.progress();
      while (!stop.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        boolean stuck = printer.isBusy() && printer.progress() == before;
        if (stuck && !reported) {
          logError("nothing reads " + sink + ": clients wait for their responses");
        }
        reported = stuck;
        before = printer.progress();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void readInput() {
    byte[] ignored = new byte[1024];
    try {
      while (console.in().read(ignored) >= 0) {
        // only the end of the input matters
      }
    } catch (IOException unreadable) {
      // counts as the end of the input
    }
    stop.countDown();
  }

  private int stop(
      MockZabbixServer server,
      ExchangePrinter printer,
      LineSink sink,
      @Nullable PortFile portFile) {
    remove(portFile);
    boolean stopped = close(server);
    boolean written = close(printer, sink);
    logWarnings(server);
    log.printOmitted();
    log.print("STOPPED " + printer.counters().summary(server.journal().evictedExchanges()));
    if (!stopped) {
      return ExitCode.UNEXPECTED;
    }
    return written ? ExitCode.OK : ExitCode.OUTPUT_FAILED;
  }

  /** Logs the warnings at the end, because they may be added after the exchange was reported. */
  private void logWarnings(MockZabbixServer server) {
    for (Exchange exchange : server.exchanges()) {
      for (String warning : exchange.warnings()) {
        log.printLimited("WARNING " + HostAndPort.of(exchange.peer()) + ": " + warning);
      }
    }
  }

  private void remove(@Nullable PortFile portFile) {
    try {
      if (portFile != null) {
        portFile.remove();
      }
    } catch (IOException failure) {
      logError("cannot remove the port file " + failure.getMessage());
    }
  }

  private boolean close(MockZabbixServer server) {
    try {
      server.close();
      return true;
    } catch (IllegalStateException threadsLeft) {
      logError(String.valueOf(threadsLeft.getMessage()));
      return false;
    }
  }

  /** Ends the output, and returns whether all values were written and none of them is lost. */
  private boolean close(ExchangePrinter printer, LineSink sink) {
    long unwritten = printer.stop();
    try {
      if (!printer.isStuck()) {
        sink.close();
      }
    } catch (IOException failure) {
      logError("cannot write " + sink + " (" + failure.getMessage() + ')');
      return false;
    }
    if (unwritten > 0) {
      String why = printer.isStuck() ? ", because nothing reads it" : "";
      logError(Plurals.count(unwritten, "value") + " not written to " + sink + why);
    }
    return unwritten == 0 && sink.lost() == 0;
  }

  private void logError(String message) {
    log.print("mock-zabbix: " + message);
  }
}
