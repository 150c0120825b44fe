package org.mockzabbix.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.mockzabbix.fixtures.Packets;

/**
 * A passive proxy that takes one connection and answers the first packets from a script; it writes
 * down what it is sent until the other side closes.
 */
public final class FakeProxy implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final FutureTask<Boolean> conversation;

  private FakeProxy(List<byte[]> answers, boolean closesAtOnce) throws IOException {
    this.conversation = new FutureTask<>(() -> converse(answers, closesAtOnce));
    listener.setSoTimeout(PATIENCE_MILLIS);
    Thread thread = new Thread(conversation, "fake proxy");
    thread.setDaemon(true);
    thread.start();
  }

  /** Answers the first packets with these, each a packet or other bytes. */
  public static FakeProxy answering(byte[]... answers) throws IOException {
    return new FakeProxy(List.of(answers), false);
  }

  /** The same, and closes behind the last one. */
  public static FakeProxy closingBehind(byte[]... answers) throws IOException {
    return new FakeProxy(List.of(answers), true);
  }

  /** A packet of these flags, in which {@code '} stands for {@code "}. */
  public static byte[] packet(int flags, String text) {
    return Packets.packet(flags, text.replace('\'', '"'));
  }

  public InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", listener.getLocalPort());
  }

  private boolean converse(List<byte[]> answers, boolean closesAtOnce) throws IOException {
    try (Socket socket = listener.accept()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      for (byte[] answer : answers) {
        received.add(readPacket(in));
        socket.getOutputStream().write(answer);
      }
      while (closesAtOnce ? answers.isEmpty() && received.isEmpty() : true) {
        received.add(readPacket(in));
      }
    } catch (EOFException end) {
      return true;
    }
    return true;
  }

  /** Its flags and its text. */
  private static String readPacket(InputStream in) throws IOException {
    byte[] header = in.readNBytes(13);
    if (header.length < 13) {
      throw new EOFException();
    }
    int length = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(5);
    byte[] packet = new byte[13 + length];
    System.arraycopy(header, 0, packet, 0, 13);
    if (in.readNBytes(packet, 13, length) < length) {
      throw new EOFException();
    }
    WireClient.Answer answer = new WireClient.Answer(packet, true);
    String text = answer.body().replace('"', '\'');
    return answer.flags() + " " + new String(text.getBytes(UTF_8), UTF_8);
  }

  /** Reads a packet, and returns its text with {@code '} for {@code "}. */
  static String readText(InputStream in) throws IOException {
    return readPacket(in).replaceFirst("^\\d+ ", "");
  }

  /** What it was sent, once the conversation is over: the flags and the text of each packet. */
  public List<String> received() throws Exception {
    conversation.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    return received;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
