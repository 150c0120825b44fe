package org.mockzabbix.wire;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognizes by its first bytes what a client sent instead of a packet, or instead of JSON. */
public final class ByteFormat {

  private static final int EXAMINED = 64;

  private static final List<Format> FORMATS =
      List.of(
          new Format("\\xef\\xbb\\xbf", "ef bb bf is a byte order mark: send UTF-8 without it"),
          new Format(
              "\\xfe\\xff|\\xff\\xfe|\\x00[{\\[<Z]|[{\\[<Z]\\x00",
              "this looks like UTF-16 or UTF-32: send UTF-8"),
          new Format("\\x1f\\x8b", "this looks like gzip data"),
          new Format("\\x00{8}.", LengthHint.EIGHT_BYTES),
          new Format(
              "(GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH) ",
              "this looks like an HTTP request"),
          new Format("HTTP/", "this looks like an HTTP response"),
          new Format("SSH-", "this looks like an SSH client"),
          new Format(
              "PROXY |\\r\\n\\r\\n\\x00\\r\\nQUIT\\n",
              "this looks like the PROXY protocol of a load balancer: turn it off"),
          new Format("WkJYR|eyJ|eyAi", "this looks like base64: send the bytes themselves"),
          new Format(
              "(?i)(0x|\\\\x)?5a[ ,:]*(0x|\\\\x)?42[ ,:]*(0x|\\\\x)?58",
              "this looks like hexadecimal digits: send the bytes themselves"));

  /** A format by its first bytes, each as the character with its number. */
  private record Format(Pattern beginning, String hint) {

    Format(String beginning, String hint) {
      this(Pattern.compile(beginning, Pattern.DOTALL), hint);
    }
  }

  private ByteFormat() {}

  /**
   * Returns what the bytes look like and what to do about it, for example {@code this looks like an
   * HTTP request}; null if they are not recognized.
   */
  public static @Nullable String hint(Bytes bytes) {
    String beginning = bytes.slice(0, Math.min(bytes.length(), EXAMINED)).latin1();
    for (Format format : FORMATS) {
      if (format.beginning.matcher(beginning).lookingAt()) {
        return format.hint;
      }
    }
    return LengthHint.isZlib(bytes)
        ? "this looks like a zlib stream, which needs the flags 0x03"
        : null;
  }
}
