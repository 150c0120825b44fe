package org.mockzabbix.protocol;

import java.util.Arrays;
import org.mockzabbix.protocol.json.JsonCursor;

/**
 * The rows of a {@code data} array as positions in the packet's text: nine bytes a row, and values
 * are made when somebody asks. Immutable.
 */
public final class HistoryRows {

  private final byte[] text;
  private final int textEnd;
  private final int[] starts;
  private final int[] nameHashes;
  private final byte[] forms;

  private HistoryRows(byte[] text, int textEnd, int[] starts, int[] nameHashes, byte[] forms) {
    this.text = text;
    this.textEnd = textEnd;
    this.starts = starts;
    this.nameHashes = nameHashes;
    this.forms = forms;
  }

  /** Reads the rows of an array; of an object, as the server does, its names, which are no rows. */
  static HistoryRows read(byte[] text, int textEnd, JsonCursor array) {
    Builder rows = new Builder(text, textEnd);
    while (array.nextElement()) {
      rows.add(array.valueStart());
    }
    return rows.build();
  }

  public int size() {
    return starts.length;
  }

  /** What the form of row {@code i} decides; {@link Outcome#PROCESSED} if it is well-formed. */
  public Outcome form(int i) {
    return OUTCOMES[forms[i]];
  }

  /** The {@link ItemName#hash()} of row {@code i}; zero if it names no item. */
  public int nameHash(int i) {
    return nameHashes[i];
  }

  /** The item that row {@code i} names; a missing host or key is empty. */
  public ItemName name(int i) {
    HistoryRow row = row(i);
    return new ItemName(row.host(), row.key());
  }

  HistoryRow row(int i) {
    return new HistoryRow(text, textEnd).read(starts[i]);
  }

  /** Bytes of heap that the positions take, the text aside. */
  public int positionBytes() {
    return 9 * starts.length + 96;
  }

  private static final Outcome[] OUTCOMES = Outcome.values();

  /** Collects rows with one reader for all of them. */
  private static final class Builder {

    private final HistoryRow reader;
    private final byte[] text;
    private final int textEnd;
    private int[] starts = new int[1];
    private int[] nameHashes = new int[1];
    private byte[] forms = new byte[1];
    private int size;

    Builder(byte[] text, int textEnd) {
      this.text = text;
      this.textEnd = textEnd;
      this.reader = new HistoryRow(text, textEnd);
    }

    void add(int start) {
      if (size == starts.length) {
        grow();
      }
      reader.read(start);
      starts[size] = start;
      nameHashes[size] = reader.nameHash();
      forms[size] = (byte) reader.form().ordinal();
      size++;
    }

    private void grow() {
      int capacity = Math.max(16, size + size / 2);
      starts = Arrays.copyOf(starts, capacity);
      nameHashes = Arrays.copyOf(nameHashes, capacity);
      forms = Arrays.copyOf(forms, capacity);
    }

    HistoryRows build() {
      return new HistoryRows(
          text,
          textEnd,
          Arrays.copyOf(starts, size),
          Arrays.copyOf(nameHashes, size),
          Arrays.copyOf(forms, size));
    }
  }
}
