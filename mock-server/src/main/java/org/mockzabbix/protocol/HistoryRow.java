package org.mockzabbix.protocol;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.HistoryRows.Naming;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.protocol.json.JsonDialect;
import org.mockzabbix.protocol.json.JsonScalar;
import org.mockzabbix.protocol.json.JsonScanner;
import org.mockzabbix.protocol.json.JsonType;
import org.mockzabbix.protocol.json.Utf8;
import org.mockzabbix.text.HostNameCheck;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.QuotedBytes;

/**
 * An element of a {@code data} array, as the positions of its members in the packet. A member is
 * decoded only when it is read.
 */
final class HistoryRow extends RequestValue {

  private static final int NONE = -1;

  /**
   * The start of a member that the server treats as absent, because it cannot decode the string.
   */
  private static final int UNDECODABLE = -2;

  private static final int CONTEXT = 12; // bytes that are shown before an invalid one
  private static final long MAX_CLOCK = Integer.MAX_VALUE;

  /** The size of the server's buffer; it ignores a longer text. */
  private static final int MAX_ITEMID_LENGTH = 21;

  private static final long MAX_NS = 999_999_999;

  // In the order in which zabbix_sender writes them, because memberNamed tries the next one first.
  private static final int HOST = 0;
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int CLOCK = 3;
  private static final int NS = 4;
  private static final int ITEMID = 5;
  private static final int ID = 6;
  private static final int STATE = 7;
  private static final int LASTLOGSIZE = 8;
  private static final int MTIME = 9;
  private static final int TIMESTAMP = 10;
  private static final int SOURCE = 11;
  private static final int SEVERITY = 12;
  private static final int EVENTID = 13;
  private static final String[] NAMES = {
    "host",
    "key",
    "value",
    "clock",
    "ns",
    "itemid",
    "id",
    "state",
    "lastlogsize",
    "mtime",
    "timestamp",
    "source",
    "severity",
    "eventid"
  };

  private final byte[] text;
  private final Naming naming;
  private final int[] starts = new int[NAMES.length];
  private final int[] ends = new int[NAMES.length];
  private int rowStart;
  private int rowEnd;

  HistoryRow(byte[] text, Naming naming) {
    this.text = text;
    this.naming = naming;
  }

  /** Returns the row that begins at {@code start} of validated text. */
  static HistoryRow at(int start, byte[] text, int textEnd, Naming naming) {
    HistoryRow row = new HistoryRow(text, naming);
    try {
      row.read(new JsonScanner(text, start, textEnd, JsonDialect.ZABBIX_6));
    } catch (InvalidJsonException invalid) {
      throw new AssertionError("text must be validated before", invalid);
    }
    return row;
  }

  /** Reads the element at the scanner's position. */
  void read(JsonScanner scanner) throws InvalidJsonException {
    Arrays.fill(starts, NONE);
    rowStart = scanner.valueStart();
    if (scanner.peek() == '{') {
      int last = NONE;
      boolean visible = true; // a server finds no member behind a name that it cannot decode
      for (boolean more = scanner.firstMember(); more; more = scanner.nextMember()) {
        visible &= scanner.isDecodable();
        if (visible) {
          last = readMember(scanner, last + 1);
        } else {
          scanner.skipValue();
        }
      }
    } else {
      scanner.skipValue();
    }
    rowEnd = scanner.position();
  }

  /** Reads a member, which is probably {@code likely}, and returns which one it is. */
  private int readMember(JsonScanner scanner, int likely) throws InvalidJsonException {
    int member = memberNamed(scanner, likely);
    int start = scanner.valueStart();
    scanner.skipValue();
    if (member != NONE && starts[member] == NONE) { // the first of several equal names counts
      boolean undecodable = text[start] == '"' && !scanner.isDecodable();
      starts[member] = undecodable ? UNDECODABLE : start;
      ends[member] = scanner.position();
    }
    return member;
  }

  private static int memberNamed(JsonScanner scanner, int likely) {
    for (int i = 0; i < NAMES.length; i++) {
      int member = (likely + i) % NAMES.length;
      if (scanner.nameIs(NAMES[member])) {
        return member;
      }
    }
    return NONE;
  }

  int start() {
    return rowStart;
  }

  int end() {
    return rowEnd;
  }

  @Override
  public Outcome defect() {
    return RowDefects.outcome(defects(), naming);
  }

  /** Returns the defects of this row as bits of {@link RowDefects}. */
  byte defects() {
    if (text[rowStart] != '{' && text[rowStart] != '[') {
      return RowDefects.NOT_AN_OBJECT;
    }
    int defects = 0;
    defects |= isScalar(HOST) ? 0 : RowDefects.NO_HOST;
    defects |= isScalar(KEY) ? 0 : RowDefects.NO_KEY;
    defects |= isPossibleItem() && !lacksReason() ? 0 : RowDefects.UNACCEPTABLE;
    defects |= isScalar(ITEMID) ? 0 : RowDefects.NO_ITEMID;
    defects |= itemid().isPresent() ? 0 : RowDefects.BAD_ITEMID;
    if (isScalar(CLOCK)) { // "ns" alone is ignored
      defects |= clock().isPresent() ? 0 : RowDefects.BAD_CLOCK;
      defects |= !isScalar(NS) || ns().isPresent() ? 0 : RowDefects.BAD_NS;
    }
    return (byte) defects;
  }

  /** Returns whether this row is an object with at least one member. */
  boolean hasMembers() {
    return JsonCursor.reopen(text, rowStart, text.length).nextMember();
  }

