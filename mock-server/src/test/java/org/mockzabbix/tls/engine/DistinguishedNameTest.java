package org.mockzabbix.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistinguishedNameTest {

  /** The second column is what {@code openssl x509 -nameopt RFC2253,-esc_msb} prints. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CN=client,O=Kit | CN=client,O=Kit",
        "1.2.3.4.5=#0c0568656c6c6f,CN=web01 | 1.2.3.4.5=#0C0568656C6C6F,CN=web01",
        "2.5.4.20=#0c03313233,2.5.4.17=#0c0431303130 | telephoneNumber=123,postalCode=1010",
        "1.3.6.1.4.1.311.60.2.1.3=#13024c56 | jurisdictionC=LV",
        "2.5.4.97=#0c026f69,STREET=Main,DC=example,UID=u1 | "
            + "organizationIdentifier=oi,street=Main,DC=example,UID=u1",
        "1.2.840.113549.1.9.1=#16056140622e63 | emailAddress=a@b.c",
        "CN=#0c03610a62 | CN=a\\0Ab",
      })
  void printsWhatOpensslPrints(String name, String printed) {
    assertEquals(printed, DistinguishedName.of(new X500Principal(name)));
  }
}
