package org.mockzabbix.cli.certify;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.certify.ReceivedResponse.ConnectionState;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.wire.Bytes;

/**
 * A test of a user's trapper or agent: sends measured requests to it, each on its own connection,
 * and compares its responses with those of a real program. One thread calls {@link #run}; any
 * thread may call {@link #stop}.
 */
public final class PeerCertification {

  private final HostAndPort address;
  private final Duration timeout;
  private final TlsConfig tls;
  private final List<MeasuredRequest> requests;
  private final ReentrantLock lock = new ReentrantLock(); // so that no interrupt comes too late
  private @Nullable Thread running; // guarded by lock
  private volatile boolean stopped;

  /**
   * Creates a test.
   *
   * @param timeout the longest time to connect, and the longest time until the program closes a
   *     connection
   * @param tls the encryption of the connections, in the mode {@link TlsConfig#connect}
   */
  public PeerCertification(
      HostAndPort address, Duration timeout, TlsConfig tls, List<MeasuredRequest> requests) {
    this.address = address;
    this.timeout = timeout;
    this.tls = tls;
    this.requests = List.copyOf(requests);
  }

  /**
   * Sends the requests.
   *
   * @param rows receives each row when the connection has ended
   * @return whether every response is that of a real program; false if it was stopped
   * @throws IOException if the first connection cannot be established
   */
  public boolean run(Consumer<ResponseRow> rows) throws IOException {
    setRunning(Thread.currentThread());
    try {
      return sendAll(rows);
    } finally {
      setRunning(null);
      stopped |= Thread.interrupted();
    }
  }

  private void setRunning(@Nullable Thread thread) {
    lock.lock();
    try {
      running = thread;
    } finally {
      lock.unlock();
    }
  }

  private boolean sendAll(Consumer<ResponseRow> rows) throws IOException {
    boolean passed = true;
    boolean first = true;
    for (MeasuredRequest request : requests) {
      if (stopped) {
        return false;
      }
      ReceivedResponse received = exchange(request, first);
      if (stopped) {
        return false;
      }
      first = false;
      Judgement judgement = ResponseCheck.of(request.expected(), received, timeout);
      rows.accept(new ResponseRow(request, received, judgement));
      passed &= !judgement.isFailure();
    }
    return passed;
  }

  private ReceivedResponse exchange(MeasuredRequest request, boolean first) throws IOException {
    try (PeerConnection connection = new PeerConnection(address.resolve(), timeout, tls)) {
      return connection.exchange(request);
    } catch (IOException refused) {
      if (first && !stopped) {
        throw refused;
      }
      return new ReceivedResponse(Bytes.empty(), ConnectionState.REFUSED);
    }
  }

  /** Interrupts the request, and makes {@link #run} return false. */
  public void stop() {
    lock.lock();
    try {
      stopped = true;
      if (running != null) {
        running.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }
}
