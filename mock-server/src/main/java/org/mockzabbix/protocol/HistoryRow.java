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
  private int rowStart;

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
    JsonCursor members = JsonCursor.reopen(text, start, textEnd);
    while (members.nextMember()) {
      take(members);
    }
    return this;
  }

  private void take(JsonCursor member) {
    if (hostStart == NONE && member.nameIs("host")) {
      hostStart = member.valueStart();
      hostEnd = member.valueEnd();
    } else if (keyStart == NONE && member.nameIs("key")) {
      keyStart = member.valueStart();
      keyEnd = member.valueEnd();
    } else if (valueStart == NONE && member.nameIs("value")) {
      valueStart = member.valueStart();
      valueEnd = member.valueEnd();
    } else if (clockStart == NONE && member.nameIs("clock")) {
      clockStart = member.valueStart();
      clockEnd = member.valueEnd();
    } else if (nsStart == NONE && member.nameIs("ns")) {
      nsStart = member.valueStart();
      nsEnd = member.valueEnd();
    }
  }

  /** What the row's form alone decides, {@link Outcome#PROCESSED} standing for well-formed. */
  Outcome form() {
    if (text[rowStart] != '{' && text[rowStart] != '[') {
      return Outcome.NOT_AN_OBJECT;
    }
    if (!isScalar(hostStart)) {
      return Outcome.NO_HOST;
    }
    if (!isScalar(keyStart)) {
      return Outcome.NO_KEY;
    }
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
    return numberAt(start, end, most).isPresent();
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

  private OptionalLong numberAt(int start, int end, long most) {
    OptionalLong number =
        isScalar(start)
            ? JsonString.wholeNumber(JsonString.decode(text, start, end))
            : OptionalLong.empty();
    return number.isPresent() && number.getAsLong() <= most ? number : OptionalLong.empty();
  }

  private String textOf(int start, int end) {
    return isScalar(start) ? JsonString.decode(text, start, end) : "";
  }

  /** The row's members, for those that only some requests have. */
  JsonCursor members() {
    return JsonCursor.reopen(text, rowStart, textEnd);
  }
}
