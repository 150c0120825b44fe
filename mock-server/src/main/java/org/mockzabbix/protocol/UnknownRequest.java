package org.mockzabbix.protocol;

import java.util.Map;
import java.util.Set;
import org.mockzabbix.text.Likeness;
import org.mockzabbix.text.Quoting;

/** Explains to the author of a client why a server does not know its request. */
final class UnknownRequest {

  private static final int QUOTED = 64;

  /** The likeness of names that differ by two characters. */
  private static final int LARGEST_DISTANCE = 10;

  /** The requests of proxies before Zabbix 3.4, which {@code proxy data} replaced. */
  private static final Set<String> OF_OLD_PROXIES =
      Set.of("auto registration", "discovery data", "history data", "host availability");

  private static final Map<String, String> WRONG_PORT =
      Map.of(
          "passive checks", "an agent",
          "proxy tasks", "a passive proxy",
          "java gateway internal", "the Java gateway",
          "java gateway jmx", "the Java gateway");

  private UnknownRequest() {}

  /** Returns the reason for a request whose name no server knows. */
  static String reason(String name) {
    String shown = Quoting.quote(Quoting.shorten(name, QUOTED));
    if (WRONG_PORT.containsKey(name)) {
      return shown + " is a request to " + WRONG_PORT.get(name) + ": is this the wrong port?";
    }
    if (OF_OLD_PROXIES.contains(name)) {
      return "servers since Zabbix 3.4 do not know the request " + shown + ": send proxy data";
    }
    for (String known : RequestKind.names()) {
      if (isLike(name, known)) {
        return "no Zabbix server knows the request " + shown + ": did you mean \"" + known + "\"?";
      }
    }
    return "no Zabbix server knows the request " + shown;
  }

  /** Returns a hint for a client that sent a request of this name to an agent; empty if unknown. */
  static String hintOfAgent(String name) {
    if (RequestKind.named(name) != RequestKind.UNKNOWN) {
      return ": is this the wrong port?";
    }
    String known = RequestKind.PASSIVE_CHECK.wireName();
    return isLike(name, known) ? ": did you mean \"" + known + "\"?" : "";
  }

  /** Returns whether a client that sent {@code name} probably means {@code known}. */
  static boolean isLike(String name, String known) {
    return Likeness.of(known, name.replace('_', ' ')).distance() <= LARGEST_DISTANCE;
  }

  /**
   * Returns the reason for a request that other versions know.
   *
   * @param knownBy the versions that know it, for example {@code up to 6.2}
   */
  static String reason(RequestKind kind, ZabbixVersion version, String knownBy) {
    return "Zabbix "
        + version
        + " does not know the request "
        + Quoting.quote(kind.wireName())
        + ", which servers of versions "
        + knownBy
        + " know";
  }
}
