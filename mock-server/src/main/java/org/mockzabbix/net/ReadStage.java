package org.mockzabbix.net;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.time.Instant;
import java.util.function.Supplier;
import org.mockzabbix.net.ReadResult.ConnectionEnd;
import org.mockzabbix.net.ReadResult.HandshakeFailed;
import org.mockzabbix.net.ReadResult.InvalidBytes;
import org.mockzabbix.net.ReadResult.NoBytes;
import org.mockzabbix.net.ReadResult.PacketRead;
import org.mockzabbix.tls.TlsMode;
import org.mockzabbix.tls.engine.TlsAcceptor;
import org.mockzabbix.tls.engine.TlsException;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.MalformedPacketException;
import org.mockzabbix.wire.MarkedBytes;
import org.mockzabbix.wire.PacketAssembler;
import org.mockzabbix.wire.PacketHeader;

/**
 * Reads the packet, regardless of its segmentation, and gets the response from the handler. Then
 * continues with {@link WriteStage}, or with {@link OversizedPacketStage} if the packet is too
 * large.
 */
final class ReadStage implements ConnectionStage {

  /**
   * The size in bytes above which a worker inflates and decodes a packet, so that other connections
   * are not delayed.
   */
  private static final int LARGE = 1 << 20;

  /** The largest number of successive reads, so that one client cannot occupy the thread. */
  private static final int MAX_READS = 8;

  private static final int TLS_HANDSHAKE = 0x16;
  private static final int MAX_KEPT = 64 << 10;
  private static final int RESET = -2; // in addition to -1, the end of input

  private final Connection connection;
  private final PacketAssembler assembler;
  private boolean done;
  private long bytesToDrain;

  ReadStage(Connection connection) {
    this.connection = connection;
    assembler = new PacketAssembler(connection.limits());
  }

  /** Reads immediately, because usually the whole packet has arrived and no selection is needed. */
  @Override
  public void begin() throws IOException {
    ready();
  }

  @Override
  public void ready() throws IOException {
    readAvailable();
    if (!done) {
      TimeoutKind timeout = started() ? TimeoutKind.REST_OF_PACKET : TimeoutKind.FIRST_BYTE;
      connection.await(this, SelectionKey.OP_READ, timeout);
    }
  }

  private boolean started() {
    return assembler.receivedCount() > 0;
  }

  private void readAvailable() throws IOException {
    for (int i = 0; (i < MAX_READS || connection.isReadable()) && !done; i++) {
      int count = read();
      if (count > 0) {
        received();
      } else if (count < 0) {
        ended(count == RESET ? ConnectionEnd.RESET : ConnectionEnd.HALF_CLOSED);
      }
      if (count < connection.buffer().capacity() && !connection.isReadable()) {
        return;
      }
    }
  }

  private int read() throws IOException {
    try {
      return connection.read();
    } catch (TlsException e) {
      done = true;
      respond(invalid(e.reason(), assembler.missing()));
      return 0;
    } catch (ClosedChannelException closing) {
      throw closing;
    } catch (IOException reset) {
      return RESET;
    }
  }

  private void received() throws IOException {
    TlsAcceptor tls =
        started() || connection.isEncrypted() ? null : connection.handler().tls().orElse(null);
    boolean encrypted = tls != null && connection.buffer().get(0) == TLS_HANDSHAKE;
    if (!started() && !encrypted && !connection.isEncrypted()) {
      remarkOnTlsFaults(tls == null ? "the port does not use TLS" : "the client did not use TLS");
    }
    if (tls == null) {
      feed();
    } else if (encrypted) {
      done = true; // another instance reads the packet inside
      new TlsHandshakeStage(connection, tls).begin();
    } else if (tls.accepts(TlsMode.UNENCRYPTED)) {
      feed();
    } else {
      done = true;
      respond(notEncrypted());
    }
  }

  private void remarkOnTlsFaults(String reason) {
    TlsFaults.of(connection).remark(reason);
  }

