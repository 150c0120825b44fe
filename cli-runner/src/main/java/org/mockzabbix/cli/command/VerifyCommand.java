package org.mockzabbix.cli.command;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.UsageException;
import org.mockzabbix.cli.serve.ServeOptions;
import org.mockzabbix.cli.verify.VerifyOptions;
import org.mockzabbix.cli.verify.VerifyOptions.Limits;
import org.mockzabbix.cli.verify.VerifyOptions.Reports;
import org.mockzabbix.cli.verify.VerifyRun;
import org.mockzabbix.scenario.ExpectationLine;
import org.mockzabbix.scenario.ScenarioException;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.Quoting;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** The command {@code verify}. Its options are environment variables too. */
public final class VerifyCommand implements Callable<Integer> {

  private static final int ANY_PORT = 0;
  private static final String END_OF_OPTIONS = "--";

  private final ServerOptions server = new ServerOptions(ANY_PORT, ANY_PORT);

  private final OptionSpec expect =
      CommonOptions.option("--expect", "LINE")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .description(
              "An expected value, as a line HOST KEY [VALUE] of an input file of zabbix_sender, or"
                  + " an expectation of scenario files in braces. Without VALUE, any value matches;"
                  + " * matches any text. Several lines, or several such options, are several"
                  + " expectations.")
          .build();

  private final OptionSpec expectFile =
      CommonOptions.option("--expect-file", "FILE")
          .type(List.class)
          .auxiliaryTypes(Path.class)
          .converters(OptionConverters::path)
          .description(
              "File with such lines. Empty lines and lines that begin with # are ignored. May be"
                  + " repeated.")
          .build();

  private final OptionSpec timeout =
      time("--timeout", DurationRange.TIMEOUT, "30s")
          .description(
              "The longest time of the run, from 1 ms to 24 h (default: ${DEFAULT-VALUE}).")
          .build();

  private final OptionSpec settle =
      time("--settle", DurationRange.DELAY, "200ms")
          .description(
              "The time for late values after the command has ended, from 0 s to 24 h (default:"
                  + " ${DEFAULT-VALUE}).")
          .build();

  private final OptionSpec stopWhenMet =
      CommonOptions.flag("--stop-when-met")
          .description(
              "End the command as soon as every expectation is met and the time of --settle has"
                  + " passed. For programs that do not end by themselves.")
          .build();

  private final OptionSpec junitXml =
      CommonOptions.option("--junit-xml", "FILE")
          .type(Path.class)
          .converters(OptionConverters::path)
          .description(
              "File for the verdict as JUnit XML, for Jenkins and GitLab. Removed at the start"
                  + " (default: none).")
          .build();

  private final OptionSpec github =
      CommonOptions.flag("--github").description("Print annotations for GitHub Actions.").build();

  private final PositionalParamSpec command =
      PositionalParamSpec.builder()
          .index("0..*")
          .arity("0..*")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .paramLabel("-- COMMAND ARG")
          .description(
              "The program that sends values, and its arguments, after --. In the arguments,"
                  + " {host}, {trapper}, {agent} and {http} are replaced by the addresses of the server.")
          .build();

  private final Console console;
  private final Consumer<Runnable> stopRequests;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("verify");

  /**
   * Creates the command.
   *
   * @param stopRequests receives the callback that ends the run
   */
  public VerifyCommand(Console console, Consumer<Runnable> stopRequests) {
    this.console = console;
    this.stopRequests = stopRequests;
  }

  private static OptionSpec.Builder time(String name, DurationRange range, String defaultValue) {
    return CommonOptions.option(name, "TIME")
        .type(Duration.class)
        .converters(text -> OptionConverters.time(text, range))
        .defaultValue(defaultValue);
  }

  /** Returns the command for picocli, which fills the options that {@link #call} reads. */
  public CommandSpec spec() {
    spec.addOption(expect).addOption(expectFile).addOption(timeout).addOption(settle);
    spec.addOption(stopWhenMet).addOption(junitXml).addOption(github);
    server.all().forEach(option -> spec.addOption(option.spec()));
    spec.addOption(CommonOptions.help()).addPositional(command);
    describe(spec.usageMessage());
    return spec;
  }

