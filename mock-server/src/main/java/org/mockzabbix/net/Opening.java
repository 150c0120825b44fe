package org.mockzabbix.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.List;
import org.mockzabbix.fault.Phase;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.net.Arrival.Mistreated;
import org.mockzabbix.wire.Bytes;

/**
 * The stage before reception, of connections that are treated badly before their request is there.
 * A fault that ends the connection is told to the handler first: whatever the client notices is
 * recorded by then.
 */
final class Opening implements Stage {

  private static final int MOST = 64 << 10;

  private final Connection connection;
  private final Treatment treatment;
  private final Reception reception;

  Opening(Connection connection, Treatment treatment) {
    this.connection = connection;
    this.treatment = treatment;
    this.reception = new Reception(connection);
  }

  void begin() throws IOException {
    List<SocketFault> faults = faults(Phase.ON_ACCEPT);
    if (faults.isEmpty()) {
      awaitFirstByte();
    } else {
      perform(faults, Bytes.empty(), this::awaitFirstByte);
    }
  }

  private void awaitFirstByte() throws IOException {
    if (faults(Phase.WHILE_READING).isEmpty()) {
      reception.begin();
    } else {
      connection.await(this, SelectionKey.OP_READ, connection.intake().firstByte());
    }
  }

  private List<SocketFault> faults(Phase phase) {
    return treatment.faults().stream().filter(fault -> fault.phase() == phase).toList();
  }

  @Override
  public void ready() throws IOException {
    List<SocketFault> faults = faults(Phase.WHILE_READING);
    if (!end(faults)) {
      perform(faults, Bytes.empty(), reception::begin); // which finds the bytes itself
    } else if (connection.read() > 0) {
      perform(faults, received(), reception::begin);
    } else {
      reception.begin(); // the client was faster
    }
  }

  private Bytes received() {
    ByteBuffer buffer = connection.intake().buffer();
    byte[] bytes = new byte[Math.min(MOST, buffer.remaining())];
    buffer.get(bytes);
    return Bytes.of(bytes);
  }

  @Override
  public void expired() throws IOException {
    reception.expired();
  }

  private void perform(List<SocketFault> faults, Bytes received, Intake.Step otherwise) {
    connection.mistreatOnWorker(
        () -> {
          if (end(faults)) {
            connection.intake().handler().answer(new Mistreated(connection.origin(), received));
          }
          return endedBy(faults) ? connection::close : otherwise;
        });
  }

  private static boolean end(List<SocketFault> faults) {
    return faults.stream().anyMatch(SocketFault::endsConnection);
  }

  private boolean endedBy(List<SocketFault> faults) {
    try {
      return new Misconduct(connection).perform(faults);
    } catch (IOException clientGone) {
      return true;
    }
  }
}
