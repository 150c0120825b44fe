package org.mockzabbix.cli.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.cli.serve.ServeOptions;

/**
 * The options of {@code verify}.
 *
 * @param server the options of the server; its expectations do not count here
 * @param expectations all expectations, at least one
 * @param limits the times of the run
 * @param reports the places of the verdict, in addition to standard error
 * @param command the program and its arguments; empty to wait for clients that others start
 */
public record VerifyOptions(
    ServeOptions server,
    List<Expectation> expectations,
    Limits limits,
    Reports reports,
    List<String> command) {

  public VerifyOptions {
    expectations = List.copyOf(expectations);
    command = List.copyOf(command);
  }

  /**
   * The times of the run.
   *
   * @param timeout the longest time of the run, from 1 ms to 24 h
   * @param settle the time for late values after the end of the program, from 0 s to 24 h
   * @param stopWhenMet whether the program is ended as soon as every expectation is met
   */
  public record Limits(Duration timeout, Duration settle, boolean stopWhenMet) {}

  /**
   * The places of the verdict.
   *
   * @param junitXml the file for JUnit XML; null for none
   * @param github whether annotations of GitHub Actions are printed
   */
  public record Reports(@Nullable Path junitXml, boolean github) {}
}
