package org.mockzabbix.text;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses IP addresses without a query to DNS. */
public final class IpAddress {

  private static final Pattern IPV4 =
      Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");

  private IpAddress() {}

  /** Returns the address that {@code text} spells; empty if it is not an IP address. */
  public static Optional<InetAddress> parse(String text) {
    boolean isAddress = isIpv4(text) || (text.indexOf(':') >= 0 && !text.startsWith("["));
    try {
      // The JDK reads text with a colon as an IPv6 address and never queries DNS.
      return isAddress ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }

  /** Returns whether {@code text} is an IPv4 address of four numbers. */
  public static boolean isIpv4(String text) {
    return IPV4.matcher(text).matches();
  }
}
