package org.mockzabbix.net;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A port that packets arrive at. One thread accepts the connections and puts the packets together,
 * whatever the segmentation; the {@link PacketHandler} says what to answer; then the connection is
 * closed. Thread-safe.
 */
public final class Listener implements AutoCloseable {

  /** With the JDK's default of 50, most of 2,000 simultaneous connects fail. */
  private static final int BACKLOG = 4096;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final InetSocketAddress address;
  private final OpenSockets sockets;
  private final Workers workers = new Workers();
  private final Intake intake;
  private final Thread thread;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Listener(
      ListenerConfig config, PacketHandler handler, ServerSocketChannel server, OpenSockets sockets)
      throws IOException {
    this.sockets = sockets;
    address = (InetSocketAddress) server.getLocalAddress();
    intake = new Intake(config, handler, server, sockets, workers);
    thread = new Thread(intake, "mock-zabbix-" + config.name() + "-" + address.getPort());
    thread.setDaemon(true);
  }

  /**
   * Listens as {@code config} says, and answers as {@code handler} says.
   *
   * @throws BindException if the port is in use or the address not ours: "cannot listen on
   *     127.0.0.1:10051: Address already in use"
   */
  public static Listener open(ListenerConfig config, PacketHandler handler) throws IOException {
    OpenSockets sockets = new OpenSockets();
    try {
      Listener listener = new Listener(config, handler, bind(config.address(), sockets), sockets);
      listener.thread.start();
      return listener;
    } catch (IOException | RuntimeException | Error e) {
      sockets.close();
      throw e;
    }
  }

  private static ServerSocketChannel bind(InetSocketAddress address, OpenSockets sockets)
      throws IOException {
    String where = "cannot listen on " + Origin.text(address) + ": ";
    if (address.isUnresolved()) {
      throw new UnknownHostException(where + "unknown host");
    }
    try {
      ServerSocketChannel server = ServerSocketChannel.open(family(address));
      sockets.register(server);
      server.configureBlocking(false);
      return server.bind(address, BACKLOG);
    } catch (SocketException | UnsupportedOperationException e) {
      BindException explained = new BindException(where + e.getMessage());
      explained.initCause(e);
      throw explained;
    }
  }

  /**
   * A socket of one family behaves the same everywhere; one of both would take IPv6 for 0.0.0.0.
   */
  private static StandardProtocolFamily family(InetSocketAddress address) {
    return address.getAddress() instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  /** Where it listens: the configured address, with the port that was taken. */
  public InetSocketAddress address() {
    return address;
  }

  /** The port that it listens on. */
  public int port() {
    return address.getPort();
  }

  /**
   * How many connections were closed at once because {@link ListenerConfig#maxConnections} were
   * open.
   */
  public long refusedConnections() {
    return intake.acceptor().refused();
  }

  /**
   * Stops listening, closes every connection whatever it is doing, and waits for the threads to
   * end. Connections that had no answer yet get none. Closing twice does nothing more.
   *
   * @throws IllegalStateException if a thread has not ended after 5 s; it is named
   */
  @Override
  public void close() {
    close(PATIENCE);
  }

  void close(Duration patience) {
    if (closed.compareAndSet(false, true)) {
      sockets.close();
      intake.selector().wakeup();
      workers.interruptAll();
      List<String> left = awaitEnd(patience);
      if (!left.isEmpty()) {
        throw new IllegalStateException(
            "did not end within " + patience.toMillis() + " ms: " + String.join(", ", left));
      }
    }
  }

  private List<String> awaitEnd(Duration patience) {
    List<Thread> threads = new ArrayList<>(workers.threads());
    threads.add(thread);
    threads.remove(Thread.currentThread()); // a handler may close its own listener
    long deadline = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    for (Thread each : threads) {
      interrupted |= join(each, deadline);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return threads.stream().filter(Thread::isAlive).map(Thread::getName).sorted().toList();
  }

  /** Waits even if interrupted, so as to leave nothing behind; returns whether it was. */
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

  /** Says where it listens, or that it is closed. */
  @Override
  public String toString() {
    return thread.getName() + (closed.get() ? " (closed)" : " on " + Origin.text(address));
  }
}
