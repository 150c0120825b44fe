package org.mockzabbix.net;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.tls.engine.TlsAcceptor;
import org.mockzabbix.wire.Bytes;

/**
 * Supplies the faults and the response of one connection, and receives the outcome. Created by a
 * {@link Factory} when the connection is accepted, so that an implementation can keep the state
 * that was current at that time.
 *
 * <p>A listener calls one method at a time, except {@link #abandoned}: on its event-loop thread,
 * where the method must not block, or on a worker thread. {@link #respond} runs on a worker thread
 * if {@link #mayBlock} returns true or the packet is large. An exception or error closes the
 * connection and is logged.
 */
public interface ConnectionHandler {

  /** Creates the handlers of a {@link Listener}'s connections. */
  @FunctionalInterface
  interface Factory {

    /** Returns a handler for a connection that was just accepted. Runs on the event loop. */
    ConnectionHandler accepted(ConnectionInfo connection);
  }

  /** Returns the receiver of what happens on this connection, the same one on each call. */
  ConnectionCourse course();

  /** Returns the faults to inject before the request is read; empty for none. */
  default List<Fault> connectionFaults() {
    return List.of();
  }

  /**
   * Returns what agrees on encryption with clients whose first byte is that of TLS; empty if the
   * port expects unencrypted packets only.
   */
  default Optional<TlsAcceptor> tls() {
    return Optional.empty();
  }

  /** Called when a handshake is complete, before the packet inside is read. */
  default void encrypted(TlsInfo tls) {}

  /**
   * Returns whether {@link #respond} can block, for example because a rule calls code of the test.
   * Not called if the packet is large.
   */
  boolean mayBlock(ReadResult result);

  /**
   * Returns the response. Called once for each connection, before any byte of the response is
   * written.
   */
  EncodedResponse respond(ReadResult result);

  /**
   * Called instead of {@link #respond}, on the event loop's thread, if it should run on a worker
   * thread and none can be started. The connection is closed without a response.
   */
  void noWorker(ReadResult result, Throwable cause);

  /**
   * Called on the event loop's thread if the listener closes while a packet is being read.
   *
   * @param result the part of the packet that arrived
   */
  void cutOff(ReadResult result);

  /**
   * Called on the event loop's thread while {@link #respond} still runs on a worker thread, because
   * it has not returned within {@code timeout}. The connection is closed without a response.
   */
  void abandoned(Duration timeout);

  /**
   * Called if the client sent more bytes after its packet was complete. The real programs ignore
   * such bytes.
   *
   * @param bytes the bytes after the packet, at most 64 KiB
   */
  void surplus(Bytes bytes);

  /**
   * Called if something happened that the author of the client or the test should know, for example
   * if a fault was not injected.
   */
  void remark(String text);

  /**
   * Called if the response was not completely written.
   *
   * @param reason the number of bytes that were written, and the reason why the rest was not
   */
  void writeFailed(String reason);
}
