package org.mockzabbix.cli.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
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
import org.mockzabbix.cli.output.ExchangeRecord;
import org.mockzabbix.cli.output.RateLimitedLog;
import org.mockzabbix.cli.output.RecordFile;
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
  private final OutputFiles files;
  private final ExchangePrinter printer;
  private final DroppedConnections dropped;
  private @Nullable PortFile portFile;
  private List<String> httpNotices = List.of(); // follow the line READY
  private final @Nullable HttpPreparation preparation; // null without HTTP
  private @Nullable HttpPort http;
  private boolean stuck;

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
    this.files = new OutputFiles(options, console, this::logError);
    this.preparation = options.http() == null ? null : new HttpPreparation();
    this.server = new MockZabbixServer(options.config());
    this.scenario = new CurrentScenario(options.expectations(), options.scenario().agents());
    this.agents = new AgentPorts(server);
    this.dropped = new DroppedConnections(server, log);
    this.printer = printer();
  }

  private ExchangePrinter printer() {
    boolean terminal =
        files.isStandardOutput() && options.output().isForPeople() && console.writesToTerminal();
    boolean colored = terminal && console.allowsColors();
    ValueLines lines = new ValueLines(options.output(), files.values(), colored, agents::form);
    RecordFile record = files.record();
    return new ExchangePrinter(
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
    options.notices().forEach(log::print);
    httpNotices.forEach(log::print);
    printer.start();
    PollingNotice.of(options.config()).ifPresent(log::print);
    if (files.isStandardOutput()) {
      VmLog.moveAwayFrom(console.out());
    }
  }

  /** Reports once if nothing was written since the last call, although a client waits for it. */
  void checkOutput() {
    boolean now = printer.isStalled();
    if (now && !stuck) {
      logError("nothing reads " + files.values() + ": clients wait for their responses");
    }
    stuck = now;
    dropped.announce();
  }

  private void listen() throws CannotStartException {
    try {
      server.start();
      files.clear();
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
    HttpTarget target =
        new HttpTarget(server, scenario, printer.counters(), shutdown, Instant.now());
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
    boolean written = files.close(printer);
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

  private void logError(String message) {
    log.print("mock-zabbix: " + message);
  }
}
