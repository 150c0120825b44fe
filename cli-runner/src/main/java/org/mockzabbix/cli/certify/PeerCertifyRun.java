package org.mockzabbix.cli.certify;

import java.util.function.Consumer;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.cli.console.UsageException;

/** One run of {@code certify --trapper} or {@code --agent}: sends requests and prints the table. */
public final class PeerCertifyRun {

  private final PeerCertification certification;
  private final CertifyTable table;

  public PeerCertifyRun(PeerCertification certification, Console console) {
    this.certification = certification;
    this.table = new CertifyTable(console, ResponseRow.header());
  }

  /**
   * Sends the requests, and returns the exit code.
   *
   * @param stopRequests receives the callback that ends the test
   * @throws CannotStartException if nothing listens at the address
   * @throws UsageException if the options do not fit each other
   * @throws OutputFailedException if the table cannot be printed
   */
  public int run(Consumer<Runnable> stopRequests)
      throws CannotStartException, UsageException, OutputFailedException {
    stopRequests.accept(certification::stop);
    return table.exitCodeOf(
        () -> {
          boolean passed = certification.run(row -> table.print(row, row.judgement()));
          table.printSummary("request", "");
          return passed;
        });
  }
}
