package org.mockzabbix.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.tls.TestCertificates;

class KeyIdentifiersTest {

  private static final TestCertificates OURS = TestCertificates.create();

  @Test
  void tellAuthoritiesOfTheSameNameApart() {
    X509Certificate certificate = OURS.client("web01").chain().get(0);

    assertTrue(KeyIdentifiers.mayHaveIssued(OURS.authority(), certificate));
    assertFalse(KeyIdentifiers.mayHaveIssued(TestCertificates.create().authority(), certificate));
  }

  /**
   * The extension also has the name and the serial number of the authority: 161 bytes. {@code
   * openssl x509 -req -extfile ...} writes them with {@code
   * authorityKeyIdentifier=keyid,issuer:always}. The namesake has the same name and another key.
   */
  @Test
  void areReadFromLongExtensions() throws Exception {
    X509Certificate certificate = read("leaf");

    assertTrue(KeyIdentifiers.mayHaveIssued(read("authority"), certificate));
    assertFalse(KeyIdentifiers.mayHaveIssued(read("namesake"), certificate));
  }

  @Test
  void authorityOfAnotherName_isNotTheIssuer() throws Exception {
    assertFalse(KeyIdentifiers.mayHaveIssued(OURS.authority(), read("leaf")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "04",
        "0500",
        "0401",
        "0403abcd",
        "0481",
        "048103abcd",
        "0482000300",
        "0484ffffffff",
        "048440000000",
        "04ff",
        "04847fffffff0102"
      })
  void incompleteValuesOfAPeer_haveNoContent(String hex) {
    assertEquals("none", content(hex));
  }

  @ParameterizedTest
  @CsvSource({"0402abcd, abcd", "0402abcdef, abcd", "048102abcd, abcd", "0483000002abcd, abcd"})
  void content_isThatOfTheFirstValue(String hex, String content) {
    assertEquals(content, content(hex));
  }

  private static String content(String hex) {
    return KeyIdentifiers.content(HexFormat.of().parseHex(hex), 0x04)
        .map(HexFormat.of()::formatHex)
        .orElse("none");
  }

  private static X509Certificate read(String name) throws IOException, CertificateException {
    try (InputStream pem =
        KeyIdentifiersTest.class.getResourceAsStream("/key-identifiers/" + name + ".pem")) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }
  }
}
