package org.mockzabbix.tls;

import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.Quoting;

/**
 * How a connection is encrypted. After a failed handshake, what was known by then.
 *
 * @param mode the mode; {@code PSK} or {@code CERT}
 * @param version the protocol, {@code TLSv1.2} or {@code TLSv1.3}; empty if not agreed on
 * @param suite the cipher suite by its name in the standards, for example {@code
 *     TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256}; empty if not agreed on
 * @param identity the PSK identity that the client sent; null without one
 * @param subject the subject of the peer's certificate as Zabbix compares it, for example {@code
 *     CN=client,O=Kit}; null without one
 * @param issuer the issuer of the peer's certificate; null without one
 */
public record TlsInfo(
    TlsMode mode,
    String version,
    String suite,
    @Nullable String identity,
    @Nullable String subject,
    @Nullable String issuer) {

  /** Returns the details of a connection with a pre-shared key. */
  public static TlsInfo psk(String version, String suite, @Nullable String identity) {
    return new TlsInfo(TlsMode.PSK, version, suite, identity, null, null);
  }

  /** Returns the details of a connection with certificates. */
  public static TlsInfo cert(
      String version, String suite, @Nullable String subject, @Nullable String issuer) {
    return new TlsInfo(TlsMode.CERT, version, suite, null, subject, issuer);
  }

  /** Returns for example {@code TLSv1.2 with PSK "web01"}. */
  @Override
  public String toString() {
    String peer =
        mode == TlsMode.PSK
            ? "PSK" + (identity == null ? "" : " " + Quoting.quote(identity))
            : "certificate" + (subject == null ? "" : " \"" + Quoting.escape(subject) + '"');
    return (version.isEmpty() ? "TLS" : version) + " with " + peer;
  }
}