  private ReadResult notEncrypted() {
    byte[] bytes = new byte[Math.min(connection.buffer().remaining(), MAX_KEPT)];
    connection.buffer().get(bytes);
    return new HandshakeFailed(
        connection.now(),
        "the client did not use TLS, and this port does not accept unencrypted connections",
        Bytes.of(bytes),
        bytes.length,
        null);
  }

  private void feed() throws IOException {
    try {
      done = assembler.feed(connection.buffer());
    } catch (MalformedPacketException e) {
      done = true;
      bytesToDrain = e.bytesToDrain();
      respond(invalid(e.reason(), e.place()));
      return;
    } catch (OutOfMemoryError e) {
      done = true;
      respond(outOfMemory());
      return;
    }
    if (done) {
      complete(assembler.header());
    }
  }

  private void complete(PacketHeader header) throws IOException {
    connection.course().requestComplete();
    Instant receivedAt = connection.now();
    long inflatedSize = header.compressed() ? header.reserved() : 0;
    if (Math.max(header.dataLength(), inflatedSize) > LARGE) {
      respondOnWorker(() -> inflate(receivedAt));
    } else {
      respond(inflate(receivedAt));
    }
  }

  private ReadResult inflate(Instant receivedAt) {
    try {
      return new PacketRead(receivedAt, assembler.packet());
    } catch (MalformedPacketException e) {
      return invalid(e.reason(), e.place());
    } catch (OutOfMemoryError e) {
      return outOfMemory();
    }
  }

  private ReadResult outOfMemory() {
    return invalid(
        "out of memory after " + assembler.receivedCount() + " bytes", assembler.missing());
  }

  private ReadResult invalid(String reason, MarkedBytes place) {
    return new InvalidBytes(
        connection.now(), reason, place, assembler.received(), assembler.receivedCount());
  }

  @Override
  public void expired() throws IOException {
    boolean hadStarted = started();
    ready(); // accepts bytes that arrived in time while the thread was busy
    if (!done && started() == hadStarted) {
      ended(ConnectionEnd.TIMED_OUT);
    }
  }

  @Override
  public void cutOff() {
    if (!done && started()) {
      connection.handler().cutOff(invalid(assembler.cutOff(), assembler.missing()));
    }
  }

  private void ended(ConnectionEnd ending) throws IOException {
    done = true;
    if (ending == ConnectionEnd.TIMED_OUT) {
      connection.course().timedOut();
    }
    if (ending != ConnectionEnd.RESET && assembler.endText()) {
      complete(assembler.header());
      return;
    }
    if (!started() && !connection.isEncrypted()) {
      remarkOnTlsFaults("the client sent nothing");
    }
    respond(
        started()
            ? invalid(reason(ending), assembler.missing())
            : new NoBytes(connection.now(), ending));
  }

  private String reason(ConnectionEnd ending) {
    return switch (ending) {
      case HALF_CLOSED -> assembler.endOfInput();
      case RESET -> assembler.reset();
      case TIMED_OUT -> assembler.timedOut(connection.timeout(TimeoutKind.REST_OF_PACKET));
    };
  }

  /** Responds to what was read, and ends the connection. */
  void respond(ReadResult result) throws IOException {
    if (connection.handler().mayBlock(result)) {
      respondOnWorker(() -> result);
    } else {
      finish(result, connection.handler().respond(result));
    }
  }

  private void respondOnWorker(Supplier<ReadResult> supplier) {
    connection.callHandler(
        () -> {
          ReadResult result = supplier.get();
          EncodedResponse response = connection.handler().respond(result);
          return () -> finish(result, response);
        },
        noWorker -> connection.handler().noWorker(supplier.get(), noWorker));
  }

  private void finish(ReadResult result, EncodedResponse response) throws IOException {
    if (response.sendAfter().isDone()) {
      write(result, response);
    } else {
      connection.runAfter(response.sendAfter(), () -> write(result, response));
    }
  }

  private void write(ReadResult result, EncodedResponse response) throws IOException {
    if (bytesToDrain > 0 && response.bytes().length() == 0) {
      new OversizedPacketStage(connection, bytesToDrain).begin();
    } else {
      WriteStage.write(connection, response, result instanceof PacketRead);
    }
  }
}
