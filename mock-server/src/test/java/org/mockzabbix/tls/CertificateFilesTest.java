package org.mockzabbix.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files with certificates, keys and revocation lists, right and wrong. */
class CertificateFilesTest {

  private static final TestCertificates CERTIFICATES = TestCertificates.create();

  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    CERTIFICATES.writeTo(directory);
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  /** The columns: the file to change, what to replace in it and by what, and the message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ca.crt | -----END CERTIFICATE----- | '' | CERTIFICATE block 2 in FILE has no line -----END"
            + " CERTIFICATE-----",
        "ca.crt | MII | MI | CERTIFICATE block 2 in FILE is not base64:",
        "ca.crt | MII | MI* | CERTIFICATE block 2 in FILE is not base64:",
        "ca.crt | MII | MIJ | certificate 2 in FILE is invalid:",
        "ca.crl | MII | MIJ | certificate revocation list 2 in FILE is invalid:",
        "ca.crl | -----END X509 CRL----- | '' | X509 CRL block 2 in FILE has no line -----END X509"
            + " CRL-----",
        "ca.crl | X509 CRL | CRL | FILE has no certificate revocation list in PEM format",
        "server.crt | CERTIFICATE | PKCS7 | FILE has no certificate in PEM format",
      })
  void namesTheFileAndTheBlock(String name, String from, String to, String message)
      throws IOException {
    String text = Files.readString(file(name));
    boolean second = message.contains(" 2 ");
    Files.writeString(file(name), (second ? text : "") + text.replace(from, to));

    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                TlsConfig.unencrypted()
                    .withCertificateFiles(file("ca.crt"), file("server.crt"), file("server.key"))
                    .withRevocationFile(file("ca.crl")));

    String expected = message.replace("FILE", "\"" + file(name) + '"');
    String actual = refused.getMessage();
    assertEquals(
        expected, expected.endsWith(":") ? actual.substring(0, expected.length()) : actual);
  }

  @Test
  void refusesTheKeyOfAnotherCertificate() throws IOException {
    TestCertificates.create().server().writeTo(directory, "other");

    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                TlsConfig.unencrypted()
                    .withCertificateFiles(file("ca.crt"), file("server.crt"), file("other.key")));

    assertEquals(
        "the private key in \""
            + file("other.key")
            + "\" does not belong to the first certificate in \""
            + file("server.crt")
            + '"',
        refused.getMessage());
  }

  @Test
  void aCertificateKnowsItsKey() {
    TlsCertificate server = CERTIFICATES.server();
    TlsCertificate other = TestCertificates.create().server();

    assertTrue(server.hasItsKey());
    assertFalse(new TlsCertificate(server.chain(), other.key()).hasItsKey());
    assertFalse(new TlsCertificate(List.of(CERTIFICATES.authority()), server.key()).hasItsKey());
  }
}
