/**
 * Scenario files: the hosts, mock agents and rules of a server, and expectations, in YAML or JSON.
 *
 * <pre>{@code
 * Scenario scenario = Scenario.load(Path.of("scenario.yaml"));
 * MockZabbixServer server = new MockZabbixServer(scenario).start();
 * }</pre>
 */
@NullMarked
package org.mockzabbix.scenario;

import org.jspecify.annotations.NullMarked;
