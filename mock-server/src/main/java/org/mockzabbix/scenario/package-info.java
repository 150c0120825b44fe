/**
 * Hosts, items, agents and expectations as data: the scenario file, in YAML or JSON.
 *
 * <pre>{@code
 * Scenario scenario = Scenario.load(Path.of("scenario.yaml"));
 * MockZabbixServer server = new MockZabbixServer(scenario).start();
 * }</pre>
 */
@NullMarked
package org.mockzabbix.scenario;

import org.jspecify.annotations.NullMarked;
