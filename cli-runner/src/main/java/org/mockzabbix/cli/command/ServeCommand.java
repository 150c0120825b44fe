package org.mockzabbix.cli.command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.UsageException;
import org.mockzabbix.cli.serve.FinalCheck;
import org.mockzabbix.cli.serve.ScenarioFiles;
import org.mockzabbix.cli.serve.ServeOptions;
import org.mockzabbix.cli.serve.ServeRun;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The command {@code serve}. Its options are environment variables too. */
public final class ServeCommand implements Callable<Integer> {

  /** The name of the command. */
  public static final String NAME = "serve";

  private static final int TRAPPER_PORT = 10_051;
  private static final int AGENT_PORT = 10_050;

  private final ServerOptions server = new ServerOptions(TRAPPER_PORT, AGENT_PORT);

  private final Option<Boolean> stopsAtEndOfInput =
      Option.flag("--stop-on-stdin-eof")
          .help("Stop when standard input ends, for example because the parent process exited.");

  private final Option<Boolean> check =
      Option.flag("--check")
          .help(
              "At the end, tell which expectations of the scenario are met, and exit with 1 if one is"
                  + " not.");

  private final Option<Boolean> watch =
      Option.flag("--watch")
          .help(
              "Read the scenario again when a file of --scenario has changed, and reset the server."
                  + " If the change is invalid, report it, and keep the old scenario.");

  private final Console console;
  private final Consumer<Runnable> stopRequests;

  /**
   * Creates the command.
   *
   * @param stopRequests receives the callback that stops the server
   */
  public ServeCommand(Console console, Consumer<Runnable> stopRequests) {
    this.console = console;
    this.stopRequests = stopRequests;
  }

  /**
   * Reads the environment variables and the arguments that follow the name of the command. Returns
   * false if picocli must read them, with {@link #spec()} of another object.
   */
  public boolean reads(Map<String, String> environment, String... args) {
    return PlainArguments.read(options(), environment, args);
  }

  /** Returns the command for picocli, which reads the options for {@link #call}. */
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(NAME);
    options().forEach(option -> spec.addOption(option.spec()));
    spec.addOption(CommonOptions.help());
    describe(spec.usageMessage());
    return spec;
  }

  /** Returns all options, in the order of the help. */
  List<Option<?>> options() {
    List<Option<?>> options = server.all();
    options.addAll(List.of(stopsAtEndOfInput, check, watch));
    return options;
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
    server.files().removeStalePortFile(); // before anything that can fail
    try {
      ServeOptions options = chosen();
      if (check.isOn() && options.expectations().isEmpty()) {
        throw new UsageException(
            "--check has nothing to check: add the field expect to the scenario");
      }
      FinalCheck expectations = new FinalCheck(options.expectations(), check.isOn());
      return new ServeRun(options, console, expectations).run(stopRequests);
    } catch (UsageException wrong) {
      return console.usageError(String.valueOf(wrong.getMessage()), "mock-zabbix " + NAME);
    }
  }

  /** Returns what the user has chosen. */
  private ServeOptions chosen() throws CannotStartException, UsageException {
    if (!watch.isOn()) {
      return server.read(stopsAtEndOfInput.isOn());
    }
    if (server.scenarioFiles().isEmpty()) {
      throw new UsageException("--watch requires --scenario FILE");
    }
    ScenarioFiles files = new ScenarioFiles(server.scenarioFiles(), server::scenario);
    return server.read(stopsAtEndOfInput.isOn()).watching(files);
  }
}
