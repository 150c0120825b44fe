package org.mockzabbix.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options as variables of the environment: {@code --trapper-port} is {@code
 * MOCK_ZABBIX_TRAPPER_PORT}. An empty one counts as none. Variables of options that were given on
 * the command line are not even looked at.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {

  private static final String PREFIX = "MOCK_ZABBIX_";

  private final Map<String, String> environment;
  private final Set<String> given;

  /** Defaults from {@code environment} for all options but those in {@code given}. */
  EnvironmentDefaults(Map<String, String> environment, Set<String> given) {
    this.environment = environment;
    this.given = given;
  }

  /** Whether there can be any. */
  static boolean areIn(Map<String, String> environment) {
    for (String name : environment.keySet()) {
      if (name.startsWith(PREFIX)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    String variable = variable(argument);
    return variable == null ? null : environment.get(variable);
  }

  /** The variable that this option's value came from; null if it came from elsewhere. */
  @Nullable String variable(@Nullable ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || given.contains(option.longestName())) {
      return null;
    }
    String variable = variable(option.longestName());
    return environment.getOrDefault(variable, "").isEmpty() ? null : variable;
  }

  private static String variable(String option) {
    return PREFIX + option.replaceFirst("^--", "").replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
