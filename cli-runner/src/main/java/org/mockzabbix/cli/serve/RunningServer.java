package org.mockzabbix.cli.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.http.HttpOptions;
import org.mockzabbix.cli.http.HttpPort;
import org.mockzabbix.cli.http.HttpTarget;
import org.mockzabbix.cli.output.ExchangePrinter;
import org.mockzabbix.cli.output.LineSink;
import org.mockzabbix.cli.output.OutputFile;
import org.mockzabbix.cli.output.RateLimitedLog;
import org.mockzabbix.cli.output.StreamSink;
import org.mockzabbix.cli.output.ValueLines;
import org.mockzabbix.cli.output.VmLog;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Plurals;

/**
 * A mock Zabbix server with its files and its output on the console. Commands start it, do their
 * work, and stop it.
 */
public final class RunningServer {

  private final ServeOptions options;
  private final Runnable shutdown;
  private final Console console;
  private final RateLimitedLog log;
  private final MockZabbixServer server;
  private final LineSink sink;
  private final ExchangePrinter printer;
  private final @Nullable OutputFile file;
  private @Nullable PortFile portFile;
  private @Nullable HttpPort http;
  private long lastProgress;
  private boolean stuck;

  /**
   * Creates a server that is not started.
   *
   * @throws CannotStartException if the output file cannot be opened
   */
  public RunningServer(ServeOptions options, Console console) throws CannotStartException {
    this(options, console, () -> {});
  }

  /**
   * Creates a server that is not started.
   *
   * @param shutdown stops the process when an HTTP client requests it
   * @throws CannotStartException if the output file cannot be opened
   */
  RunningServer(ServeOptions options, Console console, Runnable shutdown)
      throws CannotStartException {
    this.options = options;
    this.shutdown = shutdown;
    this.console = console;
    this.log = new RateLimitedLog(console.err(), options.config().clock());
    this.file = openFile();
    this.sink = file == null ? new StreamSink("standard output", console.out()) : file;
    this.printer = new ExchangePrinter(new ValueLines(options.format(), sink), log);
    this.server = new MockZabbixServer(options.config());
  }

  /** Returns the server. */
  public MockZabbixServer server() {
    return server;
  }

  /**
   * Starts the server, and reports that it is ready.
   *
   * @throws CannotStartException if the server cannot listen, or a file cannot be written
   */
  public void start() throws CannotStartException {
    server.onExchange(printer);
    listen();
    log.print(
        "READY trapper="
            + new HostAndPort(server.host(), server.trapperPort())
            + agents(server)
            + (http == null ? "" : " http=" + http.url()));
    printer.start();
    PollingNotice.of(options.config()).ifPresent(log::print);
    if (file == null) {
      VmLog.moveAwayFrom(console.out());
    }
  }

  /** Reports once if nothing was written since the last call, although clients wait for it. */
  void checkOutput() {
    boolean now = printer.isBusy() && printer.progress() == lastProgress;
    if (now && !stuck) {
      logError("nothing reads " + sink + ": clients wait for their responses");
    }
    stuck = now;
    lastProgress = printer.progress();
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

  private void listen() throws CannotStartException {
    try {
      server.start();
      if (file != null) {
        file.clear();
      }
      openHttp();
      Path path = options.files().portFile();
      portFile = path == null ? null : PortFile.write(path, ports());
    } catch (IOException | UncheckedIOException failure) {
      closeHttp();
      server.close();
      throw new CannotStartException(String.valueOf(failure.getMessage()), failure);
    }
  }

  /** Opens the HTTP port. Goes on without it if its default port is in use. */
  private void openHttp() throws IOException {
    HttpOptions requested = options.http();
    if (requested == null) {
      return;
    }
    HttpTarget target = HttpTarget.of(server, options.expectations(), printer.counters(), shutdown);
    try {
      HttpPort opened = HttpPort.open(requested, options.config().bindAddress(), target);
      http = opened;
      if (requested.token() == null && opened.token() != null) {
        String token = opened.token();
        log.print(
            "HTTP token=" + token + " (send the header \"Authorization: Bearer " + token + "\")");
      }
    } catch (IOException inUse) {
      String failure =
          "cannot listen for HTTP on port " + requested.port() + " (" + inUse.getMessage() + ")";
      if (requested.required()) {
        throw new IOException(failure + ": choose another --http-port, or --no-http", inUse);
      }
      logError(failure + ": runs without HTTP; choose an --http-port, or --no-http");
    }
  }

  private void closeHttp() {
    if (http != null) {
      http.close();
    }
  }

  private String ports() {
    String agent =
        server.agents().stream()
            .findFirst()
            .map(first -> ", \"agent\": " + first.port())
            .orElse("");
    String trapper = ", \"trapper\": " + server.trapperPort();
    String ofHttp = http == null ? "" : ", \"http\": " + http.port();
    return "{\"host\": \"" + server.host() + '"' + trapper + agent + ofHttp + "}\n";
  }

  /** Stops the server, writes what is left, prints the summary, and returns the exit code. */
  public int stop() {
    removePortFile();
    closeHttp();
    boolean stopped = close();
    boolean written = closeOutput();
    logWarnings();
    log.printOmitted();
    log.print("STOPPED " + printer.counters().summary(server.journal().evictedExchanges()));
    if (!stopped) {
      return ExitCode.UNEXPECTED;
    }
    return written ? ExitCode.OK : ExitCode.OUTPUT_FAILED;
  }

  /** Logs the warnings at the end, because they may be added after the exchange was reported. */
  private void logWarnings() {
    for (Exchange exchange : server.exchanges()) {
      for (String warning : exchange.warnings()) {
        log.printLimited("WARNING " + HostAndPort.of(exchange.peer()) + ": " + warning);
      }
    }
  }

  private void removePortFile() {
    try {
      if (portFile != null) {
        portFile.remove();
      }
    } catch (IOException failure) {
      logError("cannot remove the port file " + failure.getMessage());
    }
  }

  private boolean close() {
    try {
      server.close();
      return true;
    } catch (IllegalStateException threadsLeft) {
      logError(String.valueOf(threadsLeft.getMessage()));
      return false;
    }
  }

  /** Ends the output, and returns whether all values were written and none of them is lost. */
  private boolean closeOutput() {
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
