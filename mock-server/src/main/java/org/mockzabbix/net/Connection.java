package org.mockzabbix.net;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.net.ReadResult.EndedByFault;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.tls.engine.TlsException;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketLimits;

/**
 * The connection of one client, as its stages see it: the socket, the handler, and what the stages
 * wait for. Confined to the event loop's thread. While the connection is suspended, a worker thread
 * may use its socket and its handler.
 */
final class Connection implements EventLoop.SocketOwner, Deadlines.Waiting {

  private static final FailSafeLog LOG = FailSafeLog.of(Connection.class);

  private final ListenerContext context;
  private final SocketChannel channel;
  private final ConnectionInfo info;
  private final ConnectionHandler handler;
  private Transport transport;
  private final ConnectionCourse course;
  private @Nullable SelectionKey key;
  private @Nullable ConnectionStage stage;
  private @Nullable Deadlines deadlines;
  private long deadline;
  private boolean closed;
  private boolean outputEnded;
  private boolean resetsOnClose;
  private boolean announcesEnd = true;

  Connection(
      ListenerContext context,
      SocketChannel channel,
      ConnectionInfo info,
      ConnectionHandler handler) {
    this.context = context;
    this.channel = channel;
    this.info = info;
    this.handler = handler;
    this.transport = Transport.plain(channel);
    this.course = handler.course();
  }

  ConnectionHandler handler() {
    return handler;
  }

  ConnectionCourse course() {
    return course;
  }

  SocketChannel channel() {
    return channel;
  }

  /** From now on, reads and writes inside TLS. */
  void encrypted(TlsTransport transport) {
    use(transport);
    transport.engine().info().ifPresent(handler::encrypted);
  }

  /** From now on, reads, writes and ends with {@code transport}. */
  void use(TlsTransport transport) {
    this.transport = transport;
  }

  boolean isEncrypted() {
    return transport instanceof TlsTransport;
  }

  PacketLimits limits() {
    return context.config.limits();
  }

  Instant now() {
    return context.config.clock().instant();
  }

  Duration timeout(TimeoutKind timeout) {
    return timeout.duration(context.config);
  }

  /** Runs {@code task}, and closes this connection if it fails. */
  void run(EventLoop.Task task) {
    try {
      task.run();
    } catch (IOException e) {
      close();
      LOG.debug("Lost {}: {}", this, e.toString());
    } catch (Throwable e) {
      fail(e);
    }
  }

  private void fail(Throwable e) {
    if (e instanceof OutOfMemoryError) {
      MemoryReserve.release();
    }
    try {
      log(e);
    } finally {
      close();
    }
  }

  private void log(Throwable e) {
    if (closed || context.sockets.closed()) {
      LOG.debug("The stack trace", e);
    } else {
      LOG.failure("Closing {}: the handler threw {}", this, e);
    }
  }

  @Override
  public void ready() {
    if (stage != null) {
      run(stage::ready);
    }
  }

  @Override
  public void expired() {
    if (stage != null) {
      run(stage::expired);
    }
  }

  @Override
  public void cutOff() {
    if (stage != null) {
      stage.cutOff();
    }
    course.closes(resetsOnClose);
  }

  @Override
  public long deadline() {
    return deadline;
  }

  /**
   * Continues with {@code next} when the socket is ready for {@code operations}, or after a
   * timeout.
   */
  void await(ConnectionStage next, int operations, TimeoutKind timeout) throws IOException {
    stage = next;
    if (key == null) {
      key = context.loop.register(channel, operations, this);
    } else if (key.interestOps() != operations) {
      key.interestOps(operations);
    }
    Deadlines chosen = context.deadlines(timeout);
    if (deadlines != chosen) {
      endWait();
      deadlines = chosen;
      deadline = chosen.add(this);
    }
  }

  /** Continues with {@code next} after a timeout, while a worker thread uses this connection. */
  void await(ConnectionStage next, TimeoutKind timeout) {
    if (!closed) { // without a worker, the connection is closed
      stage = next;
      deadlines = context.deadlines(timeout);
      deadline = deadlines.add(this);
    }
  }

