package org.mockzabbix.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes the defaults of options from environment variables: {@code --trapper-port} from {@code
 * MOCK_ZABBIX_TRAPPER_PORT}. Ignores empty variables and the variables of options that are on the
 * command line.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {

  private static final String PREFIX = "MOCK_ZABBIX_";

  private final Map<String, String> environment;
  private final Set<String> givenOptions;

  /** Creates the defaults for all options except {@code givenOptions}. */
  EnvironmentDefaults(Map<String, String> environment, Set<String> givenOptions) {
    this.environment = environment;
    this.givenOptions = givenOptions;
  }

  /** Returns whether {@code environment} may contain defaults. */
  static boolean areIn(Map<String, String> environment) {
    return environment.keySet().stream().anyMatch(name -> name.startsWith(PREFIX));
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    String variable = variable(argument);
    return variable == null ? null : environment.get(variable);
  }

  /**
   * Returns the variable that the value of this option came from; null if it has another source.
   */
  @Nullable String variable(@Nullable ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || givenOptions.contains(option.longestName())) {
      return null;
    }
    String variable = variable(option.longestName());
    return environment.getOrDefault(variable, "").isEmpty() ? null : variable;
  }

  private static String variable(String option) {
    return PREFIX + option.replaceFirst("^--", "").replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
