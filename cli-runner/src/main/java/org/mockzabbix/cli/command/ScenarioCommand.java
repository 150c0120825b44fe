package org.mockzabbix.cli.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.cli.scenario.ScenarioFromRun;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command {@code scenario}, whose only subcommand makes a scenario out of a transcript. */
public final class ScenarioCommand implements Callable<Integer> {

  private final PositionalParamSpec file = CommonOptions.transcript();

  private final Console console;
  private final CommandSpec from = CommandSpec.wrapWithoutInspection(this).name("from");

  public ScenarioCommand(Console console) {
    this.console = console;
  }

  /** Returns the command for picocli, which fills the parameter that {@link #call} reads. */
  public CommandSpec spec() {
    from.addPositional(file);
    from.addOption(CommonOptions.help());
    from.usageMessage()
        .header("Makes a scenario out of a transcript.")
        .description(
            "",
            "The scenario has the hosts, items and agents that the replies show, and rules for all"
                + " other replies. It is printed on standard output.",
            "")
        .footer(
            "",
            "Exit codes: 0 the scenario reproduces every reply; 1 it does not, or the transcript is"
                + " missing, invalid or empty; 64 wrong usage; 70 unexpected failure; 74 the scenario"
                + " could not be written to standard output.");
    CommandSpec scenario = CommandSpec.create().name("scenario");
    scenario.addOption(CommonOptions.help()).addSubcommand("from", from);
    scenario.usageMessage().header("Makes scenario files.").description("");
    return scenario;
  }

  @Override
  public Integer call() throws OutputFailedException {
    return new ScenarioFromRun(Objects.requireNonNull(file.getValue()), console).run();
  }
}
