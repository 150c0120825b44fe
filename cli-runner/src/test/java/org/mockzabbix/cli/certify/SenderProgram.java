package org.mockzabbix.cli.certify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.InflaterInputStream;

/** Small senders, good and bad, that run in a process of their own. */
final class SenderProgram {

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int HEADER_LENGTH = 13;
  private static final String TIMED = "\"clock\":1700000000,\"ns\":5";

  private final String host;
  private final int port;

  private SenderProgram(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** Returns the command that runs this class with a kind of sender. */
  static List<String> command(String kind) throws URISyntaxException {
    Path classes =
        Path.of(SenderProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        classes.toString(),
        SenderProgram.class.getName(),
        kind,
        "{host}",
        kind.equals("getter") ? "{agent}" : "{trapper}");
  }

  public static void main(String[] args) throws IOException {
    SenderProgram sender = new SenderProgram(args[1], Integer.parseInt(args[2]));
    System.exit(sender.run(args[0]));
  }

  private int run(String kind) throws IOException {
    return switch (kind) {
      case "good" -> send(packet(rows(TIMED)));
      case "retrying" -> retry(rows(TIMED));
      case "doubling" -> retry(rows("\"type\":0"));
      case "blind" -> sendBlindly(packet(rows(TIMED)));
      case "getter" -> requestTrustingly();
      case "patient" -> sendPatiently(packet(rows(TIMED)));
      case "characters" -> send(packet(rows(TIMED).replace("\"1\"", "\"20 °C\""), true));
      default -> send(packet(kind));
    };
  }

  private static String rows(String members) {
    return "{\"host\":\"web01\",\"key\":\"app.ok\",\"value\":\"1\"," + members + "}";
  }

  private static byte[] packet(String rows) {
    return packet(rows, false);
  }

  private static byte[] packet(String rows, boolean countsCharacters) {
    String text = "{\"request\":\"sender data\",\"data\":[" + rows + "]}";
    byte[] data = text.getBytes(UTF_8);
    return ByteBuffer.allocate(HEADER_LENGTH + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {'Z', 'B', 'X', 'D', 1})
        .putInt(countsCharacters ? text.length() : data.length)
        .putInt(0)
        .put(data)
        .array();
  }

  /** Reads what the header declares, and believes only a correct response. */
  private int send(byte[] packet) {
    try (Socket socket = new Socket(host, port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(packet);
      String response = read(socket.getInputStream());
      boolean success = response.matches("(?s)\\s*\\{.*\"response\"\\s*:\\s*\"success\".*}\\s*");
      return !success ? 1 : response.contains("failed: 0;") ? 0 : 2;
    } catch (IOException failure) {
      return 1;
    }
  }

  private static String read(InputStream input) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(read(input, HEADER_LENGTH));
    header.order(ByteOrder.LITTLE_ENDIAN);
    int flags = header.get(4);
    int length = header.getInt(5);
    if (!new String(header.array(), 0, 4, UTF_8).equals("ZBXD") || length > 65_536) {
      throw new IOException("not a packet of Zabbix");
    }
    InputStream data = new ByteArrayInputStream(read(input, length));
    data = (flags & 2) == 0 ? data : new InflaterInputStream(data);
    return new String(data.readAllBytes(), UTF_8);
  }

  private static byte[] read(InputStream input, int length) throws IOException {
    byte[] bytes = input.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the response is incomplete");
    }
    return bytes;
  }

  private int retry(String rows) {
    int code = 1;
    for (int attempt = 0; attempt < 3 && code == 1; attempt++) {
      code = send(packet(rows));
    }
    return code;
  }

  /** Does not wait for the response. */
  private int sendBlindly(byte[] packet) throws IOException {
    try (Socket socket = new Socket(host, port)) {
      socket.getOutputStream().write(packet);
      socket.shutdownOutput();
      return 0;
    }
  }

  /** Requests a value in plain text, and prints each response. */
  private int requestTrustingly() throws IOException {
    try (Socket socket = new Socket(host, port)) {
      byte[] key = "agent.ping".getBytes(UTF_8);
      byte[] header = {'Z', 'B', 'X', 'D', 1, (byte) key.length, 0, 0, 0, 0, 0, 0, 0};
      socket.getOutputStream().write(header);
      socket.getOutputStream().write(key);
      System.out.write(socket.getInputStream().readAllBytes());
      System.out.flush();
      return 0;
    }
  }

  /** Waits until the connection ends, and believes each response. */
  private int sendPatiently(byte[] packet) throws IOException {
    try (Socket socket = new Socket(host, port)) {
      socket.getOutputStream().write(packet);
      socket.getInputStream().readAllBytes();
      return 0;
    }
  }
}
