package org.mockzabbix.cli.http;

import java.util.List;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.cli.output.ExchangeCounters;
import org.mockzabbix.config.ServerConfig;

/**
 * The server that the API reads and controls.
 *
 * @param base the settings without hosts, agents and rules, which a new scenario starts from
 * @param expectations the expectations of the scenario at the start
 * @param shutdown stops the process
 */
public record HttpTarget(
    MockZabbixServer server,
    ServerConfig base,
    List<Expectation> expectations,
    ExchangeCounters counters,
    Runnable shutdown) {

  /** Returns a target whose scenarios start from the settings of the server. */
  public static HttpTarget of(
      MockZabbixServer server,
      List<Expectation> expectations,
      ExchangeCounters counters,
      Runnable shutdown) {
    ServerConfig base =
        server.config().toBuilder().withoutHosts().agents(List.of()).rules(List.of()).build();
    return new HttpTarget(server, base, expectations, counters, shutdown);
  }

  public HttpTarget {
    expectations = List.copyOf(expectations);
  }
}
