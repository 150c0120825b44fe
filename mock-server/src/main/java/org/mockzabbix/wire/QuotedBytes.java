package org.mockzabbix.wire;

import java.util.HexFormat;
import org.mockzabbix.text.Quoting;

/** Puts received bytes into messages: in quotes, bounded, and with every byte visible. */
public final class QuotedBytes {

  private QuotedBytes() {}

  /**
   * Returns the first {@code max} of the bytes in single quotes, with all but printable ASCII
   * characters escaped, and "..." if there are more.
   */
  public static String of(Bytes bytes, int max) {
    StringBuilder quoted = new StringBuilder("'");
    for (int i = 0; i < Math.min(bytes.length(), max); i++) {
      quoted.append(escape((byte) bytes.at(i)));
    }
    return quoted.append(bytes.length() > max ? "...'" : "'").toString();
  }

  /**
   * Returns the first {@code max} bytes of text in single quotes. UTF-8 is shown as characters, and
   * all other bytes are escaped.
   */
  public static String ofText(Bytes bytes, int max) {
    StringBuilder quoted = new StringBuilder("'");
    int end = Math.min(bytes.length(), max);
    int i = 0;
    while (i < end) {
      int length = characterLength(bytes.from(i));
      quoted.append(
          length == 0 ? escape((byte) bytes.at(i)) : Quoting.escape(bytes.slice(i, length).text()));
      i += Math.max(1, length);
    }
    return quoted.append(i < bytes.length() ? "...'" : "'").toString();
  }

  /** Returns whether all bytes are printable ASCII characters. */
  static boolean isPrintable(Bytes bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      if (!isPrintable((byte) bytes.at(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPrintable(byte b) {
    return b >= ' ' && b <= '~';
  }

  /** Returns the length of the UTF-8 character at the beginning; 0 if there is not one. */
  private static int characterLength(Bytes bytes) {
    for (int length = 2; length <= Math.min(4, bytes.length()); length++) {
      String text = bytes.slice(0, length).text();
      if (text.codePointCount(0, text.length()) == 1 && text.indexOf('\uFFFD') < 0) {
        return length;
      }
    }
    return 0;
  }

  private static String escape(byte b) {
    return switch (b) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\\' -> "\\\\";
      default -> isPrintable(b) ? String.valueOf((char) b) : "\\x" + HexFormat.of().toHexDigits(b);
    };
  }
}
