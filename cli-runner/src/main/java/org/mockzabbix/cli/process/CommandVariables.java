package org.mockzabbix.cli.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.console.UsageException;
import org.mockzabbix.text.Quoting;

/**
 * The addresses of the server for the program under test: as environment variables, and as
 * placeholders in its arguments.
 *
 * @param addresses the addresses by the name of the placeholder: host, trapper, agent and http;
 *     without those of ports that are not open
 * @param remedies what to do if a placeholder has no address, by its name
 */
public record CommandVariables(Map<String, String> addresses, Map<String, String> remedies) {

  private static final String PREFIX = "MOCK_ZABBIX_";

  private static final Map<String, String> VARIABLES =
      Map.of(
          "host", PREFIX + "HOST",
          "trapper", PREFIX + "TRAPPER_PORT",
          "agent", PREFIX + "AGENT_PORT",
          "http", PREFIX + "HTTP");

  private static final Map<String, String> REMEDIES =
      Map.of(
          "agent", "no mock agent listens: add --agent-port 0, or an agent to the scenario",
          "http", "the HTTP API is off: remove --no-http");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(host|trapper|agent|http)}");

  public CommandVariables {
    addresses = Map.copyOf(addresses);
    remedies = Map.copyOf(remedies);
  }

  /**
   * Returns the addresses of a running server.
   *
   * @param http the URL of the HTTP API; empty if it is off
   */
  public static CommandVariables of(MockZabbixServer server, Optional<String> http) {
    Map<String, String> addresses = new HashMap<>();
    addresses.put("host", server.host());
    addresses.put("trapper", String.valueOf(server.trapperPort()));
    server.agents().stream()
        .findFirst()
        .map(MockAgent::port)
        .ifPresent(port -> addresses.put("agent", String.valueOf(port)));
    http.ifPresent(url -> addresses.put("http", url));
    return new CommandVariables(addresses, REMEDIES);
  }

  /**
   * Returns the command with addresses instead of placeholders.
   *
   * @throws UsageException if a placeholder has no address
   */
  public List<String> replaceIn(List<String> command) throws UsageException {
    List<String> replaced = new ArrayList<>();
    for (String argument : command) {
      checkPlaceholders(argument);
      replaced.add(PLACEHOLDER.matcher(argument).replaceAll(this::address));
    }
    return replaced;
  }

  private void checkPlaceholders(String argument) throws UsageException {
    Matcher placeholders = PLACEHOLDER.matcher(argument);
    while (placeholders.find()) {
      String name = placeholders.group(1);
      if (!addresses.containsKey(name)) {
        throw new UsageException(
            "the command contains "
                + Quoting.quote(placeholders.group())
                + ", but "
                + remedies.get(name));
      }
    }
  }

  private String address(MatchResult placeholder) {
    return Matcher.quoteReplacement(Objects.requireNonNull(addresses.get(placeholder.group(1))));
  }

  /**
   * Sets the variables of these addresses, and removes all others that begin with {@code
   * MOCK_ZABBIX_}: they were meant for this program. {@code MOCK_ZABBIX_DEBUG} stays.
   */
  void setIn(Map<String, String> environment) {
    environment
        .keySet()
        .removeIf(name -> name.startsWith(PREFIX) && !name.equals(PREFIX + "DEBUG"));
    VARIABLES.forEach(
        (name, variable) -> {
          String address = addresses.get(name);
          if (address != null) {
            environment.put(variable, address);
          }
        });
    environment.put(PREFIX + "VERIFY", "1");
  }

  /** Returns entries that only the environments of this run contain. */
  List<String> marks() {
    List<String> marks = new ArrayList<>(List.of(PREFIX + "VERIFY=1"));
    addresses.forEach((name, address) -> marks.add(VARIABLES.get(name) + "=" + address));
    return marks;
  }
}
