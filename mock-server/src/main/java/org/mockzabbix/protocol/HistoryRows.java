package org.mockzabbix.protocol;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.json.JsonCursor;

/**
 * The rows of a {@code data} array as positions in the packet's text: nine bytes a row, and values
 * are made when somebody asks. Immutable.
 */
public final class HistoryRows {

  /** How the rows of a request say which item they are for. */
  public enum Naming {
    /** By {@code host} and {@code key}. */
    HOST_AND_KEY,
    /** By {@code itemid}. */
    ITEMID,
    /** Each row by one or the other. */
    EITHER
  }

  /** Bytes of an unfit row that the server quotes at most. */
  private static final int QUOTED = 64;

  private final byte[] text;
  private final int textEnd;
  private final Naming naming;
  private final int[] starts;
  private final int[] nameHashes;
  private final byte[] forms;

  private HistoryRows(
      byte[] text, int textEnd, Naming naming, int[] starts, int[] nameHashes, byte[] forms) {
    this.text = text;
    this.textEnd = textEnd;
    this.naming = naming;
    this.starts = starts;
    this.nameHashes = nameHashes;
    this.forms = forms;
  }

  /** Reads the rows of an array; of an object, as the server does, its names, which are no rows. */
  static HistoryRows read(byte[] text, int textEnd, JsonCursor array, Naming naming) {
    Builder rows = new Builder(text, textEnd, naming);
    while (array.nextElement()) {
      rows.add(array.valueStart());
      if (text[array.valueStart()] == '{') {
        array.valueEndsAt(rows.endOfLast());
      }
    }
    return rows.build();
  }

  /** No rows, of a request that may leave them out. */
  static HistoryRows none(Naming naming) {
    return new HistoryRows(new byte[0], 0, naming, new int[0], new int[0], new byte[0]);
  }

  /** How many rows there are, malformed ones included. */
  public int size() {
    return starts.length;
  }

  /** How the rows say which item they are for. */
  public Naming naming() {
    return naming;
  }

  /** The {@code itemid} of row {@code i}; zero if it has none. */
  public long itemid(int i) {
    return row(i).itemid();
  }

  /** The {@code id} of row {@code i}, by which duplicates are known; zero if it has none. */
  public long id(int i) {
    return row(i).id();
  }

  /** How far row {@code i} says a log was read, if it says so. */
  public Optional<LogPosition> logPosition(int i) {
    RowDetails details = row(i).details();
    Long lastlogsize = details.lastlogsize();
    Long mtime = details.mtime();
    return lastlogsize == null
        ? Optional.empty()
        : Optional.of(new LogPosition(lastlogsize, mtime == null ? 0 : mtime));
  }

  /** What the form of row {@code i} decides; {@link Outcome#PROCESSED} if it is well-formed. */
  public Outcome form(int i) {
    return Outcome.of(forms[i]);
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

  /** The text that a server would store for row {@code i}; empty if it has no value. */
  public String value(int i) {
    return row(i).value();
  }

  /**
   * The text from the first row on that is no object, as far as error texts quote it; null if every
   * row is one.
   */
  public @Nullable String restFromFirstScalar() {
    for (int i = 0; i < starts.length; i++) {
      if (form(i) == Outcome.NOT_AN_OBJECT) {
        return JsonCursor.restOfText(text, starts[i], textEnd, QUOTED);
      }
    }
    return null;
  }

  HistoryRow row(int i) {
    return new HistoryRow(text, textEnd).read(starts[i]);
  }

  /** Bytes of heap that the positions take, the text aside. */
  public int positionBytes() {
    return 9 * starts.length + 96;
  }

  /** Collects rows with one reader for all of them. */
  private static final class Builder {

    private final HistoryRow reader;
    private final byte[] text;
    private final int textEnd;
    private final Naming naming;
    private int[] starts = new int[1];
    private int[] nameHashes = new int[1];
    private byte[] forms = new byte[1];
    private int size;

    Builder(byte[] text, int textEnd, Naming naming) {
      this.text = text;
      this.textEnd = textEnd;
      this.naming = naming;
      this.reader = new HistoryRow(text, textEnd);
    }

    void add(int start) {
      if (size == starts.length) {
        grow();
      }
      reader.read(start);
      starts[size] = start;
      nameHashes[size] = reader.nameHash();
      forms[size] = reader.form(naming).code();
      size++;
    }

    int endOfLast() {
      return reader.end();
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
          naming,
          Arrays.copyOf(starts, size),
          Arrays.copyOf(nameHashes, size),
          Arrays.copyOf(forms, size));
    }
  }
}
