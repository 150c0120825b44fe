package org.mockzabbix.tls.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Vector;
import org.bouncycastle.tls.BasicTlsPSKExternal;
import org.bouncycastle.tls.BasicTlsPSKIdentity;
import org.bouncycastle.tls.PRFAlgorithm;
import org.bouncycastle.tls.PSKTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.PskKeyExchangeMode;
import org.bouncycastle.tls.SecurityParameters;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsInfo;

/** The client's side of a handshake with a pre-shared key. */
final class PskClient extends PSKTlsClient implements PskPeer {

  private final TestPsk psk;
  private final PskOffer offer;
  private boolean established;
  private String version = "";
  private String suite = "";

  PskClient(TestPsk psk, PskOffer offer) {
    super(
        PskCrypto.CRYPTO,
        new BasicTlsPSKIdentity(psk.identity().getBytes(StandardCharsets.UTF_8), psk.key()));
    this.psk = psk;
    this.offer = offer;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return PskCrypto.versions(offer);
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return offer.codes();
  }

  @Override
  public short[] getPskKeyExchangeModes() {
    return new short[] {PskKeyExchangeMode.psk_dhe_ke};
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked", "JdkObsolete"}) // the library's signature
  public Vector getExternalPSKs() {
    Vector<Object> psks = new Vector<>();
    if (offer.tls13()) {
      psks.add(
          new BasicTlsPSKExternal(
              psk.identity().getBytes(StandardCharsets.UTF_8),
              getCrypto().createSecret(psk.key()),
              PRFAlgorithm.tls13_hkdf_sha256));
    }
    return psks;
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    SecurityParameters parameters = context.getSecurityParametersConnection();
    version = PskCrypto.name(parameters.getNegotiatedVersion());
    suite = CipherSuite.name(parameters.getCipherSuite());
    established = true;
  }

  @Override
  public boolean isEstablished() {
    return established;
  }

  @Override
  public TlsInfo info() {
    return TlsInfo.psk(version, suite, psk.identity());
  }

  @Override
  public String failure(String alert) {
    return (established ? "a TLS record is invalid: " : "the TLS handshake failed: ") + alert;
  }
}
