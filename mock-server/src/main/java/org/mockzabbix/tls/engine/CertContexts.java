package org.mockzabbix.tls.engine;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.tls.TlsCertificate;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsLibrary;

/**
 * Makes the JDK's contexts. They accept every certificate: Zabbix's programs judge it after the
 * handshake, and so does {@link CertEngine}.
 */
final class CertContexts {

  private CertContexts() {}

  static SSLContext of(TlsConfig config) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManager[] keys =
          config
              .certificate()
              .map(own -> new KeyManager[] {new OwnCertificate(own, config.library())})
              .orElse(new KeyManager[0]);
      context.init(keys, new TrustManager[] {new JudgedLater(config.authorities())}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no TLS: " + e.getMessage(), e);
    }
  }

  /** Presents one certificate. */
  private static final class OwnCertificate extends X509ExtendedKeyManager {

    private static final String ALIAS = "own";

    private final TlsCertificate certificate;
    private final TlsLibrary library;

    OwnCertificate(TlsCertificate certificate, TlsLibrary library) {
      this.certificate = certificate;
      this.library = library;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
        @Nullable String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return fits(keyType) ? ALIAS : null;
    }

    private boolean fits(@Nullable String keyType) {
      String algorithm = certificate.key().getAlgorithm();
      return keyType != null && (keyType.equals(algorithm) || keyType.startsWith(algorithm + "_"));
    }

    /** GnuTLS does not present a certificate of an authority that the server does not name. */
    @Override
    public @Nullable String chooseEngineClientAlias(
        String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      boolean named =
          library == TlsLibrary.OPENSSL
              || issuers == null
              || issuers.length == 0
              || certificate.chain().stream()
                  .anyMatch(own -> Arrays.asList(issuers).contains(own.getIssuerX500Principal()));
      return named && keyTypes != null && Arrays.stream(keyTypes).anyMatch(this::fits)
          ? ALIAS
          : null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String @Nullable [] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null; // only engines are used
    }

    @Override
    public @Nullable String chooseServerAlias(
        @Nullable String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null; // only engines are used
    }

    @Override
    public String[] getClientAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public String[] getServerAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public X509Certificate[] getCertificateChain(@Nullable String alias) {
      return certificate.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(@Nullable String alias) {
      return certificate.key();
    }
  }

  /** Accepts every certificate, and names the trusted authorities to clients. */
  private static final class JudgedLater extends X509ExtendedTrustManager {

    private final List<X509Certificate> authorities;

    JudgedLater(List<X509Certificate> authorities) {
      this.authorities = authorities;
    }

    @Override
    public void checkClientTrusted(
        X509Certificate @Nullable [] chain, @Nullable String type, @Nullable Socket socket) {}

    @Override
    public void checkServerTrusted(
        X509Certificate @Nullable [] chain, @Nullable String type, @Nullable Socket socket) {}

    @Override
    public void checkClientTrusted(
        X509Certificate @Nullable [] chain, @Nullable String type, @Nullable SSLEngine engine) {}

    @Override
    public void checkServerTrusted(
        X509Certificate @Nullable [] chain, @Nullable String type, @Nullable SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String type) {}

    @Override
    public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return authorities.toArray(X509Certificate[]::new);
    }
  }
}
