package org.mockzabbix.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.cli.console.Progress;
import org.mockzabbix.text.Plurals;
import org.mockzabbix.transcript.Replay;
import org.mockzabbix.transcript.ReplayResult;
import org.mockzabbix.transcript.ReplayedExchange;
import org.mockzabbix.transcript.ReplyDifference;
import org.mockzabbix.transcript.Transcript;
import org.mockzabbix.transcript.TranscriptExchange;

/** One run of {@code replay}: reads a transcript, replays it and prints the differences. */
public final class ReplayRun {

  private final Path file;
  private final Replay replay;
  private final Console console;
  private final boolean onTerminal;
  private int reordered;

  /**
   * Creates a run.
   *
   * @param onTerminal whether to show the progress
   */
  public ReplayRun(Path file, Replay replay, Console console, boolean onTerminal) {
    this.file = file;
    this.replay = replay;
    this.console = console;
    this.onTerminal = onTerminal;
  }

  /**
   * Replays the transcript, and returns the exit code.
   *
   * @throws CannotStartException if the transcript is invalid, or the server cannot be reached
   * @throws OutputFailedException if the differences cannot be printed
   */
  public int run() throws CannotStartException, OutputFailedException {
    try {
      Transcript transcript = Transcript.read(file);
      transcript.cutOff().ifPresent(console::printError);
      checkNotEmpty(transcript);
      return run(transcript);
    } catch (UncheckedIOException output) {
      throw new OutputFailedException(output);
    } catch (IOException e) {
      throw new CannotStartException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CannotStartException("the replay was interrupted", stopped);
    }
  }

  /** A replay without a request would report no difference, which nobody should believe. */
  private void checkNotEmpty(Transcript transcript) throws IOException {
    if (transcript.exchanges().stream().anyMatch(replay::includes)) {
      return;
    }
    String agents =
        transcript.exchanges().stream()
            .map(TranscriptExchange::agent)
            .flatMap(Optional::stream)
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .map(host -> "--agent " + host)
            .collect(Collectors.joining(" or "));
    throw new IOException(
        file + ": no request to replay" + (agents.isEmpty() ? "" : ": try " + agents));
  }

  private int run(Transcript transcript) throws IOException, InterruptedException {
    int total = (int) transcript.exchanges().stream().filter(replay::includes).count();
    Progress progress = onTerminal ? new Progress(console.err(), total, System::nanoTime) : null;
    try {
      ReplayResult result = replay.run(transcript, exchange -> report(exchange, progress));
      hide(progress);
      printSummary(result);
      return result.differing().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    } finally {
      hide(progress);
    }
  }

  private static void hide(@Nullable Progress progress) {
    if (progress != null) {
      progress.hide();
    }
  }

  private void report(ReplayedExchange exchange, @Nullable Progress progress) {
    reordered += exchange.isReordered() ? 1 : 0;
    if (!exchange.differences().isEmpty()) {
      hide(progress);
      print(diff(exchange));
    }
    if (progress != null) {
      progress.step();
    }
  }

  private String diff(ReplayedExchange exchange) {
    StringBuilder diff = new StringBuilder();
    TranscriptExchange recorded = exchange.recorded();
    String kind = recorded.kind().isEmpty() ? "unreadable request" : recorded.kind();
    diff.append(file).append(':').append(recorded.line()).append(": ").append(kind).append('\n');
    for (ReplyDifference difference : exchange.differences()) {
      String path = difference.path().isEmpty() ? "reply" : difference.path();
      append(diff, "- ", path, difference.recorded());
      append(diff, "+ ", path, difference.replayed());
    }
    return diff.toString();
  }

  private static void append(StringBuilder diff, String sign, String path, @Nullable String part) {
    String shown = part == null && path.equals("reply") ? "none" : part;
    if (shown != null) {
      diff.append(sign).append(path).append(": ").append(shown).append('\n');
    }
  }

  private void print(String text) {
    try {
      console.out().write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void printSummary(ReplayResult result) {
    int differing = result.differing().size();
    String differences =
        differing == 0
            ? "no reply differs"
            : Plurals.count(differing, "reply differs", "replies differ");
    String order =
        reordered == 0
            ? ""
            : ", "
                + Plurals.count(reordered, "reply", "replies")
                + " with another order of members";
    String skipped = result.skipped() == 0 ? "" : ", " + result.skipped() + " skipped";
    String sent = Plurals.count(result.sent(), "request");
    console.err().println("REPLAYED " + sent + ": " + differences + order + skipped);
  }
}
