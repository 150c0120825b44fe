package org.mockzabbix.tls.engine;

import java.util.List;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsMode;

/**
 * What one side offers or accepts.
 *
 * @param tls12 whether TLS 1.2 is one of the versions
 * @param tls13 whether TLS 1.3 is one of the versions
 * @param suites the cipher suites, in the order of preference
 */
record PskOffer(boolean tls12, boolean tls13, List<CipherSuite> suites) {

  /** Returns what a client offers. */
  static PskOffer of(TlsConfig client) throws TlsException {
    List<CipherSuite> suites = CipherSuite.offeredBy(client, TlsMode.PSK);
    return new PskOffer(
        suites.stream().anyMatch(suite -> !suite.isTls13()),
        suites.stream().anyMatch(CipherSuite::isTls13),
        suites);
  }

  int[] codes() {
    return suites.stream().mapToInt(CipherSuite::code).toArray();
  }
}
