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
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.tls.TlsLibrary;
import org.mockzabbix.tls.TlsMode;
import org.mockzabbix.tls.engine.TlsConnector;
import org.mockzabbix.tls.engine.TlsEngine;
import org.mockzabbix.tls.engine.TlsException;
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

  /** The words of programs with GnuTLS. Those with OpenSSL were not measured. */
  private static final String CLOSED_IN_HANDSHAKE =
      "zbx_tls_connect(): gnutls_handshake() failed: -110 The TLS connection was non-properly"
          + " terminated.";

  private final InetSocketAddress address;
  private final Duration timeout;
  private final SocketChannel channel;
  private final Selector selector; // a blocking channel has no timeout for writing
  private final SelectionKey key;
  private final Transport transport;
  private final @Nullable TlsEngine engine; // null without encryption

  /**
   * Connects from an address of this machine, and agrees on encryption with the peer.
   *
   * @param timeout the longest time for connecting, for sending a packet, and for receiving one
   * @param source the address to connect from; null for any
   * @param tls {@link TlsConfig#connect} is the mode of the connection
   * @throws IOException if the connection cannot be established
   */
  public ClientConnection(
      InetSocketAddress address, Duration timeout, @Nullable InetAddress source, TlsConfig tls)
      throws IOException {
    this.address = address;
    this.timeout = timeout;
    if (address.isUnresolved()) {
      throw new ConnectException("cannot resolve [" + HostAndPort.asWritten(address).host() + "]");
    }
    this.engine = engine(tls); // first, because the peer does not wait for long
    this.channel = SocketChannel.open();
    Selector opened = null;
    try {
      opened = Selector.open();
      this.selector = opened;
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      this.key = channel.register(opened, 0);
      if (source != null) {
        bind(source);
      }
      connect();
    } catch (IOException e) {
      closeAll(channel, opened);
      throw new ConnectException("cannot connect to " + named(address) + ": " + e.getMessage());
    }
    try {
      this.transport = engine == null ? Transport.plain(channel) : agreeOnEncryption(engine, tls);
    } catch (IOException e) {
      closeAll(channel, opened);
      throw new ConnectException(
          "TCP successful, cannot establish TLS to " + named(address) + ": " + e.getMessage());
    }
  }

  private @Nullable TlsEngine engine(TlsConfig tls) throws ConnectException {
    if (tls.connect() == TlsMode.UNENCRYPTED) {
      return null;
    }
    try {
      if (!tls.hasKeysFor(tls.connect())) {
        throw new TlsException(noKeys(tls.connect()));
      }
      return TlsConnector.open(tls);
    } catch (TlsException e) {
      throw new ConnectException(
          "cannot establish TLS to " + named(address) + ": " + e.getMessage());
    }
  }

  private static String noKeys(TlsMode mode) {
    String keys = mode == TlsMode.PSK ? "pre-shared key" : "certificate";
    return "the mode of the connection is " + mode + ", but there is no " + keys + " for it";
  }

  private Transport agreeOnEncryption(TlsEngine engine, TlsConfig tls) throws IOException {
    TlsTransport encrypted = new TlsTransport(channel, engine);
    try {
      agreeOnEncryption(encrypted, tls);
    } catch (TlsException rejected) {
      encrypted.end(); // announced if the handshake is complete, as the real programs do
      throw rejected;
    }
    return encrypted;
  }

  private void agreeOnEncryption(TlsTransport encrypted, TlsConfig tls) throws IOException {
    long deadline = deadline();
    while (!encrypted.flush() || !encrypted.engine().isEstablished()) {
      int count = encrypted.receive();
      if (count < 0) {
        throw new IOException(
            tls.library() == TlsLibrary.GNUTLS
                ? CLOSED_IN_HANDSHAKE
                : "the peer closed the connection during the TLS handshake");
      }
      if (count == 0 && !await(SelectionKey.OP_READ, deadline)) {
        throw new IOException("no TLS handshake within " + DurationFormat.format(timeout));
      }
    }
  }

  /** The form in which Zabbix's programs write an address to their logs. */
  private static String named(InetSocketAddress address) {
    return "[[" + HostAndPort.asWritten(address).host() + "]:" + address.getPort() + "]";
  }

  private void bind(InetAddress source) throws IOException {
    if (!source.getClass().equals(address.getAddress().getClass())) {
      throw new IOException("Address family not supported by protocol");
    }
    channel.bind(new InetSocketAddress(source, 0));
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

  /** Returns the encryption; null without encryption. */
  public @Nullable TlsInfo tls() {
    return engine == null ? null : engine.info().orElse(null);
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
      transport.write(rest);
      while (rest.hasRemaining() || !transport.flush()) {
        if (!await(SelectionKey.OP_WRITE, deadline)) {
          throw new IOException(
              "the peer accepted only "
                  + (packet.length() - rest.remaining())
                  + " of "
                  + packet.length()
                  + " bytes within "
                  + DurationFormat.format(timeout));
        }
        transport.write(rest);
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
    return receive(PacketLimits.zabbix70());
  }

  /**
   * Waits for a packet within {@code limits}.
   *
   * @throws IOException like {@link #receive()}
   */
  public Packet receive(PacketLimits limits) throws IOException {
    PacketAssembler assembler = new PacketAssembler(limits);
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    try {
      long deadline = deadline();
      boolean complete = false;
      while (!complete) {
        int count = transport.read(buffer);
        if (count < 0) {
          throw ended(assembler);
        }
        if (count == 0) {
          await(assembler, deadline);
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
   * Tells the peer that nothing more is sent. The response can still be read, so an encrypted
   * connection sends no close_notify: the engine of pre-shared keys reads nothing after it.
   */
  public void endOutput() throws IOException {
    channel.shutdownOutput();
  }

  /**
   * Reads bytes as they are.
   *
   * @param wait the longest time to wait for a byte
   * @return the number of bytes; 0 if none arrived in time, -1 at the end
   * @throws IOException if the peer has reset the connection, or the thread is interrupted
   */
  public int read(ByteBuffer buffer, Duration wait) throws IOException {
    long deadline = System.nanoTime() + wait.toNanos();
    int count = transport.read(buffer);
    while (count == 0 && await(SelectionKey.OP_READ, deadline)) {
      count = transport.read(buffer);
    }
    return count;
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
        endOutput();
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
        int count = transport.read(buffer);
        if (count < 0) {
          return reader.ended();
        }
        if (count == 0 && !await(SelectionKey.OP_READ, deadline)) {
          return reader.timedOut();
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
    transport.end();
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
