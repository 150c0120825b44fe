package org.mockzabbix.tls.engine;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.tls.TlsInfo;

/** Reads what the client offers, and leaves the rest to the engine that can do it. */
final class ServerEngine implements TlsEngine {

  private final TlsAcceptor acceptor;
  private final ClientHelloReader reader = new ClientHelloReader();
  private @Nullable TlsEngine chosen;

  ServerEngine(TlsAcceptor acceptor) {
    this.acceptor = acceptor;
  }

  @Override
  public void receive(ByteBuffer bytes) throws TlsException {
    if (chosen != null) {
      chosen.receive(bytes);
    } else if (reader.add(bytes)) {
      chosen = acceptor.choose(reader.hello());
      chosen.receive(ByteBuffer.wrap(reader.received()));
    }
  }

  @Override
  public boolean isEstablished() {
    return chosen != null && chosen.isEstablished();
  }

  @Override
  public boolean isEndOfInput() {
    return chosen != null && chosen.isEndOfInput();
  }

  @Override
  public int read(ByteBuffer buffer) {
    return chosen == null ? 0 : chosen.read(buffer);
  }

  @Override
  public void write(ByteBuffer data) throws TlsException {
    if (chosen == null) {
      throw new IllegalStateException("the handshake is not complete");
    }
    chosen.write(data);
  }

  @Override
  public boolean canAnnounceEnd() {
    return chosen != null && chosen.canAnnounceEnd();
  }

  @Override
  public void close() {
    if (chosen != null) {
      chosen.close();
    }
  }

  @Override
  public byte[] output() {
    return chosen == null ? new byte[0] : chosen.output();
  }

  @Override
  public Optional<TlsInfo> info() {
    return chosen == null ? Optional.empty() : chosen.info();
  }
}
