package org.mockzabbix.cli;

import java.net.InetSocketAddress;

/** Puts what a client sent on one line of a terminal, where it can do no harm. */
final class ConsoleText {

  private static final int LONGEST_NOTICE = 400;

  private ConsoleText() {}

  /** One line, cut if it is longer than anybody reads. */
  static String notice(String text) {
    boolean cut = text.length() > LONGEST_NOTICE;
    StringBuilder line = new StringBuilder();
    Escaping.TEXT.append(line, cut ? text.substring(0, LONGEST_NOTICE) : text);
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
