package org.mockzabbix.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.MalformedPacketException;
import org.mockzabbix.wire.Packet;
import org.mockzabbix.wire.PacketAssembler;
import org.mockzabbix.wire.PacketLimits;
import org.mockzabbix.wire.PacketWriter;

/**
 * A connection that we opened: packets out, packets in, one after the other, in the caller's
 * thread. Not thread-safe. Every step ends within its timeout.
 */
final class ClientConnection implements AutoCloseable {

  private static final int BUFFER = 64 << 10;

  private final Socket socket;
  private final InetSocketAddress address;
  private final Duration timeout;

  /**
   * Connects.
   *
   * @param timeout for connecting, and again for each packet that is waited for
   * @throws IOException naming the address
   */
  ClientConnection(InetSocketAddress address, Duration timeout) throws IOException {
    this.address = address;
    this.timeout = timeout;
    this.socket = SocketChannel.open().socket(); // unlike a plain one it ends on interrupt
    try {
      socket.setTcpNoDelay(true);
      socket.connect(address, (int) timeout.toMillis());
    } catch (IOException e) {
      socket.close();
      throw failure(why(e), e);
    }
  }

  InetSocketAddress peer() {
    return (InetSocketAddress) socket.getRemoteSocketAddress();
  }

  /**
   * Sends a packet around {@code text}.
   *
   * @throws IOException naming the address
   */
  void send(int flags, String text) throws IOException {
    Bytes packet = PacketWriter.frame(flags, Bytes.of(text));
    try {
      socket.getOutputStream().write(packet.array(), packet.offset(), packet.length());
    } catch (IOException e) {
      throw failure(why(e), e);
    }
  }

  /**
   * Waits for a whole packet.
   *
   * @throws IOException if none came in time, or none that can be read, saying why
   */
  Packet receive() throws IOException {
    PacketAssembler assembler = new PacketAssembler(PacketLimits.zabbix60());
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[BUFFER];
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      boolean complete = false;
      while (!complete) {
        int count = read(in, buffer, deadline, assembler);
        complete = assembler.feed(ByteBuffer.wrap(buffer, 0, count));
      }
      return assembler.packet();
    } catch (MalformedPacketException malformed) {
      throw failure(String.valueOf(malformed.getMessage()), malformed);
    }
  }

  private int read(InputStream in, byte[] buffer, long deadline, PacketAssembler assembler)
      throws IOException {
    long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    if (millis <= 0) {
      throw failure(late(assembler), null);
    }
    int count;
    try {
      socket.setSoTimeout((int) millis);
      count = in.read(buffer);
    } catch (SocketTimeoutException late) {
      throw failure(late(assembler), late);
    } catch (IOException e) {
      throw failure(why(e), e);
    }
    if (count < 0) {
      throw failure(ended(assembler), null);
    }
    return count;
  }

  private static String ended(PacketAssembler assembler) {
    return assembler.receivedCount() == 0
        ? "the connection was closed without an answer"
        : assembler.endOfInput();
  }

  private String late(PacketAssembler assembler) {
    return assembler.receivedCount() == 0
        ? "no answer within " + timeout.toMillis() + " ms"
        : assembler.timedOut(timeout);
  }

  private static String why(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private IOException failure(String why, @Nullable Exception cause) {
    return new IOException(address.getHostString() + ":" + address.getPort() + ": " + why, cause);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
