package org.mockzabbix.cli.console;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/** A line on a terminal that shows how far a long run is. Not thread-safe. */
public final class Progress {

  private static final long FIRST_AFTER = 1_000_000_000L; // nanoseconds; a short run shows nothing
  private static final long INTERVAL = 200_000_000L; // nanoseconds
  private static final int WIDTH = 30;
  private static final String ERASE = "\r\033[K";

  private final PrintStream terminal;
  private final int total;
  private final LongSupplier nanoTime;
  private long next;
  private boolean shown;
  private int done;

  /**
   * Creates a progress that is not shown yet.
   *
   * @param total the number of steps; 0 if nobody knows it
   * @param nanoTime returns the time in nanoseconds since any moment
   */
  public Progress(PrintStream terminal, int total, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.total = total;
    this.nanoTime = nanoTime;
    this.next = nanoTime.getAsLong() + FIRST_AFTER;
  }

  /** Counts a step. */
  public void step() {
    done++;
    long now = nanoTime.getAsLong();
    if (now - next >= 0) {
      next = now + INTERVAL;
      shown = true;
      terminal.print(ERASE + text());
      terminal.flush();
    }
  }

  private String text() {
    if (total == 0) {
      return done + " so far";
    }
    int filled = (int) ((long) WIDTH * done / total);
    return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + done + " of " + total;
  }

  /** Removes the line, so that other text can be printed. */
  public void hide() {
    if (shown) {
      terminal.print(ERASE);
      terminal.flush();
      shown = false;
    }
  }
}
