package org.mockzabbix.cli.command;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.http.HttpOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The options of the HTTP port. */
final class HttpArguments {

  private final int defaultPort;

  private final OptionSpec port;

  private final OptionSpec without =
      OptionSpec.builder("--no-http")
          .arity("0")
          .type(Boolean.class)
          .defaultValue("false")
          .description("Do not open an HTTP port.")
          .build();

  private final OptionSpec token =
      ServerOptions.option("--http-token", "TOKEN")
          .type(String.class)
          .converters(HttpArguments::checkedToken)
          .description(
              "Token that HTTP clients must send (default: none on a loopback address; on other"
                  + " addresses a random one, which is printed).")
          .build();

  private final OptionSpec allowedHosts =
      list("--http-allow-host", "NAME")
          .converters(HttpArguments::checkedHost)
          .description(
              "Name of this machine that HTTP clients may use, besides localhost and loopback"
                  + " addresses; repeatable.")
          .build();

  private final OptionSpec allowedOrigins =
      list("--http-allow-origin", "URL")
          .converters(HttpArguments::checkedOrigin)
          .description(
              "Origin of web pages that may use the HTTP API, for example http://localhost:3000;"
                  + " repeatable.")
          .build();

  /**
   * Creates the options.
   *
   * @param defaultPort the port if the options have none
   */
  HttpArguments(int defaultPort) {
    this.defaultPort = defaultPort;
    this.port = port(defaultPort);
  }

  private static OptionSpec port(int defaultPort) {
    return ServerOptions.option("--http-port", "PORT")
        .type(Integer.class)
        .converters(OptionConverters::port)
        .description(
            "Port of the HTTP API, from 0 to 65535; 0 for any free port (default: "
                + ServerOptions.port(defaultPort)
                + (defaultPort == 0 ? ")." : ", and no HTTP if that port is in use)."))
        .build();
  }

  private static OptionSpec.Builder list(String name, String operand) {
    return ServerOptions.option(name, operand)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .splitRegex(",");
  }

  private static String checkedToken(String text) {
    return checked(text, "[\\x21-\\x7e]+", "a token without spaces");
  }

  private static String checkedHost(String text) {
    return checked(text, "[\\w.-]+|\\[[0-9a-fA-F:.]+]", "a name or address without a port");
  }

  private static String checkedOrigin(String text) {
    String origin = text.toLowerCase(Locale.ROOT);
    return checked(
        origin, "https?://[^/\\s]+", "scheme, name and port, for example http://localhost:3000");
  }

  private static String checked(String text, String pattern, String rule) {
    if (!text.matches(pattern)) {
      throw new TypeConversionException("must be " + rule + ", but was \"" + text + '"');
    }
    return text;
  }

  void addTo(CommandSpec spec) {
    spec.addOption(port).addOption(without).addOption(token);
    spec.addOption(allowedHosts).addOption(allowedOrigins);
  }

  /**
   * Returns the options; null if there is no HTTP port.
   *
   * @throws ParameterException if the options contradict each other
   */
  @Nullable HttpOptions read(CommandSpec spec) {
    Integer given = port.getValue();
    if (without.<Boolean>getValue()) {
      if (given != null) {
        throw new ParameterException(
            spec.commandLine(), "--http-port and --no-http contradict each other: remove one");
      }
      return null;
    }
    return new HttpOptions(
        given == null ? defaultPort : given,
        given != null,
        token.getValue(),
        texts(allowedHosts),
        texts(allowedOrigins));
  }

  boolean hasToken() {
    return token.getValue() != null;
  }

  private static List<String> texts(OptionSpec option) {
    List<String> values = option.getValue();
    return values == null ? List.of() : values;
  }
}
