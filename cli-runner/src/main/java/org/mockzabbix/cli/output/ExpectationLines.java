package org.mockzabbix.cli.output;

import java.util.ArrayList;
import java.util.List;
import org.mockzabbix.assertion.ExpectationResult;
import org.mockzabbix.text.Plurals;

/** Prints the results of expectations: a line for each, and the reasons why it is not met. */
public final class ExpectationLines {

  private ExpectationLines() {}

  /**
   * Returns the lines, for example {@code MET web01 app.ok} or {@code NOT MET web01 app.ok}. The
   * explanation follows, indented by two spaces.
   */
  public static List<String> of(List<ExpectationResult> results) {
    List<String> lines = new ArrayList<>();
    for (ExpectationResult result : results) {
      lines.add((result.isMet() ? "MET " : "NOT MET ") + result.expectation());
      result.explanation().lines().map(line -> "  " + line).forEach(lines::add);
    }
    return lines;
  }

  /** Returns how many expectations are met, for example {@code met: 2 of 2 expectations}. */
  public static String summary(List<ExpectationResult> results) {
    long met = results.stream().filter(ExpectationResult::isMet).count();
    return (met == results.size() ? "met: " : "not met: ")
        + met
        + " of "
        + Plurals.count(results.size(), "expectation");
  }
}
