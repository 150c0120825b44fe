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
 * A port that packets arrive at. One thread accepts the connections and puts the packets together,
 * whatever the segmentation; the {@link PacketHandler} says what to answer; then the connection is
 * closed. Thread-safe.
 */
public final class Listener implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final InetSocketAddress address;
  private final OpenSockets sockets;
  private final Workers workers = new Workers();
  private final Intake intake;
  private final Thread thread;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Listener(ListenerConfig config, PacketHandler handler, OpenSockets sockets)
      throws IOException {
    this.sockets = sockets;
    Port port = new Port(config.address(), sockets);
    intake = new Intake(config, handler, port, sockets, workers);
    address = port.address();
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
      Listener listener = new Listener(config, handler, sockets);
      listener.thread.start();
      return listener;
    } catch (IOException | RuntimeException | Error e) {
      sockets.close();
      throw e;
    }
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
   * Refuses connections from now on, as if nothing listened; those that are open go on. The port is
   * kept. Does nothing if it refuses already, or is closed.
   *
   * @throws UncheckedIOException if it could not be done
   */
  public void refuse() {
    take(() -> intake.acceptor().refuse());
  }

  /** The same, for {@code duration} only: more than 0 and at most 24 h. */
  public void refuse(Duration duration) {
    DurationRange.POSITIVE_DELAY.check("duration", duration);
    take(() -> intake.acceptor().refuse(duration));
  }

  /**
   * Listens on the same port again. Does nothing if it does, or is closed.
   *
   * @throws UncheckedIOException if the port was taken meanwhile
   */
  public void accept() {
    take(() -> intake.acceptor().accept());
  }

  private void take(Intake.Step step) {
    if (Thread.currentThread().equals(thread)) {
      throw new IllegalStateException("the listener's own thread would wait for itself");
    }
    try {
      if (!closed.get()) {
        intake.takeHere(step);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
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
            "did not end within "
                + DurationFormat.format(patience)
                + ": "
                + String.join(", ", left));
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
    return thread.getName() + (closed.get() ? " (closed)" : " on " + HostAndPort.of(address));
  }
}
