package org.mockzabbix.tls.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServerProtocol;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsInfo;

/** TLS with a pre-shared key, by Bouncy Castle. */
final class PskEngine implements TlsEngine {

  private final TlsProtocol protocol;
  private final PskPeer peer;

  private PskEngine(TlsProtocol protocol, PskPeer peer) {
    this.protocol = protocol;
    this.peer = peer;
  }

  /** Returns the engine of a server. */
  static PskEngine server(PskLookup psks, PskOffer offer, @Nullable String hint)
      throws TlsException {
    TlsServerProtocol protocol = new SilentServer();
    PskServer server = new PskServer(psks, offer, hint);
    PskEngine engine = new PskEngine(protocol, server);
    engine.run(() -> protocol.accept(server));
    return engine;
  }

  /** Returns the engine of a client, with its first message in the output. */
  static PskEngine client(TlsConfig config) throws TlsException {
    TestPsk psk = config.psks().get(0);
    TlsClientProtocol protocol = new SilentClient();
    PskClient client = new PskClient(psk, PskOffer.of(config));
    PskEngine engine = new PskEngine(protocol, client);
    engine.run(() -> protocol.connect(client));
    return engine;
  }

  /** Real programs send no alert if a handshake fails. */
  private static final class SilentServer extends TlsServerProtocol {
    @Override
    protected void raiseAlertFatal(
        short description, @Nullable String message, @Nullable Throwable cause) {}
  }

  /** Real programs send no alert if a handshake fails. */
  private static final class SilentClient extends TlsClientProtocol {
    @Override
    protected void raiseAlertFatal(
        short description, @Nullable String message, @Nullable Throwable cause) {}
  }

  private interface Step {
    void run() throws IOException;
  }

  private void run(Step step) throws TlsException {
    try {
      step.run();
    } catch (TlsFatalAlertReceived e) {
      throw new TlsException(
          "the peer sent the TLS alert \"" + alertName(e.getAlertDescription()) + '"', e);
    } catch (TlsFatalAlert e) {
      throw new TlsException(peer.failure(alertName(e.getAlertDescription())), e);
    } catch (IOException | RuntimeException e) {
      throw new TlsException(peer.failure(String.valueOf(e.getMessage())), e);
    }
  }

  private static String alertName(short alert) {
    return AlertDescription.getName(alert);
  }

  @Override
  public void receive(ByteBuffer bytes) throws TlsException {
    byte[] received = new byte[bytes.remaining()];
    bytes.get(received);
    if (!isEndOfInput()) { // what follows it is ignored
      run(() -> protocol.offerInput(received));
    }
  }

  @Override
  public boolean isEstablished() {
    return peer.isEstablished();
  }

  @Override
  public boolean isEndOfInput() {
    return protocol.isClosed() && !protocol.isFailed();
  }

  @Override
  public int read(ByteBuffer buffer) {
    int count = Math.min(protocol.getAvailableInputBytes(), buffer.remaining());
    return count == 0 ? 0 : protocol.readInput(buffer, count);
  }

  @Override
  public void write(ByteBuffer data) throws TlsException {
    byte[] plain = new byte[data.remaining()];
    data.get(plain);
    if (!protocol.isClosed()) { // as with TCP, a peer that has closed does not read it
      run(() -> protocol.writeApplicationData(plain, 0, plain.length));
    }
  }

  @Override
  public boolean canAnnounceEnd() {
    return peer.isEstablished() && !protocol.isFailed();
  }

  @Override
  public void close() {
    try {
      if (canAnnounceEnd()) {
        protocol.close();
      }
    } catch (IOException alreadyBroken) {
      output(); // the connection is closed anyhow
    }
  }

  @Override
  public byte[] output() {
    byte[] bytes = new byte[protocol.getAvailableOutputBytes()];
    protocol.readOutput(bytes, 0, bytes.length);
    return bytes;
  }

  @Override
  public Optional<TlsInfo> info() {
    return Optional.of(peer.info());
  }
}
