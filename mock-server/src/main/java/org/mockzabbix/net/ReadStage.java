package org.mockzabbix.net;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.time.Instant;
import java.util.function.Supplier;
import org.mockzabbix.net.ReadResult.ConnectionEnd;
import org.mockzabbix.net.ReadResult.InvalidBytes;
import org.mockzabbix.net.ReadResult.NoBytes;
import org.mockzabbix.net.ReadResult.PacketRead;
import org.mockzabbix.wire.MalformedPacketException;
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
    for (int i = 0; i < MAX_READS && !done; i++) {
      int count = read();
      if (count > 0) {
        feed();
      } else if (count < 0) {
        ended(count == RESET ? ConnectionEnd.RESET : ConnectionEnd.HALF_CLOSED);
      }
      if (count < connection.buffer().capacity()) {
        return;
      }
    }
  }

  private int read() throws ClosedChannelException {
    try {
      return connection.read();
    } catch (ClosedChannelException closing) {
      throw closing;
    } catch (IOException reset) {
      return RESET;
    }
  }

  private void feed() throws IOException {
    try {
      done = assembler.feed(connection.buffer());
    } catch (MalformedPacketException e) {
      done = true;
      bytesToDrain = e.bytesToDrain();
      respond(invalid(e.reason()));
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
      return invalid(e.reason());
    } catch (OutOfMemoryError e) {
      return outOfMemory();
    }
  }

  private ReadResult outOfMemory() {
    return invalid("out of memory after " + assembler.receivedCount() + " bytes");
  }

  private ReadResult invalid(String reason) {
    return new InvalidBytes(
        connection.now(), reason, assembler.received(), assembler.receivedCount());
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
      connection.handler().cutOff(invalid(assembler.cutOff()));
    }
  }

  private void ended(ConnectionEnd ending) throws IOException {
    done = true;
    if (ending != ConnectionEnd.RESET && assembler.endText()) {
      complete(assembler.header());
      return;
    }
    respond(started() ? invalid(reason(ending)) : new NoBytes(connection.now(), ending));
  }

  private String reason(ConnectionEnd ending) {
    return switch (ending) {
      case HALF_CLOSED -> assembler.endOfInput();
      case RESET -> assembler.reset();
      case TIMED_OUT -> assembler.timedOut(connection.timeout(TimeoutKind.REST_OF_PACKET));
    };
  }

  private void respond(ReadResult result) throws IOException {
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
