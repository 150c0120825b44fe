package org.mockzabbix.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.mockzabbix.cli.command.Commands;
import org.mockzabbix.text.ClosestName;
import org.mockzabbix.text.Quoting;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The messages about arguments that a command does not have. They do not show values of options.
 */
final class UnmatchedArguments {

  private UnmatchedArguments() {}

  /**
   * Returns the message about the first unmatched argument, with the name that was probably meant.
   *
   * @param moreOptions the names of options that are valid in the same place
   */
  static String message(UnmatchedArgumentException error, Set<String> moreOptions) {
    CommandSpec command = error.getCommandLine().getCommandSpec();
    String argument = error.getUnmatched().get(0);
    if (error.isUnknownOption()) {
      return unknownOption(argument, options(command, moreOptions));
    }
    Set<String> commands = command.subcommands().keySet();
    return commands.isEmpty()
        ? unmatched(argument, options(command, moreOptions))
        : Commands.unknown(argument, commands);
  }

  /** Returns the names of all options, by their names without dashes. */
  private static Map<String, String> options(CommandSpec command, Set<String> more) {
    Map<String, String> options = new HashMap<>();
    Stream.of(command.optionsMap().keySet(), command.negatedOptionsMap().keySet(), more)
        .flatMap(Set::stream)
        .forEach(name -> options.put(withoutDashes(name), name));
    return options;
  }

  private static String withoutDashes(String name) {
    return name.replaceFirst("^--?", "");
  }

  private static String unknownOption(String argument, Map<String, String> options) {
    String name = argument.replaceFirst("(?s)=.*", "");
    Optional<String> meant = closest(name, options);
    boolean hasValue = meant.isEmpty() && name.matches("(?s)-[^-].+"); // such as -p10051
    return "Unknown option: '"
        + (hasValue ? name.substring(0, 2) : name)
        + '\''
        + meant.map(option -> ": did you mean " + option + '?').orElse("");
  }

  private static Optional<String> closest(String name, Map<String, String> options) {
    return ClosestName.of(withoutDashes(name), options.keySet()).map(options::get);
  }

  private static String unmatched(String argument, Map<String, String> options) {
    return "Unmatched argument "
        + Quoting.quote(argument)
        + closest(argument, options)
            .filter(option -> option.startsWith("--")) // a word is not meant as a letter
            .map(option -> ": did you mean " + option + '?')
            .orElse(": remove it, or quote it with the value it belongs to");
  }
}