  private static void describe(UsageMessageSpec usage) {
    usage
        .customSynopsis("mock-zabbix verify [OPTIONS] [-- COMMAND ARG...]")
        .sortOptions(false)
        .header("Runs a program against a mock Zabbix server, and tells what it has sent.")
        .description(
            "",
            "The server listens on free ports, unless options set them. The program finds them in"
                + " MOCK_ZABBIX_HOST, MOCK_ZABBIX_TRAPPER_PORT, MOCK_ZABBIX_AGENT_PORT and MOCK_ZABBIX_HTTP. The run"
                + " ends when the program has ended, when an expectation cannot be met any more,"
                + " or when the time is up. The program and its children are then ended. Without a"
                + " program, the run ends as soon as every expectation is met. Standard error has a"
                + " line for each expectation, and the reasons of those that are not met.",
            "")
        .footer(
            "",
            "The values are written only with --output; - is standard output. Each option is also"
                + " an environment variable, for example MOCK_ZABBIX_TIMEOUT=10s.",
            "",
            "Exit codes: 0 every expectation is met; 1 one is not met; 2 all are met, but the"
                + " command failed; 64 wrong usage; 69 the server or the command cannot start; 70"
                + " unexpected failure; 74 values or the verdict could not be written.");
  }

  @Override
  public Integer call() throws CannotStartException {
    List<String> program = program();
    try {
      ServeOptions serve = server.read(false);
      VerifyOptions options =
          new VerifyOptions(serve, expectations(serve), limits(), reports(serve), program);
      return new VerifyRun(options, console, serverConsole()).run(stopRequests);
    } catch (UsageException doesNotFit) {
      throw usageError(String.valueOf(doesNotFit.getMessage()));
    }
  }

  /** Returns the program and its arguments, which must follow {@code --}. */
  private List<String> program() {
    List<String> given = values(command);
    List<String> all = spec.commandLine().getParseResult().originalArgs();
    int end = all.indexOf(END_OF_OPTIONS);
    List<String> after = end < 0 ? List.of() : all.subList(end + 1, all.size());
    if (given.size() > after.size()) {
      throw usageError(
          "Unmatched argument "
              + Quoting.quote(given.get(0))
              + ": write the command after --, and an expectation in quotes");
    }
    if (end >= 0 && after.isEmpty()) {
      throw usageError("no command follows --: write the command, or remove --");
    }
    return given;
  }

  private List<Expectation> expectations(ServeOptions serve) {
    List<Expectation> expectations = new ArrayList<>();
    for (String lines : this.<String>values(expect)) {
      lines.lines().forEach(line -> expectations.add(expectation(line)));
    }
    for (Path file : this.<Path>values(expectFile)) {
      expectations.addAll(expectations(file));
    }
    expectations.addAll(serve.expectations());
    if (expectations.isEmpty()) {
      throw usageError(
          "nothing is expected: add --expect, --expect-file, or a scenario with the field expect");
    }
    return expectations;
  }

  private Expectation expectation(String line) {
    try {
      return ExpectationLine.parse(line);
    } catch (IllegalArgumentException invalid) {
      String problem = Quoting.quote(line) + ": " + invalid.getMessage();
      throw new ParameterException(
          spec.commandLine(), "Invalid value for option '--expect': " + problem, expect, line);
    }
  }

  private List<Expectation> expectations(Path file) {
    try {
      return ExpectationLine.load(file);
    } catch (ScenarioException invalid) {
      throw new ParameterException(
          spec.commandLine(),
          "Invalid value for option '--expect-file': " + invalid.getMessage(),
          expectFile,
          file.toString());
    }
  }

  private Limits limits() {
    return new Limits(timeout.getValue(), settle.getValue(), stopWhenMet.getValue());
  }

  private Reports reports(ServeOptions serve) {
    Path file = junitXml.getValue();
    try {
      if (file != null) {
        serve.files().checkOther("--junit-xml", file);
      }
    } catch (IllegalArgumentException sameFile) {
      throw usageError(String.valueOf(sameFile.getMessage()));
    }
    return new Reports(file, github.getValue());
  }

  /** Returns the console of the server, which writes values only on request. */
  private Console serverConsole() {
    return server.hasOutput()
        ? console
        : new Console(
            console.in(), OutputStream.nullOutputStream(), console.err(), console.environment());
  }

  private <T> List<T> values(ArgSpec argument) {
    List<T> values = argument.getValue();
    return values == null ? List.of() : values;
  }

  private ParameterException usageError(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
