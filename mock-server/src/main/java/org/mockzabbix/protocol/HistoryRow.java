package org.mockzabbix.protocol;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.protocol.json.JsonString;
import org.mockzabbix.protocol.json.JsonType;

/**
 * One row of a {@code data} array, found by its position in the packet's text. Reading costs a walk
 * over the row; nothing is copied until a member is asked for. Not thread-safe.
 *
 * <p>Scalars read as text whatever their JSON type; containers count as absent, but for {@code
 * value}.
 */
final class HistoryRow {

  private static final int NONE = -1;
  private static final long MAX_CLOCK = Integer.MAX_VALUE;
  private static final long MAX_NS = 999_999_999;

  private final byte[] text;
  private final int textEnd;
  private int hostStart;
  private int hostEnd;
  private int keyStart;
  private int keyEnd;
  private int valueStart;
  private int valueEnd;
  private int clockStart;
  private int clockEnd;
  private int nsStart;
  private int nsEnd;
  private int itemidStart;
  private int itemidEnd;
  private int idStart;
  private int idEnd;
  private int rowStart;
  private int rowEnd;
  private boolean hasDetails;

  HistoryRow(byte[] text, int textEnd) {
    this.text = text;
    this.textEnd = textEnd;
  }

  /** Reads the row that begins at {@code start}. */
  HistoryRow read(int start) {
    rowStart = start;
    hostStart = NONE;
    keyStart = NONE;
    valueStart = NONE;
    clockStart = NONE;
    nsStart = NONE;
    itemidStart = NONE;
    idStart = NONE;
    hasDetails = false;
    JsonCursor members = JsonCursor.reopen(text, start, textEnd);
    while (members.nextMember()) {
      take(members);
    }
    rowEnd = members.endOfContainer();
    return this;
  }

  private void take(JsonCursor member) {
    // Names are told apart by length and first letter before they are compared: this is the path
    // of every member of every row.
    switch (member.nameShape()) {
      case 4 << 8 | 'h' -> takeHost(member);
      case 3 << 8 | 'k' -> takeKey(member);
      case 5 << 8 | 'v' -> takeValue(member);
      case 5 << 8 | 'c' -> takeClock(member);
      case 2 << 8 | 'n' -> takeNs(member);
      default -> takeDetail(member);
    }
  }

  private void takeHost(JsonCursor member) {
    if (hostStart == NONE && member.nameIs("host")) {
      hostStart = member.valueStart();
      hostEnd = member.valueEnd();
    }
  }

  private void takeKey(JsonCursor member) {
    if (keyStart == NONE && member.nameIs("key")) {
      keyStart = member.valueStart();
      keyEnd = member.valueEnd();
    }
  }

  private void takeValue(JsonCursor member) {
    if (valueStart == NONE && member.nameIs("value")) {
      valueStart = member.valueStart();
      valueEnd = member.valueEnd();
    }
  }

  private void takeClock(JsonCursor member) {
    if (clockStart == NONE && member.nameIs("clock")) {
      clockStart = member.valueStart();
      clockEnd = member.valueEnd();
    }
  }

  private void takeNs(JsonCursor member) {
    if (nsStart == NONE && member.nameIs("ns")) {
      nsStart = member.valueStart();
      nsEnd = member.valueEnd();
    }
  }

  private void takeDetail(JsonCursor member) {
    hasDetails = true;
    if (member.nameHasEscapes()) {
      takeHost(member);
      takeKey(member);
      takeValue(member);
      takeClock(member);
      takeNs(member);
    }
    if (itemidStart == NONE && member.nameIs("itemid")) {
      itemidStart = member.valueStart();
      itemidEnd = member.valueEnd();
    } else if (idStart == NONE && member.nameIs("id")) {
      idStart = member.valueStart();
      idEnd = member.valueEnd();
    }
  }

  /** Where the row ends, exclusive, if it is an object. */
  int end() {
    return rowEnd;
  }

