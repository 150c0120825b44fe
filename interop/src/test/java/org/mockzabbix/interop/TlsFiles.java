package org.mockzabbix.interop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsCertificate;
import org.mockzabbix.tls.TlsConfig;

/** Keys and certificates in the files of a directory, and the options that name them. */
final class TlsFiles {

  static final String IDENTITY = "web01";

  private final TestPsk psk = TestPsk.random(IDENTITY);
  private final TestCertificates certificates = TestCertificates.create();
  private final Path directory;

  TlsFiles(Path directory) throws IOException {
    this.directory = directory;
    psk.writeTo(file("right.psk"));
    TestPsk.random(IDENTITY).writeTo(file("wrong.psk"));
    certificates.writeTo(directory);
    write("expired", certificates.expired());
    write("future", certificates.notYetValid());
    write("revoked", certificates.revoked());
    write("unknown", certificates.ofUnknownAuthority());
  }

  private void write(String name, TlsCertificate certificate) throws IOException {
    certificate.writeTo(directory, name);
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  TestPsk psk() {
    return psk;
  }

  TestCertificates certificates() {
    return certificates;
  }

  /** The encryption of a port that knows the right key, and accepts the right certificates. */
  TlsConfig port() {
    return TlsConfig.psk(psk)
        .withCertificate(certificates.server(), certificates.authority())
        .withRevocationLists(certificates.revocationList());
  }

  /** Options of zabbix_sender and zabbix_get; {@code key} is right or wrong. */
  List<String> psk(String identity, String key) {
    return List.of(
        "--tls-connect", "psk", "--tls-psk-identity", identity, "--tls-psk-file", keyFile(key));
  }

  /** The same for a certificate, by the name of its file. */
  List<String> cert(String name) {
    return certTrusting("ca", name);
  }

  List<String> certTrusting(String authority, String name) {
    return List.of(
        "--tls-connect",
        "cert",
        "--tls-ca-file",
        crt(authority),
        "--tls-cert-file",
        crt(name),
        "--tls-key-file",
        keyOf(name));
  }

  String keyFile(String key) {
    return file(key + ".psk").toString();
  }

  String crt(String name) {
    return file(name + ".crt").toString();
  }

  String keyOf(String name) {
    return file(name + ".key").toString();
  }

  /** Lines for the configuration of an agent or a proxy. */
  String pskLines(String identity, String key) {
    return """
        TLSConnect=psk
        TLSAccept=psk
        TLSPSKIdentity=%s
        TLSPSKFile=%s
        """
        .formatted(identity, keyFile(key));
  }

  String certLines(String name) {
    return """
        TLSConnect=cert
        TLSAccept=cert
        TLSCAFile=%s
        TLSCertFile=%s
        TLSKeyFile=%s
        """
        .formatted(crt("ca"), crt(name), keyOf(name));
  }

  /** Lines for an agent that accepts both. */
  String allLines() {
    return """
        TLSConnect=psk
        TLSAccept=psk,cert
        TLSPSKIdentity=%s
        TLSPSKFile=%s
        TLSCAFile=%s
        TLSCertFile=%s
        TLSKeyFile=%s
        """
        .formatted(IDENTITY, keyFile("right"), crt("ca"), crt("server"), keyOf("server"));
  }
}
