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

  public HttpTarget {
    expectations = List.copyOf(expectations);
  }
}
