package org.mockzabbix.cli.command;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.console.UsageException;
import org.mockzabbix.cli.http.HttpOptions;
import picocli.CommandLine.TypeConversionException;

/** The options of the HTTP port. */
final class HttpArguments {

  private final int defaultPort;

  private final Option<Integer> port;

  private final Option<Boolean> without =
      Option.flag("--no-http").help("Do not open an HTTP port.");

  private final Option<String> token =
      Option.of("--http-token", "TOKEN", HttpArguments::checkedToken)
          .help(
              "Token that HTTP clients must send (default: none on a loopback address; on other"
                  + " addresses a random one, which is printed).");

  private final Option<List<String>> allowedHosts =
      Option.list("--http-allow-host", "NAME", HttpArguments::checkedHost)
          .separatedBy(",")
          .help(
              "Name of this machine that HTTP clients may use, besides localhost and loopback"
                  + " addresses; repeatable.");

  private final Option<List<String>> allowedOrigins =
      Option.list("--http-allow-origin", "URL", HttpArguments::checkedOrigin)
          .separatedBy(",")
          .help(
              "Origin of web pages that may use the HTTP API, for example http://localhost:3000;"
                  + " repeatable.");

  /**
   * Creates the options.
   *
   * @param defaultPort the port if the options have none
   */
  HttpArguments(int defaultPort) {
    this.defaultPort = defaultPort;
    this.port = port(defaultPort);
  }

  private static Option<Integer> port(int defaultPort) {
    return Option.of("--http-port", "PORT", Integer.class)
        .help(
            "Port of the HTTP API, from 0 to 65535; 0 for any free port (default: "
                + ServerOptions.port(defaultPort)
                + (defaultPort == 0 ? ")." : ", and any free port if that one is in use)."));
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

  /** Returns the options, in the order of the help. */
  List<Option<?>> all() {
    return List.of(port, without, token, allowedHosts, allowedOrigins);
  }

  /**
   * Returns what the user has chosen; null if there is no HTTP port.
   *
   * @throws UsageException if the options contradict each other
   */
  @Nullable HttpOptions read() throws UsageException {
    Integer given = port.value();
    if (without.isOn()) {
      if (given != null) {
        throw new UsageException("--http-port and --no-http contradict each other: remove one");
      }
      return null;
    }
    return new HttpOptions(
        given == null ? defaultPort : given,
        given != null,
        token.value(),
        allowedHosts.valueOr(List.of()),
        allowedOrigins.valueOr(List.of()));
  }

  boolean hasToken() {
    return token.value() != null;
  }
}
