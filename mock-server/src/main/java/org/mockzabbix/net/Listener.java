package org.mockzabbix.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Plurals;

/**
 * A listening port. One thread, the event loop, accepts connections, reads one packet from each,
 * writes the response that the {@link ConnectionHandler} returns, and closes the connection.
 * Thread-safe.
 */
public final class Listener implements AutoCloseable {

  private static final FailSafeLog LOG = FailSafeLog.of(Listener.class);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final InetSocketAddress address;
  private final OpenSockets sockets;
  private final Workers workers;
  private final EventLoop loop;
  private final Acceptor acceptor;
  private final Thread thread;
  private final AtomicReference<@Nullable Long> closedAt = new AtomicReference<>();
  private volatile boolean reported;

  private Listener(
      ListenerConfig config,
      ConnectionHandler.Factory handlers,
      OpenSockets sockets,
      Workers workers,
      EventLoop loop)
      throws IOException {
    this.sockets = sockets;
    this.workers = workers;
    this.loop = loop;
    BoundPort port = new BoundPort(config.address(), sockets);
    acceptor = new Acceptor(new ListenerContext(loop, config, sockets), port, handlers);
    loop.add(acceptor);
    address = port.address();
    thread = new Thread(loop, "mock-zabbix-" + config.name() + "-" + address.getPort());
    thread.setDaemon(true);
  }

  /**
   * Opens a listener.
   *
   * @param handlers creates a handler for each accepted connection
   * @throws BindException if the port is in use or the address is not local: "cannot listen on
   *     127.0.0.1:10051: Address already in use"
   */
  public static Listener open(ListenerConfig config, ConnectionHandler.Factory handlers)
      throws IOException {
    return open(config, handlers, new Workers());
  }

  static Listener open(ListenerConfig config, ConnectionHandler.Factory handlers, Workers workers)
      throws IOException {
    OpenSockets sockets = new OpenSockets();
    EventLoop loop = new EventLoop(sockets, workers);
    try {
      Listener listener = new Listener(config, handlers, sockets, workers, loop);
      listener.thread.start();
      return listener;
    } catch (IOException | RuntimeException | Error e) {
      sockets.close();
      loop.close();
      throw e;
    }
  }

  /** Returns the address that this listener is bound to, with its actual port. */
  public InetSocketAddress address() {
    return address;
  }

  /** Returns the port that this listener is bound to. */
  public int port() {
    return address.getPort();
  }

  /**
   * Returns how many connections were closed after they were accepted, because {@link
   * ListenerConfig#maxConnections} were open.
   */
  public long refusedConnections() {
    return acceptor.refused();
  }

  /** Returns whether this listener is open and accepts connections. */
  public boolean isAccepting() {
    return !closed() && !acceptor.refusing();
  }

  /**
   * Refuses connections, as if no program listened on the port, until {@link #accept} is called.
   * Open connections continue, and the port stays reserved. Has no effect if this listener refuses
   * connections already, or is closed.
   *
   * @throws UncheckedIOException if the socket cannot be closed
   */
  public void refuse() {
    call(acceptor::refuse);
  }

  /** Refuses connections for {@code duration}, which is from 1 ns to 24 h. */
  public void refuse(Duration duration) {
    DurationRange.POSITIVE_DELAY.check("duration", duration);
    call(() -> acceptor.refuse(duration));
  }

  /**
   * Accepts connections again on the reserved port. Has no effect if this listener accepts
   * connections already, or is closed.
   *
   * @throws UncheckedIOException if another program has taken the port
   */
  public void accept() {
    if (acceptor.refusing()) {
      callOrRun(acceptor::accept);
    }
  }

  /**
   * Accepts the connections that clients have opened but this listener has not accepted yet. Has no
   * effect if this listener is closed, or does not react within 5 s.
   */
  public void acceptPending() {
    try {
      callOrRun(acceptor::acceptPending);
    } catch (UncheckedIOException e) {
      LOG.debug("{} accepts the pending connections later: {}", this, e.toString());
    }
  }

  /** Calls a task that the listener's own thread, for example in the test's clock, may run. */
  private void callOrRun(EventLoop.Task task) {
    if (Thread.currentThread().equals(thread)) {
      run(task);
    } else {
      run(() -> loop.call(task));
    }
  }

  private void call(EventLoop.Task task) {
    if (Thread.currentThread().equals(thread)) {
      throw new IllegalStateException("the listener's own thread would wait for itself");
    }
    run(() -> loop.call(task));
  }

  private void run(EventLoop.Task task) {
    try {
      if (!closed()) {
        task.run();
      }
    } catch (IOException e) {
      if (!closed()) { // what fails because of close() has no effect
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
  }

  private boolean closed() {
    return closedAt.get() != null;
  }

  /**
   * Begins to {@link #close}, without waiting: closes the port and all connections, and interrupts
   * the handlers.
   */
  public void shutDown() {
    if (closedAt.compareAndSet(null, System.nanoTime())) {
      sockets.close();
      loop.wakeUp();
      workers.interruptAll();
    }
  }

  /**
   * Closes the port and all connections, without a response if none was written yet, and waits for
   * the threads to end, even if interrupted. A handler that calls this does not wait for handlers
   * that do the same. If two threads close this listener, both wait; closing again later has no
   * effect.
   *
   * @throws IllegalStateException naming the threads that have not ended after 5 s
   */
  @Override
  public void close() {
    close(CLOSE_TIMEOUT);
  }

  void close(Duration timeout) {
    shutDown();
    Long began = closedAt.get();
    if (began == null || reported) {
      return;
    }
    List<Thread> threads = new ArrayList<>(workers.threads());
    threads.add(thread);
    threads.remove(Thread.currentThread()); // a handler may close its own listener
    List<String> left = ClosingThreads.awaitEnd(threads, began + timeout.toNanos());
    if (!left.isEmpty()) {
      reported = true;
      throw new IllegalStateException(
          "did not end within " + DurationFormat.format(timeout) + ": " + Plurals.list(left));
    }
  }

  /** Returns the name of the thread with the address, or with {@code (closed)}. */
  @Override
  public String toString() {
    return thread.getName() + (closed() ? " (closed)" : " on " + HostAndPort.of(address));
  }
}
