package org.mockzabbix.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate authority for tests, with the certificates of a server and of good and bad clients.
 * Two of them do not trust each other. Thread-safe.
 *
 * <pre>{@code
 * TestCertificates certificates = TestCertificates.create();
 * TlsCertificate web01 = certificates.client("web01");
 * }</pre>
 */
public final class TestCertificates {

  private static final int KEY_SIZE = 2048;
  private static final Duration YEAR = Duration.ofDays(365);
  private static final String ORGANIZATION = ",O=Mock Zabbix";

  private static final byte[] BASIC_CONSTRAINTS = Der.objectId(2, 5, 29, 19);
  private static final byte[] ALTERNATIVE_NAMES = Der.objectId(2, 5, 29, 17);
  private static final byte[] SUBJECT_KEY = Der.objectId(2, 5, 29, 14);
  private static final byte[] AUTHORITY_KEY = Der.objectId(2, 5, 29, 35);
  private static final int KEY_IDENTIFIER = 0x80;
  private static final int IDENTIFIER_LENGTH = 20;
  private static final byte[] TRUE = {0x01, 0x01, (byte) 0xFF};
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;

  private final KeyPair authorityKey = newKey();
  private final KeyPair leafKey = newKey(); // one for all: its age says nothing about a test
  private final X500Principal authorityName = new X500Principal("CN=Test CA" + ORGANIZATION);
  private final AtomicLong lastSerial = new AtomicLong();
  private final Instant created = Instant.now();
  private final X509Certificate authority;
  private final TlsCertificate server;
  private final TlsCertificate revoked;
  private final X509CRL revocationList;

  private TestCertificates() {
    authority = selfSigned();
    server = leaf("localhost", created.minus(YEAR), created.plus(YEAR));
    revoked = client("revoked");
    revocationList = revocationListOf(revoked.chain().get(0));
  }

  /** Makes a new authority and its certificates. That takes some tenths of a second. */
  public static TestCertificates create() {
    return new TestCertificates();
  }

  /** Returns the certificate of the authority, for {@code TLSCAFile}. */
  public X509Certificate authority() {
    return authority;
  }

  /** Returns the list of revoked certificates, for {@code TLSCRLFile}. */
  public X509CRL revocationList() {
    return revocationList;
  }

  /** Returns a certificate for {@code localhost}, 127.0.0.1 and ::1. */
  public TlsCertificate server() {
    return server;
  }

  /** Returns a certificate with the subject {@code CN=NAME,O=Mock Zabbix}. */
  public TlsCertificate client(String name) {
    return leaf(name, created.minus(YEAR), created.plus(YEAR));
  }

  /** Returns a certificate that was valid until yesterday. */
  public TlsCertificate expired() {
    return leaf("expired", created.minus(YEAR), created.minus(Duration.ofDays(1)));
  }

  /** Returns a certificate that is valid from tomorrow on. */
  public TlsCertificate notYetValid() {
    return leaf("not yet valid", created.plus(Duration.ofDays(1)), created.plus(YEAR));
  }

  /** Returns a certificate that is in the {@link #revocationList}. */
  public TlsCertificate revoked() {
    return revoked;
  }

