package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.mockzabbix.journal.store.CourseRecorder;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.Packet;
import org.mockzabbix.wire.PacketWriter;

/**
 * Handles all connections of a listener, and records their calls. By default it responds to packets
 * with {@code ok}. Thread-safe.
 */
final class RecordingHandler implements ConnectionHandler.Factory {

  static final Bytes OK = PacketWriter.frame(0x01, Bytes.of("ok"));

  /** The outcome of reading from a connection. */
  record Read(ConnectionInfo connection, ReadResult result) {}

  /** The bytes that a client sent after its packet. */
  record Surplus(long connection, Bytes bytes) {}

  /** A response that was not delivered. */
  record Failure(long connection, String reason) {}

  private final BlockingQueue<Read> reads = new LinkedBlockingQueue<>();
  private final BlockingQueue<Surplus> surpluses = new LinkedBlockingQueue<>();
  private final BlockingQueue<Failure> failures = new LinkedBlockingQueue<>();
  private final Predicate<Packet> blocking;
  private final BiFunction<Long, ReadResult, EncodedResponse> responses;

  RecordingHandler() {
    this(
        result ->
            result instanceof ReadResult.PacketRead
                ? EncodedResponse.of(OK)
                : EncodedResponse.none());
  }

  RecordingHandler(Function<ReadResult, EncodedResponse> responses) {
    this(packet -> false, responses);
  }

  RecordingHandler(Predicate<Packet> blocking, Function<ReadResult, EncodedResponse> responses) {
    this(blocking, (connection, result) -> responses.apply(result));
  }

  /** A handler whose responses depend on the number of the connection. */
  RecordingHandler(
      Predicate<Packet> blocking, BiFunction<Long, ReadResult, EncodedResponse> responses) {
    this.blocking = blocking;
    this.responses = responses;
  }

  @Override
  public ConnectionHandler accepted(ConnectionInfo connection) {
    return new OneConnection(connection);
  }

  private final class OneConnection implements ConnectionHandler {

    private final CourseRecorder course = new CourseRecorder();
    private final ConnectionInfo connection;

    private OneConnection(ConnectionInfo connection) {
      this.connection = connection;
    }

    @Override
    public ConnectionCourse course() {
      return course;
    }

    @Override
    public boolean mayBlock(ReadResult result) {
      return result instanceof ReadResult.PacketRead read && blocking.test(read.packet());
    }

    @Override
    public EncodedResponse respond(ReadResult result) {
      reads.add(new Read(connection, result));
      return responses.apply(connection.number(), result);
    }

    @Override
    public void noWorker(ReadResult result, Throwable cause) {
      reads.add(new Read(connection, result));
      failures.add(new Failure(connection.number(), cause.getMessage()));
    }

    @Override
    public void cutOff(ReadResult result) {
      reads.add(new Read(connection, result));
    }

    @Override
    public void abandoned(Duration timeout) {
      failures.add(new Failure(connection.number(), "abandoned"));
    }

    @Override
    public void surplus(Bytes bytes) {
      surpluses.add(new Surplus(connection.number(), bytes));
    }

    @Override
    public void remark(String text) {
      failures.add(new Failure(connection.number(), text));
    }

    @Override
    public void writeFailed(String reason) {
      failures.add(new Failure(connection.number(), reason));
    }
  }

  Read nextRead() throws InterruptedException {
    return next(reads);
  }

  ReadResult nextResult() throws InterruptedException {
    return nextRead().result();
  }

  Optional<ReadResult> resultWithin(Duration patience) throws InterruptedException {
    return Optional.ofNullable(reads.poll(patience.toNanos(), TimeUnit.NANOSECONDS))
        .map(Read::result);
  }

  Surplus nextSurplus() throws InterruptedException {
    return next(surpluses);
  }

  Failure nextFailure() throws InterruptedException {
    return next(failures);
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(10, TimeUnit.SECONDS);
    assertNotNull(next, "nothing came within 10 s");
    return next;
  }

  /** The number of results that {@link #nextResult} has not returned yet. */
  int resultsLeft() {
    return reads.size();
  }

  int surplusesLeft() {
    return surpluses.size();
  }
}
