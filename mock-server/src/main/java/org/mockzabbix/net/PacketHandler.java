package org.mockzabbix.net;

import java.net.InetSocketAddress;
import org.mockzabbix.wire.Bytes;

/**
 * The layer above a {@link Listener}: is asked what to answer, and told what became of it.
 * Everything is called on the listener's one thread and must not block there, except an {@link
 * #answer} that {@link #mayBlock} has announced, and that of a packet with a large payload: those
 * are called on a worker, several at a time. Whatever it throws closes the connection in question
 * and is logged.
 */
public interface PacketHandler {

  /**
   * Says how to treat a connection that was just accepted, before anything is read from it.
   *
   * @param connection its number
   */
  default Treatment treatment(long connection, InetSocketAddress peer) {
    return Treatment.WELL;
  }

  /**
   * Whether the answer to {@code arrival} can take its time (a delay, a user's callback): it is
   * then worked out on a worker. Asked for everything but packets with a large payload.
   */
  boolean mayBlock(Arrival arrival);

  /**
   * Says what to answer. Called once for each connection, whatever came, and before any byte of the
   * reply is written.
   */
  Answer answer(Arrival arrival);

  /**
   * Tells that the client sent more after its packet was complete, which the real programs do not
   * notice.
   *
   * @param arrival what {@link #answer} was asked about
   * @param answer what it said
   * @param late the bytes after the packet, at most 64 KiB of them
   */
  void surplus(Arrival arrival, Answer answer, Bytes late);

  /**
   * Tells that the reply could not be written, or not all of it.
   *
   * @param arrival what {@link #answer} was asked about
   * @param answer what it said
   * @param why what happened
   */
  void replyFailed(Arrival arrival, Answer answer, String why);
}
