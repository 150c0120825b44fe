package org.mockzabbix.text;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network address, for example {@code 127.0.0.1:10051}, {@code localhost:10051} or {@code
 * [::1]:10051}. Printing an address never queries DNS.
 *
 * @param host the host name, or the IP address without brackets; IPv6 is in its canonical form
 * @param port the port, 0 to 65535
 */
public record HostAndPort(String host, int port) {

  /** Compiled when a text is read: most servers start with addresses that need no pattern. */
  private static final class Spellings {
    private static final Pattern SPELLING =
        Pattern.compile("(?:\\[([^\\[\\]]+)]|([^:\\[\\]]+))(?::(\\d{1,5}))?");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 =
        Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[0-9A-Za-z_.-]+)?");
  }

  private static final int REQUIRED = -1;
  private static final int GROUPS = 8;

  /**
   * Checks the port and puts an IPv6 address into its canonical form.
   *
   * @throws IllegalArgumentException if the port is out of range
   */
  public HostAndPort {
    host = canonicalHost(host);
    IntegerRange.ANY_PORT.check("port", port);
  }

  /** Returns the IP address and the port of {@code address}, or its host name if unresolved. */
  public static HostAndPort of(InetSocketAddress address) {
    String host = address.isUnresolved() ? address.getHostString() : host(address.getAddress());
    return new HostAndPort(host, address.getPort());
  }

  /** Returns the host as it was written when {@code address} was created, and the port. */
  public static HostAndPort asWritten(InetSocketAddress address) {
    return new HostAndPort(address.getHostString(), address.getPort());
  }

  /** Returns the text of an IP address, for example {@code 127.0.0.1} or {@code ::1}. */
  public static String host(InetAddress address) {
    String text = address.getHostAddress();
    if (!(address instanceof Inet6Address)) {
      return text;
    }
    int scope = text.indexOf('%');
    return compressed(address.getAddress()) + (scope < 0 ? "" : text.substring(scope));
  }

  /**
   * Reads {@code host:port} or {@code [IPv6]:port}.
   *
   * @throws IllegalArgumentException if the text has another form or the port is out of range
   */
  public static HostAndPort parse(String text) {
    return parse(text, REQUIRED);
  }

  /**
   * Reads {@code host}, {@code host:port}, {@code [IPv6]} or {@code [IPv6]:port}.
   *
   * @param defaultPort the port of a text that has none
   * @throws IllegalArgumentException if the text has another form or the port is out of range
   */
  public static HostAndPort parse(String text, int defaultPort) {
    Matcher parts = Spellings.SPELLING.matcher(text);
    boolean matches = parts.matches();
    int port = matches && parts.group(3) != null ? Integer.parseInt(parts.group(3)) : defaultPort;
    if (!matches || port == REQUIRED) {
      throw new IllegalArgumentException(
          Quoting.quote(text)
              + " is not a valid address: use host:port, for example 127.0.0.1:10050 or"
              + " [::1]:10050");
    }
    return new HostAndPort(parts.group(1) == null ? parts.group(2) : parts.group(1), port);
  }

  /** Returns whether {@link #parse(String)} can read a text. */
  public static boolean isValid(String text) {
    Matcher parts = Spellings.SPELLING.matcher(text);
    return parts.matches() && parts.group(3) != null;
  }

  /** Returns the socket address. Queries DNS if the host is a name. */
  public InetSocketAddress resolve() {
    return new InetSocketAddress(host, port);
  }

  /** Returns the address, with brackets around IPv6, for example {@code [::1]:10051}. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
  }

  /** Returns whether {@code host} is an IP address, and not a name. */
  public static boolean isAddress(String host) {
    return Spellings.IPV4.matcher(host).matches() || Spellings.IPV6.matcher(host).matches();
  }

  /** Returns {@code host}; an IPv6 address becomes canonical, for example {@code ::1}. */
  public static String canonicalHost(String host) {
    if (host.indexOf(':') < 0 || !Spellings.IPV6.matcher(host).matches()) {
      return host;
    }
    int scope = host.indexOf('%');
    String address = scope < 0 ? host : host.substring(0, scope);
    try {
      // In brackets, getByName parses the text as an IPv6 address and never queries DNS.
      String text = host(InetAddress.getByName('[' + address + ']'));
      return scope < 0 ? text : text + host.substring(scope);
    } catch (UnknownHostException invalid) {
      return host;
    }
  }

  /** Returns the form of RFC 5952: the longest run of at least two zero groups becomes "::". */
  private static String compressed(byte[] address) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = ((address[2 * i] & 0xff) << 8) | (address[2 * i + 1] & 0xff);
    }
    int start = 0;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int zeros = zerosFrom(i, groups);
      if (zeros > length) {
        start = i;
        length = zeros;
      }
    }
    return length < 2
        ? joined(groups, 0, GROUPS)
        : joined(groups, 0, start) + "::" + joined(groups, start + length, GROUPS);
  }

  private static int zerosFrom(int start, int[] groups) {
    int end = start;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end - start;
  }

  private static String joined(int[] groups, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
