package org.mockzabbix.cli.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.http.CurrentScenario;
import org.mockzabbix.cli.http.HttpOptions;
import org.mockzabbix.cli.http.HttpPort;
import org.mockzabbix.cli.http.HttpPreparation;
import org.mockzabbix.cli.http.HttpTarget;
import org.mockzabbix.cli.output.AgentPorts;
import org.mockzabbix.cli.output.ClientNotices;
import org.mockzabbix.cli.output.ExchangePrinter;
import org.mockzabbix.cli.output.ExchangePrinter.Unwritten;
import org.mockzabbix.cli.output.ExchangeRecord;
import org.mockzabbix.cli.output.LineSink;
import org.mockzabbix.cli.output.OutputFile;
import org.mockzabbix.cli.output.RateLimitedLog;
import org.mockzabbix.cli.output.RecordFile;
import org.mockzabbix.cli.output.StreamSink;
import org.mockzabbix.cli.output.ValueLines;
import org.mockzabbix.cli.output.VmLog;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.text.Plurals;

/**
 * A mock Zabbix server with its files and its output on the console. Commands start it, do their
 * work, and stop it.
 */
public final class RunningServer {

  private static final int MOST_RULES = 20;

  private final ServeOptions options;
  private final Runnable shutdown;
  private final Console console;
  private final RateLimitedLog log;
  private final MockZabbixServer server;
  private final CurrentScenario scenario;
  private final AgentPorts agents;
  private final LineSink sink;
  private final ExchangePrinter printer;
  private final @Nullable OutputFile file;
  private final @Nullable RecordFile record;
  private final DroppedConnections dropped;
  private @Nullable PortFile portFile;
  private List<String> httpNotices = List.of(); // follow the line READY
  private final @Nullable HttpPreparation preparation; // null without HTTP
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
  public RunningServer(ServeOptions options, Console console, Runnable shutdown)
      throws CannotStartException {
    this.options = options;
    this.shutdown = shutdown;
    this.console = console;
    this.log =
        new RateLimitedLog(console.err(), options.config().clock(), options.output().quiet());
    this.file = openFile();
    this.sink = file == null ? new StreamSink("standard output", console.out()) : file;
    this.record = openRecord();
    this.preparation = options.http() == null ? null : new HttpPreparation();
    this.server = new MockZabbixServer(options.config());
    this.scenario = new CurrentScenario(options.expectations());
    this.agents = new AgentPorts(server);
    this.dropped = new DroppedConnections(server, log);
    boolean terminal = file == null && options.output().isForPeople() && console.writesToTerminal();
    boolean colored = terminal && console.allowsColors();
    ValueLines lines = new ValueLines(options.output(), sink, colored, agents::form);
    this.printer =
        new ExchangePrinter(
            lines,
            record == null ? null : new ExchangeRecord(record, agents::form),
            log,
            new ClientNotices(log, terminal && lines.showsMistakes(), agents::host));
  }

  /** Returns the server. */
  public MockZabbixServer server() {
    return server;
  }

  /** Returns the expectations of the scenario that the server has now. */
  List<Expectation> expectations() {
    return scenario.expectations();
  }

  /**
   * Replaces the scenario, and resets the server. If the new one is invalid, reports that, and
   * keeps the old one.
   *
   * @param changed returns the new scenario
   */
  void reload(Supplier<Scenario> changed) {
    try {
      scenario.replace(server, changed);
      if (portFile != null) {
        portFile = PortFile.write(portFile.path(), ServerAddresses.json(server, http));
      }
      log.print(ServerAddresses.line("RELOADED", server, http));
    } catch (IllegalArgumentException | UncheckedIOException invalid) {
      logError("the scenario is not reloaded: " + invalid.getMessage());
    } catch (IOException failure) {
      logError(String.valueOf(failure.getMessage()));
    }
  }

  /** Returns the URL of the HTTP API; empty if it is off or not started. */
  public Optional<String> httpUrl() {
    return Optional.ofNullable(http).map(HttpPort::url);
  }

  /**
   * Starts the server, and reports that it is ready.
   *
   * @throws CannotStartException if the server cannot listen, or a file cannot be written
   */
  public void start() throws CannotStartException {
    server.onExchange(printer);
    listen();
    log.print(ServerAddresses.line("READY", server, http));
    httpNotices.forEach(log::print);
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
    dropped.announce();
  }

