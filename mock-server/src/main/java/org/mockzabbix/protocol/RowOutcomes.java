package org.mockzabbix.protocol;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of each value of a request, the counts of the response, and what a real server stores
 * of the processed values. Immutable. If all values were processed and nothing is known of what is
 * stored, the size does not depend on their number.
 */
public final class RowOutcomes {

  private static final Outcome[] OUTCOMES = Outcome.values();
  private static final ValueType[] TYPES = ValueType.values();
  private static final NotStored[] REASONS = NotStored.values();
  private static final int RADIX = REASONS.length + 1;

  private final byte @Nullable [] outcomes; // null if all are PROCESSED
  private final @Nullable ItemName @Nullable [] names; // null if no value has a resolved itemid
  private final int processed;
  private final int total;
  private final @Nullable ZabbixVersion version; // null if nothing is known of what is stored
  private final byte @Nullable [] stored; // codes; null if nothing is known

  private RowOutcomes(
      byte @Nullable [] outcomes,
      @Nullable ItemName @Nullable [] names,
      int processed,
      int total,
      @Nullable ZabbixVersion version,
      byte @Nullable [] stored) {
    this.outcomes = outcomes;
    this.names = names;
    this.processed = processed;
    this.total = total;
    this.version = version;
    this.stored = stored;
  }

  /** Returns the outcomes of a request whose {@code size} values were all processed. */
  public static RowOutcomes allProcessed(int size) {
    return new RowOutcomes(null, null, size, size, null, null);
  }

  /** Returns the outcome of the value at {@code index}. */
  public Outcome outcome(int index) {
    return outcomes == null ? Outcome.PROCESSED : OUTCOMES[outcomes[index]];
  }

  /**
   * Returns the item with the {@code itemid} of the value at {@code index}; null if the value was
   * sent with host and key, or if the item does not exist.
   */
  public @Nullable ItemName name(int index) {
    return names == null ? null : names[index];
  }

  /** Returns whether {@link #name} returns the item of at least one value. */
  public boolean namesItems() {
    return names != null;
  }

  /**
   * Returns a copy with what a real server stores.
   *
   * @param codes the {@link #storageCode} of each value, 0 if it is not known what the server does
   *     with it; null if nothing is known. The array must not be changed any more
   */
  public RowOutcomes withStored(ZabbixVersion version, byte @Nullable [] codes) {
    return new RowOutcomes(outcomes, names, processed, total, version, codes);
  }

  /**
   * Returns the code of what a real server does with a value.
   *
   * @param type the value type of the item; null if the item does not declare one
   * @param reason the reason why the server stores nothing; null if it stores the value
   */
  public static byte storageCode(@Nullable ValueType type, @Nullable NotStored reason) {
    return (byte) (1 + number(type) * RADIX + number(reason));
  }

  @SuppressWarnings("EnumOrdinal") // the codes are never stored outside the process
  private static int number(@Nullable Enum<?> constant) {
    return constant == null ? 0 : 1 + constant.ordinal();
  }

  /** Returns what a real server does with the value at {@code index}; null if it is not known. */
  @Nullable Storage storage(int index) {
    if (version == null || stored == null || stored[index] == 0) {
      return null;
    }
    int code = stored[index] - 1;
    return new Storage(version, constant(TYPES, code / RADIX), constant(REASONS, code % RADIX));
  }

  /** Returns whether the value at {@code index} does not suit the value type of its item. */
  public boolean isUnsuitable(int index) {
    return stored != null
        && stored[index] != 0
        && constant(REASONS, (stored[index] - 1) % RADIX) == NotStored.UNSUITABLE;
  }

  private static <E> @Nullable E constant(E[] constants, int number) {
    return number == 0 ? null : constants[number - 1];
  }

  /**
   * Returns whether no value was rejected, and nothing is to be said of what a real server would
   * store.
   */
  public boolean areUnremarkable() {
    return outcomes == null && stored == null;
  }

  /** Returns how many values count as processed. */
  public int processed() {
    return processed;
  }

  /**
   * Returns how many values the server counts. Values that it dropped or did not reach are not
   * included.
   */
  public int total() {
    return total;
  }

  /** Returns how many values the server counts as failed. */
  public int failed() {
    return total - processed;
  }

  @SuppressWarnings("EnumOrdinal") // the codes are never stored outside the process
  private static byte code(Outcome outcome) {
    return (byte) outcome.ordinal();
  }

  /** Returns about how many bytes of heap the outcomes use. */
  public int bytes() {
    int positions = names == null ? 0 : 16 + 4 * names.length;
    return 40
        + positions
        + (outcomes == null ? 0 : 16 + outcomes.length)
        + (stored == null ? 0 : 16 + stored.length);
  }

  /**
   * Collects the outcome of each value. A value without an outcome is {@link Outcome#NOT_REACHED}.
   * Not thread-safe.
   */
  public static final class Builder {

    private final byte[] outcomes;
    private @Nullable ItemName @Nullable [] names;
    private int processed;
    private int total;

    /** Creates a builder for a request with {@code size} values. */
    public Builder(int size) {
      outcomes = new byte[size];
      Arrays.fill(outcomes, code(Outcome.NOT_REACHED));
    }

    /** Sets the outcome of the value at {@code index}. Only {@link #count} counts it. */
    public void set(int index, Outcome outcome) {
      outcomes[index] = code(outcome);
    }

    /** Sets the item of a value that was sent by {@code itemid}. */
    public void name(int index, ItemName item) {
      if (names == null) {
        names = new ItemName[outcomes.length];
      }
      names[index] = item;
    }

    /** Counts the values from {@code first} to {@code end}, exclusive. */
    public void count(int first, int end) {
      total += end - first;
      for (int index = first; index < end; index++) {
        processed += OUTCOMES[outcomes[index]].isProcessed() ? 1 : 0;
      }
    }

    /** Returns the outcomes and counts. */
    public RowOutcomes build() {
      boolean all = processed == outcomes.length;
      return new RowOutcomes(all ? null : outcomes, names, processed, total, null, null);
    }
  }
}
