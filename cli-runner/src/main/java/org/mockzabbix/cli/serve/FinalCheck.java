package org.mockzabbix.cli.serve;

import java.io.PrintStream;
import java.util.List;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.assertion.ExpectationResult;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.output.ExpectationLines;
import org.mockzabbix.text.Plurals;

/** The check of the scenario's expectations at the end of {@code serve}. */
public final class FinalCheck {

  private final List<Expectation> expectations;
  private final boolean isWanted;

  /**
   * Creates a check.
   *
   * @param isWanted whether the expectations are checked; if not, the user learns that they are not
   */
  public FinalCheck(List<Expectation> expectations, boolean isWanted) {
    this.expectations = List.copyOf(expectations);
    this.isWanted = isWanted;
  }

  /** Reports expectations that are not checked. */
  void announce(PrintStream err) {
    if (!isWanted && !expectations.isEmpty()) {
      err.println(
          "mock-zabbix: "
              + Plurals.count(
                  expectations.size(), "expectation is not checked", "expectations are not checked")
              + ": add --check, or use verify");
    }
  }

  /** Returns the results at this moment, without regard to the times of expectations. */
  List<ExpectationResult> results(RunningServer running) {
    MockZabbixServer server = running.server();
    return isWanted
        ? running.expectations().stream().map(expectation -> expectation.explain(server)).toList()
        : List.of();
  }

  /** Prints the results, and returns the exit code. An unexpected failure takes precedence. */
  static int report(List<ExpectationResult> results, int exitCode, PrintStream err) {
    if (results.isEmpty()) {
      return exitCode;
    }
    ExpectationLines.of(results).forEach(err::println);
    err.println("VERDICT " + ExpectationLines.summary(results));
    boolean isMet = results.stream().allMatch(ExpectationResult::isMet);
    return isMet || exitCode == ExitCode.UNEXPECTED ? exitCode : ExitCode.FAILED;
  }
}
