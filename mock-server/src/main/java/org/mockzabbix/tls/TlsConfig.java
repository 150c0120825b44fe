package org.mockzabbix.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.ClosestName;
import org.mockzabbix.tls.engine.BouncyCastle;
import org.mockzabbix.tls.engine.CipherSuite;

/**
 * The encryption of a port or of a client: its keys and certificates, and what it expects of the
 * peer. Immutable. A port accepts each mode that it has keys for, and unencrypted connections,
 * unless {@link #accepting} restricts it.
 *
 * <pre>{@code
 * TlsConfig.psk(TestPsk.random("web01"))
 * TlsConfig.cert(certificates.server(), certificates.authority()).accepting(TlsMode.CERT)
 * }</pre>
 */
public final class TlsConfig {

  private static final TlsConfig NONE = new TlsConfig(new Parts());

  private static final List<String> CERTIFICATE_FILES = List.of("caFile", "certFile", "keyFile");
  private static final List<String> REVOCATION_FILE = List.of("crlFile");

  private static final class Parts implements Cloneable {

    private List<TestPsk> psks = List.of();
    private @Nullable TlsCertificate certificate;
    private List<X509Certificate> authorities = List.of();
    private List<X509CRL> revocationLists = List.of();
    private Map<String, Path> files = Map.of(); // by the names of fields of scenarios
    private @Nullable Set<TlsMode> accepted; // null: those with keys
    private @Nullable TlsMode connect; // null: the first with keys
    private @Nullable String peerIssuer;
    private @Nullable String peerSubject;
    private TlsLibrary library = TlsLibrary.OPENSSL;
    private List<String> cipherSuites = List.of(); // empty: those of the library

    /** Replaces the files with these names; without paths, the settings are from no file. */
    private void remember(List<String> names, List<Path> paths) {
      Map<String, Path> changed = new LinkedHashMap<>(files);
      changed.keySet().removeAll(names);
      for (int i = 0; i < paths.size(); i++) {
        changed.put(names.get(i), paths.get(i));
      }
      files = Collections.unmodifiableMap(changed);
    }

    private Parts copy() {
      try {
        return (Parts) clone();
      } catch (CloneNotSupportedException impossible) {
        throw new AssertionError(impossible);
      }
    }
  }

  private final Parts parts; // never changed

  private TlsConfig(Parts parts) {
    this.parts = parts;
  }

  /** Returns a configuration without keys, for unencrypted connections only. */
  public static TlsConfig unencrypted() {
    return NONE;
  }

  /** Returns a configuration with pre-shared keys. A client uses the first one. */
  public static TlsConfig psk(TestPsk... psks) {
    return NONE.withPsks(psks);
  }

  /**
   * Returns a configuration with a certificate.
   *
   * @param own the certificate to present
   * @param authorities those whose certificates are trusted
   */
  public static TlsConfig cert(TlsCertificate own, X509Certificate... authorities) {
    return NONE.withCertificate(own, authorities);
  }

  /**
   * Returns a copy with more pre-shared keys.
   *
   * @throws IllegalArgumentException if an identity has two keys
   * @throws IllegalStateException if Bouncy Castle is not on the class path
   */
  public TlsConfig withPsks(TestPsk... added) {
    BouncyCastle.require();
    List<TestPsk> psks = new ArrayList<>(parts.psks);
    for (TestPsk psk : added) {
      Objects.requireNonNull(psk, "psk must not be null");
      if (psks.stream().anyMatch(known -> known.identity().equals(psk.identity()))) {
        throw new IllegalArgumentException(
            "the PSK identity \"" + psk.identity() + "\" is configured already");
      }
      psks.add(psk);
    }
    return with(changed -> changed.psks = List.copyOf(psks));
  }

  /** Returns a copy with this certificate and these trusted authorities. */
  public TlsConfig withCertificate(TlsCertificate own, X509Certificate... authorities) {
    return with(
        changed -> {
          changed.certificate = Objects.requireNonNull(own, "own must not be null");
          changed.authorities = List.of(authorities);
          changed.remember(CERTIFICATE_FILES, List.of());
        });
  }

  /**
   * Returns a copy with a certificate and trusted authorities from PEM files.
   *
   * @param authorities as {@code TLSCAFile}
   * @param certificate as {@code TLSCertFile}
   * @param key as {@code TLSKeyFile}
   * @throws IOException naming the file that cannot be read, or has no certificate or key; or if
   *     the key is that of another certificate
   */
  public TlsConfig withCertificateFiles(Path authorities, Path certificate, Path key)
      throws IOException {
    X509Certificate[] trusted = PemFiles.certificates(authorities).toArray(X509Certificate[]::new);
    TlsCertificate own = TlsCertificate.read(certificate, key);
    if (!own.hasItsKey()) {
      throw new IOException(
          "the private key in \""
              + key
              + "\" does not belong to the first certificate in \""
              + certificate
              + "\"");
    }
    return withCertificate(own, trusted)
        .with(
            changed -> changed.remember(CERTIFICATE_FILES, List.of(authorities, certificate, key)));
  }

