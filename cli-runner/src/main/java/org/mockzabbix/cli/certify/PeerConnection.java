package org.mockzabbix.cli.certify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.mockzabbix.cli.certify.ReceivedResponse.ConnectionState;
import org.mockzabbix.net.ClientConnection;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.wire.Bytes;

/** A connection to the program under test, which notices how the program ends it. */
final class PeerConnection implements AutoCloseable {

  private static final int LONGEST_RESPONSE = 1 << 20;
  private static final int BUFFER = 8192;

  private final ClientConnection connection;
  private final Duration timeout;

  /**
   * Establishes a connection.
   *
   * @param timeout the longest time to connect, and then until the program closes the connection
   * @throws IOException with the address, if this is not possible
   */
  PeerConnection(InetSocketAddress address, Duration timeout, TlsConfig tls) throws IOException {
    this.connection = new ClientConnection(address, timeout, null, tls);
    this.timeout = timeout;
  }

  /** Sends a request, and reads until the program closes the connection or the time is up. */
  ReceivedResponse exchange(MeasuredRequest request) {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    ConnectionState state = exchange(request, response);
    return new ReceivedResponse(Bytes.of(response.toByteArray()), state);
  }

  private ConnectionState exchange(MeasuredRequest request, ByteArrayOutputStream response) {
    try {
      send(request);
    } catch (IOException closedEarly) {
      // The program may have responded to the first bytes: read that.
    }
    try {
      return read(response);
    } catch (IOException reset) {
      return ConnectionState.RESET;
    }
  }

  private void send(MeasuredRequest request) throws IOException {
    if (request.sending().singleBytes()) {
      for (byte single : request.bytes().toArray()) {
        connection.send(Bytes.of(new byte[] {single}));
      }
    } else {
      connection.send(request.bytes());
    }
    if (request.sending().halfClose()) {
      connection.endOutput();
    }
  }

  private ConnectionState read(ByteArrayOutputStream response) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    long end = System.nanoTime() + timeout.toNanos();
    while (response.size() < LONGEST_RESPONSE) {
      int count = connection.read(buffer, Duration.ofNanos(end - System.nanoTime()));
      if (count < 0) {
        return ConnectionState.CLOSED;
      }
      if (count == 0) {
        return ConnectionState.OPEN;
      }
      response.write(buffer.array(), 0, count);
      buffer.clear();
    }
    return ConnectionState.OPEN;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (IOException alreadyBroken) {
      // There is nothing left to release.
    }
  }
}
