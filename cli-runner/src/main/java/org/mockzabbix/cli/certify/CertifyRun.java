package org.mockzabbix.cli.certify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.cli.console.UsageException;
import org.mockzabbix.text.Plurals;

/** One run of {@code certify -- COMMAND}: tests a program and prints the table. */
public final class CertifyRun {

  private final Certification certification;
  private final Console console;
  private final CertifyTable table;
  private final List<Judgement> sent = new ArrayList<>();

  public CertifyRun(Certification certification, Console console) {
    this.certification = certification;
    this.console = console;
    this.table = new CertifyTable(console, TrialRow.header());
  }

  /**
   * Tests the program, and returns the exit code.
   *
   * @param stopRequests receives the callback that ends the test
   * @throws CannotStartException if the program cannot be started
   * @throws UsageException if the options do not fit each other
   * @throws OutputFailedException if the table cannot be printed
   */
  public int run(Consumer<Runnable> stopRequests)
      throws CannotStartException, UsageException, OutputFailedException {
    stopRequests.accept(certification::stop);
    return table.exitCodeOf(this::certify);
  }

  private boolean certify()
      throws CannotStartException, UsageException, IOException, InterruptedException {
    boolean passed = certification.run(this::print, sent::add);
    sent.forEach(judgement -> table.printLine("sent values: " + judgement));
    long mistakes = sent.stream().filter(Judgement::isFailure).count();
    table.printSummary(
        "response",
        mistakes == 0 ? "" : ", " + Plurals.count(mistakes, "mistake") + " in the sent values");
    return passed;
  }

  private void print(TrialRow row) {
    table.print(row, row.judgement());
    if (table.rows() == 1 && row.judgement().isFailure()) {
      explain(row);
    }
  }

  /** Explains why the other trials are left out. */
  private void explain(TrialRow row) {
    console.printError(
        "the command must succeed after a correct response first. It can read the address of the"
            + " mock server from "
            + certification.placeholders()
            + " in its arguments, or from the variables MOCK_ZABBIX_HOST and similar.");
    row.seen()
        .output()
        .lines()
        .reduce((first, second) -> second)
        .ifPresent(last -> console.printError("the last line of the command's output: " + last));
  }
}