  /**
   * Returns a copy that rejects the certificates that a PEM file lists, as {@code TLSCRLFile}.
   *
   * @throws IOException naming the file, if it cannot be read or has no revocation list
   */
  public TlsConfig withRevocationFile(Path lists) throws IOException {
    return withRevocationLists(PemFiles.revocationLists(lists).toArray(X509CRL[]::new))
        .with(changed -> changed.remember(REVOCATION_FILE, List.of(lists)));
  }

  /** Returns a copy that rejects the certificates of these lists. */
  public TlsConfig withRevocationLists(X509CRL... lists) {
    return with(
        changed -> {
          changed.revocationLists = List.of(lists);
          changed.remember(REVOCATION_FILE, List.of());
        });
  }

  /** Returns a copy that accepts only connections of these modes, as {@code TLSAccept} does. */
  public TlsConfig accepting(TlsMode first, TlsMode... more) {
    return with(changed -> changed.accepted = EnumSet.of(first, more));
  }

  /** Returns a copy for a client that connects in this mode, as {@code TLSConnect} does. */
  public TlsConfig connecting(TlsMode mode) {
    return with(changed -> changed.connect = Objects.requireNonNull(mode, "mode must not be null"));
  }

  /**
   * Returns a copy that accepts only certificates with this issuer, for example {@code CN=Test
   * CA,O=Kit}, most specific part first.
   */
  public TlsConfig withPeerIssuer(String issuer) {
    return with(
        changed -> changed.peerIssuer = Objects.requireNonNull(issuer, "issuer must not be null"));
  }

  /** Returns a copy that accepts only certificates with this subject. */
  public TlsConfig withPeerSubject(String subject) {
    return with(
        changed ->
            changed.peerSubject = Objects.requireNonNull(subject, "subject must not be null"));
  }

  /** Returns a copy that offers what programs built with {@code library} offer. */
  public TlsConfig like(TlsLibrary library) {
    return with(
        changed -> changed.library = Objects.requireNonNull(library, "library must not be null"));
  }

  /**
   * Returns a copy for a client that offers only these cipher suites, in this order. They choose
   * the versions of TLS, too. A suite that is not for the mode of the connection is left out.
   *
   * @param names the names as {@link TlsInfo#suite} has them
   * @throws IllegalArgumentException if {@code names} is empty, or has the name of another suite
   */
  public TlsConfig offering(List<String> names) {
    List<String> known = Stream.of(CipherSuite.values()).map(Enum::name).toList();
    if (names.isEmpty()) {
      throw new IllegalArgumentException("names must have at least one cipher suite");
    }
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "unknown cipher suite \"" + name + "\": " + ClosestName.remedy(name, known));
      }
    }
    return with(changed -> changed.cipherSuites = List.copyOf(names));
  }

  private TlsConfig with(Consumer<Parts> change) {
    Parts changed = parts.copy();
    change.accept(changed);
    return new TlsConfig(changed);
  }

  /** Returns the pre-shared keys. */
  public List<TestPsk> psks() {
    return parts.psks;
  }

  /** Returns the certificate to present; empty for none. */
  public Optional<TlsCertificate> certificate() {
    return Optional.ofNullable(parts.certificate);
  }

  /** Returns the trusted authorities. */
  public List<X509Certificate> authorities() {
    return parts.authorities;
  }

  /** Returns the lists of revoked certificates. */
  public List<X509CRL> revocationLists() {
    return parts.revocationLists;
  }

  /**
   * Returns the files that certificates and revocation lists were read from, by the names that they
   * have in scenarios: {@code caFile}, {@code certFile}, {@code keyFile} and {@code crlFile}. Empty
   * if they are from no file.
   */
  public Map<String, Path> files() {
    return parts.files;
  }

  /** Returns the issuer that the peer's certificate must have; empty for any. */
  public Optional<String> peerIssuer() {
    return Optional.ofNullable(parts.peerIssuer);
  }

  /** Returns the subject that the peer's certificate must have; empty for any. */
  public Optional<String> peerSubject() {
    return Optional.ofNullable(parts.peerSubject);
  }

  /** Returns the library whose offer is imitated. */
  public TlsLibrary library() {
    return parts.library;
  }

  /** Returns the cipher suites that a client offers; empty for those of the library. */
  public List<String> cipherSuites() {
    return parts.cipherSuites;
  }

  /** Returns whether a port accepts connections of this mode. */
  public boolean accepts(TlsMode mode) {
    return parts.accepted == null ? hasKeysFor(mode) : parts.accepted.contains(mode);
  }

  /** Returns whether {@link #accepting} restricts the modes. */
  public boolean restrictsModes() {
    return parts.accepted != null;
  }

  /** Returns whether there are keys for this mode. */
  public boolean hasKeysFor(TlsMode mode) {
    return switch (mode) {
      case UNENCRYPTED -> true;
      case PSK -> !parts.psks.isEmpty();
      case CERT -> parts.certificate != null;
    };
  }

  /** Returns the mode in which a client connects; by default the first that it has keys for. */
  public TlsMode connect() {
    if (parts.connect != null) {
      return parts.connect;
    }
    return Stream.of(TlsMode.PSK, TlsMode.CERT)
        .filter(this::hasKeysFor)
        .findFirst()
        .orElse(TlsMode.UNENCRYPTED);
  }
}
