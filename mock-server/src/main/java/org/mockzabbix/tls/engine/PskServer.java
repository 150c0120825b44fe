package org.mockzabbix.tls.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.BasicTlsPSKExternal;
import org.bouncycastle.tls.PRFAlgorithm;
import org.bouncycastle.tls.PSKTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.PskIdentity;
import org.bouncycastle.tls.PskKeyExchangeMode;
import org.bouncycastle.tls.TlsPSKExternal;
import org.bouncycastle.tls.TlsPSKIdentityManager;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsInfo;

/** The server's side of a handshake with a pre-shared key. */
final class PskServer extends PSKTlsServer implements PskPeer {

  private final PskLookup psks;
  private final PskOffer offer;
  private final Identities identities;
  private boolean established;
  private String version = "";
  private String suite = "";

  PskServer(PskLookup psks, PskOffer offer, @Nullable String hint) {
    this(psks, offer, new Identities(psks, hint));
  }

  private PskServer(PskLookup psks, PskOffer offer, Identities identities) {
    super(PskCrypto.CRYPTO, identities);
    this.psks = psks;
    this.offer = offer;
    this.identities = identities;
  }

  /** Finds the keys for TLS 1.2, and keeps the last identity. */
  private static final class Identities implements TlsPSKIdentityManager {

    private final PskLookup psks;
    private final @Nullable String hint;
    private @Nullable String last;
    private boolean unknown;

    Identities(PskLookup psks, @Nullable String hint) {
      this.psks = psks;
      this.hint = hint;
    }

    @Override
    public byte @Nullable [] getHint() {
      return hint == null ? null : hint.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte @Nullable [] getPSK(byte[] identity) {
      return find(identity).map(TestPsk::key).orElse(null);
    }

    Optional<TestPsk> find(byte[] identity) {
      String name = new String(identity, StandardCharsets.UTF_8);
      Optional<TestPsk> found = psks.find(name);
      last = name;
      unknown = found.isEmpty();
      return found;
    }
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
  protected boolean preferLocalCipherSuites() {
    return offer.tls13();
  }

  @Override
  public short[] getPskKeyExchangeModes() {
    return new short[] {PskKeyExchangeMode.psk_dhe_ke, PskKeyExchangeMode.psk_ke};
  }

  @Override
  @SuppressWarnings({"rawtypes", "JdkObsolete"}) // the library's signature
  public @Nullable TlsPSKExternal getExternalPSK(Vector offered) {
    for (Object each : offered) {
      PskIdentity offer = (PskIdentity) each;
      byte[] identity = offer.getIdentity();
      Optional<TestPsk> psk =
          offer.getObfuscatedTicketAge() == 0 ? identities.find(identity) : Optional.empty();
      if (psk.isPresent()) {
        return new BasicTlsPSKExternal(
            identity, getCrypto().createSecret(psk.get().key()), PRFAlgorithm.tls13_hkdf_sha256);
      }
    }
    return null;
  }

  @Override
  public ProtocolVersion getServerVersion() throws IOException {
    ProtocolVersion chosen = super.getServerVersion();
    version = PskCrypto.name(chosen);
    return chosen;
  }

  @Override
  public int getSelectedCipherSuite() throws IOException {
    int chosen = super.getSelectedCipherSuite();
    suite = CipherSuite.name(chosen);
    return chosen;
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    established = true;
  }

  @Override
  public boolean isEstablished() {
    return established;
  }

  @Override
  public TlsInfo info() {
    return TlsInfo.psk(version, suite, identities.last);
  }

  @Override
  public String failure(String alert) {
    String shown = "the PSK identity " + Quoting.quote(String.valueOf(identities.last));
    if (established) {
      return "a TLS record is invalid: " + alert;
    }
    if (identities.unknown) {
      return shown + " is unknown: the server knows " + PskCrypto.quoted(psks.identities());
    }
    boolean otherKey = alert.equals("bad_record_mac") || alert.equals("decrypt_error");
    return identities.last != null && otherKey
        ? "the client has another key for " + shown
        : "the TLS handshake failed: " + alert;
  }
}
