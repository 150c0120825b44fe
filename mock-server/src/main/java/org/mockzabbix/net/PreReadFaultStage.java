package org.mockzabbix.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.List;
import org.mockzabbix.fault.FaultPhase;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.net.ReadResult.EndedByFault;
import org.mockzabbix.wire.Bytes;

/**
 * Injects the faults that precede the request, then continues with {@link ReadStage}. If a fault
 * ends the connection, the handler receives the result before the fault is injected, so that the
 * exchange is recorded before the client can notice the fault.
 */
final class PreReadFaultStage implements ConnectionStage {

  private static final int MAX_RECEIVED = 64 << 10;

  private final Connection connection;
  private final List<SocketFault> faults;
  private final ReadStage readStage;
  private final FaultInjector injector; // of both phases, so that it knows what was injected

  PreReadFaultStage(Connection connection) {
    this.connection = connection;
    this.faults =
        connection.handler().connectionFaults().stream()
            .filter(SocketFault.class::isInstance)
            .map(SocketFault.class::cast)
            .toList();
    this.readStage = new ReadStage(connection);
    this.injector = new FaultInjector(connection);
  }

  @Override
  public void begin() throws IOException {
    List<SocketFault> onAccept = faults(FaultPhase.ON_ACCEPT);
    if (onAccept.isEmpty()) {
      awaitFirstByte();
    } else {
      inject(onAccept, Bytes.empty(), this::awaitFirstByte);
    }
  }

  private void awaitFirstByte() throws IOException {
    if (faults(FaultPhase.WHILE_READING).isEmpty()) {
      readStage.begin();
    } else {
      connection.await(this, SelectionKey.OP_READ, TimeoutKind.FIRST_BYTE);
    }
  }

  private List<SocketFault> faults(FaultPhase phase) {
    return faults.stream().filter(fault -> fault.phase() == phase).toList();
  }

  @Override
  public void ready() throws IOException {
    List<SocketFault> whileReading = faults(FaultPhase.WHILE_READING);
    if (!endConnection(whileReading)) {
      inject(whileReading, Bytes.empty(), readStage::begin); // reads the bytes itself
    } else if (connection.read() > 0) {
      inject(whileReading, received(), readStage::begin);
    } else {
      remarkOnNoBytes();
      readStage.begin(); // the client has already closed the connection
    }
  }

  private Bytes received() {
    ByteBuffer buffer = connection.buffer();
    byte[] bytes = new byte[Math.min(MAX_RECEIVED, buffer.remaining())];
    buffer.get(bytes);
    return Bytes.of(bytes);
  }

  @Override
  public void expired() throws IOException {
    remarkOnNoBytes();
    readStage.expired();
  }

  private void inject(List<SocketFault> injected, Bytes received, EventLoop.Task next) {
    if (!endConnection(injected)) {
      injectOnWorker(injected, received, next);
      return;
    }
    connection.endByFault(received, () -> injectOnWorker(injected, received, next));
  }

  private void injectOnWorker(List<SocketFault> injected, Bytes received, EventLoop.Task next) {
    connection.runOnWorker(
        () -> endedBy(injected) ? connection::close : next,
        noWorker ->
            connection.handler().noWorker(new EndedByFault(connection.now(), received), noWorker));
  }

  private void remarkOnNoBytes() {
    for (SocketFault fault : faults(FaultPhase.WHILE_READING)) {
      connection
          .handler()
          .remark("\"" + fault + "\" was not injected, because the client sent nothing");
    }
  }

  static boolean endConnection(List<SocketFault> faults) {
    return faults.stream().anyMatch(SocketFault::endsConnection);
  }

  private boolean endedBy(List<SocketFault> injected) {
    try {
      boolean ended = injector.inject(injected);
      if (ended) {
        injector.remarkOnFaultsNotInjected(
            connection.handler().connectionFaults(), "the connection ended");
      }
      return ended;
    } catch (IOException clientGone) {
      return true;
    }
  }
}
