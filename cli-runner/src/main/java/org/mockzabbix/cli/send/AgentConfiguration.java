package org.mockzabbix.cli.send;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mockzabbix.text.HostAndPort;

/**
 * The parameters of an agent's configuration file that zabbix_sender reads, too. Immutable.
 *
 * @param parameters the values by name; the last of several values counts
 */
public record AgentConfiguration(Map<String, String> parameters) {

  private static final int TRAPPER_PORT = 10_051;

  /** Copies the map. */
  public AgentConfiguration {
    parameters = Map.copyOf(parameters);
  }

  /**
   * Reads a file of lines {@code Name=value}. Empty lines and lines that begin with {@code #} are
   * comments.
   *
   * @throws IOException if the file cannot be read, or a line is neither
   */
  public static AgentConfiguration read(Path file) throws IOException {
    Map<String, String> parameters = new HashMap<>();
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      number++;
      String text = line.strip();
      int equals = text.indexOf('=');
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      if (equals < 1) {
        throw new IOException(
            "invalid entry ["
                + text
                + "] (not following \"parameter=value\" notation) in config file"
                + (" \"" + file + "\", line " + number));
      }
      parameters.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
    }
    return new AgentConfiguration(parameters);
  }

  /** Returns the name of the host; of several names, the first one. */
  public Optional<String> hostname() {
    return parameter("Hostname").map(names -> names.split(",", -1)[0].strip());
  }

  /** Returns the address to connect from. */
  public Optional<String> sourceIp() {
    return parameter("SourceIP");
  }

  /**
   * Returns the server.
   *
   * @throws IllegalArgumentException if there are several, or the address is not valid
   */
  public Optional<HostAndPort> serverActive() {
    return parameter("ServerActive").map(AgentConfiguration::server);
  }

  private static HostAndPort server(String text) {
    if (text.indexOf(',') >= 0 || text.indexOf(';') >= 0) {
      throw new IllegalArgumentException(
          "ServerActive has several servers, but send knows one: choose it with -z");
    }
    boolean bareIpv6 = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
    boolean hasPort = !bareIpv6 && text.matches(".*:\\d+");
    return hasPort ? HostAndPort.parse(text) : new HostAndPort(text, TRAPPER_PORT);
  }

  private Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }
}
