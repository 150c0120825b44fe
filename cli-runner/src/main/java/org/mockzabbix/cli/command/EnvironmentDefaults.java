package org.mockzabbix.cli.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.ClosestName;
import org.mockzabbix.text.Likeness;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes the defaults of options from environment variables: {@code --trapper-port} from {@code
 * MOCK_ZABBIX_TRAPPER_PORT}, and {@code --to} of {@code replay} from {@code MOCK_ZABBIX_REPLAY_TO}.
 * Ignores empty variables and the variables of options that are on the command line.
 */
public final class EnvironmentDefaults implements IDefaultValueProvider {

  private static final String PREFIX = "MOCK_ZABBIX_";

  /** The variable that is not an option. If it is {@code true}, stack traces are printed. */
  public static final String DEBUG = PREFIX + "DEBUG";

  /** The variable by which scripts and client libraries find the jar. */
  private static final String JAR = PREFIX + "JAR";

  /** The variable that the commands of {@code verify} see. */
  private static final String VERIFY = PREFIX + "VERIFY";

  /** The addresses that the commands of {@code verify} see. */
  private static final Set<String> ADDRESSES =
      Set.of(PREFIX + "HOST", PREFIX + "TRAPPER_PORT", PREFIX + "AGENT_PORT", PREFIX + "HTTP");

  /**
   * The commands whose variables have no name of a command in them, because they start a server
   * with the same options. The options of other commands have the same names and other meanings.
   */
  private static final Set<String> SERVERS = Set.of("serve", "verify");

  private static final int LARGEST_DISTANCE = 10;

  private final Map<String, String> environment;
  private final String command;
  private final Set<String> givenOptions;

  /** Creates the defaults for all options of a command except {@code givenOptions}. */
  public EnvironmentDefaults(
      Map<String, String> environment, String command, Set<String> givenOptions) {
    this.environment = environment;
    this.command = command;
    this.givenOptions = givenOptions;
  }

  /**
   * Returns the variables that apply to this process. Below {@code verify}, the addresses are those
   * of its server, and no options.
   */
  public static Map<String, String> in(Map<String, String> environment) {
    if (environment.getOrDefault(VERIFY, "").isEmpty()) {
      return environment;
    }
    Map<String, String> applicable = new HashMap<>(environment);
    applicable.keySet().removeAll(ADDRESSES);
    return applicable;
  }

  /** Returns whether {@code environment} may contain defaults. */
  public static boolean areIn(Map<String, String> environment) {
    for (String name : environment.keySet()) {
      if (mayBeOne(name)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a variable may be meant as an option, although its name is misspelt. */
  static boolean mayBeOne(String variable) {
    return variable.regionMatches(true, 0, PREFIX, 0, "MOCK".length());
  }

  /**
   * Returns a message about the first variable that belongs to no option, for example because it is
   * misspelt; empty if every variable is valid.
   *
   * @param variables the variables of the options of all commands
   */
  public static Optional<String> unknown(
      Map<String, String> environment, Collection<String> variables) {
    Set<String> known = new TreeSet<>(variables);
    known.add(DEBUG);
    Set<String> ignored = new HashSet<>(ADDRESSES);
    ignored.addAll(List.of(VERIFY, JAR));
    return environment.keySet().stream()
        .filter(name -> !ignored.contains(name))
        .filter(name -> !known.contains(name) && isMeantAsOneOf(known, name))
        .min(Comparator.naturalOrder())
        .map(name -> "unknown environment variable " + name + ": " + remedy(name, known));
  }

  /** Returns whether a name begins with the prefix, or with a prefix that is misspelt. */
  private static boolean isMeantAsOneOf(Set<String> known, String name) {
    return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
        || known.stream().anyMatch(other -> isMisspeltPrefix(name, other));
  }

  private static boolean isMisspeltPrefix(String name, String known) {
    String ending = ending(known);
    return name.startsWith("MOCK")
        && name.endsWith(ending)
        && Likeness.of(PREFIX, name.substring(0, name.length() - ending.length())).distance()
            <= LARGEST_DISTANCE;
  }

  private static String remedy(String name, Set<String> known) {
    Optional<String> closest =
        known.stream().filter(other -> isMisspeltPrefix(name, other)).findFirst();
    return closest
        .or(() -> closestEnding(name, known))
        .map(meant -> "did you mean " + meant + "?")
        .orElseGet(() -> "use one of " + String.join(", ", known));
  }

  private static Optional<String> closestEnding(String name, Set<String> known) {
    String ending = name.substring(PREFIX.length()).toUpperCase(Locale.ROOT);
    return ClosestName.of(ending, known.stream().map(EnvironmentDefaults::ending).toList())
        .map(meant -> PREFIX + meant);
  }

  private static String ending(String variable) {
    return variable.substring(PREFIX.length());
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    String variable = variable(argument);
    return variable == null ? null : environment.get(variable);
  }

  /**
   * Returns the variable that the value of this option came from; null if it has another source.
   */
  public @Nullable String variable(@Nullable ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || givenOptions.contains(option.longestName())) {
      return null;
    }
    String variable = variable(command, option.longestName());
    return environment.getOrDefault(variable, "").isEmpty() ? null : variable;
  }

  /** Returns the variable of an option, for example of {@code --trapper-port} of a server. */
  public static String variable(String command, String option) {
    String name = option.replaceFirst("^--", "");
    String scoped = SERVERS.contains(command) ? name : command + '-' + name;
    return PREFIX + scoped.replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