  /** What the row's form alone decides, {@link Outcome#PROCESSED} standing for well-formed. */
  Outcome form(HistoryRows.Naming naming) {
    if (text[rowStart] != '{' && text[rowStart] != '[') {
      return Outcome.NOT_AN_OBJECT;
    }
    boolean byItemid =
        naming == HistoryRows.Naming.ITEMID
            || (naming == HistoryRows.Naming.EITHER && itemidStart != NONE);
    Outcome name = byItemid ? formOfItemid() : formOfName();
    return name == Outcome.PROCESSED ? formOfTime() : name;
  }

  private Outcome formOfItemid() {
    return isNumber(itemidStart, itemidEnd, Long.MAX_VALUE) ? Outcome.PROCESSED : Outcome.NO_ITEMID;
  }

  private Outcome formOfName() {
    if (!isScalar(hostStart)) {
      return Outcome.NO_HOST;
    }
    return isScalar(keyStart) ? Outcome.PROCESSED : Outcome.NO_KEY;
  }

  private Outcome formOfTime() {
    if (!isScalar(clockStart)) {
      return Outcome.PROCESSED; // "ns" alone is ignored
    }
    if (!isNumber(clockStart, clockEnd, MAX_CLOCK)) {
      return Outcome.BAD_CLOCK;
    }
    return !isScalar(nsStart) || isNumber(nsStart, nsEnd, MAX_NS)
        ? Outcome.PROCESSED
        : Outcome.BAD_NS;
  }

  private boolean isScalar(int start) {
    return start != NONE && text[start] != '{' && text[start] != '[';
  }

  private boolean isNumber(int start, int end, long most) {
    if (!isScalar(start)) {
      return false;
    }
    long number = JsonString.wholeNumber(text, start, end);
    return number != JsonString.NO_NUMBER && number <= most;
  }

  /** {@link ItemName#hash()} of host and key, zero if one is missing. */
  int nameHash() {
    if (!isScalar(hostStart) || !isScalar(keyStart)) {
      return 0;
    }
    int seed = 31 * JsonString.hash(0, text, hostStart, hostEnd) + ItemName.SEPARATOR;
    return JsonString.hash(seed, text, keyStart, keyEnd);
  }

  String host() {
    return textOf(hostStart, hostEnd);
  }

  String key() {
    return textOf(keyStart, keyEnd);
  }

  /** Whether the row carries something to store: a value that is no container. */
  boolean hasValue() {
    return isScalar(valueStart);
  }

  String value() {
    return textOf(valueStart, valueEnd);
  }

  @Nullable JsonType valueType() {
    return valueStart == NONE ? null : JsonType.startingWith(text[valueStart]);
  }

  OptionalLong clock() {
    return numberAt(clockStart, clockEnd, MAX_CLOCK);
  }

  OptionalInt ns() {
    OptionalLong ns = numberAt(nsStart, nsEnd, MAX_NS);
    return ns.isPresent() ? OptionalInt.of((int) ns.getAsLong()) : OptionalInt.empty();
  }

  /** The number of the item that the row is for; zero if it names none. */
  long itemid() {
    return numberAt(itemidStart, itemidEnd, Long.MAX_VALUE).orElse(0);
  }

  /** The running number by which duplicates are known; zero if there is none. */
  long id() {
    return numberAt(idStart, idEnd, Long.MAX_VALUE).orElse(0);
  }

  private OptionalLong numberAt(int start, int end, long most) {
    return isNumber(start, end, most)
        ? OptionalLong.of(JsonString.wholeNumber(text, start, end))
        : OptionalLong.empty();
  }

  private String textOf(int start, int end) {
    return isScalar(start) ? JsonString.decode(text, start, end) : "";
  }

  /** The members that only some requests have. */
  RowDetails details() {
    return hasDetails
        ? RowDetails.read(JsonCursor.reopen(text, rowStart, textEnd))
        : RowDetails.NONE;
  }
}
