package org.mockzabbix.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.fault.TlsFault;
import org.mockzabbix.fault.Trickle;
import org.mockzabbix.net.ReadResult.HandshakeFailed;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.tls.engine.TlsAcceptor;
import org.mockzabbix.tls.engine.TlsException;
import org.mockzabbix.wire.Bytes;

/**
 * Agrees on encryption with a client whose first byte was that of TLS, then lets {@link ReadStage}
 * read the packet inside. Worker threads do the cryptography, a few at a time. As with the real
 * programs, a handshake that fails ends without an alert.
 */
final class TlsHandshakeStage implements ConnectionStage {

  private static final int MAX_KEPT = 64 << 10;
  private static final String RESET = "the client reset the connection during the TLS handshake";

  private final Connection connection;
  private final TlsFaults faults;
  private final TlsTransport transport;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private long receivedCount;
  private boolean computing; // or waiting for its turn
  private boolean late;
  private boolean responded; // with the first messages
  private @Nullable Trickle pieces;

  TlsHandshakeStage(Connection connection, TlsAcceptor acceptor) {
    this.connection = connection;
    this.faults = TlsFaults.of(connection);
    this.transport = new TlsTransport(connection.channel(), faults.applyTo(acceptor).open());
  }

  /** Begins with the bytes that were read into the buffer of the connection. */
  @Override
  public void begin() {
    connection.endWait();
    connection.await(this, TimeoutKind.FIRST_BYTE); // one timeout for the whole handshake
    compute();
  }

  private void compute() {
    byte[] bytes = new byte[connection.buffer().remaining()];
    connection.buffer().get(bytes);
    receivedCount += bytes.length;
    received.write(bytes, 0, Math.min(bytes.length, MAX_KEPT - received.size()));
    computing = true;
    connection.computeHandshake(() -> accept(bytes), this::noWorker);
  }

  private EventLoop.Task accept(byte[] bytes) {
    try {
      transport.accept(ByteBuffer.wrap(bytes));
      return () -> computed(this::proceed);
    } catch (TlsException e) {
      return () -> computed(() -> fail(e.reason()));
    }
  }

  private void noWorker(Throwable cause) {
    connection.handler().noWorker(failed("no thread could be started"), cause);
  }

  private void computed(EventLoop.Task next) throws IOException {
    computing = false;
    if (late) {
      failLate();
    } else {
      next.run();
    }
  }

  /** Sends the engine's part of the handshake, and waits for that of the client. */
  private void proceed() throws IOException {
    if (transport.isFlushed()) {
      awaitClient();
    } else if (connection.outputEnded()) {
      fail(
          "a fault of the test ended the output of the server before the TLS handshake was"
              + " complete");
    } else if (faults.hasAlert()) {
      connection.endByFault(kept(), this::sendAlert);
    } else if (pieces() != null) {
      connection.runOnWorker(this::sendInPieces, this::noWorker);
    } else {
      send();
    }
  }

  private void sendAlert() throws IOException {
    transport.sendAlert(faults.take(TlsFault::alert).orElseThrow());
    faults.handshakeEnded(transport.engine(), responded);
    connection.close();
  }

  private @Nullable Trickle pieces() {
    faults.take(TlsFault::pieces).ifPresent(taken -> pieces = taken);
    return pieces;
  }

  private EventLoop.Task sendInPieces() {
    try {
      FaultInjector injector = new FaultInjector(connection);
      injector.disableBuffering();
      return injector.writeHandshake(transport, Objects.requireNonNull(pieces))
          ? this::sent
          : this::failLate;
    } catch (ClosedChannelException | InterruptedIOException closing) {
      return connection::close;
    } catch (IOException reset) {
      return () -> fail(RESET);
    }
  }

  private void send() throws IOException {
    boolean flushed;
    try {
      flushed = connection.flush(transport);
    } catch (ClosedChannelException closing) {
      throw closing;
    } catch (IOException reset) {
      fail(RESET);
      return;
    }
    if (flushed) {
      sent();
    } else {
      connection.await(this, SelectionKey.OP_WRITE, TimeoutKind.FIRST_BYTE);
    }
  }

  private void sent() throws IOException {
    List<SocketFault> due = responded ? List.of() : faults.takeDuringHandshake();
    responded = true;
    if (due.isEmpty()) {
      awaitClient();
    } else if (PreReadFaultStage.endConnection(due)) {
      faults.handshakeEnded(transport.engine(), responded);
      connection.endByFault(kept(), () -> inject(due));
    } else {
      inject(due);
    }
  }

  private void inject(List<SocketFault> due) {
    connection.runOnWorker(
        () -> faults.inject(due) ? connection::close : this::awaitClient, this::noWorker);
  }

  private void awaitClient() throws IOException {
    if (transport.engine().isEstablished()) {
      faults.handshakeEnded(transport.engine(), responded);
      connection.encrypted(transport);
      connection.endWait();
      new ReadStage(connection).begin();
    } else {
      connection.await(this, SelectionKey.OP_READ, TimeoutKind.FIRST_BYTE);
    }
  }

  @Override
  public void ready() throws IOException {
    if (!transport.isFlushed()) {
      proceed();
      return;
    }
    int count;
    try {
      count = connection.read();
    } catch (ClosedChannelException closing) {
      throw closing;
    } catch (IOException reset) {
      fail(RESET);
      return;
    }
    if (count > 0) {
      compute();
    } else if (count < 0) {
      fail("the client closed the connection during the TLS handshake");
    }
  }

  @Override
  public void expired() throws IOException {
    late = true;
    connection.endWait();
    if (!computing) { // else the worker uses the engine
      failLate();
    }
  }

  private void failLate() throws IOException {
    connection.course().timedOut();
    String time = DurationFormat.format(connection.timeout(TimeoutKind.FIRST_BYTE));
    fail("the client did not complete the TLS handshake within " + time);
  }

  @Override
  public void cutOff() {
    connection.handler().cutOff(failed("the server was stopped during the TLS handshake"));
  }

  /** Also sends what the engine has to send, with the end if it can be announced. */
  private void fail(String reason) throws IOException {
    faults.handshakeEnded(transport.engine(), responded);
    connection.use(transport);
    new ReadStage(connection).respond(failed(reason));
  }

  private Bytes kept() {
    return Bytes.of(received.toByteArray());
  }

  private HandshakeFailed failed(String reason) {
    return new HandshakeFailed(
        connection.now(),
        reason,
        kept(),
        receivedCount,
        computing ? null : transport.engine().info().orElse(null));
  }
}
