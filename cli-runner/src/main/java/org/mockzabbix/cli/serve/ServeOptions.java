package org.mockzabbix.cli.serve;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.cli.http.AgentOptions;
import org.mockzabbix.cli.http.HttpOptions;
import org.mockzabbix.cli.output.OutputOptions;
import org.mockzabbix.config.ServerConfig;

/**
 * The options of a server that runs as a process.
 *
 * @param scenario what the scenario and its options add to {@code config}
 * @param output what the output shows
 * @param stopsAtEndOfInput whether the server stops when standard input ends
 * @param http the options of the HTTP port; null for none
 * @param notices lines for the user, which follow the line READY
 */
public record ServeOptions(
    ServerConfig config,
    OfScenario scenario,
    ServeFiles files,
    OutputOptions output,
    boolean stopsAtEndOfInput,
    @Nullable HttpOptions http,
    List<String> notices) {

  /**
   * What a scenario has besides the configuration of the server.
   *
   * @param agents what the options say about mock agents
   * @param watched the files of the scenario, which are read again when one has changed; null to
   *     read them only once
   */
  public record OfScenario(
      List<Expectation> expectations, AgentOptions agents, @Nullable ScenarioFiles watched) {

    public OfScenario {
      expectations = List.copyOf(expectations);
    }
  }

  public ServeOptions {
    Objects.requireNonNull(config, "config must not be null");
    notices = List.copyOf(notices);
  }

  /** Returns the expectations of the scenario. */
  public List<Expectation> expectations() {
    return scenario.expectations();
  }

  /** Returns a copy that watches the files of the scenario. */
  public ServeOptions watching(ScenarioFiles files) {
    OfScenario watched = new OfScenario(expectations(), scenario.agents(), files);
    return new ServeOptions(config, watched, this.files, output, stopsAtEndOfInput, http, notices);
  }
}
