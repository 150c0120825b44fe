package org.mockzabbix.cli.command;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the arguments and environment variables of {@code serve} if they are valid and usual, as
 * most are. It leaves the others to picocli, which knows the messages.
 */
final class PlainArguments {

  private final Map<String, Option<?>> options = new HashMap<>();
  private final Set<Option<?>> given = new HashSet<>();

  private PlainArguments(List<Option<?>> options) {
    for (Option<?> option : options) {
      this.options.put(option.name(), option);
    }
  }

  /**
   * Sets the values of options. Returns false if picocli must read the arguments; the options must
   * not be used then.
   */
  static boolean read(List<Option<?>> options, Map<String, String> environment, String... args) {
    PlainArguments arguments = new PlainArguments(options);
    return arguments.readAll(args)
        && (!EnvironmentDefaults.areIn(environment) || arguments.readAll(environment));
  }

  private boolean readAll(String... args) {
    Iterator<String> rest = Arrays.asList(args).iterator();
    while (rest.hasNext()) {
      if (!readNext(rest)) {
        return false;
      }
    }
    return true;
  }

  private boolean readNext(Iterator<String> rest) {
    String argument = rest.next();
    int sign = argument.indexOf('=');
    Option<?> option = options.get(sign < 0 ? argument : argument.substring(0, sign));
    if (option == null || (!given.add(option) && !option.isRepeatable())) {
      return false;
    }
    if (option.isFlag()) {
      return sign < 0 && option.accept("true");
    }
    if (sign >= 0) {
      return isAccepted(option, argument.substring(sign + 1));
    }
    String value = rest.hasNext() ? rest.next() : "";
    return !value.startsWith("-") && isAccepted(option, value);
  }

  private static boolean isAccepted(Option<?> option, String text) {
    return !text.isEmpty() && option.isOneValue(text) && option.accept(text);
  }

  private boolean readAll(Map<String, String> environment) {
    Map<String, Option<?>> variables = new HashMap<>();
    options.forEach(
        (name, option) ->
            variables.put(EnvironmentDefaults.variable(ServeCommand.NAME, name), option));
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      Option<?> option = variables.get(variable.getKey());
      if (option == null) {
        if (EnvironmentDefaults.mayBeOne(variable.getKey())) {
          return false;
        }
      } else if (!given.contains(option) && !isRead(option, variable.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRead(Option<?> option, String value) {
    if (value.isEmpty()) {
      return true; // the default applies
    }
    boolean isFlagValue = value.equals("true") || value.equals("false");
    boolean isInterpolated = value.contains("$");
    return !isInterpolated && (!option.isFlag() || isFlagValue) && isAccepted(option, value);
  }
}
