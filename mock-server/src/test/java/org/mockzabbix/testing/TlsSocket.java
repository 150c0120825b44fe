package org.mockzabbix.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.engine.TlsConnector;
import org.mockzabbix.tls.engine.TlsEngine;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketHeader;
import org.mockzabbix.wire.PacketWriter;

/** A client whose records a test sends by itself, so that it can break the rules of TLS. */
public final class TlsSocket implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Socket socket;
  private final TlsEngine engine;

  public TlsSocket(int port, TlsConfig tls) throws IOException {
    engine = TlsConnector.open(tls);
    socket = new Socket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) PATIENCE.toMillis());
  }

  public Socket socket() {
    return socket;
  }

  /** Sends the next part of the handshake. */
  public void sendHandshake() throws IOException {
    write(engine.output());
  }

  /** Completes the handshake, and returns the last bytes of it, which are not sent. */
  public byte[] handshake() throws IOException {
    while (!engine.isEstablished()) {
      write(engine.output());
      receive();
    }
    return engine.output();
  }

  /** Returns whether the server sent something. */
  public boolean receive() throws IOException {
    byte[] buffer = new byte[16 << 10];
    int count = socket.getInputStream().read(buffer);
    if (count > 0) {
      engine.receive(ByteBuffer.wrap(Arrays.copyOf(buffer, count)));
    }
    return count > 0;
  }

  /** Returns the bytes that send a packet with this text. */
  public byte[] packet(String json) throws IOException {
    return encrypted(PacketWriter.frame(PacketHeader.PROTOCOL, Bytes.of(json)).toArray());
  }

  public byte[] encrypted(byte[] data) throws IOException {
    engine.write(ByteBuffer.wrap(data));
    return engine.output();
  }

  /** Returns the bytes that announce the end. */
  public byte[] end() {
    engine.close();
    return engine.output();
  }

  /** Sends all parts at once. */
  public void write(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    socket.getOutputStream().write(all.toByteArray());
  }

  /** Resets the connection. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Returns the data that the server sends until the end of its output. */
  public String readAll() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(64 << 10);
    boolean open = true;
    while (open) {
      open = receive();
      engine.read(data);
    }
    return new String(data.array(), 0, data.position(), StandardCharsets.UTF_8);
  }

  public boolean isEndAnnounced() {
    return engine.isEndOfInput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
