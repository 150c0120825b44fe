package org.mockzabbix.cli;

import java.util.List;
import java.util.stream.Stream;
import org.mockzabbix.protocol.ZabbixVersion;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The options that {@code send} and {@code get} have in common, with the originals' letters. */
final class OriginalOptions {

  static final String UNENCRYPTED = "unencrypted";

  private static final List<String> TLS =
      List.of(
          "--tls-connect",
          "--tls-ca-file",
          "--tls-crl-file",
          "--tls-server-cert-issuer",
          "--tls-server-cert-subject",
          "--tls-agent-cert-issuer",
          "--tls-agent-cert-subject",
          "--tls-cert-file",
          "--tls-key-file",
          "--tls-psk-identity",
          "--tls-psk-file",
          "--tls-cipher",
          "--tls-cipher13");

  private OriginalOptions() {}

  static OptionSpec.Builder option(String letter, String name, String operand) {
    return OptionSpec.builder(letter, name).arity("1").paramLabel(operand).type(String.class);
  }

  static OptionSpec.Builder flag(String letter, String name) {
    return OptionSpec.builder(letter, name).arity("0").type(boolean.class).defaultValue("false");
  }

  static OptionSpec port(String defaultPort, String description) {
    return option("-p", "--port", "PORT")
        .type(Integer.class)
        .converters(new OptionTypes.Port())
        .defaultValue(defaultPort)
        .description(description + " (default: ${DEFAULT-VALUE}).")
        .build();
  }

  static OptionSpec dialect(String description) {
    return OptionSpec.builder("--dialect")
        .arity("1")
        .paramLabel("VERSION")
        .type(ZabbixVersion.class)
        .converters(new OptionTypes.Dialect())
        .defaultValue(ZabbixVersion.V6_0.dialect())
        .description(description)
        .build();
  }

  static OptionSpec timeout(String defaultSeconds, String range) {
    return option("-t", "--timeout", "SECONDS")
        .type(Integer.class)
        .converters(OriginalOptions::seconds)
        .defaultValue(defaultSeconds)
        .description("How long to wait for each step: " + range + " (default: ${DEFAULT-VALUE}).")
        .build();
  }

  private static Integer seconds(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw new TypeConversionException(text + " is not a number of seconds");
    }
    return Integer.valueOf(text);
  }

  /** The options for encryption, which are known so that they can be refused in clear words. */
  static List<OptionSpec> tls() {
    return TLS.stream()
        .map(name -> OptionSpec.builder(name).arity("1").type(String.class).hidden(true).build())
        .toList();
  }

  /** Refuses what asks for encryption. */
  static void refuseTls(CommandSpec spec, List<OptionSpec> tls) {
    Stream<OptionSpec> given = tls.stream().filter(option -> option.getValue() != null);
    given
        .filter(option -> !UNENCRYPTED.equals(option.getValue()))
        .findFirst()
        .ifPresent(
            option -> {
              throw wrong(
                  spec,
                  option.longestName()
                      + " "
                      + option.getValue()
                      + ": encryption is not supported; leave the TLS options out");
            });
  }

  /** The failure that ends the command with what is wrong and a hint. */
  static ParameterException wrong(CommandSpec spec, String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  /** Refuses a timeout that is out of the range. */
  static void checkTimeout(CommandSpec spec, int seconds, int most) {
    if (seconds < 1 || seconds > most) {
      throw wrong(spec, "Invalid timeout, valid range 1:" + most + " seconds");
    }
  }
}
