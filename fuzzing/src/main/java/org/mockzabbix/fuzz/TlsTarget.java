package org.mockzabbix.fuzz;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.engine.TlsAcceptor;
import org.mockzabbix.tls.engine.TlsEngine;
import org.mockzabbix.tls.engine.TlsException;

/** The first bytes of a TLS client are accepted or refused, regardless of their division. */
public final class TlsTarget {

  private static final TestCertificates CERTIFICATES = TestCertificates.create();
  private static final TlsAcceptor ACCEPTOR =
      TlsAcceptor.of(
              Optional.of(
                  TlsConfig.psk(TestPsk.of("web01", "00".repeat(16)))
                      .withCertificate(CERTIFICATES.server(), CERTIFICATES.authority())))
          .orElseThrow();

  private TlsTarget() {}

  /** The first byte is the size of a piece. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 2) {
      return;
    }
    int size = 1 + (input[0] & 0xFF);
    String whole = received(input, input.length);
    String pieces = received(input, size);
    boolean bothRefused = whole.startsWith("refused") && pieces.startsWith("refused");
    if (!whole.equals(pieces) && !bothRefused) {
      throw new AssertionError(
          "in pieces of %d bytes: %s; as a whole: %s".formatted(size, pieces, whole));
    }
  }

  private static String received(byte[] input, int size) {
    TlsEngine engine = ACCEPTOR.open();
    try {
      for (int start = 1; start < input.length; start += size) {
        engine.receive(ByteBuffer.wrap(input, start, Math.min(size, input.length - start)));
      }
      return "waits, and sent " + (engine.output().length > 0 ? "its part" : "nothing");
    } catch (TlsException e) {
      if (e.reason().isBlank()) {
        throw new AssertionError("a refusal has no reason", e);
      }
      return "refused: " + e.reason();
    }
  }
}
