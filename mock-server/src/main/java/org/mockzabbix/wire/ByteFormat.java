package org.mockzabbix.wire;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognizes by its first bytes what a client sent instead of a packet, or instead of JSON. */
public final class ByteFormat {

  private static final int EXAMINED = 64;

  private static final Pattern HTTP_REQUEST =
      Pattern.compile("(?s)(GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH) .*");
  private static final Pattern BASE64 = Pattern.compile("(?s)(WkJYR|eyJ|eyAi).*");
  private static final Pattern HEX_DIGITS =
      Pattern.compile("(?si)(0x|\\\\x)?5a[ ,:]*(0x|\\\\x)?42[ ,:]*(0x|\\\\x)?58.*");

  private ByteFormat() {}

  /**
   * Returns what the bytes look like and what to do about it, for example {@code this looks like an
   * HTTP request}; null if they are not recognized.
   */
  public static @Nullable String hint(Bytes bytes) {
    String encoded = encodedText(bytes);
    return encoded == null ? protocol(latin(bytes)) : encoded;
  }

  /** Recognizes text in another encoding, and compressed data. */
  private static @Nullable String encodedText(Bytes bytes) {
    int first = bytes.length() > 0 ? bytes.at(0) : -1;
    int second = bytes.length() > 1 ? bytes.at(1) : -1;
    if (first == 0xef && second == 0xbb && bytes.length() > 2 && bytes.at(2) == 0xbf) {
      return "ef bb bf is a byte order mark: send UTF-8 without it";
    }
    boolean bigEndian = (first == 0xfe && second == 0xff) || (first == 0 && isText(second));
    boolean littleEndian = (first == 0xff && second == 0xfe) || (isText(first) && second == 0);
    if (bigEndian || littleEndian) {
      return "this looks like UTF-16 or UTF-32: send UTF-8";
    }
    if (first == 0x1f && second == 0x8b) {
      return "this looks like gzip data";
    }
    if (LengthHint.startsWithZeros(bytes)) {
      return LengthHint.EIGHT_BYTES;
    }
    return LengthHint.isZlib(bytes)
        ? "this looks like a zlib stream, which needs the flags 0x03"
        : null;
  }

  private static boolean isText(int first) {
    return first == '{' || first == '[' || first == '<' || first == 'Z';
  }

  private static @Nullable String protocol(String text) {
    if (HTTP_REQUEST.matcher(text).matches()) {
      return "this looks like an HTTP request";
    }
    if (text.startsWith("HTTP/")) {
      return "this looks like an HTTP response";
    }
    if (text.startsWith("SSH-")) {
      return "this looks like an SSH client";
    }
    if (text.startsWith("PROXY ") || text.startsWith("\r\n\r\n\0\r\nQUIT\n")) {
      return "this looks like the PROXY protocol of a load balancer: turn it off";
    }
    if (BASE64.matcher(text).matches()) {
      return "this looks like base64: send the bytes themselves";
    }
    return HEX_DIGITS.matcher(text).matches()
        ? "this looks like hexadecimal digits: send the bytes themselves"
        : null;
  }

  /** Returns the first bytes, each as the character with its number. */
  private static String latin(Bytes bytes) {
    return bytes.slice(0, Math.min(bytes.length(), EXAMINED)).latin1();
  }
}
