package org.mockzabbix.net;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.Packet;

/** What one connection brought: a packet, bytes that are none, or nothing. */
public sealed interface Arrival {

  /** Where and when. */
  Origin origin();

  /** Running number of the connection, from 1 for each listener. */
  default long connection() {
    return origin().connection();
  }

  /** The client's address and port. */
  default InetSocketAddress peer() {
    return origin().peer();
  }

  /** The address and port that the client connected to. */
  default InetSocketAddress local() {
    return origin().local();
  }

  /** When the last byte was there, or when it was clear that no more would come. */
  default Instant receivedAt() {
    return origin().receivedAt();
  }

  /**
   * A whole packet.
   *
   * @param origin where and when
   * @param packet what came
   */
  record Complete(Origin origin, Packet packet) implements Arrival {}

  /**
   * Bytes that are no packet, or not all of one.
   *
   * @param origin where and when
   * @param reason what is wrong with them, for the author of the sender
   * @param received the first of them, at most 64 KiB
   * @param receivedCount how many came
   */
  record Unreadable(Origin origin, String reason, Bytes received, long receivedCount)
      implements Arrival {}

  /**
   * No byte at all, as a port probe does.
   *
   * @param origin where and when
   * @param ending how it ended
   */
  record Empty(Origin origin, Ending ending) implements Arrival {}

  /**
   * Nothing that was looked at: a fault ended the connection before its request was read.
   *
   * @param origin where and when, with the fault
   * @param received what was there by then, at most 64 KiB
   */
  record Mistreated(Origin origin, Bytes received) implements Arrival {}

  /** How a connection without a byte ended. */
  enum Ending {
    /**
     * The client ended its output. Whether it closed the connection or still reads, TCP does not
     * tell.
     */
    HALF_CLOSED,
    /** The client reset the connection. */
    RESET,
    /** The client kept silent for too long. */
    TIMED_OUT
  }
}
