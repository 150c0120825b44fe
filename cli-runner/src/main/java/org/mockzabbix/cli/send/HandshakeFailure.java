package org.mockzabbix.cli.send;

import static java.util.Map.entry;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The reasons of failed handshakes, in the words of programs that are built with GnuTLS. */
final class HandshakeFailure {

  private static final String CLOSED = "-110 The TLS connection was non-properly terminated.";

  private static final String BROKEN = "-54 Error in the pull function.";
  private static final String FAILED = "zbx_tls_connect(): gnutls_handshake() failed";
  private static final String RETURNED = "zbx_tls_connect() gnutls_handshake() returned: ";
  private static final Pattern MESSAGE =
      Pattern.compile("(?s)(TCP successful, cannot establish TLS to \\[\\[[^]]*]:\\d+]: )(.*)");
  private static final Pattern ALERT = Pattern.compile("the peer sent the TLS alert \"(.*)\"");

  /** The names of alerts in Java's libraries, and in GnuTLS. */
  private static final Map<String, String> ALERTS =
      Map.ofEntries(
          entry("unexpected_message", "10 Unexpected message"),
          entry("bad_record_mac", "20 Bad record MAC"),
          entry("decryption_failed", "21 Decryption failed"),
          entry("record_overflow", "22 Record overflow"),
          entry("decompression_failure", "30 Decompression failed"),
          entry("handshake_failure", "40 Handshake failed"),
          entry("bad_certificate", "42 Certificate is bad"),
          entry("unsupported_certificate", "43 Certificate is not supported"),
          entry("certificate_revoked", "44 Certificate was revoked"),
          entry("certificate_expired", "45 Certificate is expired"),
          entry("certificate_unknown", "46 Unknown certificate"),
          entry("illegal_parameter", "47 Illegal parameter"),
          entry("unknown_ca", "48 CA is unknown"),
          entry("access_denied", "49 Access was denied"),
          entry("decode_error", "50 Decode error"),
          entry("decrypt_error", "51 Decrypt error"),
          entry("protocol_version", "70 Error in protocol version"),
          entry("insufficient_security", "71 Insufficient security"),
          entry("internal_error", "80 Internal error"),
          entry("unknown_psk_identity", "115 The SRP/PSK username is missing or not known"));

  private HandshakeFailure() {}

  /** Returns the failure of this message; null if it is not about a handshake. */
  static @Nullable ToolFailure of(String message) {
    Matcher handshake = MESSAGE.matcher(message);
    if (!handshake.matches()) {
      return null;
    }
    String target = handshake.group(1);
    String reason = handshake.group(2);
    if (reason.equals(FAILED + ": " + CLOSED)) {
      return new ToolFailure(ToolFailure.FailureKind.CLOSED_HANDSHAKE, null, target + reason);
    }
    if (reason.equals("Connection reset")) {
      return other(RETURNED + BROKEN, target + FAILED + ": " + BROKEN);
    }
    Matcher alert = ALERT.matcher(reason);
    String known = alert.matches() ? ALERTS.get(alert.group(1)) : null;
    return other(null, target + (known == null ? reason : FAILED + " with fatal alert: " + known));
  }

  private static ToolFailure other(@Nullable String warning, String reason) {
    return new ToolFailure(ToolFailure.FailureKind.OTHER, warning, reason);
  }

  /** Returns the debug line about a closed connection. */
  static String closed() {
    return RETURNED + CLOSED;
  }
}
