package org.mockzabbix.client.internal;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.IpAddress;

/**
 * Parses and resolves the address of a server as Zabbix's programs do, in which an IPv6 address may
 * be bare.
 */
public final class ServerAddress {

  private static final Pattern SPELLING =
      Pattern.compile("(?:\\[(?<ipv6>[^]]*)]|(?<host>[^:]*))(?::(?<port>[0-9]+))?", Pattern.DOTALL);
  private static final int LONGEST_PORT = 18;

  private ServerAddress() {}

  /**
   * Returns the address that a text names. Does not check the name of a host.
   *
   * @throws IllegalArgumentException with the text, if it has another form or the port is out of
   *     range
   */
  public static HostAndPort parse(String text, int defaultPort) {
    if (isIpv6(text)) {
      return new HostAndPort(text, defaultPort);
    }
    Matcher parts = SPELLING.matcher(text);
    if (!parts.matches()) {
      throw invalid(text);
    }
    String ipv6 = parts.group("ipv6");
    if (ipv6 != null && !isIpv6(ipv6)) {
      throw invalid(text);
    }
    String host = ipv6 == null ? parts.group("host") : ipv6;
    String port = parts.group("port");
    return new HostAndPort(host, port == null ? defaultPort : port(port, text));
  }

  private static int port(String digits, String text) {
    long port = digits.length() > LONGEST_PORT ? Long.MAX_VALUE : Long.parseLong(digits);
    if (!IntegerRange.ANY_PORT.contains(port)) {
      throw invalid(text);
    }
    return (int) port;
  }

  private static boolean isIpv6(String text) {
    return text.indexOf(':') >= 0 && text.indexOf('%') < 0 && IpAddress.parse(text).isPresent();
  }

  /**
   * Returns the socket address. Unlike the JDK, Zabbix's programs resolve neither an empty name nor
   * one in brackets.
   */
  public static InetSocketAddress resolve(HostAndPort address) {
    String host = address.host();
    return host.isEmpty() || host.startsWith("[")
        ? InetSocketAddress.createUnresolved(host, address.port())
        : address.resolve();
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(text);
  }
}
