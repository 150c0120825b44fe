package org.mockzabbix.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.ServerConfig;
import org.mockzabbix.journal.Exchange;

/** One run of a server behind the command line, from the ready line to the summary. */
final class Serving {

  /**
   * What to serve, and where to tell.
   *
   * @param output the file for item lines; null for standard output
   * @param portFile where to write the ports; null for nowhere
   */
  record Order(
      ServerConfig config,
      @Nullable Path output,
      LineFormat format,
      @Nullable Path portFile,
      boolean stopsAtEndOfInput) {}

  private final Order order;
  private final Console console;
  private final Notices notices;
  private final Tally tally = new Tally();
  private final CountDownLatch stop = new CountDownLatch(1);

  Serving(Order order, Console console) {
    this.order = order;
    this.console = console;
    this.notices = new Notices(console.err(), order.config().clock());
  }

  /**
   * Serves until it is told to stop.
   *
   * @param stopRequests is given what to call when the process is asked to end
   * @return the exit code
   * @throws CannotStartException if the server cannot listen, or a file cannot be written
   */
  int run(Consumer<Runnable> stopRequests) throws CannotStartException {
    stopRequests.accept(stop::countDown);
    MockZabbixServer server = new MockZabbixServer(order.config());
    ItemOutput output = openOutput();
    server.onExchange(new ExchangeReport(output, notices, tally));
    PortFile portFile = start(server, output);
    notices.ready("READY trapper=" + trapper(server) + agents(server));
    awaitStop();
    return stop(server, output, portFile);
  }

  private static String trapper(MockZabbixServer server) {
    return ConsoleText.address(server.host(), server.trapperPort());
  }

  private static String agents(MockZabbixServer server) {
    return server.agents().stream()
        .map(agent -> " agent=" + ConsoleText.address(agent.host(), agent.port()))
        .collect(Collectors.joining());
  }

  private ItemOutput openOutput() throws CannotStartException {
    if (order.output() == null) {
      return ItemOutput.toStandardOutput(order.format(), console.out());
    }
    try {
      return ItemOutput.toFile(order.format(), order.output());
    } catch (IOException failure) {
      throw new CannotStartException("cannot write " + failure.getMessage(), failure);
    }
  }

  private @Nullable PortFile start(MockZabbixServer server, ItemOutput output)
      throws CannotStartException {
    try {
      server.start();
      output.begin();
      return order.portFile() == null ? null : PortFile.write(order.portFile(), ports(server));
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
    if (order.stopsAtEndOfInput()) {
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
        // what comes in says nothing to us, only that somebody is there
      }
    } catch (IOException gone) {
      // nobody is there: the same as the end
    }
    stop.countDown();
  }

  private int stop(MockZabbixServer server, ItemOutput output, @Nullable PortFile portFile) {
    remove(portFile);
    boolean stopped = close(server);
    boolean written = close(output);
    tellWarnings(server);
    notices.tellLeftOut();
    notices.tell("STOPPED " + tally.summary(server.journal().evictedExchanges()));
    if (!stopped) {
      return ExitCode.UNEXPECTED;
    }
    return written ? ExitCode.OK : ExitCode.OUTPUT_FAILED;
  }

  /** Only now: what is odd about a connection may be seen after its exchange was told of. */
  private void tellWarnings(MockZabbixServer server) {
    for (Exchange exchange : server.exchanges()) {
      for (String warning : exchange.warnings()) {
        notices.notice("WARNING " + ConsoleText.address(exchange.peer()) + ": " + warning);
      }
    }
  }

  private void remove(@Nullable PortFile portFile) {
    try {
      if (portFile != null) {
        portFile.remove();
      }
    } catch (IOException failure) {
      complain("cannot remove the port file " + failure.getMessage());
    }
  }

  private boolean close(MockZabbixServer server) {
    try {
      server.close();
      return true;
    } catch (IllegalStateException threadsLeft) {
      complain(String.valueOf(threadsLeft.getMessage()));
      return false;
    }
  }

  private boolean close(ItemOutput output) {
    try {
      output.close();
    } catch (IOException failure) {
      complain("cannot write " + output + " (" + failure.getMessage() + ')');
      return false;
    }
    if (output.unwritten() > 0) {
      complain(output.unwritten() + " values were not written to " + output);
    }
    return output.unwritten() == 0;
  }

  private void complain(String what) {
    notices.tell("mock-zabbix: " + what);
  }
}
