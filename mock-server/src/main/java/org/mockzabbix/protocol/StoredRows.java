package org.mockzabbix.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What a real server does with the values of a request, as one byte for each value. Immutable. Only
 * values of which it is known have a {@link Storage}.
 */
public final class StoredRows {

  private static final ValueType[] TYPES = ValueType.values();
  private static final NotStored[] REASONS = NotStored.values();
  private static final int RADIX = REASONS.length + 1;

  private final ZabbixVersion version;
  private final byte[] codes; // 0 for unknown

  private StoredRows(ZabbixVersion version, byte[] codes) {
    this.version = version;
    this.codes = codes;
  }

  /** Returns what the server does with the value at {@code index}; null if it is not known. */
  public @Nullable Storage get(int index) {
    int code = codes[index] - 1;
    return code < 0
        ? null
        : new Storage(version, constant(TYPES, code / RADIX), constant(REASONS, code % RADIX));
  }

  private static <E> @Nullable E constant(E[] constants, int number) {
    return number == 0 ? null : constants[number - 1];
  }

  /** Returns about how many bytes of heap this uses. */
  int bytes() {
    return 40 + codes.length;
  }

  /** Collects what a server does with each value. Not thread-safe. */
  public static final class Builder {

    private final ZabbixVersion version;
    private final int size;
    private byte @Nullable [] codes;

    /** Creates a builder for a request with {@code size} values to a server of this version. */
    public Builder(ZabbixVersion version, int size) {
      this.version = version;
      this.size = size;
    }

    /**
     * Sets what the server does with the value at {@code index}.
     *
     * @param type the value type of the item; null if the item does not declare one
     * @param reason the reason why the server stores nothing; null if it stores the value
     */
    public void set(int index, @Nullable ValueType type, @Nullable NotStored reason) {
      if (codes == null) {
        codes = new byte[size];
      }
      codes[index] = (byte) (1 + number(type) * RADIX + number(reason));
    }

    @SuppressWarnings("EnumOrdinal") // the codes are never stored outside the process
    private static int number(@Nullable Enum<?> constant) {
      return constant == null ? 0 : 1 + constant.ordinal();
    }

    /** Returns what was set; null if nothing was. */
    public @Nullable StoredRows build() {
      return codes == null ? null : new StoredRows(version, codes);
    }
  }
}
