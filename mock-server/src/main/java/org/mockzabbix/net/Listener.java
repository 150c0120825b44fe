package org.mockzabbix.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.HostAndPort;

/**
 * A listening port. One thread, the event loop, accepts connections, reads one packet from each,
 * writes the response that the {@link ConnectionHandler} returns, and closes the connection.
 * Thread-safe.
 */
public final class Listener implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final InetSocketAddress address;
  private final OpenSockets sockets;
  private final Workers workers = new Workers();
  private final EventLoop loop;
  private final Acceptor acceptor;
  private final Thread thread;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Listener(ListenerConfig config, ConnectionHandler.Factory handlers, OpenSockets sockets)
      throws IOException {
    this.sockets = sockets;
    loop = new EventLoop(sockets, workers);
    BoundPort port = new BoundPort(config.address(), sockets);
    acceptor = new Acceptor(new ConnectionContext(loop, config, sockets), port, handlers);
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
    OpenSockets sockets = new OpenSockets();
    try {
      Listener listener = new Listener(config, handlers, sockets);
      listener.thread.start();
      return listener;
    } catch (IOException | RuntimeException | Error e) {
      sockets.close();
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
    call(acceptor::accept);
  }

  private void call(EventLoop.Task task) {
    if (Thread.currentThread().equals(thread)) {
      throw new IllegalStateException("the listener's own thread would wait for itself");
    }
    try {
      if (!closed.get()) {
        loop.call(task);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * Closes the port and all connections, without a response if none was written yet, and waits for
   * the threads to end. Closing again has no effect.
   *
   * @throws IllegalStateException naming the threads that have not ended after 5 s
   */
  @Override
  public void close() {
    close(CLOSE_TIMEOUT);
  }

  void close(Duration timeout) {
    if (closed.compareAndSet(false, true)) {
      sockets.close();
      loop.wakeUp();
      workers.interruptAll();
      List<String> left = awaitEnd(timeout);
      if (!left.isEmpty()) {
        throw new IllegalStateException(
            "did not end within "
                + DurationFormat.format(timeout)
                + ": "
                + String.join(", ", left));
      }
    }
  }

  private List<String> awaitEnd(Duration timeout) {
    List<Thread> threads = new ArrayList<>(workers.threads());
    threads.add(thread);
    threads.remove(Thread.currentThread()); // a handler may close its own listener
    long deadline = System.nanoTime() + timeout.toNanos();
    boolean interrupted = false;
    for (Thread each : threads) {
      interrupted |= join(each, deadline);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return threads.stream().filter(Thread::isAlive).map(Thread::getName).sorted().toList();
  }

  /**
   * Waits for the end of {@code thread} even if interrupted. Returns whether it was interrupted.
   */
  private static boolean join(Thread thread, long deadline) {
    boolean interrupted = false;
    for (long left = deadline - System.nanoTime();
        left > 0 && thread.isAlive();
        left = deadline - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  /** Returns the name of the thread with the address, or with {@code (closed)}. */
  @Override
  public String toString() {
    return thread.getName() + (closed.get() ? " (closed)" : " on " + HostAndPort.of(address));
  }
}
