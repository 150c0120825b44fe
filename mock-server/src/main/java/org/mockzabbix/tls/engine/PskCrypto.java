package org.mockzabbix.tls.engine;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.mockzabbix.text.Quoting;

/** Adapts the versions and cipher suites of this package to Bouncy Castle, for both sides. */
final class PskCrypto {

  private static final int MOST = 10; // identities in a message

  static final TlsCrypto CRYPTO = new BcTlsCrypto(new SecureRandom());

  private PskCrypto() {}

  static ProtocolVersion[] versions(PskOffer offer) {
    if (!offer.tls13()) {
      return ProtocolVersion.TLSv12.only();
    }
    return offer.tls12()
        ? ProtocolVersion.TLSv13.downTo(ProtocolVersion.TLSv12)
        : ProtocolVersion.TLSv13.only();
  }

  /** Returns the name that the JDK and OpenSSL use, for example {@code TLSv1.2}. */
  static String name(ProtocolVersion version) {
    return version.getName().replace("TLS ", "TLSv");
  }

  static String quoted(List<String> identities) {
    String first =
        identities.stream().limit(MOST).map(Quoting::quote).collect(Collectors.joining(", "));
    int more = identities.size() - MOST;
    return more > 0 ? first + " and " + more + " more" : first.isEmpty() ? "none" : first;
  }
}
