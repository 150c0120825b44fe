package org.mockzabbix.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A peer that knows sockets and bytes and nothing else: reads a packet, answers from a script. */
public final class ScriptedPeer implements AutoCloseable {

  /** What to answer to the n-th connection (from 1) and the text that came on it. */
  public interface Script {
    byte[] answer(int connection, String text);
  }

  /** Answers nothing, and keeps the connection open until the peer is closed. */
  public static final byte[] HANG = {0};

  /** Answers nothing, and closes. */
  public static final byte[] CLOSE = new byte[0];

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Script script;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final List<String> received = new CopyOnWriteArrayList<>();

  public ScriptedPeer(Script script) throws IOException {
    this.script = script;
    daemon(this::acceptAll);
  }

  /** Gives every connection the same answer. */
  public static ScriptedPeer answering(byte[] answer) throws IOException {
    return new ScriptedPeer((connection, text) -> answer);
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "scripted-peer");
    thread.setDaemon(true);
    thread.start();
  }

  public InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", server.getLocalPort());
  }

  public int port() {
    return server.getLocalPort();
  }

  /** The text of each connection's packet, in the order they came. */
  public List<String> received() {
    return received;
  }

  private void acceptAll() {
    try {
      for (int n = 1; true; n++) {
        Socket socket = server.accept();
        sockets.add(socket);
        int connection = n;
        daemon(() -> serve(socket, connection));
      }
    } catch (IOException closed) {
      // the end of the test
    }
  }

  private void serve(Socket socket, int connection) {
    try {
      InputStream in = socket.getInputStream();
      ByteBuffer header = ByteBuffer.wrap(in.readNBytes(13)).order(ByteOrder.LITTLE_ENDIAN);
      String text = new String(in.readNBytes(header.getInt(5)), StandardCharsets.UTF_8);
      received.add(text);
      byte[] answer = script.answer(connection, text);
      if (!Arrays.equals(answer, HANG)) {
        socket.getOutputStream().write(answer);
        socket.close();
      }
    } catch (IOException gone) {
      // the client's business
    }
  }

  public static byte[] frame(String text) {
    return frame(1, text.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] frame(int flags, byte[] body) {
    return ByteBuffer.allocate(13 + body.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("ZBXD".getBytes(StandardCharsets.US_ASCII))
        .put((byte) flags)
        .putInt(body.length)
        .putInt(0)
        .put(body)
        .array();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
