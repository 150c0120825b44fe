package org.mockzabbix.cli.certify;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.certify.ReceivedResponse.Ending;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.wire.Bytes;

/**
 * A test of a user's trapper or agent: sends measured requests to it, each on its own connection,
 * and compares its responses with those of a real program. One thread calls {@link #run}; any
 * thread may call {@link #stop}.
 */
public final class PeerCertification {

  private final HostAndPort address;
  private final Duration timeout;
  private final List<MeasuredRequest> requests;
  private volatile boolean stopped;
  private volatile @Nullable PeerConnection running;

  /**
   * Creates a test.
   *
   * @param timeout the longest time to connect, and the longest time until the program closes a
   *     connection
   */
  public PeerCertification(HostAndPort address, Duration timeout, List<MeasuredRequest> requests) {
    this.address = address;
    this.timeout = timeout;
    this.requests = List.copyOf(requests);
  }

  /**
   * Sends the requests.
   *
   * @param rows receives each row when the connection has ended
   * @return whether every response is that of a real program
   * @throws IOException if the first connection cannot be established
   */
  public boolean run(Consumer<ResponseRow> rows) throws IOException {
    boolean passed = true;
    boolean first = true;
    for (MeasuredRequest request : requests) {
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
    try (PeerConnection connection = new PeerConnection(address, timeout)) {
      running = connection;
      if (stopped) {
        return new ReceivedResponse(Bytes.empty(), Ending.CLOSED);
      }
      try {
        connection.connect();
      } catch (IOException refused) {
        if (first && !stopped) {
          throw refused;
        }
        return new ReceivedResponse(Bytes.empty(), Ending.REFUSED);
      }
      return connection.exchange(request);
    } finally {
      running = null;
    }
  }

  /** Closes the connection, and makes {@link #run} return false. */
  public void stop() {
    stopped = true;
    PeerConnection connection = running;
    if (connection != null) {
      connection.close();
    }
  }
}
