package org.mockzabbix.cli.certify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.text.Plurals;

/** One run of {@code certify}: tests a program and prints the table. */
public final class CertifyRun {

  private final Certification certification;
  private final Console console;
  private final List<Judgement> sent = new ArrayList<>();
  private int rows;
  private int failures;

  public CertifyRun(Certification certification, Console console) {
    this.certification = certification;
    this.console = console;
  }

  /**
   * Tests the program, and returns the exit code.
   *
   * @param stopRequests receives the callback that ends the test
   * @throws CannotStartException if the program cannot be started
   * @throws OutputFailedException if the table cannot be printed
   */
  public int run(Consumer<Runnable> stopRequests)
      throws CannotStartException, OutputFailedException {
    stopRequests.accept(certification::stop);
    try {
      boolean passed = certification.run(this::print, sent::add);
      sent.forEach(judgement -> printLine("sent values: " + judgement));
      printSummary();
      return passed ? ExitCode.OK : ExitCode.FAILED;
    } catch (UncheckedIOException output) {
      throw new OutputFailedException(output);
    } catch (IOException failure) {
      throw new CannotStartException(String.valueOf(failure.getMessage()), failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CannotStartException("the test was interrupted", stopped);
    }
  }

  private void print(TrialRow row) {
    if (rows == 0) {
      printLine(TrialRow.header());
    }
    printLine(row.toString());
    rows++;
    failures += row.judgement().isFailure() ? 1 : 0;
    if (rows == 1 && row.judgement().isFailure()) {
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

  private void printSummary() {
    long mistakes = sent.stream().filter(Judgement::isFailure).count();
    String values =
        mistakes == 0 ? "" : ", " + Plurals.count(mistakes, "mistake") + " in the sent values";
    console
        .err()
        .println(
            "CERTIFIED " + Plurals.count(rows, "response") + ": " + failures + " failed" + values);
  }

  private void printLine(String line) {
    try {
      console.out().write((line + '\n').getBytes(UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
