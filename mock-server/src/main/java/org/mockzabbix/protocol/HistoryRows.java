package org.mockzabbix.protocol;

import java.util.Arrays;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.protocol.json.JsonScanner;

/**
 * The rows of a {@code data} array, as nine bytes of positions for each row. Each call of {@link
 * #get} reads the row from the packet again.
 */
final class HistoryRows extends RequestValues {

  /** The members by which the rows of a request identify their items. */
  enum Naming {
    /** By {@code host} and {@code key}. */
    HOST_AND_KEY,
    /** By {@code itemid}. */
    ITEMID,
    /** By {@code itemid}, or by {@code host} and {@code key} if {@code itemid} is missing. */
    EITHER
  }

  static final HistoryRows NONE = new HistoryRows(RowPositions.NONE, Naming.HOST_AND_KEY);

  /** The largest number of bytes of a row that the server quotes. */
  private static final int QUOTED = 64;

  private final RowPositions positions;
  private final Naming naming;

  HistoryRows(RowPositions positions, Naming naming) {
    this.positions = positions;
    this.naming = naming;
  }

  @Override
  public int size() {
    return positions.starts.length;
  }

  @Override
  public HistoryRow get(int index) {
    return HistoryRow.at(positions.starts[index], positions.text, positions.end, naming);
  }

  @Override
  public boolean areByItemid() {
    return naming == Naming.ITEMID;
  }

  @Override
  public Outcome defect(int index) {
    Outcome defect = RowDefects.outcome(positions.defects[index], naming);
    boolean isWholeList = defect == Outcome.NOT_AN_OBJECT && isContainer(index);
    return isWholeList ? Outcome.NOT_AN_ARRAY : defect;
  }

  private boolean isContainer(int index) {
    byte first = positions.text[positions.starts[index]];
    return first == '{' || first == '[';
  }

  @Override
  public boolean isAcceptable(int index) {
    return (positions.defects[index] & RowDefects.UNACCEPTABLE) == 0;
  }

  @Override
  public int start(int index) {
    return positions.starts[index];
  }

  @Override
  public int end(int index) {
    return get(index).end();
  }

  @Override
  public int itemHash(int index) {
    return positions.itemHashes[index];
  }

  @Override
  public String restFromFirstScalar() {
    for (int index = 0; index < size(); index++) {
      int start = positions.starts[index];
      if (defect(index) == Outcome.NOT_AN_ARRAY) {
        while (positions.text[start] != '"') { // the server reads the first name as an element
          start++;
        }
        return JsonCursor.restOfText(positions.text, start, positions.end, QUOTED);
      }
      if (!isContainer(index)) {
        return JsonCursor.restOfText(positions.text, start, positions.end, QUOTED);
      }
    }
    return "";
  }

  @Override
  public int heapBytes() {
    return 9 * positions.starts.length + 128;
  }

  /** The positions of rows, with the defects and the hash of the item name of each row. */
  static final class RowPositions {

    static final RowPositions NONE =
        new RowPositions(new byte[0], 0, new int[0], new int[0], new byte[0]);

    private final byte[] text;
    private final int end;
    private final int[] starts;
    private final int[] itemHashes;
    private final byte[] defects;

    private RowPositions(byte[] text, int end, int[] starts, int[] itemHashes, byte[] defects) {
      this.text = text;
      this.end = end;
      this.starts = starts;
      this.itemHashes = itemHashes;
      this.defects = defects;
    }

    /** Reads the value at the scanner's position; a value that is not a container has no rows. */
    static RowPositions read(JsonScanner scanner, byte[] text, int end)
        throws InvalidJsonException {
      RowPositionCollector reader = new RowPositionCollector(text, end);
      switch (scanner.peek()) {
        case '[' -> reader.readElements(scanner);
        case '{' -> reader.readObject(scanner);
        default -> scanner.skipValue();
      }
      return reader.positions();
    }
  }

  /** Collects the positions of rows. Reuses one {@link HistoryRow} for all of them. */
  private static final class RowPositionCollector {

    private final byte[] text;
    private final int end;
    private final HistoryRow row;
    private int[] starts = new int[1];
    private int[] itemHashes = new int[1];
    private byte[] defects = new byte[1];
    private int size;

    RowPositionCollector(byte[] text, int end) {
      this.text = text;
      this.end = end;
      this.row = new HistoryRow(text, Naming.HOST_AND_KEY);
    }

    void readElements(JsonScanner scanner) throws InvalidJsonException {
      for (boolean more = scanner.firstElement(); more; more = scanner.nextElement()) {
        row.read(scanner);
        add(row.start(), row.itemHash(), row.defects());
      }
    }

    /** Adds an object in the place of the array as one row, unless it is empty. */
    void readObject(JsonScanner scanner) throws InvalidJsonException {
      row.read(scanner);
      if (row.hasMembers()) {
        add(row.start(), row.itemHash(), RowDefects.NOT_AN_OBJECT);
      }
    }

    private void add(int start, int itemHash, byte rowDefects) {
      if (size == starts.length) {
        int capacity = Math.max(16, size + size / 2);
        starts = Arrays.copyOf(starts, capacity);
        itemHashes = Arrays.copyOf(itemHashes, capacity);
        defects = Arrays.copyOf(defects, capacity);
      }
      starts[size] = start;
      itemHashes[size] = itemHash;
      defects[size] = rowDefects;
      size++;
    }

    RowPositions positions() {
      return new RowPositions(
          text,
          end,
          Arrays.copyOf(starts, size),
          Arrays.copyOf(itemHashes, size),
          Arrays.copyOf(defects, size));
    }
  }
}
