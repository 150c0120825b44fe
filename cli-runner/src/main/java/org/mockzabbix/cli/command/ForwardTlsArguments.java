package org.mockzabbix.cli.command;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.UsageException;
import org.mockzabbix.cli.send.ClientEncryption;
import org.mockzabbix.cli.send.TlsClient;
import org.mockzabbix.cli.send.TlsParameter;
import org.mockzabbix.tls.TlsConfig;

/** The options for the encryption of the connections to the server of {@code --forward}. */
final class ForwardTlsArguments {

  private final Map<TlsParameter, Option<String>> options = new EnumMap<>(TlsParameter.class);
  private @Nullable TlsConfig config;

  ForwardTlsArguments() {
    for (TlsParameter parameter : TlsParameter.values()) {
      String name = TlsClient.FORWARDING.option(parameter);
      options.put(
          parameter,
          Option.of(name, parameter.operand(), String.class)
              .help(
                  () -> new Option.Help("With --forward: " + uncapitalized(parameter), List.of())));
    }
  }

  private static String uncapitalized(TlsParameter parameter) {
    String help = parameter.help();
    return help.substring(0, 1).toLowerCase(Locale.ROOT) + help.substring(1);
  }

  /** Returns the options, in the order of the help. */
  List<Option<?>> all() {
    return new ArrayList<>(options.values());
  }

  /**
   * Reads the files.
   *
   * @throws UsageException if an option is invalid or lacks another one
   * @throws CannotStartException if a file is missing or invalid
   */
  void read() throws UsageException, CannotStartException {
    Map<TlsParameter, String> values = new EnumMap<>(TlsParameter.class);
    options.forEach(
        (parameter, option) -> {
          if (option.value() != null) {
            values.put(parameter, Objects.requireNonNull(option.value()));
          }
        });
    if (!values.isEmpty()) {
      config = ClientTlsOptions.read(new ClientEncryption(TlsClient.FORWARDING, values));
    }
  }

  /** Returns the encryption that the options choose; empty if they choose none. */
  Optional<TlsConfig> config() {
    return Optional.ofNullable(config);
  }
}
