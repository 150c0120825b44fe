package org.mockzabbix.cli.serve;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.mockzabbix.assertion.ExpectationResult;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;

/** One run of {@code serve}, from its start to the summary. */
public final class ServeRun {

  private static final int LOOK_MILLIS = 250; // how often to look at watched files
  private static final int LOOKS_OF_PATIENCE = 40;

  private final ServeOptions options;
  private final Console console;
  private final FinalCheck check;
  private final CountDownLatch stop = new CountDownLatch(1);

  /** Creates a run that checks the expectations of the scenario at its end, if that is wanted. */
  public ServeRun(ServeOptions options, Console console, FinalCheck check) {
    this.options = options;
    this.console = console;
    this.check = check;
  }

  /**
   * Runs the server until it is stopped, and returns the exit code.
   *
   * @param stopRequests receives the callback that stops the server
   * @throws CannotStartException if the server cannot listen, or a file cannot be written
   */
  public int run(Consumer<Runnable> stopRequests) throws CannotStartException {
    stopRequests.accept(stop::countDown);
    RunningServer server = new RunningServer(options, console, stop::countDown);
    server.start();
    check.announce(console.err());
    awaitStop(server);
    List<ExpectationResult> results = check.results(server);
    return FinalCheck.report(results, server.stop(), console.err());
  }

  private void awaitStop(RunningServer server) {
    if (options.stopsAtEndOfInput()) {
      Thread watch = new Thread(this::readInput, "mock-zabbix-stdin");
      watch.setDaemon(true);
      watch.start();
    }
    ScenarioFiles scenario = options.scenario().watched();
    long looks = 0;
    try {
      while (!stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        looks++;
        if (looks % LOOKS_OF_PATIENCE == 0) {
          server.checkOutput();
        }
        if (scenario != null) {
          scenario.look(server::reload);
        }
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
}
