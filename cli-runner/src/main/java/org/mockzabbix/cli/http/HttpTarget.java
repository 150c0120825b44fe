package org.mockzabbix.cli.http;

import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.output.ExchangeCounters;

/**
 * The server that the API reads and controls.
 *
 * @param shutdown stops the process
 */
public record HttpTarget(
    MockZabbixServer server,
    CurrentScenario scenario,
    ExchangeCounters counters,
    Runnable shutdown) {}
