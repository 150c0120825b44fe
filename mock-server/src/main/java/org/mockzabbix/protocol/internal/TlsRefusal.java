package org.mockzabbix.protocol.internal;

import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.AgentRegistration;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.tls.TlsMode;

/** Judges the encryption of a connection as a server does, in the words of its log. */
public final class TlsRefusal {

  private TlsRefusal() {}

  /**
   * Returns the outcome of a value over a connection. Servers compare the connection type first,
   * then the issuer, then the subject or the identity.
   *
   * @param required what the server is configured with; null if it accepts every connection
   * @param actual the encryption of the connection; null if it has none
   */
  public static Outcome outcome(@Nullable PeerTls required, @Nullable TlsInfo actual) {
    if (required == null) {
      return Outcome.PROCESSED;
    }
    TlsMode mode = mode(actual);
    if (!required.accept().contains(mode)) {
      return Outcome.CONNECTION_TYPE_NOT_ALLOWED;
    }
    if (actual == null) {
      return Outcome.PROCESSED;
    }
    if (mode == TlsMode.PSK) {
      TestPsk psk = required.psk();
      return psk == null || psk.identity().equals(actual.identity())
          ? Outcome.PROCESSED
          : Outcome.FALSE_PSK_IDENTITY;
    }
    if (differs(required.issuer(), actual.issuer())) {
      return Outcome.WRONG_CERTIFICATE_ISSUER;
    }
    return differs(required.subject(), actual.subject())
        ? Outcome.WRONG_CERTIFICATE_SUBJECT
        : Outcome.PROCESSED;
  }

  private static boolean differs(String required, @Nullable String actual) {
    return !required.isEmpty() && !required.equals(actual);
  }

  private static TlsMode mode(@Nullable TlsInfo tls) {
    return tls == null ? TlsMode.UNENCRYPTED : tls.mode();
  }

  /**
   * Returns what a server logs about a value that it refuses, and tells a proxy.
   *
   * @param peer the host or proxy, for example {@code host "web01"}
   */
  public static String logged(Outcome outcome, @Nullable TlsInfo actual, String peer) {
    return switch (outcome) {
      case FALSE_PSK_IDENTITY -> peer + " is using false PSK identity";
      case WRONG_CERTIFICATE_ISSUER, WRONG_CERTIFICATE_SUBJECT -> peer + ' ' + difference(outcome);
      default -> type(actual, peer);
    };
  }

  /** Returns what a server tells an active agent that asks for the checks of a host. */
  public static String ofChecks(
      Outcome outcome, @Nullable TlsInfo actual, String host, boolean is70) {
    String peer = "host \"" + host + '"';
    if (outcome == Outcome.CONNECTION_TYPE_NOT_ALLOWED) {
      return type(actual, peer);
    }
    String difference = difference(outcome);
    return is70 ? peer + ": " + difference : difference + " for " + peer;
  }

  /**
   * Returns what a server logs about an agent that it does not register; null if it does.
   *
   * @param required what the server is configured with; null if it accepts every connection
   * @param agent the registration of the agent, over the connection {@code actual}
   * @param peer the IP address of the connection
   */
  public static @Nullable String ofRegistration(
      @Nullable PeerTls required, @Nullable TlsInfo actual, AgentRegistration agent, String peer) {
    Outcome outcome = outcome(required, actual);
    return outcome.isProcessed()
        ? null
        : "autoregistration from \"%s\" denied (host:\"%s\" ip:\"%s\" port:%d): %s"
            .formatted(
                peer,
                agent.host(),
                agent.ip(),
                agent.port(),
                outcome == Outcome.FALSE_PSK_IDENTITY
                    ? "connection used PSK which is not configured for autoregistration"
                    : "connection type \""
                        + mode(actual).connectionType()
                        + "\" is not allowed for autoregistration");
  }

  private static String type(@Nullable TlsInfo actual, String peer) {
    return "connection of type \""
        + mode(actual).connectionType()
        + "\" is not allowed for "
        + peer;
  }

  private static String difference(Outcome outcome) {
    return switch (outcome) {
      case WRONG_CERTIFICATE_ISSUER -> "certificate issuer does not match";
      case WRONG_CERTIFICATE_SUBJECT -> "certificate subject does not match";
      default -> "false PSK identity";
    };
  }
}
