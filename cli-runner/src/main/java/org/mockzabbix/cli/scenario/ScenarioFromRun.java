package org.mockzabbix.cli.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.cli.scenario.ScenarioMaker.MadeScenario;
import org.mockzabbix.text.Plurals;
import org.mockzabbix.transcript.Transcript;
import org.mockzabbix.transcript.TranscriptExchange;

/** One run of {@code scenario from}: reads a transcript, and prints a scenario. */
public final class ScenarioFromRun {

  private final Path file;
  private final Console console;

  public ScenarioFromRun(Path file, Console console) {
    this.file = file;
    this.console = console;
  }

  /**
   * Prints the scenario, and returns the exit code.
   *
   * @throws OutputFailedException if the scenario cannot be printed
   */
  public int run() throws OutputFailedException {
    try {
      Transcript transcript = Transcript.read(file);
      transcript.cutOff().ifPresent(console::printError);
      boolean usable =
          transcript.exchanges().stream()
              .map(TranscriptExchange::port)
              .anyMatch(port -> port.equals("trapper") || port.equals("agent"));
      if (!usable) {
        throw new IOException(file + ": no exchange of a trapper port or an agent");
      }
      return print(ScenarioMaker.make(transcript));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      console.printError("interrupted");
      return ExitCode.FAILED;
    } catch (IOException e) {
      console.printError(String.valueOf(e.getMessage()));
      return ExitCode.FAILED;
    }
  }

  private int print(MadeScenario made) throws OutputFailedException {
    try {
      console.out().write(made.text().getBytes(UTF_8));
    } catch (IOException e) {
      throw new OutputFailedException(e);
    }
    Set<Integer> differing = made.differing();
    if (differing.isEmpty()) {
      return ExitCode.OK;
    }
    String lines =
        Plurals.list(differing.stream().map(String::valueOf).collect(Collectors.toList()));
    console.printError(file + ": the scenario does not reproduce the replies of lines " + lines);
    return ExitCode.FAILED;
  }
}
