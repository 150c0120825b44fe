package org.mockzabbix.cli.command;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.UsageException;
import org.mockzabbix.cli.send.ClientEncryption;
import org.mockzabbix.cli.send.EncryptionRefusedException;
import org.mockzabbix.cli.send.TlsClient;
import org.mockzabbix.cli.send.TlsParameter;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsMode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a command for the encryption of its connections. */
final class ClientTlsOptions {

  private final TlsClient client;
  private final Map<TlsParameter, OptionSpec> options = new EnumMap<>(TlsParameter.class);

  ClientTlsOptions(TlsClient client) {
    this.client = client;
    for (TlsParameter parameter : TlsParameter.values()) {
      options.put(
          parameter,
          OptionSpec.builder(client.option(parameter))
              .arity("1")
              .paramLabel(parameter.operand())
              .type(String.class)
              .description(parameter.help())
              .build());
    }
  }

  void addTo(CommandSpec spec) {
    options.values().forEach(spec::addOption);
  }

  /**
   * Returns the encryption.
   *
   * @param defaults the parameters that apply without an option
   */
  ClientEncryption encryption(Map<TlsParameter, String> defaults) {
    Map<TlsParameter, String> values = new EnumMap<>(TlsParameter.class);
    values.putAll(defaults);
    values.putAll(given());
    return new ClientEncryption(client, values);
  }

  /**
   * Returns the encryption of the connections of a command that imitates no other program.
   *
   * @throws UsageException if an option is invalid or lacks another one
   * @throws CannotStartException if a file is missing or invalid
   */
  TlsConfig read() throws UsageException, CannotStartException {
    return read(encryption(Map.of()));
  }

  /**
   * Returns an encryption.
   *
   * @throws UsageException if an option is invalid or lacks another one
   * @throws CannotStartException if a file is missing or invalid
   */
  static TlsConfig read(ClientEncryption encryption) throws UsageException, CannotStartException {
    try {
      encryption.check();
    } catch (EncryptionRefusedException invalid) {
      throw new UsageException(String.valueOf(invalid.getMessage()));
    }
    List<String> warnings = new ArrayList<>();
    try {
      TlsConfig read = encryption.read(warnings::add);
      if (warnings.isEmpty()) {
        return read;
      }
    } catch (EncryptionRefusedException invalid) {
      throw new CannotStartException(String.valueOf(invalid.getMessage()), invalid);
    }
    throw new CannotStartException(warnings.get(0)); // only the originals continue
  }

  /**
   * Returns the encryption of a server with the keys of the options. It accepts only connections
   * with them, or only unencrypted ones without keys.
   *
   * @throws UsageException if an option lacks another one
   * @throws CannotStartException if a file is missing or invalid
   */
  TlsConfig readOfServer() throws UsageException, CannotStartException {
    if (given().isEmpty()) {
      return TlsConfig.unencrypted();
    }
    boolean psk = firstGiven(TlsParameter.PSK_IDENTITY, TlsParameter.PSK_FILE).isPresent();
    TlsMode mode = psk ? TlsMode.PSK : TlsMode.CERT;
    TlsConfig keys = read(encryption(Map.of(TlsParameter.CONNECT, mode.toString())));
    return keys.hasKeysFor(TlsMode.PSK) && keys.hasKeysFor(TlsMode.CERT)
        ? keys.accepting(TlsMode.PSK, TlsMode.CERT)
        : keys.accepting(mode);
  }

  /** Returns the first of these options that the user has chosen; empty for none. */
  Optional<String> firstGiven(TlsParameter... parameters) {
    Map<TlsParameter, String> given = given();
    return Stream.of(parameters).filter(given::containsKey).map(client::option).findFirst();
  }

  private Map<TlsParameter, String> given() {
    Map<TlsParameter, String> given = new EnumMap<>(TlsParameter.class);
    options.forEach(
        (parameter, option) -> {
          String value = option.getValue();
          if (value != null) {
            given.put(parameter, value);
          }
        });
    return given;
  }
}