  private @Nullable OutputFile openFile() throws CannotStartException {
    Path output = options.files().output();
    try {
      return output == null ? null : new OutputFile(output, "value", this::logError);
    } catch (IOException failure) {
      throw new CannotStartException("cannot write " + failure.getMessage(), failure);
    }
  }

  private @Nullable RecordFile openRecord() throws CannotStartException {
    Path path = options.files().record();
    try {
      return path == null
          ? null
          : new RecordFile(path, options.output().recordMax(), this::logError);
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
      if (record != null) {
        record.clear();
      }
      openHttp();
      Path path = options.files().portFile();
      portFile = path == null ? null : PortFile.write(path, ServerAddresses.json(server, http));
    } catch (IOException | UncheckedIOException failure) {
      closeHttp();
      server.close();
      throw new CannotStartException(String.valueOf(failure.getMessage()), failure);
    }
  }

  private void openHttp() throws IOException {
    HttpOptions requested = options.http();
    if (requested == null || preparation == null) {
      return;
    }
    HttpTarget target = new HttpTarget(server, scenario, printer.counters(), shutdown);
    try {
      http = preparation.open(requested, options.config().bindAddress(), target);
    } catch (IOException failure) {
      throw new IOException(
          "cannot listen for HTTP on port "
              + requested.port()
              + " ("
              + failure.getMessage()
              + "): choose another --http-port, or --no-http",
          failure);
    }
    httpNotices = notices(requested, http);
  }

  /** Returns what the user does not expect of the HTTP port. */
  private static List<String> notices(HttpOptions requested, HttpPort http) {
    List<String> notices = new ArrayList<>();
    if (requested.port() != 0 && requested.port() != http.port()) {
      notices.add(
          "mock-zabbix: port "
              + requested.port()
              + " is in use: HTTP listens on port "
              + http.port()
              + "; choose an --http-port, or --no-http");
    }
    String token = http.token();
    if (requested.token() == null && token != null) {
      notices.add(
          "HTTP token=" + token + " (send the header \"Authorization: Bearer " + token + "\")");
    }
    return notices;
  }

  private boolean closeHttp() {
    return preparation == null || stopped(preparation::close);
  }

  /** Stops the server, writes what is left, prints the summary, and returns the exit code. */
  public int stop() {
    removePortFile();
    boolean httpStopped = closeHttp();
    boolean stopped = stopped(server::close) && httpStopped;
    boolean written = closeOutput();
    log.printOmitted();
    printer.printSummary();
    logUnusedRules();
    dropped.report();
    log.print("STOPPED " + printer.counters().summary(server.journal().evictedExchanges()));
    if (!stopped) {
      return ExitCode.UNEXPECTED;
    }
    return written ? ExitCode.OK : ExitCode.OUTPUT_FAILED;
  }

  private void logUnusedRules() {
    List<Rule> unused = server.unusedRules();
    unused.stream().limit(MOST_RULES).forEach(rule -> log.printNotice("UNUSED " + rule));
    if (unused.size() > MOST_RULES) {
      log.printNotice("UNUSED " + Plurals.count(unused.size() - MOST_RULES, "more rule"));
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

  private boolean stopped(Runnable close) {
    try {
      close.run();
      return true;
    } catch (IllegalStateException threadsLeft) {
      logError(String.valueOf(threadsLeft.getMessage()));
      return false;
    }
  }

  /** Ends the output, and returns whether everything was written and nothing of it is lost. */
  private boolean closeOutput() {
    Unwritten unwritten = printer.stop();
    boolean values = close(sink, Plurals.count(unwritten.values(), "value"), unwritten.values());
    long exchanges = unwritten.exchanges();
    boolean recorded =
        record == null || close(record, Plurals.count(exchanges, "exchange"), exchanges);
    return values && recorded;
  }

  private boolean close(LineSink destination, String lines, long unwritten) {
    try {
      if (!printer.isStuck()) {
        destination.close();
      }
    } catch (IOException failure) {
      logError("cannot write " + destination + " (" + failure.getMessage() + ')');
      return false;
    }
    if (unwritten > 0) {
      String why =
          printer.isStuck()
              ? ", because nothing reads " + (destination.equals(sink) ? "it" : sink)
              : "";
      logError(lines + " not written to " + destination + why);
    }
    return unwritten == 0 && destination.lost() == 0;
  }

  private void logError(String message) {
    log.print("mock-zabbix: " + message);
  }
}
