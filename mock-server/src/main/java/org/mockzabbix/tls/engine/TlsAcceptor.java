package org.mockzabbix.tls.engine;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.tls.TlsCertificate;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsLibrary;
import org.mockzabbix.tls.TlsMode;

/**
 * The encryption of a port: opens an engine for each connection that begins with TLS. Thread-safe.
 */
public final class TlsAcceptor {

  private final TlsConfig config;
  private final Supplier<PskLookup> psks;
  private final @Nullable String hint;
  private volatile @Nullable SSLContext context; // made for the first certificate

  /**
   * Creates an acceptor.
   *
   * @param psks returns the current keys, those of {@code config} included
   */
  public TlsAcceptor(TlsConfig config, Supplier<PskLookup> psks) {
    this(config, psks, null);
  }

  private TlsAcceptor(TlsConfig config, Supplier<PskLookup> psks, @Nullable String hint) {
    this.config = config;
    this.psks = psks;
    this.hint = hint;
  }

  /**
   * Returns an acceptor that presents another certificate, if it presents one at all. The modes
   * that it accepts stay the same.
   */
  public TlsAcceptor presenting(TlsCertificate certificate) {
    if (config.certificate().isEmpty()) {
      return this;
    }
    X509Certificate[] authorities = config.authorities().toArray(X509Certificate[]::new);
    return new TlsAcceptor(config.withCertificate(certificate, authorities), psks, hint);
  }

  /** Returns an acceptor that sends this hint with TLS 1.2, which PSK identity to use. */
  public TlsAcceptor hinting(String hint) {
    return new TlsAcceptor(config, psks, hint);
  }

  /** Returns the acceptor of a port; empty if its encryption is not configured. */
  public static Optional<TlsAcceptor> of(Optional<TlsConfig> config) {
    return config.map(
        tls -> {
          PskLookup psks = PskLookup.of(tls.psks());
          return new TlsAcceptor(tls, () -> psks);
        });
  }

  /** Returns whether connections of this mode are accepted. */
  public boolean accepts(TlsMode mode) {
    return config.accepts(mode)
        || (mode == TlsMode.PSK && !config.restrictsModes() && !psks.get().identities().isEmpty());
  }

  /** Returns the engine of a new connection. */
  public TlsEngine open() {
    return new ServerEngine(this);
  }

  /** Returns the engine that can do what the client offers. */
  TlsEngine choose(ClientHello hello) throws TlsException {
    boolean tls13 = config.library() == TlsLibrary.OPENSSL && hello.offers(ClientHello.TLS13);
    if (tls13 && hello.suites().stream().anyMatch(TlsAcceptor::isTls13)) {
      if (hello.offersPsk13() && accepts(TlsMode.PSK)) {
        return psk(new PskOffer(false, true, CipherSuite.ofTls13()));
      }
      if (accepts(TlsMode.CERT)) {
        return cert("TLSv1.3", CipherSuite.ofTls13());
      }
    }
    if (!hello.offers(ClientHello.TLS12)) {
      throw new TlsException(
          tls13
              ? noCommonSuite13(hello)
              : "the client offers only " + hello.versionNames() + versionHint());
    }
    CipherSuite suite = suite12(hello);
    List<CipherSuite> only = List.of(suite);
    return suite.isTls12(TlsMode.PSK)
        ? psk(new PskOffer(true, false, only))
        : cert("TLSv1.2", only);
  }

  private static String noCommonSuite13(ClientHello hello) {
    return hello.suites().stream().anyMatch(TlsAcceptor::isTls13)
        ? notAccepted(TlsMode.CERT)
        : "no common cipher suite: the client offers " + hello.suiteNames();
  }

  private String versionHint() {
    return config.library() == TlsLibrary.GNUTLS
        ? ": a server built with GnuTLS accepts TLSv1.2 only"
        : ", and the server accepts TLSv1.2 and TLSv1.3";
  }

  private static boolean isTls13(int code) {
    return CipherSuite.of(code).filter(CipherSuite::isTls13).isPresent();
  }

  /** OpenSSL chooses the suite that it prefers itself, GnuTLS the client's first. */
  private CipherSuite suite12(ClientHello hello) throws TlsException {
    List<CipherSuite> common =
        config.library() == TlsLibrary.OPENSSL
            ? List.of(CipherSuite.values()).stream().filter(hello::offers).toList()
            : hello.suites().stream().map(CipherSuite::of).flatMap(s -> s.stream()).toList();
    return common.stream()
        .filter(suite -> suite.mode().filter(this::accepts).isPresent())
        .findFirst()
        .orElseThrow(() -> new TlsException(noCommonSuite(hello, common)));
  }

  private static String noCommonSuite(ClientHello hello, List<CipherSuite> common) {
    for (TlsMode mode : List.of(TlsMode.PSK, TlsMode.CERT)) {
      if (common.stream().anyMatch(suite -> suite.isTls12(mode))) {
        return notAccepted(mode);
      }
    }
    return "no common cipher suite: the client offers " + hello.suiteNames();
  }

  private static String notAccepted(TlsMode mode) {
    String keys = mode == TlsMode.PSK ? "a pre-shared key" : "a certificate";
    return "the client uses TLS with " + keys + ", which this port does not accept";
  }

  private TlsEngine psk(PskOffer offer) throws TlsException {
    try {
      return PskEngine.server(psks.get(), offer, hint);
    } catch (LinkageError missing) {
      throw new TlsException(BouncyCastle.MISSING);
    }
  }

  private TlsEngine cert(String version, List<CipherSuite> suites) {
    SSLContext made = context;
    if (made == null) {
      made = CertContexts.of(config);
      context = made;
    }
    return CertEngine.server(config, Objects.requireNonNull(made), version, suites);
  }
}
