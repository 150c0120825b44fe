package org.mockzabbix.server;

import org.mockzabbix.text.Plurals;
import org.mockzabbix.wire.Bytes;

/**
 * The warning about bytes after a packet. The real server ignores such bytes, but they are a
 * mistake of the client.
 */
final class TrailingBytesWarning {

  private TrailingBytesWarning() {}

  /** Returns the warning for {@code surplus} bytes after a packet with this {@code data}. */
  static String of(Bytes data, Bytes surplus) {
    String note =
        Plurals.count(surplus.length(), "byte") + " more than declared arrived after the packet";
    return countsCharacters(data, surplus)
        ? note + ": is the length counted in characters instead of bytes?"
        : note;
  }

  /** Returns whether data and surplus have as many characters as bytes were declared. */
  private static boolean countsCharacters(Bytes data, Bytes surplus) {
    int declared = data.length();
    return data.utf8Characters() + surplus.utf8Characters() == declared
        || data.utf16Units() + surplus.utf16Units() == declared;
  }
}
