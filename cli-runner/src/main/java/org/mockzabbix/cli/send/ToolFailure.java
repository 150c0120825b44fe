package org.mockzabbix.cli.send;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * The failure of a connection, in the words of zabbix_sender and zabbix_get.
 *
 * @param kind what failed
 * @param warning the warning that precedes the failure; null for none
 * @param reason the reason as the programs print it; empty for an invalid packet before 7.0
 */
public record ToolFailure(FailureKind kind, @Nullable String warning, String reason) {

  /** The kind of a failure, on which further words depend. */
  public enum FailureKind {
    REFUSED,
    TIMEOUT,
    RESET,
    PACKET,
    CLOSED_HANDSHAKE,
    OTHER
  }

  private static final Pattern PEER = Pattern.compile("(?s)\\[\\[[^]]*]:\\d+]: (.*)");
  private static final Pattern UNRESOLVED = Pattern.compile("cannot resolve \\[(.*)]");
  private static final Pattern SOURCE = Pattern.compile("invalid source IP address \\[(.*)]");
  private static final Pattern BIND =
      Pattern.compile(
          "cannot connect to .*: (Cannot assign requested address"
              + "|Address family not supported by protocol)");
  private static final Pattern TIMEOUT =
      Pattern.compile("(?s).*(?:no response|did not arrive) within .*");
  private static final String REFUSED = ": Connection refused";
  private static final String RESET = ": Connection reset";
  private static final String INFLATES = ", the data inflates to ";

  /** Returns the words of this version for a failure. */
  public static ToolFailure of(IOException failure, ZabbixVersion version) {
    boolean modern = version.atLeast(ZabbixVersion.V7_0);
    InvalidResponseWarning warning = InvalidResponseWarning.from(failure);
    if (warning != null) {
      return new ToolFailure(FailureKind.PACKET, warning.text(), modern ? warning.error() : "");
    }
    String message = String.valueOf(failure.getMessage());
    ToolFailure handshake = HandshakeFailure.of(message);
    if (handshake != null) {
      return handshake;
    }
    if (TIMEOUT.matcher(message).matches()) {
      return of(FailureKind.TIMEOUT, modern ? "read timeout" : "ZBX_TCP_READ() timed out");
    }
    if (message.endsWith(RESET)) {
      String cannotRead = modern ? "cannot read from socket" : "ZBX_TCP_READ() failed";
      return of(FailureKind.RESET, cannotRead + ": [104] Connection reset by peer");
    }
    if (message.endsWith(REFUSED)) {
      String target = message.substring(0, message.length() - REFUSED.length());
      String why = modern ? "connection error (POLLERR,POLLHUP)" : "[111] Connection refused";
      return of(FailureKind.REFUSED, target + ": " + why);
    }
    String inflating = inflating(message);
    return inflating != null
        ? of(FailureKind.PACKET, inflating)
        : of(FailureKind.OTHER, modern ? resolving(message) : binding(message));
  }

  private static ToolFailure of(FailureKind kind, String reason) {
    return new ToolFailure(kind, null, reason);
  }

  private static @Nullable String inflating(String message) {
    if (message.contains(INFLATES)) {
      return message.contains(INFLATES + "more")
          ? "cannot uncompress data: not enough space in output buffer"
          : "size of uncompressed data is less than expected";
    }
    return message.contains("compressed data")
        ? "cannot uncompress data: corrupted input data"
        : null;
  }

  private static String resolving(String message) {
    Matcher host = UNRESOLVED.matcher(message);
    if (host.matches()) {
      return "getaddrinfo() failed for '" + host.group(1) + "': [1] Unknown host";
    }
    Matcher source = SOURCE.matcher(message);
    return source.matches()
        ? "getaddrinfo() failed for '" + source.group(1) + "': [0] Resolver Error 0 (no error)"
        : binding(message);
  }

  private static String binding(String message) {
    Matcher bind = BIND.matcher(message);
    if (bind.matches()) {
      int error = bind.group(1).startsWith("Cannot") ? 99 : 97;
      return "bind() failed: [" + error + "] " + bind.group(1);
    }
    Matcher peer = PEER.matcher(message);
    return peer.matches() ? peer.group(1) : message;
  }
}