  /**
   * Returns a certificate of another authority, which these ones do not trust. The authority has
   * the same name as theirs, so that clients present the certificate, and another key.
   */
  public TlsCertificate ofUnknownAuthority() {
    return new TestCertificates().client("unknown");
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_SIZE);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no RSA keys", e);
    }
  }

  private X509Certificate selfSigned() {
    byte[] constraints = Der.sequence(BASIC_CONSTRAINTS, TRUE, Der.octets(Der.sequence(TRUE)));
    return certificate(
        authorityName, authorityKey, created.minus(YEAR), created.plus(YEAR), constraints);
  }

  private TlsCertificate leaf(String name, Instant from, Instant until) {
    X500Principal subject = new X500Principal("CN=" + name + ORGANIZATION);
    X509Certificate certificate = certificate(subject, leafKey, from, until, loopbackNames());
    return new TlsCertificate(List.of(certificate), leafKey.getPrivate());
  }

  private static byte[] loopbackNames() {
    byte[] v6 = new byte[16];
    v6[15] = 1;
    return Der.sequence(
        ALTERNATIVE_NAMES,
        Der.octets(
            Der.sequence(
                Der.value(DNS_NAME, "localhost".getBytes(StandardCharsets.US_ASCII)),
                Der.value(IP_ADDRESS, new byte[] {127, 0, 0, 1}),
                Der.value(IP_ADDRESS, v6))));
  }

  private X509Certificate certificate(
      X500Principal subject, KeyPair key, Instant from, Instant until, byte[] extension) {
    byte[] body =
        Der.sequence(
            Der.tagged(0, Der.integer(BigInteger.TWO)), // version 3
            Der.integer(BigInteger.valueOf(lastSerial.incrementAndGet())),
            Der.SHA256_WITH_RSA,
            authorityName.getEncoded(),
            Der.sequence(Der.time(from), Der.time(until)),
            subject.getEncoded(),
            key.getPublic().getEncoded(),
            Der.tagged(
                3,
                Der.sequence(
                    extension,
                    Der.sequence(SUBJECT_KEY, Der.octets(Der.octets(identifier(key)))),
                    Der.sequence(
                        AUTHORITY_KEY,
                        Der.octets(
                            Der.sequence(Der.value(KEY_IDENTIFIER, identifier(authorityKey))))))));
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(signed(body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the certificate is not valid", e);
    }
  }

  /** By it, programs tell authorities of the same name apart. */
  private static byte[] identifier(KeyPair key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getPublic().getEncoded());
      return Arrays.copyOf(hash, IDENTIFIER_LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no SHA-256", e);
    }
  }

  private X509CRL revocationListOf(X509Certificate certificate) {
    byte[] revokedOne = Der.sequence(Der.integer(certificate.getSerialNumber()), Der.time(created));
    byte[] body =
        Der.sequence(
            Der.integer(BigInteger.ONE), // version 2
            Der.SHA256_WITH_RSA,
            authorityName.getEncoded(),
            Der.time(created.minus(Duration.ofDays(1))),
            Der.time(created.plus(YEAR)),
            Der.sequence(revokedOne));
    try {
      return (X509CRL)
          CertificateFactory.getInstance("X.509")
              .generateCRL(new ByteArrayInputStream(signed(body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the revocation list is not valid", e);
    }
  }

  private byte[] signed(byte[] body) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(authorityKey.getPrivate());
    signature.update(body);
    return Der.sequence(body, Der.SHA256_WITH_RSA, Der.bits(signature.sign()));
  }

  /**
   * Writes what programs of Zabbix need into a directory: {@code ca.crt}, {@code ca.crl}, {@code
   * server.crt}, {@code server.key}, {@code client.crt} and {@code client.key}.
   */
  public void writeTo(Path directory) throws IOException {
    PemFiles.write(directory.resolve("ca.crt"), List.of(authority));
    PemFiles.write(directory.resolve("ca.crl"), revocationList);
    server.writeTo(directory, "server");
    client("client").writeTo(directory, "client");
  }

  /** Returns a context for Java clients and servers that trust this authority. */
  public SSLContext sslContext(TlsCertificate own) {
    Objects.requireNonNull(own, "own must not be null");
    try {
      KeyStore keys = emptyStore();
      char[] password = new char[0];
      keys.setKeyEntry("own", own.key(), password, own.chain().toArray(X509Certificate[]::new));
      KeyManagerFactory keyManagers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keyManagers.init(keys, password);
      KeyStore trusted = emptyStore();
      trusted.setCertificateEntry("authority", authority);
      TrustManagerFactory trustManagers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trustManagers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the JDK has no TLS", e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
