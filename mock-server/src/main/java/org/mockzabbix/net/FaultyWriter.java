package org.mockzabbix.net;

import java.io.IOException;
import java.util.List;
import org.mockzabbix.fault.FaultPhase;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.fault.Trickle;
import org.mockzabbix.text.Plurals;
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
      remarkOnFaultsNotInjected();
      return ended ? closeStage::checkOnce : closeStage::begin;
    } catch (IOException e) {
      return () -> connection.writeFailed(response, injector.written(), e.getMessage());
    }
  }

  /** Returns whether a fault ended the connection. */
  private boolean writeWithFaults() throws IOException {
    Bytes bytes = response.bytes();
    if (endsAt(faults(FaultPhase.BEFORE_REPLY))) {
      return true;
    }
    for (int position : positions(bytes.length())) {
      injector.write(bytes, position, trickles);
      if (endsAt(insideFaults(position))) {
        return true;
      }
    }
    injector.write(bytes, bytes.length(), trickles);
    return endsAt(faults(FaultPhase.AFTER_REPLY));
  }

  /** Returns how many bytes to write before the faults inside the response, in ascending order. */
  private List<Integer> positions(int length) {
    return faults(FaultPhase.INSIDE_REPLY).stream()
        .map(fault -> fault.position(length))
        .filter(position -> position < Math.max(1, length))
        .distinct()
        .sorted()
        .toList();
  }

  private List<SocketFault> insideFaults(int position) {
    int length = response.bytes().length();
    return faults(FaultPhase.INSIDE_REPLY).stream()
        .filter(fault -> fault.position(length) == position)
        .toList();
  }

  private boolean endsAt(List<SocketFault> faults) throws IOException {
    boolean ended = injector.inject(faults);
    boolean outputEnded = faults.stream().anyMatch(SocketFault::endsOutput);
    if (!ended && outputEnded) {
      injector.holdUntilEndOfInput(); // a fault has ended the output
    }
    return ended || outputEnded;
  }

  private void remarkOnFaultsNotInjected() {
    String size = Plurals.count(response.bytes().length(), "byte");
    injector.remarkOnFaultsNotInjected(faults(SocketFault.class), "the response has only " + size);
    for (Trickle trickle : trickles) {
      if (injector.written() <= trickle.bytes()) {
        String sent = Plurals.count(injector.written(), "byte");
        connection
            .handler()
            .remark(
                "\""
                    + trickle
                    + "\" did not pause, because "
                    + sent
                    + " of "
                    + size
                    + " were sent");
      }
    }
  }

  private List<SocketFault> faults(FaultPhase phase) {
    return faults(SocketFault.class).stream().filter(fault -> fault.phase() == phase).toList();
  }

  private <T> List<T> faults(Class<T> type) {
    return response.faults().stream().filter(type::isInstance).map(type::cast).toList();
  }
}
