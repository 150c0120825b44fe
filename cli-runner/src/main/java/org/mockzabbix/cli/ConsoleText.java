package org.mockzabbix.cli;

import java.net.InetSocketAddress;

/** Puts what a client sent on one line of a terminal, where it can do no harm. */
final class ConsoleText {

  private static final int LONGEST_NOTICE = 400;

  private ConsoleText() {}

  /** Appends {@code text} with every control character and line end spelled out. */
  static void append(StringBuilder line, String text) {
    for (int i = 0; i < text.length(); i++) {
      append(line, text.charAt(i));
    }
  }

  private static void append(StringBuilder line, char c) {
    switch (c) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
          appendUnit(line, c);
        } else {
          line.append(c);
        }
      }
    }
  }

  /** Appends a UTF-16 unit as JSON and Java spell it: <code>\</code>{@code u001b}. */
  static void appendUnit(StringBuilder line, char unit) {
    line.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      line.append(Character.forDigit(unit >> shift & 0xf, 16));
    }
  }

  /** The same, cut if it is longer than anybody reads. */
  static String notice(String text) {
    boolean cut = text.length() > LONGEST_NOTICE;
    StringBuilder line = new StringBuilder();
    append(line, cut ? text.substring(0, LONGEST_NOTICE) : text);
    return cut ? line.append("...").toString() : line.toString();
  }

  /** Such as {@code 127.0.0.1:40312} and {@code [::1]:40312}. */
  static String address(InetSocketAddress address) {
    return address(address.getAddress().getHostAddress(), address.getPort());
  }

  /** The same for an address that is text already. */
  static String address(String host, int port) {
    return host.indexOf(':') < 0 ? host + ':' + port : '[' + host + "]:" + port;
  }
}
