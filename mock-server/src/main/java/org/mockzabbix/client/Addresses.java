package org.mockzabbix.client;

import java.net.InetSocketAddress;

/** Addresses as people write them: {@code host:port} or {@code [v6]:port}. */
public final class Addresses {

  private Addresses() {}

  /**
   * The address that {@code text} spells; a name in it is looked up.
   *
   * @throws IllegalArgumentException if it spells none
   */
  public static InetSocketAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || !text.substring(colon + 1).matches("\\d{1,5}")) {
      throw new IllegalArgumentException(
          "an address is host:port, such as 127.0.0.1:10050, but was " + text);
    }
    String host = text.substring(0, colon).replaceAll("^\\[|]$", "");
    return new InetSocketAddress(host, Integer.parseInt(text.substring(colon + 1)));
  }
}
