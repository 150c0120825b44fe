package org.mockzabbix.client;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as people write them: {@code host:port} or {@code [v6]:port}. */
public final class Addresses {

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:\\[([^]]+)]|([^:\\[\\]]+))(?::(\\d{1,5}))?");
  private static final int GREATEST_PORT = 65_535;
  private static final int NONE = -1;

  private Addresses() {}

  /**
   * The address that {@code text} spells; a name in it is looked up.
   *
   * @throws IllegalArgumentException if it spells none
   */
  public static InetSocketAddress parse(String text) {
    return parse(text, NONE);
  }

  /** The same, where the port may be left out. */
  static InetSocketAddress parse(String text, int defaultPort) {
    Matcher parts = HOST_AND_PORT.matcher(text);
    boolean matches = parts.matches();
    int port = matches && parts.group(3) != null ? Integer.parseInt(parts.group(3)) : defaultPort;
    if (!matches || port == NONE) {
      throw new IllegalArgumentException(
          "an address is host:port, such as 127.0.0.1:10050, but was " + text);
    }
    if (port > GREATEST_PORT) {
      throw new IllegalArgumentException("port must be 0..65535 but was " + port);
    }
    return new InetSocketAddress(parts.group(1) == null ? parts.group(2) : parts.group(1), port);
  }
}
