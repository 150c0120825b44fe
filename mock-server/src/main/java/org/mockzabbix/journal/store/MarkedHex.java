package org.mockzabbix.journal.store;

import java.util.HexFormat;
import java.util.List;
import org.mockzabbix.journal.ByteMark;
import org.mockzabbix.wire.Bytes;

/** Writes bytes in hexadecimal, with one place in brackets. */
final class MarkedHex {

  private MarkedHex() {}

  /** Returns at most {@code max} of the bytes, around the first mark if there is one. */
  static String of(Bytes bytes, List<ByteMark> marks, int max) {
    if (marks.isEmpty() || marks.get(0).offset() > bytes.length()) {
      return bytes.hex(max);
    }
    int from = marks.get(0).offset();
    int to = Math.min(bytes.length(), from + marks.get(0).length());
    int start = Math.min(to, from + 1) <= max ? 0 : from - max / 2;
    int end = Math.min(bytes.length(), start + max);
    int shownTo = Math.min(to, end);
    return (start > 0 ? "..." : "")
        + hex(bytes, start, from)
        + '['
        + hex(bytes, from, shownTo)
        + (shownTo < to ? "...]" : "]" + hex(bytes, shownTo, end))
        + (shownTo == to && end < bytes.length() ? "..." : "");
  }

  private static String hex(Bytes bytes, int from, int to) {
    return HexFormat.of().formatHex(bytes.slice(from, to - from).toArray());
  }
}
