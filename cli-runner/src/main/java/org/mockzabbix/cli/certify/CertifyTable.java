package org.mockzabbix.cli.certify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.cli.console.UsageException;
import org.mockzabbix.text.Plurals;

/** The table of {@code certify} on standard output, which counts its rows. Not thread-safe. */
final class CertifyTable {

  private final Console console;
  private final String header;
  private int rows;
  private int failures;

  CertifyTable(Console console, String header) {
    this.console = console;
    this.header = header;
  }

  /** Work that prints a table, and returns whether the program under test passes. */
  interface Work {
    boolean run() throws CannotStartException, UsageException, IOException, InterruptedException;
  }

  /**
   * Returns the exit code of {@code work}.
   *
   * @throws CannotStartException if the work cannot be done
   * @throws UsageException if the options do not fit each other
   * @throws OutputFailedException if the table cannot be printed
   */
  int exitCodeOf(Work work) throws CannotStartException, UsageException, OutputFailedException {
    try {
      return work.run() ? ExitCode.OK : ExitCode.FAILED;
    } catch (UncheckedIOException output) {
      throw new OutputFailedException(output);
    } catch (IOException failure) {
      throw new CannotStartException(String.valueOf(failure.getMessage()), failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CannotStartException("the test was interrupted", stopped);
    }
  }

  /** Prints a row, after the header if it is the first one. */
  void print(Object row, Judgement judgement) {
    if (rows == 0) {
      printLine(header);
    }
    printLine(row.toString());
    rows++;
    failures += judgement.isFailure() ? 1 : 0;
  }

  /** Returns the number of rows. */
  int rows() {
    return rows;
  }

  /**
   * Prints a line.
   *
   * @throws UncheckedIOException if standard output is closed
   */
  void printLine(String line) {
    try {
      console.out().write((line + '\n').getBytes(UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Prints the line {@code CERTIFIED} on standard error.
   *
   * @param noun what each row is about, for example {@code response}
   */
  void printSummary(String noun, String rest) {
    console
        .err()
        .println("CERTIFIED " + Plurals.count(rows, noun) + ": " + failures + " failed" + rest);
  }
}
