package org.mockzabbix.cli.send;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.tls.engine.CipherSuite;

class CipherListTest {

  /**
   * What {@code openssl ciphers -psk -tls1_2} prints for Zabbix's defaults, without AES in CCM
   * mode.
   */
  @ParameterizedTest
  @CsvSource({
    "EECDH+aRSA+AES128, ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-SHA256:ECDHE-RSA-AES128-SHA",
    "RSA+aRSA+AES128, AES128-GCM-SHA256:AES128-SHA256:AES128-SHA",
    "kECDHEPSK+AES128, ECDHE-PSK-AES128-CBC-SHA256:ECDHE-PSK-AES128-CBC-SHA",
    "kPSK+AES128, PSK-AES128-GCM-SHA256:PSK-AES128-CBC-SHA256:PSK-AES128-CBC-SHA",
    "RSA:AES128-SHA:kECDHEPSK, AES128-GCM-SHA256:AES128-SHA256:AES128-SHA"
        + ":ECDHE-PSK-AES128-CBC-SHA256:ECDHE-PSK-AES128-CBC-SHA",
  })
  void keywordsStandForSuites(String list, String names) {
    assertEquals(
        names,
        CipherList.ofTls12(list).stream()
            .map(CipherSuite::openssl)
            .collect(Collectors.joining(":")));
  }
}
