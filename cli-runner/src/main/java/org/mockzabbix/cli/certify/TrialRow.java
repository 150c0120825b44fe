package org.mockzabbix.cli.certify;

import static java.util.Locale.ROOT;

/**
 * One row of the table: what the program did in one trial, and the judgement.
 *
 * @param trial the trial
 * @param seen what the program did
 * @param good what the program did after a correct response
 * @param judgement the judgement
 */
public record TrialRow(Trial trial, Observation seen, Observation good, Judgement judgement) {

  private static final String FORMAT = "%-18s  %4s  %6s  %-4s  %-7s  %-7s  %-14s  %s";

  /** Returns the names of the columns. */
  public static String header() {
    return String.format(
        ROOT,
        FORMAT,
        "response",
        "exit",
        "time",
        "hung",
        "noticed",
        "retried",
        "values",
        "verdict");
  }

  /** Returns the row as a line. */
  @Override
  public String toString() {
    String exit = seen.hung() ? "-" : String.valueOf(seen.exitCode().orElseThrow());
    String time = String.format(ROOT, "%.1f s", seen.time().toMillis() / 1000.0);
    return String.format(
        ROOT,
        FORMAT,
        trial.name(),
        exit,
        time,
        yesOrNo(seen.hung()),
        noticed(),
        yesOrNo(seen.connections() > good.connections()),
        values(),
        judgement);
  }

  private String noticed() {
    return trial.conduct().isFailure() ? yesOrNo(trial.conduct().noticed(seen)) : "-";
  }

  private String values() {
    String counts = seen.values() + " of " + good.values();
    if (seen.values() > good.values()) {
      return counts + " doubled";
    }
    return seen.succeeded() && seen.values() < good.values() ? counts + " lost" : counts;
  }

  private static String yesOrNo(boolean yes) {
    return yes ? "yes" : "no";
  }
}
