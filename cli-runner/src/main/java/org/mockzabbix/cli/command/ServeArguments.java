package org.mockzabbix.cli.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.serve.ServeFiles;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The arguments of {@code serve}, as far as they are valid. They are read before the command runs:
 * a stale port file must not stay there because another argument is invalid.
 */
public final class ServeArguments {

  private final ParseResult parsed;
  private final Map<String, String> environment;

  private ServeArguments(ParseResult parsed, Map<String, String> environment) {
    this.parsed = parsed;
    this.environment = environment;
  }

  /**
   * Reads arguments without reporting errors.
   *
   * @param line a command line that is not used for anything else
   * @param args the arguments of the command
   */
  public static ServeArguments read(
      CommandLine line, String[] args, Map<String, String> environment) {
    line.getCommandSpec().parser().collectErrors(true);
    return new ServeArguments(line.parseArgs(args), environment);
  }

  /** Returns whether the arguments request the help. */
  public boolean requestHelp() {
    return parsed.isUsageHelpRequested();
  }

  /** Returns all options of the command. */
  public List<OptionSpec> options() {
    return parsed.commandSpec().options();
  }

  /** Returns the names of the options in the arguments. */
  public Set<String> names() {
    return parsed.matchedOptions().stream()
        .map(OptionSpec::longestName)
        .collect(Collectors.toSet());
  }

  /** Returns the files of the options and environment variables. */
  public ServeFiles files() {
    List<Path> scenarios = parsed.matchedOptionValue("--scenario", fromEnvironment("--scenario"));
    return ServeFiles.of(scenarios, path("--output"), path("--port-file"))
        .withRecord(path("--record"));
  }

  private @Nullable Path path(String option) {
    Path given = parsed.matchedOptionValue(option, null);
    return given == null ? fromEnvironment(option).stream().findFirst().orElse(null) : given;
  }

  /** Returns the path in the variable of an option, if it is valid. */
  private List<Path> fromEnvironment(String option) {
    String variable =
        environment.getOrDefault(EnvironmentDefaults.variable(ServeCommand.NAME, option), "");
    try {
      return variable.isEmpty() ? List.of() : List.of(Path.of(variable));
    } catch (InvalidPathException reportedLater) {
      return List.of();
    }
  }
}
