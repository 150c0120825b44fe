package org.mockzabbix.cli.serve;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.cli.http.HttpOptions;
import org.mockzabbix.cli.output.OutputOptions;
import org.mockzabbix.config.ServerConfig;

/**
 * The options of a server that runs as a process.
 *
 * @param expectations the expectations of the scenario
 * @param output what the output shows
 * @param stopsAtEndOfInput whether the server stops when standard input ends
 * @param http the options of the HTTP port; null for none
 * @param watched the files of the scenario, which are read again when one has changed; null to read
 *     them only once
 */
public record ServeOptions(
    ServerConfig config,
    List<Expectation> expectations,
    ServeFiles files,
    OutputOptions output,
    boolean stopsAtEndOfInput,
    @Nullable HttpOptions http,
    @Nullable ScenarioFiles watched) {

  public ServeOptions {
    Objects.requireNonNull(config, "config must not be null");
    expectations = List.copyOf(expectations);
  }

  /** Returns a copy that watches the files of the scenario. */
  public ServeOptions watching(ScenarioFiles watchedFiles) {
    return new ServeOptions(
        config, expectations, files, output, stopsAtEndOfInput, http, watchedFiles);
  }
}
