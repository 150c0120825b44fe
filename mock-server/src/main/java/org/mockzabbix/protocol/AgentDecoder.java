package org.mockzabbix.protocol;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Request.ActiveCheckHeartbeat;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.Request.Registration;
import org.mockzabbix.text.HostNameCheck;

/** Decodes requests for active checks, and heartbeats of active agents. */
final class AgentDecoder {

  /**
   * The error of a host name that is too long: the text of the last look-up that failed, usually
   * that of the last member in the previous request.
   */
  private static final String LOOK_UP_FAILED = "cannot find pair with name \"%s\"";

  private static final long MAX_PORT = 65_535;
  private static final int MAX_IP_LENGTH = 64;
  private static final int MAX_DNS_LENGTH = 255;
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
  private static final Pattern IPV6 =
      Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:]{2,39}(:\\d{1,3}(\\.\\d{1,3}){3})?");
  private static final Pattern DNS =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*\\.?");

  private AgentDecoder() {}

  /** Returns why a name is too long for a server's buffer; null if it is not. */
  static @Nullable String lengthDefect(String name) {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    int max = HostNameCheck.MAX_LENGTH;
    return length > max ? " has " + length + " bytes, but Zabbix accepts at most " + max : null;
  }

  static Request activeChecks(JsonRequest request) {
    String host = request.text("host");
    if (host == null) {
      return request.refusedWithout("host", LOOK_UP_FAILED.formatted("host"));
    }
    String length = lengthDefect(host);
    if (length != null) {
      return request.refused(
          LOOK_UP_FAILED.formatted(request.isFor70() ? "config_revision" : "port"),
          ": the host name" + length);
    }
    String error = registrationError(request);
    if (error == null && request.isFor70()) {
      error = revisionError(request);
    }
    if (error == null) {
      error = hostError(host);
    }
    if (error != null) {
      return request.refused(error);
    }
    return accepted(request, host);
  }

  private static ActiveChecks accepted(JsonRequest request, String host) {
    return new ActiveChecks(
        host,
        AgentVersion.parse(request.text("version")),
        request.text("session"),
        request.number("config_revision").orElse(0),
        new Registration(
            request.text("host_metadata"),
            request.text("interface"),
            request.text("ip", MAX_IP_LENGTH),
            request.numberOrNull("port"),
            request.numberOrNull("variant")),
        false);
  }

  private static @Nullable String registrationError(JsonRequest request) {
    String interfaceName = request.text("interface");
    if (interfaceName != null && !isAddress(interfaceName) && !isDns(interfaceName)) {
      return '"' + interfaceName + "\" is not a valid IP or DNS";
    }
    String ip = request.text("ip", MAX_IP_LENGTH);
    if (ip != null && !isAddress(ip)) {
      return '"' + ip + "\" is not a valid IP address";
    }
    String port = request.text("port");
    boolean invalidPort = port != null && request.number("port").orElse(MAX_PORT + 1) > MAX_PORT;
    return invalidPort ? '"' + port + "\" is not a valid port" : null;
  }

  /** Returns whether a server takes the address of an agent that a proxy reports. */
  static boolean isValidAddress(@Nullable String ip, String dns, boolean isPolledByName) {
    return (ip == null ? isPolledByName : isAddress(ip)) && (dns.isEmpty() || isDns(dns));
  }

  /** Returns whether a server takes the port of an agent that a proxy reports; null if none. */
  static boolean isValidPort(@Nullable String port) {
    return port == null || (port.matches("[0-9]{1,9}") && Long.parseLong(port) <= MAX_PORT);
  }

  private static boolean isAddress(String text) {
    return IPV4.matcher(text).matches() || IPV6.matcher(text).matches();
  }

  private static boolean isDns(String text) {
    return text.length() <= MAX_DNS_LENGTH && DNS.matcher(text).matches();
  }

  private static @Nullable String revisionError(JsonRequest request) {
    String revision = request.text("config_revision");
    boolean invalid = revision != null && request.number("config_revision").isEmpty();
    return invalid ? '"' + revision + "\" is not a valid revision" : null;
  }

  private static @Nullable String hostError(String host) {
    String error = nameError(host);
    return error == null ? null : "invalid host name [" + host + "]: " + error;
  }

  /** Returns the error text for an invalid name of a host or proxy; null if it is valid. */
  static @Nullable String nameError(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!HostNameCheck.isPlain(name.charAt(i))) {
        return "name contains invalid character '" + name.charAt(i) + "'";
      }
    }
    if (name.isEmpty()) {
      return "name is empty";
    }
    return name.length() > HostNameCheck.MAX_LENGTH
        ? "name is too long (max " + HostNameCheck.MAX_LENGTH + " characters)"
        : null;
  }

  static Request heartbeat(JsonRequest request) {
    return new ActiveCheckHeartbeat(request.text("host"), request.numberOrNull("heartbeat_freq"));
  }
}
