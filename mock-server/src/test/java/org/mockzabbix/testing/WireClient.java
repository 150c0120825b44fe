package org.mockzabbix.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSocket;
import org.mockzabbix.text.HostAndPort;

/**
 * A client that knows sockets and bytes and nothing else: what it sees is what a real peer sees.
 */
public final class WireClient implements AutoCloseable {

  private final PlainSocket socket;
  private byte[] begun = {}; // the bytes of an answer that were read before its end

  public WireClient(int port) throws IOException {
    this(new PlainSocket(port));
  }

  /** Connects from one loopback address to a port of 127.0.0.1. */
  public WireClient(String from, int port) throws IOException {
    this(new PlainSocket(from, port));
  }

  private WireClient(PlainSocket socket) {
    this.socket = socket;
  }

  /** Opens a connection, sends a packet around {@code json}, and reads the answer to its end. */
  public static Answer ask(int port, String json) throws IOException {
    return ask(new PlainSocket(port), json);
  }

  /** The same at an address such as {@code 127.0.0.2:10051}. */
  public static Answer ask(String address, String json) throws IOException {
    return ask(new PlainSocket(HostAndPort.parse(address).resolve()), json);
  }

  private static Answer ask(PlainSocket socket, String json) throws IOException {
    try (WireClient client = new WireClient(socket)) {
      client.send(Packets.frame(json));
      return client.readToEnd(Duration.ofSeconds(20));
    }
  }

  /** The same with the flags of the packet; the body is compressed if they say so. */
  public static Answer ask(MockZabbixServer server, int flags, String json) throws IOException {
    try (WireClient client = new WireClient(server.trapperPort())) {
      client.send(Packets.packet(flags, json));
      return client.readToEnd(Duration.ofSeconds(20));
    }
  }

  /**
   * Asks, and gives the text of the answer; empty if there was no byte. In the question and in the
   * answer {@code '} stands for {@code "}, to be readable in a test.
   */
  public static String reply(MockZabbixServer server, String json) throws IOException {
    Answer answer = ask(server, 1, json.replace('\'', '"'));
    return answer.bytes().length == 0 ? "" : answer.body().replace('"', '\'');
  }

  /** The same where the answer has counts: without the time that was spent. */
  public static String counts(MockZabbixServer server, String json) throws IOException {
    return reply(server, json).replaceFirst("; seconds spent: \\d+\\.\\d{6}'", "'");
  }

  public void send(byte[] bytes) throws IOException {
    socket.send(bytes);
  }

  public void halfClose() throws IOException {
    socket.halfClose();
  }

  /** Closes the connection as the system does for a program that leaves unread bytes behind. */
  public void reset() throws IOException {
    socket.reset();
  }

  public int localPort() {
    return socket.localPort();
  }

  /** Waits for the first byte of the answer. */
  public void awaitAnswer() throws IOException {
    begun = socket.hear(1).bytes();
  }

  /** Reads until the server closes the connection, or no byte comes for {@code patience}. */
  public Answer readToEnd(Duration patience) throws IOException {
    PlainSocket.Heard heard = socket.listen((int) patience.toMillis());
    byte[] bytes = Arrays.copyOf(begun, begun.length + heard.bytes().length);
    System.arraycopy(heard.bytes(), 0, bytes, begun.length, heard.bytes().length);
    return new Answer(bytes, heard.ending() != PlainSocket.Ending.STILL_OPEN);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** What came back. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Answer(byte[] bytes, boolean closed) {

    public int flags() {
      return bytes[4];
    }

    public String hex() {
      return HexFormat.of().formatHex(bytes);
    }

    /** The body, inflated if its flags say so, after checking that exactly one packet came. */
    public String body() {
      ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      boolean large = (flags() & 4) != 0;
      int start = large ? 21 : 13;
      long length = large ? header.getLong(5) : header.getInt(5);
      if (length != bytes.length - start) {
        throw new AssertionError("declared " + length + " bytes, sent " + (bytes.length - start));
      }
      byte[] body = Arrays.copyOfRange(bytes, start, bytes.length);
      boolean compressed = (flags() & 2) != 0;
      return new String(
          compressed ? inflate(body, header.getInt(9)) : body, StandardCharsets.UTF_8);
    }

    private static byte[] inflate(byte[] body, int plainLength) {
      Inflater inflater = new Inflater();
      try {
        inflater.setInput(body);
        byte[] plain = new byte[plainLength];
        inflater.inflate(plain);
        return plain;
      } catch (DataFormatException e) {
        throw new AssertionError(e);
      } finally {
        inflater.end();
      }
    }
  }
}
