package org.mockzabbix.protocol;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Request.ActiveCheckHeartbeat;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.Request.Refused;
import org.mockzabbix.protocol.Request.Registration;

/** Reads what active agents say beside their values. */
final class AgentDecoder {

  private static final long MAX_PORT = 65_535;
  private static final int MAX_HOST_LENGTH = 128;
  private static final int MAX_DNS_LENGTH = 255;
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
  private static final Pattern IPV6 =
      Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:]{2,39}(:\\d{1,3}(\\.\\d{1,3}){3})?");
  private static final Pattern DNS =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*\\.?");

  private AgentDecoder() {}

  static Request activeChecks(Message message) {
    String host = message.text("host");
    if (host == null) {
      return refused("cannot find pair with name \"host\"");
    }
    String wrong = wrongRegistration(message);
    if (wrong == null && message.isFor70()) {
      wrong = wrongRevision(message);
    }
    if (wrong == null) {
      wrong = wrongHost(host);
    }
    if (wrong != null) {
      return refused(wrong);
    }
    Refused session = message.isFor70() ? message.refusedSession(RequestKind.ACTIVE_CHECKS) : null;
    return session == null ? accepted(message, host) : session;
  }

  private static ActiveChecks accepted(Message message, String host) {
    return new ActiveChecks(
        host,
        AgentVersion.parse(message.text("version")),
        message.text("session"),
        message.number("config_revision").orElse(0),
        new Registration(
            message.text("host_metadata"),
            message.text("interface"),
            message.text("ip"),
            message.numberOrNull("port"),
            message.numberOrNull("variant")),
        false);
  }

  private static Refused refused(String info) {
    return new Refused(RequestKind.ACTIVE_CHECKS, info);
  }

  private static @Nullable String wrongRegistration(Message message) {
    String interfaceName = message.text("interface");
    if (interfaceName != null && !isAddress(interfaceName) && !isDns(interfaceName)) {
      return '"' + interfaceName + "\" is not a valid IP or DNS";
    }
    String ip = message.text("ip");
    if (ip != null && !isAddress(ip)) {
      return '"' + ip + "\" is not a valid IP address";
    }
    String port = message.text("port");
    boolean wrongPort = port != null && message.number("port").orElse(MAX_PORT + 1) > MAX_PORT;
    return wrongPort ? '"' + port + "\" is not a valid port" : null;
  }

  private static boolean isAddress(String text) {
    return IPV4.matcher(text).matches() || IPV6.matcher(text).matches();
  }

  private static boolean isDns(String text) {
    return text.length() <= MAX_DNS_LENGTH && DNS.matcher(text).matches();
  }

  private static @Nullable String wrongRevision(Message message) {
    String revision = message.text("config_revision");
    boolean wrong = revision != null && message.number("config_revision").isEmpty();
    return wrong ? '"' + revision + "\" is not a valid revision" : null;
  }

  private static @Nullable String wrongHost(String host) {
    String wrong = wrongName(host);
    return wrong == null ? null : "invalid host name [" + host + "]: " + wrong;
  }

  /** What is wrong with the name of a host or a proxy; null if nothing is. */
  static @Nullable String wrongName(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isHostCharacter(name.charAt(i))) {
        return "name contains invalid character '" + name.charAt(i) + "'";
      }
    }
    if (name.isEmpty()) {
      return "name is empty";
    }
    return name.length() > MAX_HOST_LENGTH
        ? "name is too long (max " + MAX_HOST_LENGTH + " characters)"
        : null;
  }

  private static boolean isHostCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || " ._-".indexOf(c) >= 0;
  }

  static Request heartbeat(Message message) {
    return new ActiveCheckHeartbeat(message.text("host"), message.numberOrNull("heartbeat_freq"));
  }
}
