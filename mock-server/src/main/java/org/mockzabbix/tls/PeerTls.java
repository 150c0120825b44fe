package org.mockzabbix.tls;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.tls.engine.BouncyCastle;

/**
 * The encryption that a server is configured with for a host or a proxy, as on the page
 * <em>Encryption</em> of Zabbix's frontend: what it accepts from the peer, and how it connects to
 * it. Immutable.
 *
 * <p>The server judges each connection after the handshake, as a real server does. It counts the
 * values of a host over another connection as failed, and refuses the requests of an active agent
 * or proxy. It accepts a connection of a mode in {@code accept}, then compares issuer and subject
 * of a certificate, or the identity of a pre-shared key.
 *
 * <pre>{@code
 * Host.of("web01").withTls(PeerTls.psk(psk))
 * Host.of("db01").withTls(PeerTls.cert().withSubject("CN=db01,O=Kit"))
 * }</pre>
 *
 * @param accept the modes of connections from the peer; at least one
 * @param connect the mode of connections to the peer
 * @param psk the pre-shared key of the peer; null for any that the server knows
 * @param issuer the issuer of the peer's certificate, most specific part first, for example {@code
 *     CN=Kit CA,O=Kit}; empty for any
 * @param subject the subject of the peer's certificate; empty for any
 */
public record PeerTls(
    Set<TlsMode> accept, TlsMode connect, @Nullable TestPsk psk, String issuer, String subject) {

  /**
   * Creates settings.
   *
   * @throws IllegalArgumentException if no mode is accepted
   * @throws IllegalStateException if there is a key, and Bouncy Castle is not on the class path
   */
  public PeerTls {
    Objects.requireNonNull(accept, "accept must not be null");
    Objects.requireNonNull(connect, "connect must not be null");
    Objects.requireNonNull(issuer, "issuer must not be null");
    Objects.requireNonNull(subject, "subject must not be null");
    if (accept.isEmpty()) {
      throw new IllegalArgumentException("accept must have at least one mode, for example psk");
    }
    accept = Collections.unmodifiableSet(EnumSet.copyOf(accept));
    if (psk != null) {
      BouncyCastle.require();
    }
  }

  /**
   * Returns settings that accept these modes. The server connects in the first one of {@code
   * UNENCRYPTED}, {@code PSK} and {@code CERT} that is accepted.
   */
  public static PeerTls accepting(TlsMode first, TlsMode... more) {
    Objects.requireNonNull(first, "first must not be null");
    Set<TlsMode> modes = EnumSet.of(first, more);
    return new PeerTls(modes, modes.iterator().next(), null, "", "");
  }

  /** Returns settings that accept and make only connections with this key. */
  public static PeerTls psk(TestPsk psk) {
    return accepting(TlsMode.PSK).withPsk(psk);
  }

  /** Returns settings that accept and make only connections with certificates. */
  public static PeerTls cert() {
    return accepting(TlsMode.CERT);
  }

  /** Returns a copy with this key. The port of the server knows it, too. */
  public PeerTls withPsk(TestPsk psk) {
    Objects.requireNonNull(psk, "psk must not be null");
    return new PeerTls(accept, connect, psk, issuer, subject);
  }

  /** Returns a copy that accepts certificates of this issuer only. */
  public PeerTls withIssuer(String issuer) {
    return new PeerTls(accept, connect, psk, issuer, subject);
  }

  /** Returns a copy that accepts certificates with this subject only. */
  public PeerTls withSubject(String subject) {
    return new PeerTls(accept, connect, psk, issuer, subject);
  }

  /**
   * Returns the encryption of connections to the peer: with its key, or with {@code own}, the keys
   * and certificates of the server.
   */
  public TlsConfig connection(TlsConfig own) {
    TlsConfig client =
        connect == TlsMode.PSK && psk != null ? TlsConfig.psk(psk).like(own.library()) : own;
    client = issuer.isEmpty() ? client : client.withPeerIssuer(issuer);
    return (subject.isEmpty() ? client : client.withPeerSubject(subject)).connecting(connect);
  }

  /** Returns a copy whose connections to the peer have this mode. */
  public PeerTls connecting(TlsMode mode) {
    return new PeerTls(accept, mode, psk, issuer, subject);
  }
}
