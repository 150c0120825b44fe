package org.mockzabbix.cli.command;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.serve.FinalCheck;
import org.mockzabbix.cli.serve.ScenarioFiles;
import org.mockzabbix.cli.serve.ServeOptions;
import org.mockzabbix.cli.serve.ServeRun;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** The command {@code serve}. Its options are environment variables too. */
public final class ServeCommand implements Callable<Integer> {

  private static final int TRAPPER_PORT = 10_051;
  private static final int AGENT_PORT = 10_050;

  private final ServerOptions server = new ServerOptions(TRAPPER_PORT, AGENT_PORT);

  private final OptionSpec stopsAtEndOfInput =
      ServerOptions.flag("--stop-on-stdin-eof")
          .description(
              "Stop when standard input ends, for example because the parent process exited.")
          .build();

  private final OptionSpec check =
      ServerOptions.flag("--check")
          .description(
              "At the end, tell which expectations of the scenario are met, and exit with 1 if one is"
                  + " not.")
          .build();

  private final OptionSpec watch =
      ServerOptions.flag("--watch")
          .description(
              "Read the scenario again when a file of --scenario has changed, and reset the server."
                  + " If the change is invalid, report it, and keep the old scenario.")
          .build();

  private final Console console;
  private final Consumer<Runnable> stopRequests;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("serve");

  /**
   * Creates the command.
   *
   * @param stopRequests receives the callback that stops the server
   */
  public ServeCommand(Console console, Consumer<Runnable> stopRequests) {
    this.console = console;
    this.stopRequests = stopRequests;
  }

  /** Returns the command for picocli, which fills the options that {@link #call} reads. */
  public CommandSpec spec() {
    server.addTo(spec);
    spec.addOption(stopsAtEndOfInput)
        .addOption(check)
        .addOption(watch)
        .addOption(CommonOptions.help());
    describe(spec.usageMessage());
    return spec;
  }

  private static void describe(UsageMessageSpec usage) {
    usage
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .header("Runs a mock Zabbix server and prints the values that it receives.")
        .description(
            "",
            "The server prints \"READY trapper=HOST:PORT\" on standard error when it is ready, and"
                + " runs until SIGTERM or SIGINT. Then it prints a summary and exits."
                + " It prints each processed value as one line on standard output before it"
                + " responds to the sender. It reports unreadable packets and rejected values on"
                + " standard error.",
            "")
        .footer(
            "",
            "Each option is also an environment variable, for example MOCK_ZABBIX_TRAPPER_PORT=0 or"
                + " MOCK_ZABBIX_STRICT=true. Options override variables.",
            "",
            "Exit codes: 0 stopped by a signal or end of input; 1 an expectation is not met (with"
                + " --check); 64 wrong usage; 69 cannot start; 70 unexpected failure; 74 values could not be written to the output, or the output"
                + " file was deleted (the server kept running).");
  }

  @Override
  public Integer call() throws CannotStartException {
    ServeOptions options = options();
    boolean isChecked = check.getValue();
    if (isChecked && options.expectations().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--check has nothing to check: add the field expect to the scenario");
    }
    FinalCheck expectations = new FinalCheck(options.expectations(), isChecked);
    return new ServeRun(options, console, expectations).run(stopRequests);
  }

  /** Returns what the user has chosen. */
  private ServeOptions options() throws CannotStartException {
    boolean isWatched = watch.getValue();
    if (isWatched && server.scenarioFiles().isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--watch requires --scenario FILE");
    }
    ScenarioFiles files =
        isWatched ? new ScenarioFiles(server.scenarioFiles(), server::scenario) : null;
    ServeOptions options = server.read(spec, stopsAtEndOfInput.getValue());
    return files == null ? options : options.watching(files);
  }
}
