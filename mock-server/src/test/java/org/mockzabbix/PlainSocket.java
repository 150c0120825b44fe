package org.mockzabbix;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A client that sees what a peer sees: bytes, when they came, and how the connection ended. */
final class PlainSocket implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  /** How reading came to an end. */
  enum Ending {
    END_OF_INPUT,
    RESET,
    STILL_OPEN
  }

  /** What was read, as Latin-1 text, so that each byte is one character. */
  record Heard(String text, Ending ending) {

    String hex() {
      return HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private final Socket socket;

  PlainSocket(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
  }

  PlainSocket send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  PlainSocket send(String latin1) throws IOException {
    return send(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Reads to the end, however it comes. */
  Heard hear() throws IOException {
    return hear(Integer.MAX_VALUE, PATIENCE_MILLIS);
  }

  /** Reads {@code count} bytes, or to an earlier end. */
  Heard hear(int count) throws IOException {
    return hear(count, PATIENCE_MILLIS);
  }

  /** Looks for {@code millis} whether anything more comes. */
  Heard listen(int millis) throws IOException {
    return hear(Integer.MAX_VALUE, millis);
  }

  private Heard hear(int count, int millis) throws IOException {
    socket.setSoTimeout(millis);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Ending ending = read(count, bytes);
    return new Heard(bytes.toString(StandardCharsets.ISO_8859_1), ending);
  }

  private Ending read(int count, ByteArrayOutputStream bytes) throws IOException {
    InputStream in = socket.getInputStream();
    try {
      while (bytes.size() < count) {
        int next = in.read();
        if (next < 0) {
          return Ending.END_OF_INPUT;
        }
        bytes.write(next);
      }
      return Ending.STILL_OPEN;
    } catch (SocketTimeoutException nothingMore) {
      return Ending.STILL_OPEN;
    } catch (IOException reset) {
      return Ending.RESET;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
