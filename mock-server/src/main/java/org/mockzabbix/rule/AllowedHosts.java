package org.mockzabbix.rule;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A list of who may push values: addresses, networks and names separated by commas. */
final class AllowedHosts {

  private AllowedHosts() {}

  /**
   * Refuses a list that could never match.
   *
   * @throws IllegalArgumentException naming the entry
   */
  static void check(String list) {
    for (String entry : entries(list)) {
      int slash = entry.indexOf('/');
      if (slash >= 0 && !isPrefixLength(entry.substring(slash + 1))) {
        throw new IllegalArgumentException(
            "\"" + entry + "\" in the allowed hosts is no address, network or name");
      }
    }
  }

  /** Whether {@code peer} is in the list; everybody is in an empty one. */
  static boolean allow(String list, InetAddress peer) {
    return list.isBlank() || Arrays.stream(entries(list)).anyMatch(entry -> matches(entry, peer));
  }

  private static String[] entries(String list) {
    return list.isBlank() ? new String[0] : list.strip().split("\\s*,\\s*");
  }

  private static boolean isPrefixLength(String text) {
    return text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= 128;
  }

  private static boolean matches(String entry, InetAddress peer) {
    int slash = entry.indexOf('/');
    String name = slash < 0 ? entry : entry.substring(0, slash);
    try {
      for (InetAddress allowed : InetAddress.getAllByName(name)) {
        int bits = allowed.getAddress().length * 8;
        int prefix = slash < 0 ? bits : Integer.parseInt(entry.substring(slash + 1));
        if (samePrefix(allowed.getAddress(), peer.getAddress(), Math.min(prefix, bits))) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException unresolvable) {
      return false; // as the real server: a name that does not resolve matches nobody
    }
  }

  private static boolean samePrefix(byte[] one, byte[] other, int bits) {
    if (one.length != other.length) {
      return false;
    }
    int rest = one.length * 8 - bits;
    return new BigInteger(1, one)
        .shiftRight(rest)
        .equals(new BigInteger(1, other).shiftRight(rest));
  }
}
