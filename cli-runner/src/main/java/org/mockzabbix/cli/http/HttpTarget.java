package org.mockzabbix.cli.http;

import java.util.List;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.cli.output.ExchangeCounters;

/**
 * The server that the API reads and controls.
 *
 * @param expectations the expectations of the scenario at the start
 * @param shutdown stops the process
 */
public record HttpTarget(
    MockZabbixServer server,
    List<Expectation> expectations,
    ExchangeCounters counters,
    Runnable shutdown) {

  public HttpTarget {
    expectations = List.copyOf(expectations);
  }
}
