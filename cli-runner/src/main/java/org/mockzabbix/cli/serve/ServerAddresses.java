package org.mockzabbix.cli.serve;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.http.HttpPort;
import org.mockzabbix.cli.output.AgentLabel;
import org.mockzabbix.text.Escaping;
import org.mockzabbix.text.HostAndPort;

/** The addresses of a running server and its mock agents, for scripts. */
final class ServerAddresses {

  private ServerAddresses() {}

  /** Returns the line on standard error that begins with {@code event}. */
  static String line(String event, MockZabbixServer server, @Nullable HttpPort http) {
    StringBuilder line = new StringBuilder(event).append(" trapper=");
    line.append(new HostAndPort(server.host(), server.trapperPort()));
    for (MockAgent agent : server.agents()) {
      line.append(' ').append(AgentLabel.of(agent.name())).append('=').append(agent.address());
    }
    return line.append(http == null ? "" : " http=" + http.url()).toString();
  }

  /** Returns the content of the port file. */
  static String json(MockZabbixServer server, @Nullable HttpPort http) {
    StringBuilder json = new StringBuilder("{\"host\": \"").append(server.host());
    json.append("\", \"trapper\": ").append(server.trapperPort());
    if (!server.agents().isEmpty()) {
      json.append(", \"agent\": ").append(server.agents().get(0).port());
      json.append(", \"agents\": {").append(agents(server)).append('}');
    }
    if (http != null) {
      json.append(", \"http\": ").append(http.port());
    }
    return json.append("}\n").toString();
  }

  /** Returns the members for the agents: for several agents of one host, that of the first. */
  private static String agents(MockZabbixServer server) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (MockAgent agent : server.agents()) {
      ports.putIfAbsent(agent.name(), agent.port());
    }
    return ports.entrySet().stream()
        .map(agent -> quoted(agent.getKey()) + ": " + agent.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String quoted(String name) {
    StringBuilder quoted = new StringBuilder("\"");
    Escaping.QUOTED.append(quoted, name);
    return quoted.append('"').toString();
  }
}
