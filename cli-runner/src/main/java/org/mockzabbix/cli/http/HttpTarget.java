package org.mockzabbix.cli.http;

import java.time.Instant;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.output.ExchangeCounters;

/**
 * The server that the API reads and controls.
 *
 * @param shutdown stops the process
 * @param started when the server started; the endpoints begin with the first request
 */
public record HttpTarget(
    MockZabbixServer server,
    CurrentScenario scenario,
    ExchangeCounters counters,
    Runnable shutdown,
    Instant started) {}
