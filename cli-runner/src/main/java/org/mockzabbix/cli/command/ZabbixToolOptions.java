package org.mockzabbix.cli.command;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.mockzabbix.protocol.ZabbixVersion;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The options that zabbix_sender and zabbix_get share, for {@code send} and {@code get}. */
public final class ZabbixToolOptions {

  private static final String UNENCRYPTED = "unencrypted";

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

  private ZabbixToolOptions() {}

  static OptionSpec.Builder option(String letter, String name, String operand) {
    return OptionSpec.builder(letter, name).arity("1").paramLabel(operand).type(String.class);
  }

  static OptionSpec.Builder flag(String letter, String name) {
    return OptionSpec.builder(letter, name).arity("0").type(boolean.class).defaultValue("false");
  }

  static OptionSpec port(String defaultPort, String description) {
    return option("-p", "--port", "PORT")
        .type(Integer.class)
        .converters(OptionConverters::port)
        .defaultValue(defaultPort)
        .description(description + " (default: ${DEFAULT-VALUE}).")
        .build();
  }

  static OptionSpec dialect(String description) {
    return OptionSpec.builder("--dialect")
        .arity("1")
        .paramLabel("VERSION")
        .type(ZabbixVersion.class)
        .converters(OptionConverters::version)
        .defaultValue(ZabbixVersion.V6_0.dialect())
        .description(description)
        .build();
  }

  static OptionSpec timeout(String defaultSeconds, String range) {
    return option("-t", "--timeout", "SECONDS")
        .type(Integer.class)
        .converters(OptionConverters::seconds)
        .defaultValue(defaultSeconds)
        .description(
            "Longest time to wait for the connection, and then for each packet: "
                + range
                + " (default: ${DEFAULT-VALUE}).")
        .build();
  }

  static OptionSpec sourceAddress() {
    return option("-I", "--source-address", "ADDRESS")
        .description("Address of this machine to connect from.")
        .build();
  }

  static OptionSpec version() {
    return flag("-V", "--version")
        .description("Print the version of the original program, and exit.")
        .build();
  }

  /** Returns the address that an option or a file names. */
  static InetAddress address(CommandSpec spec, String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw usageError(spec, "cannot resolve [" + text + "]");
    }
  }

  /** Returns the options for encryption, which exist only to be refused with a clear message. */
  static List<OptionSpec> tls() {
    return TLS.stream()
        .map(name -> OptionSpec.builder(name).arity("1").type(String.class).hidden(true).build())
        .toList();
  }

  /** Throws an exception if an option requests encryption. */
  static void refuseTls(CommandSpec spec, List<OptionSpec> tls) {
    Stream<OptionSpec> given = tls.stream().filter(option -> option.getValue() != null);
    given
        .filter(option -> !UNENCRYPTED.equals(option.getValue()))
        .findFirst()
        .ifPresent(
            option -> {
              throw usageError(
                  spec,
                  option.longestName()
                      + " "
                      + option.getValue()
                      + ": encryption is not supported: remove the TLS options");
            });
  }

  /** Returns the exception that ends the command with {@code message} and a hint. */
  static ParameterException usageError(CommandSpec spec, String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Throws an exception if a timeout is out of range. */
  static void checkTimeout(CommandSpec spec, int seconds, int max) {
    if (seconds < 1 || seconds > max) {
      throw usageError(spec, "Invalid timeout, valid range 1:" + max + " seconds");
    }
  }
}
