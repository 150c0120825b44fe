package org.mockzabbix.net;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.mockzabbix.fault.Phase;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.fault.SocketFault.Action;
import org.mockzabbix.fault.Trickle;
import org.mockzabbix.wire.Bytes;

/**
 * Delivers an answer badly: a worker goes through the phases of the reply from top to bottom, and
 * hands the connection back to be closed.
 */
final class FaultyDelivery {

  private final Connection connection;
  private final Arrival arrival;
  private final Answer answer;
  private final Misconduct misconduct;
  private final Optional<Trickle> trickle;

  FaultyDelivery(Connection connection, Arrival arrival, Answer answer) {
    this.connection = connection;
    this.arrival = arrival;
    this.answer = answer;
    this.misconduct = new Misconduct(connection);
    this.trickle =
        answer.faults().stream()
            .filter(Trickle.class::isInstance)
            .map(Trickle.class::cast)
            .findFirst();
  }

  void begin() {
    connection.mistreatOnWorker(this::deliver);
  }

  private Intake.Step deliver() {
    Afterwards afterwards = new Afterwards(connection, arrival, answer);
    try {
      misconduct.sendAtOnce();
      boolean over = goThroughPhases();
      return over ? afterwards::lookOnce : afterwards::begin;
    } catch (IOException e) {
      return () -> fail(String.valueOf(e.getMessage()));
    }
  }

  /** True if a fault ended the connection. */
  private boolean goThroughPhases() throws IOException {
    Bytes bytes = answer.bytes();
    int half = faults(Phase.INSIDE_REPLY).isEmpty() ? bytes.length() : bytes.length() / 2;
    if (isOverAt(Phase.BEFORE_REPLY)) {
      return true;
    }
    write(bytes.slice(0, half));
    if (isOverAt(Phase.INSIDE_REPLY)) {
      return true;
    }
    write(bytes.slice(half, bytes.length() - half));
    return isOverAt(Phase.AFTER_REPLY);
  }

  private boolean isOverAt(Phase phase) throws IOException {
    List<SocketFault> faults = faults(phase);
    boolean over = misconduct.perform(faults);
    boolean outputEnded = faults.stream().anyMatch(fault -> fault.action() == Action.HALF_CLOSE);
    if (!over && outputEnded) {
      misconduct.hold(); // there is nothing left that could be written
    }
    return over || outputEnded;
  }

  private List<SocketFault> faults(Phase phase) {
    return answer.faults().stream()
        .filter(SocketFault.class::isInstance)
        .map(SocketFault.class::cast)
        .filter(fault -> fault.phase() == phase)
        .toList();
  }

  private void write(Bytes bytes) throws IOException {
    if (trickle.isPresent()) {
      misconduct.write(bytes, trickle.get());
    } else {
      misconduct.write(bytes);
    }
  }

  private void fail(String why) {
    int length = answer.bytes().length();
    String progress = "wrote " + misconduct.written() + " of " + length + " bytes: ";
    connection.intake().handler().replyFailed(arrival, answer, progress + why);
    connection.close();
  }
}