  @Override
  String invalidUtf8() {
    for (int member = HOST; member <= VALUE; member++) {
      int start = starts[member];
      int invalid = start < 0 ? -1 : Utf8.firstInvalid(text, start, ends[member]);
      if (invalid >= 0 && text(member).indexOf('?') >= 0) { // else behind a NUL or in a container
        int first = Math.max(start + 1, invalid - CONTEXT);
        return QuotedBytes.ofText(Bytes.of(text).slice(first, invalid + 1 - first), CONTEXT + 1);
      }
    }
    return "";
  }

  @Override
  String explanation(Outcome outcome) {
    return new RowExplanation(text, rowStart).of(outcome);
  }

  /** Returns whether a server can have the item; true if the row does not name one. */
  private boolean isPossibleItem() {
    if (!isScalar(HOST) || !isScalar(KEY)) {
      return true;
    }
    return isPlainItem() || item().isPossible();
  }

  /**
   * Returns whether host and key, which are scalars, have only ASCII characters that every name may
   * have, without quotes and arrays. Most do, and then they need not be decoded.
   */
  boolean isPlainItem() {
    return isString(HOST, HostNameCheck.MAX_LENGTH)
        && isPlainHost(starts[HOST] + 1, ends[HOST] - 1)
        && isString(KEY, ItemKey.MAX_LENGTH)
        && ItemKeyParser.isPlainKey(text, starts[KEY] + 1, ends[KEY] - 1);
  }

  private boolean isPlainHost(int start, int end) {
    for (int at = start; at < end; at++) {
      if (!HostNameCheck.isPlain(text[at])) {
        return false;
      }
    }
    return text[start] != ' ' && text[end - 1] != ' ';
  }

  /** Returns whether a member is a string that has at least one and at most {@code max} bytes. */
  private boolean isString(int member, int max) {
    int length = ends[member] - starts[member] - 2;
    return text[starts[member]] == '"' && length > 0 && length <= max;
  }

  /** Returns the {@link ItemName#hashCode()} of host and key. */
  int itemHash() {
    return ItemName.hash(hash(HOST), hash(KEY));
  }

  private int hash(int member) {
    return isScalar(member) ? JsonScalar.hash(text, starts[member], ends[member]) : 0;
  }

  @Override
  public String host() {
    return text(HOST);
  }

  @Override
  public String key() {
    return text(KEY);
  }

  @Override
  public String value() {
    return text(VALUE);
  }

  @Override
  @Nullable JsonType jsonType() {
    return starts[VALUE] < 0 ? null : JsonType.startingWith(text[starts[VALUE]]);
  }

  @Override
  public OptionalLong clock() {
    return number(CLOCK, MAX_CLOCK);
  }

  @Override
  public OptionalInt ns() {
    OptionalLong ns = number(NS, MAX_NS);
    return ns.isPresent() ? OptionalInt.of((int) ns.getAsLong()) : OptionalInt.empty();
  }

  @Override
  public OptionalLong itemid() {
    int length = ends[ITEMID] - starts[ITEMID] - 2; // of a string; a number has at most 20 digits
    return length > MAX_ITEMID_LENGTH ? OptionalLong.empty() : number(ITEMID);
  }

  @Override
  public OptionalLong id() {
    return number(ID);
  }

  @Override
  public boolean isReportedNotSupported() {
    return naming != Naming.EITHER && super.isReportedNotSupported();
  }

  @Override
  boolean isNotSupported() {
    // Servers keep the lowest byte of the number. Values of the API have no state.
    return naming != Naming.EITHER && (byte) integer(STATE).orElse(0) == 1;
  }

  @Override
  LogItemDetails logDetails() {
    return hasLogDetails()
        ? new LogItemDetails(
            isScalar(LASTLOGSIZE)
                ? OptionalLong.of(number(LASTLOGSIZE).orElse(0))
                : OptionalLong.empty(),
            isScalar(MTIME) ? OptionalLong.of(integer(MTIME).orElse(0)) : OptionalLong.empty(),
            integer(TIMESTAMP),
            isScalar(SOURCE) ? Optional.of(text(SOURCE)) : Optional.empty(),
            integer(SEVERITY),
            integer(EVENTID))
        : LogItemDetails.NONE;
  }

  /**
   * Returns whether there are details. Most values have none, and need no memory for them; values
   * of the API never have any.
   */
  private boolean hasLogDetails() {
    for (int member = LASTLOGSIZE; member <= EVENTID; member++) {
      if (starts[member] >= 0) {
        return naming != Naming.EITHER;
      }
    }
    return false;
  }

  private boolean isScalar(int member) {
    int start = starts[member];
    return start >= 0 && text[start] != '{' && text[start] != '[';
  }

  private String text(int member) {
    return isScalar(member) ? JsonScalar.decode(text, starts[member], ends[member]) : "";
  }

  private OptionalLong number(int member) {
    return number(member, Long.MAX_VALUE);
  }

  /** Returns a number that a real server reads with the C function atoi. */
  private OptionalLong integer(int member) {
    return isScalar(member)
        ? JsonScalar.leadingInteger(text, starts[member], ends[member])
        : OptionalLong.empty();
  }

  private OptionalLong number(int member, long max) {
    if (!isScalar(member)) {
      return OptionalLong.empty();
    }
    long number = JsonScalar.plainInteger(text, starts[member], ends[member]);
    return number == JsonScalar.NO_NUMBER || number > max
        ? OptionalLong.empty()
        : OptionalLong.of(number);
  }
}
