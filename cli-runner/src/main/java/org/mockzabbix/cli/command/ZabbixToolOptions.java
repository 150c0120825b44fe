package org.mockzabbix.cli.command;

import java.time.Duration;
import org.mockzabbix.protocol.ZabbixVersion;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The options that zabbix_sender and zabbix_get share, for {@code send} and {@code get}. */
public final class ZabbixToolOptions {

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

  static OptionSpec timeout(int defaultSeconds, String range) {
    return option("-t", "--timeout", "SECONDS")
        .type(Integer.class)
        .converters(OptionConverters::seconds)
        .description(
            "Since 6.0: longest time to wait for the connection, and then for each packet, "
                + range
                + " (default: "
                + defaultSeconds
                + ").")
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

  /** Returns the exception that ends the command with {@code message} and a hint. */
  static ParameterException usageError(CommandSpec spec, String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Throws an exception if a timeout is out of range, or the programs of 5.0 have none. */
  static void checkTimeout(CommandSpec spec, OptionSpec timeout, int max, ZabbixVersion version) {
    Integer seconds = timeout.getValue();
    if (seconds == null) {
      return;
    }
    if (!version.atLeast(ZabbixVersion.V6_0)) {
      throw usageError(spec, "-t requires --dialect 6.0 or 7.0");
    }
    if (seconds < 1 || seconds > max) {
      throw usageError(spec, "Invalid timeout, valid range 1:" + max + " seconds");
    }
  }

  /** Returns the given timeout, or the default. */
  static Duration duration(OptionSpec timeout, int defaultSeconds) {
    Integer seconds = timeout.getValue();
    return Duration.ofSeconds(seconds == null ? defaultSeconds : seconds);
  }
}
