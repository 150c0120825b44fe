package org.mockzabbix.net;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.MarkedBytes;
import org.mockzabbix.wire.Packet;

/** The outcome of reading from a connection: a packet, or the reason why it is missing. */
public sealed interface ReadResult {

  /**
   * Returns the time at which the last byte arrived, or at which it was clear that the packet is
   * invalid or incomplete.
   */
  Instant receivedAt();

  /** Returns the received bytes as they were on the wire; only the first 64 KiB if invalid. */
  Bytes received();

  /**
   * A complete packet.
   *
   * @param receivedAt when its last byte arrived
   * @param packet the packet
   */
  record PacketRead(Instant receivedAt, Packet packet) implements ReadResult {

    @Override
    public Bytes received() {
      return packet.bytes();
    }
  }

  /**
   * Bytes that are not a packet, or only part of one.
   *
   * @param receivedAt the time at which the bytes were found invalid or incomplete
   * @param reason the reason why the bytes are not a packet, for the author of the client
   * @param place the bytes that are invalid, or where bytes are missing
   * @param received the first bytes, at most 64 KiB
   * @param receivedCount the number of all received bytes
   */
  record InvalidBytes(
      Instant receivedAt, String reason, MarkedBytes place, Bytes received, long receivedCount)
      implements ReadResult {}

  /**
   * A connection without any byte, for example of a port probe.
   *
   * @param receivedAt when the connection ended
   * @param ending the way in which the connection ended
   */
  record NoBytes(Instant receivedAt, ConnectionEnd ending) implements ReadResult {

    @Override
    public Bytes received() {
      return Bytes.empty();
    }
  }

  /**
   * A connection that a fault ended before its request was read.
   *
   * @param receivedAt when the fault was injected
   * @param received the bytes that had arrived by then, at most 64 KiB
   */
  record EndedByFault(Instant receivedAt, Bytes received) implements ReadResult {}

  /**
   * A connection on which the client and the server did not agree on encryption, or on none.
   *
   * @param receivedAt when the handshake failed
   * @param reason the reason, for the author of the client
   * @param received the first bytes, at most 64 KiB
   * @param receivedCount the number of all received bytes
   * @param tls what is known of the encryption; null if nothing
   */
  record HandshakeFailed(
      Instant receivedAt, String reason, Bytes received, long receivedCount, @Nullable TlsInfo tls)
      implements ReadResult {}

  /** The ways in which a connection without any byte can end. */
  enum ConnectionEnd {
    /**
     * The client ended its output. TCP does not show whether it closed the connection or still
     * reads.
     */
    HALF_CLOSED,
    /** The client reset the connection. */
    RESET,
    /** The client sent no byte in time. */
    TIMED_OUT
  }
}
