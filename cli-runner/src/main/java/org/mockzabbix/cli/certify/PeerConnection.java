package org.mockzabbix.cli.certify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.mockzabbix.cli.certify.ReceivedResponse.Ending;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.wire.Bytes;

/**
 * A connection to the program under test, which notices how the program ends it. One thread uses
 * it; any thread may close it.
 */
final class PeerConnection implements AutoCloseable {

  private static final int LONGEST_RESPONSE = 1 << 20;
  private static final int BUFFER = 8192;

  private final Socket socket = new Socket();
  private final HostAndPort address;
  private final Duration timeout;

  /**
   * Creates a connection, which is not yet established.
   *
   * @param timeout the longest time to connect, and then until the program closes the connection
   */
  PeerConnection(HostAndPort address, Duration timeout) {
    this.address = address;
    this.timeout = timeout;
  }

  /**
   * Establishes the connection.
   *
   * @throws IOException with the address, if this is not possible
   */
  void connect() throws IOException {
    InetSocketAddress resolved = address.resolve();
    if (resolved.isUnresolved()) {
      throw new IOException("cannot resolve " + address.host());
    }
    try {
      socket.connect(resolved, (int) timeout.toMillis());
      socket.setTcpNoDelay(true);
    } catch (IOException failure) {
      throw new IOException("cannot connect to " + address + ": " + failure.getMessage(), failure);
    }
  }

  /** Sends a request, and reads until the program closes the connection or the time is up. */
  ReceivedResponse exchange(MeasuredRequest request) {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    Ending ending = exchange(request, response);
    return new ReceivedResponse(Bytes.of(response.toByteArray()), ending);
  }

  private Ending exchange(MeasuredRequest request, ByteArrayOutputStream response) {
    try {
      send(request);
    } catch (IOException closedEarly) {
      // The program may have responded to the first bytes: read that.
    }
    try {
      return read(response);
    } catch (SocketTimeoutException open) {
      return Ending.OPEN;
    } catch (IOException reset) {
      return Ending.RESET;
    }
  }

  private void send(MeasuredRequest request) throws IOException {
    OutputStream out = socket.getOutputStream();
    byte[] bytes = request.bytes().toArray();
    if (request.sending().singleBytes()) {
      for (byte single : bytes) {
        out.write(single);
      }
    } else {
      out.write(bytes);
    }
    if (request.sending().halfClose()) {
      socket.shutdownOutput();
    }
  }

  private Ending read(ByteArrayOutputStream response) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[BUFFER];
    long end = System.nanoTime() + timeout.toNanos();
    while (response.size() < LONGEST_RESPONSE) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return Ending.OPEN;
      }
      socket.setSoTimeout((int) left);
      int count = in.read(buffer);
      if (count < 0) {
        return Ending.CLOSED;
      }
      response.write(buffer, 0, count);
    }
    return Ending.OPEN;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // There is nothing left to release.
    }
  }
}
