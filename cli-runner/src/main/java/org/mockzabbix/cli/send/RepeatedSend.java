package org.mockzabbix.cli.send;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.cli.console.Progress;
import org.mockzabbix.cli.send.SendRun.Round;
import org.mockzabbix.cli.send.SendRun.SendOptions;
import org.mockzabbix.text.Plurals;

/**
 * A {@code send} that sends its values again and again, until it is stopped. A round that fails
 * does not end it. Not thread-safe, except that any thread may stop it.
 */
public final class RepeatedSend {

  private static final String NOT_PROCESSED = "the server did not process every value";

  /**
   * How often to send the values.
   *
   * @param interval the time from the beginning of a round to that of the next one
   * @param count the number of rounds; 0 for no end
   */
  public record Repetition(Duration interval, int count) {

    private boolean isLast(int round) {
      return round == count || round == Integer.MAX_VALUE;
    }
  }

  private final SendOptions options;
  private final Repetition repetition;
  private final ZabbixToolOutput output;
  private final ZabbixToolOutput outputOfRounds;
  private final @Nullable Progress progress;
  private final CountDownLatch stop = new CountDownLatch(1);
  private int rounds;
  private int failedRounds;
  private long sent;
  private long total;
  private int exitCode = ExitCode.OK;
  private @Nullable String problem; // of the last round

  /**
   * Creates a run that is not started.
   *
   * @param onTerminal whether to show the progress
   */
  public RepeatedSend(
      SendOptions options, Repetition repetition, Console console, boolean onTerminal) {
    this.options = options;
    this.repetition = repetition;
    this.output = new ZabbixToolOutput(ZabbixToolOutput.SENDER, console);
    this.outputOfRounds =
        options.verbosity() > 0
            ? output
            : new ZabbixToolOutput(ZabbixToolOutput.SENDER, silent(console));
    this.progress =
        onTerminal ? new Progress(console.err(), repetition.count(), System::nanoTime) : null;
  }

  private static Console silent(Console console) {
    OutputStream nowhere = OutputStream.nullOutputStream();
    PrintStream noErrors = new PrintStream(nowhere, false, StandardCharsets.UTF_8);
    return new Console(console.in(), nowhere, noErrors, console.environment());
  }

  /**
   * Sends the values of {@code source} until all rounds are done or somebody stops it. Returns 1 if
   * a round failed, else 2 if the server did not process every value, else 0.
   *
   * @param stopRequests receives the callback that stops this run
   */
  public int run(ValueSource source, Consumer<Runnable> stopRequests) throws OutputFailedException {
    stopRequests.accept(stop::countDown);
    try {
      sendRounds(source);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    hideProgress();
    output.print("sent: " + sent + "; skipped: " + (total - sent) + "; total: " + total);
    if (failedRounds > 0) {
      output.log("Warning: " + failedRounds + " of " + Plurals.count(rounds, "round") + " failed");
    }
    return exitCode;
  }

  private void sendRounds(ValueSource source) throws OutputFailedException, InterruptedException {
    long next = System.nanoTime();
    boolean stopped = false;
    while (!stopped) {
      rounds++;
      count(new SendRun(options, outputOfRounds).send(source));
      if (progress != null) {
        progress.step();
      }
      long now = System.nanoTime();
      next =
          Math.max(now - next, repetition.interval().toNanos())
              + next; // late rounds are not made up for
      stopped = repetition.isLast(rounds) || stop.await(next - now, TimeUnit.NANOSECONDS);
    }
  }

  private void count(Round round) {
    total += round.total();
    boolean failed = round.exitCode() == ExitCode.FAILED;
    if (failed) {
      failedRounds++;
      exitCode = ExitCode.FAILED;
    } else {
      sent += round.sent();
      exitCode = exitCode == ExitCode.OK ? round.exitCode() : exitCode;
    }
    boolean processed = round.exitCode() == ExitCode.OK;
    report(failed ? round.failure() : processed ? null : NOT_PROCESSED);
  }

  /** Reports the problem of a round, if the round before had none or another one. */
  private void report(@Nullable String current) {
    if (!Objects.equals(problem, current)) {
      hideProgress();
      output.log(
          current == null
              ? "round " + rounds + " succeeded"
              : "Warning: round " + rounds + ": " + current);
    }
    problem = current;
  }

  private void hideProgress() {
    if (progress != null) {
      progress.hide();
    }
  }
}
