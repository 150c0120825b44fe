package org.mockzabbix.setting;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.mockzabbix.tls.TlsConfig;

/** The settings of an encryption that scenario files and the command line share. */
public enum TlsSetting {
  ACCEPT(
      "accept",
      "The modes to accept: unencrypted, psk or cert (default: those that have keys, and"
          + " unencrypted connections)."),
  CONNECT("connect", "The mode of the connections: unencrypted, psk or cert."),
  PSK_IDENTITY("pskIdentity", "The identity of the pre-shared key, at most 128 characters."),
  PSK_FILE("pskFile", "The file with the pre-shared key, in hexadecimal digits."),
  CA_FILE("caFile", "The PEM file with the certificates of trusted authorities."),
  CERT_FILE(
      "certFile", "The PEM file with the certificate to present; needs CA file and key file."),
  KEY_FILE("keyFile", "The PEM file with the private key of the certificate."),
  CRL_FILE("crlFile", "The PEM file with lists of revoked certificates."),
  PEER_ISSUER(
      "peerIssuer", "The issuer that the peer's certificate must have, for example CN=CA,O=Kit."),
  PEER_SUBJECT("peerSubject", "The subject that the peer's certificate must have."),
  LIKE(
      "like",
      "The library to imitate: openssl accepts TLS 1.2 and 1.3, gnutls only 1.2 (default:"
          + " openssl).");

  /** The settings that name the files of a certificate. */
  public static final List<TlsSetting> FILES = List.of(CA_FILE, CERT_FILE, KEY_FILE, CRL_FILE);

  private final String field;
  private final String help;

  TlsSetting(String field, String help) {
    this.field = field;
    this.help = help;
  }

  /** Returns the name of the field, for example {@code caFile}. */
  public String field() {
    return field;
  }

  /** Returns the name of the option, for example {@code --tls-ca-file}. */
  public String option() {
    return "--tls-" + field.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** Returns the description of the field and of the option. */
  public String help() {
    return help;
  }

  /**
   * Checks that each file has the files that it needs.
   *
   * @param files the files that the user has chosen
   * @param naming returns the name that the user knows a setting by
   * @throws IllegalArgumentException if one is missing
   */
  public static void checkFiles(Set<TlsSetting> files, Function<TlsSetting, String> naming) {
    if (files.equals(Set.of(CRL_FILE))) {
      throw new IllegalArgumentException(
          naming.apply(CRL_FILE) + " needs " + naming.apply(CERT_FILE));
    }
    if (!files.isEmpty() && !files.containsAll(List.of(CERT_FILE, KEY_FILE, CA_FILE))) {
      throw new IllegalArgumentException(
          naming.apply(CERT_FILE)
              + ", "
              + naming.apply(KEY_FILE)
              + " and "
              + naming.apply(CA_FILE)
              + " belong together");
    }
  }

  /**
   * Returns a copy of {@code tls} with the certificates of files.
   *
   * @param files the files that the user has chosen; none for no certificate
   * @param naming returns the name that the user knows a setting by
   * @throws IllegalArgumentException if a file lacks another one
   * @throws IOException naming the file that cannot be read, or has no certificate or key
   */
  public static TlsConfig withFiles(
      TlsConfig tls, Map<TlsSetting, Path> files, Function<TlsSetting, String> naming)
      throws IOException {
    checkFiles(files.keySet(), naming);
    if (files.isEmpty()) {
      return tls;
    }
    TlsConfig read =
        tls.withCertificateFiles(
            Objects.requireNonNull(files.get(CA_FILE)),
            Objects.requireNonNull(files.get(CERT_FILE)),
            Objects.requireNonNull(files.get(KEY_FILE)));
    Path lists = files.get(CRL_FILE);
    return lists == null ? read : read.withRevocationFile(lists);
  }
}
