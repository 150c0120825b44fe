package org.mockzabbix.cli.send;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.mockzabbix.client.internal.ServerAddress;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.IpAddress;

/**
 * The servers that zabbix_sender sends each value to. Immutable.
 *
 * @param servers the addresses of each server; those of a cluster have a semicolon between them
 */
record ServerList(List<List<HostAndPort>> servers) {

  private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?";
  private static final Pattern HOST_NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*\\.?");
  private static final int LONGEST_NAME = 255;

  ServerList {
    servers = servers.stream().map(List::copyOf).toList();
  }

  /**
   * Parses the option {@code -z}, in which a sender of 5.0 expects one host name.
   *
   * @throws InvalidConfigurationException if an address is not valid
   */
  static ServerList ofOption(String text, int port, ZabbixVersion version)
      throws InvalidConfigurationException {
    return version.atLeast(ZabbixVersion.V6_0)
        ? new Parser("-z", port, version).parse(text)
        : new ServerList(List.of(List.of(new HostAndPort(text, port))));
  }

  /**
   * Parses the parameter {@code ServerActive} of an agent's configuration.
   *
   * @throws InvalidConfigurationException if an address is not valid
   */
  static ServerList ofParameter(String text, int port, ZabbixVersion version)
      throws InvalidConfigurationException {
    Parser parser = new Parser("ServerActive", port, version);
    List<String> trimmed = new ArrayList<>();
    for (String server : text.split(",", -1)) {
      trimmed.add(AgentConfiguration.trimmed(server));
    }
    return parser.parse(String.join(",", trimmed));
  }

  private record Parser(String parameter, int port, ZabbixVersion version) {

    private ServerList parse(String text) throws InvalidConfigurationException {
      Set<HostAndPort> known = new HashSet<>();
      List<List<HostAndPort>> servers = new ArrayList<>();
      for (String server : text.split(",", -1)) {
        List<HostAndPort> addresses = new ArrayList<>();
        for (String part : knowsClusters() ? server.split(";", -1) : new String[] {server}) {
          HostAndPort address = address(part);
          if (!known.add(address)) {
            throw invalid(part, "specified more than once");
          }
          addresses.add(address);
        }
        servers.add(addresses);
      }
      return new ServerList(servers);
    }

    private boolean knowsClusters() {
      return version.atLeast(ZabbixVersion.V6_0);
    }

    private HostAndPort address(String text) throws InvalidConfigurationException {
      try {
        HostAndPort address = ServerAddress.parse(text, port);
        if (knowsClusters() && !isHost(address.host())) {
          throw invalid(text, "is invalid");
        }
        return address;
      } catch (IllegalArgumentException noAddress) {
        throw invalid(text, "is invalid");
      }
    }

    private static boolean isHost(String host) {
      return IpAddress.parse(host).isPresent()
          || (host.length() <= LONGEST_NAME && HOST_NAME.matcher(host).matches());
    }

    private InvalidConfigurationException invalid(String address, String why) {
      return new InvalidConfigurationException(
          "error parsing the \"" + parameter + "\" parameter: address \"" + address + "\" " + why);
    }
  }
}
