package org.mockzabbix.stress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.engine.TlsConnector;
import org.mockzabbix.tls.engine.TlsEngine;

/** The client's end of TLS. For one thread; any thread may close or reset the socket. */
public final class TlsStream {

  private static final int BUFFER = 16 << 10;

  private final Socket socket;
  private final TlsEngine engine;

  /** Sends the first message of the handshake. */
  public TlsStream(Socket socket, TlsConfig tls) throws IOException {
    this.socket = socket;
    this.engine = TlsConnector.open(tls);
    flush();
  }

  private void flush() throws IOException {
    socket.getOutputStream().write(engine.output());
  }

  /** Completes the handshake. */
  public TlsStream handshake() throws IOException {
    while (!engine.isEstablished()) {
      if (!receive()) {
        throw new IOException("the server closed the connection during the TLS handshake");
      }
      flush();
    }
    return this;
  }

  /** Waits for bytes, and returns whether there were any. */
  public boolean receive() throws IOException {
    byte[] buffer = new byte[BUFFER];
    int count = socket.getInputStream().read(buffer);
    if (count > 0) {
      engine.receive(ByteBuffer.wrap(Arrays.copyOf(buffer, count)));
    }
    return count > 0;
  }

  /** Sends the first {@code length} bytes of {@code data}. */
  public void write(byte[] data, int length) throws IOException {
    engine.write(ByteBuffer.wrap(data, 0, length));
    flush();
  }

  /** Returns what the server sends until its end. */
  byte[] readAll() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer data = ByteBuffer.allocate(BUFFER);
    boolean open = true;
    while (open && !engine.isEndOfInput()) {
      open = receive();
      while (engine.read(data.clear()) > 0) {
        all.write(data.array(), 0, data.position());
      }
    }
    return all.toByteArray();
  }
}