  /** Stops waiting for the socket and for timeouts, while a worker thread uses this connection. */
  private void suspend() {
    endWait();
    pause();
  }

  private void pause() {
    if (key != null) {
      key.interestOps(0);
    }
  }

  /** Ends the current timeout; the next wait has all of its own. */
  void endWait() {
    if (deadlines != null) {
      deadlines.remove(this);
      deadlines = null;
    }
  }

  /**
   * Suspends this connection and runs {@code work} on a worker thread, and then the task that it
   * returns on the event loop's thread. A failure closes this connection.
   *
   * @param noWorker called before this connection is closed if no worker thread can be started
   */
  void runOnWorker(Supplier<EventLoop.Task> work, Consumer<Throwable> noWorker) {
    suspend();
    startWorker(work, noWorker);
  }

  private void startWorker(Supplier<EventLoop.Task> work, Consumer<Throwable> noWorker) {
    Runnable closing = this::close; // without memory, it could not be created later
    try {
      context.loop.runOnWorker(() -> next(work, closing));
    } catch (RejectedExecutionException listenerIsClosing) {
      close();
    } catch (OutOfMemoryError e) {
      noWorker.accept(e);
      fail(e);
    }
  }

  /**
   * Suspends this connection and runs {@code work}, which calls the handler, as {@link
   * #runOnWorker} does. Closes this connection if that takes too long.
   */
  void callHandler(Supplier<EventLoop.Task> work, Consumer<Throwable> noWorker) {
    HandlerStage waiting = new HandlerStage(this);
    runOnWorker(() -> waiting.call(work), noWorker);
    waiting.begin();
  }

  /**
   * Tells the handler that a fault ends this connection, and then runs {@code injection}, so that
   * the exchange is recorded before the client can notice the fault.
   *
   * @param received the bytes that had arrived by then
   */
  void endByFault(Bytes received, EventLoop.Task injection) {
    ReadResult ended = new EndedByFault(now(), received);
    callHandler(
        () -> {
          handler.respond(ended);
          return injection;
        },
        noWorker -> handler.noWorker(ended, noWorker));
  }

  /**
   * Runs a step of a handshake as {@link #runOnWorker} does, as soon as few others run. The timeout
   * of the handshake continues.
   */
  void computeHandshake(Supplier<EventLoop.Task> work, Consumer<Throwable> noWorker) {
    pause();
    context.handshakes.run(() -> startHandshake(work, noWorker));
  }

  /** Returns false if the connection was closed meanwhile, or no worker can be started. */
  private boolean startHandshake(Supplier<EventLoop.Task> work, Consumer<Throwable> noWorker) {
    if (!closed) {
      run(() -> startWorker(() -> computeOnWorker(work), noWorker));
    }
    return !closed;
  }

  private EventLoop.Task computeOnWorker(Supplier<EventLoop.Task> work) {
    try {
      return work.get();
    } finally {
      context.loop.handBack(context.handshakes.doneTask);
    }
  }

  private Runnable next(Supplier<EventLoop.Task> work, Runnable closing) {
    try {
      EventLoop.Task next = work.get();
      return () -> {
        if (!closed) {
          run(next);
        }
      };
    } catch (Throwable e) {
      return failing(e, closing);
    }
  }

  private Runnable failing(Throwable e, Runnable closing) {
    try {
      return () -> fail(e);
    } catch (OutOfMemoryError again) {
      return closing;
    }
  }

  /** Suspends this connection until {@code event}, and then runs {@code task}. */
  void runAfter(CompletableFuture<?> event, EventLoop.Task task) {
    suspend();
    CompletableFuture<?> unused =
        event.whenComplete((done, failure) -> context.loop.handBack(() -> run(task)));
  }

  /** Reads available bytes into {@link #buffer}, and returns their number; -1 at the end. */
  int read() throws IOException {
    ByteBuffer buffer = context.buffer.clear();
    int count = read(buffer);
    buffer.flip();
    return count;
  }

