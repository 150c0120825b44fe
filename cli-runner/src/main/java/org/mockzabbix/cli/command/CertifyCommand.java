package org.mockzabbix.cli.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.certify.Certification;
import org.mockzabbix.cli.certify.CertifyRun;
import org.mockzabbix.cli.certify.GetterTrials;
import org.mockzabbix.cli.certify.SenderTrials;
import org.mockzabbix.cli.certify.Trial;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.text.ClosestName;
import org.mockzabbix.text.Quoting;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command {@code certify}, which tests a user's program with correct and faulty responses. */
public final class CertifyCommand implements Callable<Integer> {

  private final PositionalParamSpec program =
      PositionalParamSpec.builder()
          .paramLabel("COMMAND")
          .index("0..*")
          .arity("1..*")
          .required(true)
          .type(List.class)
          .auxiliaryTypes(String.class)
          .description(
              "Program and its arguments, after \"--\". {host} and {trapper} are replaced by the"
                  + " address of a mock server, which is also in the environment variables"
                  + " MOCK_ZABBIX_HOST and MOCK_ZABBIX_TRAPPER_PORT.")
          .build();

  private final OptionSpec getter =
      OptionSpec.builder("--getter")
          .type(Boolean.class)
          .description(
              "Test a program that requests values from an agent. {host} and {agent} are replaced"
                  + " by the address of a mock agent (variables: MOCK_ZABBIX_HOST and"
                  + " MOCK_ZABBIX_AGENT_PORT).")
          .build();

  private final OptionSpec timeout =
      ServerOptions.option("--timeout", "TIME")
          .type(Duration.class)
          .converters(OptionConverters::timeout)
          .defaultValue("70s")
          .description(
              "Time of one run, from 1 ms to 24 h; a command that still runs is hung, and is ended"
                  + " (default: ${DEFAULT-VALUE}).")
          .build();

  private final OptionSpec only =
      ServerOptions.option("--only", "RESPONSE")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .description(
              "Test only this response, for example \"reset\", after the correct one. Repeatable"
                  + " (default: all).")
          .build();

  private final OptionSpec dialect =
      ServerOptions.option("--dialect", "VERSION")
          .type(ZabbixVersion.class)
          .converters(OptionConverters::version)
          .defaultValue(ZabbixVersion.newest().dialect())
          .description("Version of the mock server or agent (default: ${DEFAULT-VALUE}).")
          .build();

  private final Console console;
  private final Consumer<Runnable> stopRequests;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("certify");

  /**
   * Creates the command.
   *
   * @param stopRequests receives the callback that ends the test
   */
  public CertifyCommand(Console console, Consumer<Runnable> stopRequests) {
    this.console = console;
    this.stopRequests = stopRequests;
  }

  /** Returns the command for picocli, which fills the options that {@link #call} reads. */
  public CommandSpec spec() {
    spec.parser().stopAtPositional(true); // further options are those of the program
    spec.addPositional(program);
    Stream.of(getter, timeout, only, dialect).forEach(spec::addOption);
    spec.addOption(CommonOptions.help());
    spec.usageMessage()
        .sortOptions(false)
        .header(
            "Tests a sender, or a program that requests values, with correct and faulty responses.")
        .description(
            "",
            "Runs COMMAND once for each response, each time with another mock server, and prints"
                + " what it did as a table. The command must send values and end. It passes if it"
                + " reports every failure by its exit code, ends in time, and loses or doubles no"
                + " value.",
            "")
        .footer(
            "",
            "Exit codes: 0 the command passes; 1 it fails; 64 wrong usage; 69 the command cannot be"
                + " started; 70 unexpected failure; 74 the table could not be written to standard"
                + " output.");
    return spec;
  }

  @Override
  public Integer call() throws CannotStartException, OutputFailedException {
    List<String> command = Objects.requireNonNull(program.getValue());
    ZabbixVersion version = Objects.requireNonNull(dialect.getValue());
    Duration time = Objects.requireNonNull(timeout.getValue());
    Certification certification =
        Boolean.TRUE.equals(getter.getValue())
            ? Certification.ofGetter(command, time, chosen(GetterTrials.all()), version)
            : Certification.ofSender(command, time, chosen(SenderTrials.all()), version);
    try {
      return new CertifyRun(certification, console).run(stopRequests);
    } catch (IllegalArgumentException noAddress) {
      throw ZabbixToolOptions.usageError(spec, String.valueOf(noAddress.getMessage()));
    }
  }

  private List<Trial> chosen(List<Trial> all) {
    @Nullable List<String> names = only.getValue();
    if (names == null || names.isEmpty()) {
      return all;
    }
    names.forEach(name -> checkName(name, all));
    List<Trial> chosen = new ArrayList<>(all);
    chosen.removeIf(trial -> !trial.equals(all.get(0)) && !names.contains(trial.name()));
    return chosen;
  }

  private void checkName(String name, List<Trial> trials) {
    List<String> known = trials.stream().map(Trial::name).toList();
    if (!known.contains(name)) {
      String remedy =
          ClosestName.of(name, known)
              .map(closest -> "did you mean " + Quoting.quote(closest) + '?')
              .orElseGet(() -> "use one of " + String.join(", ", known));
      throw ZabbixToolOptions.usageError(
          spec, "--only " + Quoting.quote(name) + ": no such response: " + remedy);
    }
  }
}
