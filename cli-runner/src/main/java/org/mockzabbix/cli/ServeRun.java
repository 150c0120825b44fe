package org.mockzabbix.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Plurals;

/** One run of {@code serve}, from the ready line to the summary. */
final class ServeRun {

  /**
   * The options of {@code serve}.
   *
   * @param output the file for values; null for standard output
   * @param portFile the file for the ports; null for none
   * @param stopsAtEndOfInput whether the server stops when standard input ends
   */
  record ServeOptions(
      ServerConfig config,
      @Nullable Path output,
      LineFormat format,
      @Nullable Path portFile,
      boolean stopsAtEndOfInput) {}

  private final ServeOptions options;
  private final Console console;
  private final RateLimitedLog log;
  private final ExchangeCounters counters = new ExchangeCounters();
  private final CountDownLatch stop = new CountDownLatch(1);

  ServeRun(ServeOptions options, Console console) {
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
  int run(Consumer<Runnable> stopRequests) throws CannotStartException {
    stopRequests.accept(stop::countDown);
    MockZabbixServer server = new MockZabbixServer(options.config());
    ServeOutput output = openOutput();
    server.onExchange(new ExchangePrinter(output, log, counters));
    PortFile portFile = start(server, output);
    log.printReady(
        "READY trapper=" + new HostAndPort(server.host(), server.trapperPort()) + agents(server));
    awaitStop();
    return stop(server, output, portFile);
  }

  private static String agents(MockZabbixServer server) {
    return server.agents().stream()
        .map(agent -> " agent=" + agent.address())
        .collect(Collectors.joining());
  }

  private ServeOutput openOutput() throws CannotStartException {
    if (options.output() == null) {
      return ServeOutput.toStandardOutput(options.format(), console.out());
    }
    try {
      return ServeOutput.toFile(options.format(), options.output());
    } catch (IOException failure) {
      throw new CannotStartException("cannot write " + failure.getMessage(), failure);
    }
  }

  private @Nullable PortFile start(MockZabbixServer server, ServeOutput output)
      throws CannotStartException {
    try {
      server.start();
      output.start();
      return options.portFile() == null ? null : PortFile.write(options.portFile(), ports(server));
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

  private void awaitStop() {
    if (options.stopsAtEndOfInput()) {
      Thread watch = new Thread(this::readInput, "mock-zabbix-stdin");
      watch.setDaemon(true);
      watch.start();
    }
    try {
      stop.await();
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

  private int stop(MockZabbixServer server, ServeOutput output, @Nullable PortFile portFile) {
    remove(portFile);
    boolean stopped = close(server);
    boolean written = close(output);
    logWarnings(server);
    log.printOmitted();
    log.print("STOPPED " + counters.summary(server.journal().evictedExchanges()));
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

  private boolean close(ServeOutput output) {
    try {
      output.close();
    } catch (IOException failure) {
      logError("cannot write " + output + " (" + failure.getMessage() + ')');
      return false;
    }
    if (output.unwritten() > 0) {
      logError(Plurals.count(output.unwritten(), "value") + " not written to " + output);
    }
    return output.unwritten() == 0;
  }

  private void logError(String message) {
    log.print("mock-zabbix: " + message);
  }
}
