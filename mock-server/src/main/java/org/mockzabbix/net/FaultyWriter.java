package org.mockzabbix.net;

import java.io.IOException;
import java.util.List;
import org.mockzabbix.fault.FaultPhase;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.fault.Trickle;
import org.mockzabbix.wire.Bytes;

/**
 * Writes a response with faults on a worker thread, one phase of the response after the other, then
 * continues with {@link CloseStage}.
 */
final class FaultyWriter {

  private final Connection connection;
  private final EncodedResponse response;
  private final CloseStage closeStage;
  private final FaultInjector injector;
  private final List<Trickle> trickles;

  FaultyWriter(Connection connection, EncodedResponse response, boolean packetRead) {
    this.connection = connection;
    this.response = response;
    closeStage = new CloseStage(connection, response, packetRead);
    injector = new FaultInjector(connection);
    trickles = faults(Trickle.class);
  }

  void start() {
    connection.runOnWorker(
        this::write, noWorker -> connection.writeFailed(response, 0, noWorker.toString()));
  }

  private EventLoop.Task write() {
    try {
      injector.disableBuffering();
      boolean ended = writeWithFaults();
      return ended ? closeStage::checkOnce : closeStage::begin;
    } catch (IOException e) {
      return () -> connection.writeFailed(response, injector.written(), e.getMessage());
    }
  }

  /** Returns whether a fault ended the connection. */
  private boolean writeWithFaults() throws IOException {
    Bytes bytes = response.bytes();
    int half = faults(FaultPhase.INSIDE_REPLY).isEmpty() ? bytes.length() : bytes.length() / 2;
    if (endsAt(FaultPhase.BEFORE_REPLY)) {
      return true;
    }
    injector.write(bytes.slice(0, half), trickles);
    if (endsAt(FaultPhase.INSIDE_REPLY)) {
      return true;
    }
    injector.write(bytes.slice(half, bytes.length() - half), trickles);
    return endsAt(FaultPhase.AFTER_REPLY);
  }

  private boolean endsAt(FaultPhase phase) throws IOException {
    List<SocketFault> faults = faults(phase);
    boolean ended = injector.inject(faults);
    boolean outputEnded = faults.stream().anyMatch(SocketFault::endsOutput);
    if (!ended && outputEnded) {
      injector.hold(); // a fault has ended the output
    }
    return ended || outputEnded;
  }

  private List<SocketFault> faults(FaultPhase phase) {
    return faults(SocketFault.class).stream().filter(fault -> fault.phase() == phase).toList();
  }

  private <T> List<T> faults(Class<T> type) {
    return response.faults().stream().filter(type::isInstance).map(type::cast).toList();
  }
}
