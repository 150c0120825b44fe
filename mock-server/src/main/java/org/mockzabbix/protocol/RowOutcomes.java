package org.mockzabbix.protocol;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of each row of a request, and the counts of the response. Immutable. Takes no space
 * for each row if all rows were processed.
 */
public final class RowOutcomes {

  private static final Outcome[] OUTCOMES = Outcome.values();

  private final byte @Nullable [] outcomes; // null: every one is PROCESSED
  private final @Nullable ItemName @Nullable [] names; // null: the rows name their items themselves
  private final int processed;
  private final int total;

  private RowOutcomes(
      byte @Nullable [] outcomes, @Nullable ItemName @Nullable [] names, int processed, int total) {
    this.outcomes = outcomes;
    this.names = names;
    this.processed = processed;
    this.total = total;
  }

  /** All of {@code rows} rows processed. */
  public static RowOutcomes allProcessed(int rows) {
    return new RowOutcomes(null, null, rows, rows);
  }

  /** Returns the outcome of a row. */
  public Outcome outcome(int row) {
    return outcomes == null ? Outcome.PROCESSED : OUTCOMES[outcomes[row]];
  }

  /**
   * The item that the {@code itemid} of a row stands for; null if the row says itself, or nobody
   * knows.
   */
  public @Nullable ItemName name(int row) {
    return names == null ? null : names[row];
  }

  /**
   * Whether rows were sent by {@code itemid}, so that only {@link #name} tells what they are for.
   */
  public boolean namesItems() {
    return names != null;
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

  @SuppressWarnings("EnumOrdinal") // kept in memory only
  private static byte code(Outcome outcome) {
    return (byte) outcome.ordinal();
  }

  /** Bytes of heap that the outcomes take. */
  public int bytes() {
    int positions = names == null ? 0 : 16 + 4 * names.length;
    return 32 + positions + (outcomes == null ? 0 : 16 + outcomes.length);
  }

  /** Collects the outcome of each row. Rows nobody sets are not counted and not processed. */
  public static final class Builder {

    private final byte[] outcomes;
    private @Nullable ItemName @Nullable [] names;
    private int processed;
    private int total;

    /** Creates a builder for a request with {@code rows} rows. */
    public Builder(int rows) {
      outcomes = new byte[rows];
      Arrays.fill(outcomes, code(Outcome.NOT_REACHED));
    }

    /** Sets an outcome; it does not count before {@link #count}. */
    public void set(int row, Outcome outcome) {
      outcomes[row] = code(outcome);
    }

    /** Says which item a row is for, that did not say so itself. */
    public void name(int row, ItemName item) {
      if (names == null) {
        names = new ItemName[outcomes.length];
      }
      names[row] = item;
    }

    /** Counts the rows from {@code first} to before {@code end}. */
    public void count(int first, int end) {
      total += end - first;
      for (int row = first; row < end; row++) {
        processed += OUTCOMES[outcomes[row]].isProcessed() ? 1 : 0;
      }
    }

    /** The verdicts as they were set. */
    public RowOutcomes build() {
      boolean all = processed == outcomes.length;
      return new RowOutcomes(all ? null : outcomes, names, processed, total);
    }
  }
}
