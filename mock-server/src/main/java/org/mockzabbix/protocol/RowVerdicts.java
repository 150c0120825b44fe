package org.mockzabbix.protocol;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the server made of each row of a request, and the counts it answers. Immutable. Costs
 * nothing a row while every row was processed.
 */
public final class RowVerdicts {

  private static final Outcome[] OUTCOMES = Outcome.values();

  private final byte @Nullable [] outcomes; // null: every one is PROCESSED
  private final int processed;
  private final int total;

  private RowVerdicts(byte @Nullable [] outcomes, int processed, int total) {
    this.outcomes = outcomes;
    this.processed = processed;
    this.total = total;
  }

  /** All of {@code rows} rows processed. */
  public static RowVerdicts allProcessed(int rows) {
    return new RowVerdicts(null, rows, rows);
  }

  public Outcome outcome(int row) {
    return outcomes == null ? Outcome.PROCESSED : OUTCOMES[outcomes[row]];
  }

  /** Rows counted as processed. */
  public int processed() {
    return processed;
  }

  /** Rows counted at all; malformed ones are left out where the server stopped early. */
  public int total() {
    return total;
  }

  /** Rows counted, and not as processed. */
  public int failed() {
    return total - processed;
  }

  /** Bytes of heap that the outcomes take. */
  public int bytes() {
    return outcomes == null ? 24 : 40 + outcomes.length;
  }

  /** Collects the outcome of each row. Rows nobody sets are not counted and not processed. */
  public static final class Builder {

    private final byte[] outcomes;
    private int processed;
    private int total;

    public Builder(int rows) {
      outcomes = new byte[rows];
      Arrays.fill(outcomes, (byte) Outcome.NOT_REACHED.ordinal());
    }

    /** Sets an outcome; it does not count before {@link #count}. */
    public void set(int row, Outcome outcome) {
      outcomes[row] = (byte) outcome.ordinal();
    }

    /** Counts the rows from {@code first} to before {@code end}. */
    public void count(int first, int end) {
      total += end - first;
      for (int row = first; row < end; row++) {
        processed += OUTCOMES[outcomes[row]].isProcessed() ? 1 : 0;
      }
    }

    public RowVerdicts build() {
      return processed == outcomes.length
          ? allProcessed(processed)
          : new RowVerdicts(outcomes, processed, total);
    }
  }
}