  /** Reads available bytes into {@code target}, and returns their number; -1 at the end. */
  int read(ByteBuffer target) throws IOException {
    try {
      int count = transport.read(target);
      course.read(count);
      return count;
    } catch (IOException e) {
      throw noting(e);
    }
  }

  /** Returns the buffer with the bytes that {@link #read} has read. */
  ByteBuffer buffer() {
    return context.buffer;
  }

  /**
   * Writes {@code bytes} from {@code start} on until the socket accepts no more, and returns the
   * number of written bytes. TCP_NODELAY is not needed, because all bytes are written together and
   * closing flushes the rest.
   */
  int write(Bytes bytes, int start) throws IOException {
    ByteBuffer buffer = context.buffer;
    int written = 0;
    while (start + written < bytes.length()) {
      int chunk = Math.min(bytes.length() - start - written, buffer.capacity());
      buffer.clear().put(bytes.array(), bytes.offset() + start + written, chunk).flip();
      int count = write(buffer);
      written += count;
      if (count < chunk) {
        break;
      }
    }
    return written;
  }

  /** Writes as much of {@code buffer} as the socket accepts, and returns the number of bytes. */
  int write(ByteBuffer buffer) throws IOException {
    try {
      int count = transport.write(buffer);
      if (count > 0) {
        course.written(count);
      }
      return count;
    } catch (IOException e) {
      throw noting(e);
    }
  }

  /** Writes what {@link #write} has taken, and returns whether the socket accepted all of it. */
  boolean flush() throws IOException {
    return flush(transport);
  }

  /** Writes what {@code flushed} has to send, and returns whether the socket accepted all of it. */
  boolean flush(Transport flushed) throws IOException {
    try {
      return flushed.flush();
    } catch (IOException e) {
      throw noting(e);
    }
  }

  /** Writes at most {@code limit} bytes of what {@code flushed} has to send; returns how many. */
  int flush(TlsTransport flushed, int limit) throws IOException {
    try {
      return flushed.flush(limit);
    } catch (IOException e) {
      throw noting(e);
    }
  }

  /** Returns {@code e} after noting that the client has reset the connection, if it has. */
  private IOException noting(IOException e) {
    if (!(e instanceof ClosedChannelException || e instanceof TlsException)) {
      course.resetByClient();
    }
    return e;
  }

  /** Returns whether {@link #read} has bytes or the end even if the socket has none. */
  boolean isReadable() {
    return transport.isReadable();
  }

  /** Reports a response that was not completely written, and closes this connection. */
  void writeFailed(EncodedResponse response, int written, @Nullable String reason) {
    handler.writeFailed(
        "wrote " + written + " of " + response.bytes().length() + " bytes: " + reason);
    close();
  }

  /** Returns the reason of a write that timed out. */
  String notReadInTime() {
    return "the client did not read the rest within "
        + DurationFormat.format(timeout(TimeoutKind.WRITE));
  }

  /** Ends the output of the server. No response can be written afterwards. */
  void endOutput() throws IOException {
    outputEnded = true;
    course.outputEnds();
    announceEnd();
    channel.shutdownOutput();
  }

  boolean outputEnded() {
    return outputEnded;
  }

  /** Makes {@link #close} reset the connection. */
  void resetOnClose() throws IOException {
    resetsOnClose = true;
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
  }

  private void announceEnd() {
    if (announcesEnd) {
      transport.end();
    }
  }

  /** Makes the end of the output one that TLS does not announce. */
  void doNotAnnounceEnd() {
    announcesEnd = false;
  }

  /** Closes the socket. Closing again has no effect. */
  void close() {
    if (!closed) {
      closed = true;
      endWait();
      try {
        course.closes(resetsOnClose);
        if (!outputEnded && !resetsOnClose) {
          announceEnd();
        }
      } finally {
        context.release(channel);
      }
    }
  }

  @Override
  public String toString() {
    return info.toString();
  }
}
