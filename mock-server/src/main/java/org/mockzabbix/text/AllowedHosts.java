package org.mockzabbix.text;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads lists of allowed hosts: IP addresses, CIDR ranges and DNS names, separated by commas. Each
 * may contain macros. A comma may follow the last one.
 */
public final class AllowedHosts {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

  private static final Pattern MACRO = Pattern.compile(UserMacroSyntax.REGEX_WITH_BUILT_IN);
  private static final String ANY_TEXT = "{}"; // replaces a macro, whose context may have commas

  private AllowedHosts() {}

  /**
   * Checks that each entry of a list without macros can match.
   *
   * @param setting the name of the setting for the message
   * @throws IllegalArgumentException if an entry is not valid, naming the entry
   */
  public static void check(String setting, String list) {
    check(setting, entries(list));
  }

  /**
   * Checks that each entry of a list can match. An entry with a macro always can.
   *
   * @param setting the name of the setting for the message
   * @throws IllegalArgumentException if an entry is not valid, naming the entry
   */
  public static void checkWithMacros(String setting, String list) {
    Stream<String> entries = Arrays.stream(entries(MACRO.matcher(list).replaceAll(ANY_TEXT)));
    check(setting, entries.filter(entry -> !entry.contains(ANY_TEXT)).toArray(String[]::new));
  }

  private static void check(String setting, String... entries) {
    for (String entry : entries) {
      if (!isValid(entry)) {
        throw new IllegalArgumentException(
            setting
                + " contains \""
                + entry
                + "\", which is not a valid IP address, CIDR range or DNS name");
      }
    }
  }

  private static boolean isValid(String entry) {
    String address = address(entry);
    if (isIpv6(address)) {
      return isPrefixLength(entry, 128) && IpAddress.parse(address).isPresent();
    }
    return IpAddress.isIpv4(address)
        ? isPrefixLength(entry, 32)
        : NAME.matcher(entry).matches() && !entry.matches("[0-9.]+");
  }

  private static boolean isPrefixLength(String entry, int most) {
    int slash = entry.indexOf('/');
    String text = entry.substring(slash + 1);
    return slash < 0 || (text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= most);
  }

  /**
   * Returns whether the list contains {@code peer}. An empty list contains every address. Entries
   * that are not valid, because of the values of macros, contain none. May query DNS.
   */
  public static boolean allow(String list, InetAddress peer) {
    return list.isBlank()
        || Arrays.stream(entries(list)).anyMatch(entry -> isValid(entry) && matches(entry, peer));
  }

  /** Returns whether the list contains a DNS name, which {@link #allow} looks up, or a macro. */
  public static boolean containsName(String list) {
    return Arrays.stream(entries(list))
        .map(AllowedHosts::address)
        .anyMatch(address -> !isIpv6(address) && !IpAddress.isIpv4(address));
  }

  private static String[] entries(String list) {
    String text = list.strip();
    String last = text.endsWith(",") ? text.substring(0, text.length() - 1).strip() : text;
    return text.isEmpty() ? new String[0] : last.split("\\s*,\\s*", -1);
  }

  private static String address(String entry) {
    int slash = entry.indexOf('/');
    return slash < 0 ? entry : entry.substring(0, slash);
  }

  private static boolean isIpv6(String address) {
    return address.indexOf(':') >= 0;
  }

  private static boolean matches(String entry, InetAddress peer) {
    try {
      BigInteger address = asIpv6(peer);
      int rest = 128 - prefix(entry);
      return Arrays.stream(InetAddress.getAllByName(address(entry)))
          .anyMatch(allowed -> asIpv6(allowed).shiftRight(rest).equals(address.shiftRight(rest)));
    } catch (UnknownHostException unresolvable) {
      return false; // servers ignore a name that does not resolve
    }
  }

  /** Returns how many of the 128 bits of an address as IPv6 must be equal. */
  private static int prefix(String entry) {
    int slash = entry.indexOf('/');
    if (slash < 0) {
      return 128;
    }
    return Integer.parseInt(entry.substring(slash + 1)) + (isIpv6(entry) ? 0 : 96);
  }

  /**
   * Returns the address as IPv6. The addresses 192.0.2.1, {@code ::ffff:192.0.2.1} and {@code
   * ::192.0.2.1} become equal.
   */
  private static BigInteger asIpv6(InetAddress address) {
    byte[] bytes = address.getAddress();
    BigInteger number = new BigInteger(1, bytes);
    boolean compatible = bytes.length == 16 && number.bitLength() > 24 && number.bitLength() <= 32;
    return address instanceof Inet4Address || compatible
        ? number.or(BigInteger.valueOf(0xFFFF).shiftLeft(32))
        : number;
  }
}
