package org.mockzabbix.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.MalformedPacketException;
import org.mockzabbix.wire.Packet;
import org.mockzabbix.wire.PacketAssembler;
import org.mockzabbix.wire.PacketLimits;
import org.mockzabbix.wire.PacketWriter;

/**
 * An outbound connection that sends and receives packets in the calling thread. Not thread-safe.
 * Each call ends within the timeout, or immediately if the thread is interrupted. Exceptions name
 * the address of the peer.
 */
public final class ClientConnection implements AutoCloseable {

  private static final int BUFFER = 64 << 10;

  private final InetSocketAddress address;
  private final Duration timeout;
  private final SocketChannel channel;
  private final Selector selector; // a blocking channel has no timeout for writing
  private final SelectionKey key;

  /**
   * Connects to {@code address}.
   *
   * @param timeout the longest time for connecting, for sending a packet, and for receiving one
   * @throws IOException if the connection cannot be established
   */
  public ClientConnection(InetSocketAddress address, Duration timeout) throws IOException {
    this(address, timeout, null);
  }

  /**
   * Connects from an address of this machine.
   *
   * @param source the address to connect from; null for any
   */
  public ClientConnection(InetSocketAddress address, Duration timeout, @Nullable InetAddress source)
      throws IOException {
    this.address = address;
    this.timeout = timeout;
    if (address.isUnresolved()) {
      throw new ConnectException("cannot resolve [" + HostAndPort.asWritten(address).host() + "]");
    }
    this.channel = SocketChannel.open();
    Selector opened = null;
    try {
      opened = Selector.open();
      this.selector = opened;
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      this.key = channel.register(opened, 0);
      if (source != null) {
        channel.bind(new InetSocketAddress(source, 0));
      }
      connect();
    } catch (IOException e) {
      closeAll(channel, opened);
      throw new ConnectException("cannot connect to " + named(address) + ": " + e.getMessage());
    }
  }

  /** The form in which Zabbix's programs write an address to their logs. */
  private static String named(InetSocketAddress address) {
    return "[[" + HostAndPort.asWritten(address).host() + "]:" + address.getPort() + "]";
  }

  private void connect() throws IOException {
    long deadline = deadline();
    boolean connected = channel.connect(address);
    while (!connected) {
      if (!await(SelectionKey.OP_CONNECT, deadline)) {
        throw new IOException("timed out after " + DurationFormat.format(timeout));
      }
      connected = channel.finishConnect();
    }
  }

  private long deadline() {
    return System.nanoTime() + timeout.toNanos();
  }

  /** Waits until the channel is ready; returns false once the deadline has passed. */
  private boolean await(int operation, long deadline) throws IOException {
    key.interestOps(operation);
    int ready = 0;
    while (ready == 0) {
      long nanos = deadline - System.nanoTime();
      if (nanos <= 0) {
        return false;
      }
      ready = selector.select(nanos / 1_000_000 + 1);
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("the thread was interrupted");
      }
    }
    selector.selectedKeys().clear();
    return true;
  }

  /** Returns the address of the peer. */
  public InetSocketAddress peer() {
    return address;
  }

  /**
   * Sends a packet with the data {@code text}.
   *
   * @param flags the flags byte of the header
   */
  public void send(int flags, String text) throws IOException {
    send(PacketWriter.frame(flags, Bytes.of(text)));
  }

  /** Sends bytes as they are. */
  public void send(Bytes packet) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(packet.array(), packet.offset(), packet.length());
    try {
      long deadline = deadline();
      channel.write(rest);
      while (rest.hasRemaining()) {
        if (!await(SelectionKey.OP_WRITE, deadline)) {
          throw new IOException(
              "the peer accepted only "
                  + (packet.length() - rest.remaining())
                  + " of "
                  + packet.length()
                  + " bytes within "
                  + DurationFormat.format(timeout));
        }
        channel.write(rest);
      }
    } catch (IOException e) {
      throw failure(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Waits for a packet.
   *
   * @throws ClosedWithoutResponseException if the peer closes before it has sent a byte
   * @throws IOException if no valid packet arrives within the timeout
   */
  public Packet receive() throws IOException {
    PacketAssembler assembler = new PacketAssembler(PacketLimits.zabbix70());
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    try {
      long deadline = deadline();
      boolean complete = false;
      while (!complete) {
        await(assembler, deadline);
        int count = channel.read(buffer);
        if (count < 0) {
          throw ended(assembler);
        }
        complete = count > 0 && assembler.feed(buffer.flip());
        buffer.clear();
      }
      return assembler.packet();
    } catch (ClosedWithoutResponseException named) {
      throw named;
    } catch (IOException e) {
      throw failure(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Sends bytes as they are, and returns the bytes of the response as they are: up to the end of
   * the packet, or all that the peer sends if they are not a packet. A part of a response is a
   * result, too. If the request is not a packet, ends the output after it.
   */
  public RawResponse exchangeRaw(Bytes request) {
    try {
      send(request);
      if (Packet.find(request).isEmpty()) {
        channel.shutdownOutput();
      }
    } catch (IOException refused) {
      RawResponse early = receiveRaw(); // perhaps a response to the first bytes
      return early.bytes().length() > 0
          ? early
          : new RawResponse(Bytes.empty(), String.valueOf(refused.getMessage()));
    }
    return receiveRaw();
  }

  private RawResponse receiveRaw() {
    RawReader reader = new RawReader(timeout);
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    long deadline = deadline();
    try {
      while (!reader.isComplete()) {
        if (!await(SelectionKey.OP_READ, deadline)) {
          return reader.timedOut();
        }
        if (channel.read(buffer) < 0) {
          return reader.ended();
        }
        reader.add(buffer.flip());
        buffer.clear();
      }
      return reader.complete();
    } catch (IOException e) {
      return reader.failed(String.valueOf(e.getMessage()));
    }
  }

  private void await(PacketAssembler assembler, long deadline) throws IOException {
    if (!await(SelectionKey.OP_READ, deadline)) {
      throw new IOException(
          assembler.receivedCount() == 0
              ? "no response within " + DurationFormat.format(timeout)
              : assembler.timedOut(timeout));
    }
  }

  private IOException ended(PacketAssembler assembler) {
    return assembler.receivedCount() == 0
        ? new ClosedWithoutResponseException(
            named(address) + ": the connection was closed without a response")
        : new IOException(assembler.endOfInput());
  }

  private IOException failure(String why, IOException cause) {
    // The stack trace of the parser does not help to explain invalid bytes of the peer.
    IOException shown = cause instanceof MalformedPacketException ? null : cause;
    return new IOException(named(address) + ": " + why, shown);
  }

  @Override
  public void close() throws IOException {
    closeAll(channel, selector);
  }

  private static void closeAll(SocketChannel channel, @Nullable Selector selector)
      throws IOException {
    channel.close();
    if (selector != null) {
      selector.close(); // this releases the channel's file descriptor
    }
  }
}
