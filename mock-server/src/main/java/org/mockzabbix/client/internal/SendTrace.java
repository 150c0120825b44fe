package org.mockzabbix.client.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.mockzabbix.wire.Bytes;

/** Receives each step of sending a packet, in the thread that sends it. */
public interface SendTrace {

  /** A trace that ignores all steps. */
  SendTrace NONE = new SendTrace() {};

  /** Called if one address of a server cannot be reached. */
  default void notConnected(InetSocketAddress address, IOException why) {}

  /**
   * Called if no address of a server can be reached.
   *
   * @param first the first address that was tried
   * @param why the failure of the last address
   */
  default void unreachable(InetSocketAddress first, IOException why) {}

  /** Called before a packet with this data is sent. */
  default void sending(InetSocketAddress address, Bytes data) {}

  /** Called if the packet could not be sent. */
  default void notSent(InetSocketAddress address, IOException why) {}

  /** Called after a response. Its data is empty if the server closed without one. */
  default void received(Bytes data) {}

  /** Called if no valid response packet was received. */
  default void notReceived(InetSocketAddress address, IOException why) {}

  /**
   * Called before a packet is sent again because the server redirects.
   *
   * @param toOther whether the server named the address; if not, the redirect is a reset
   */
  default void redirected(InetSocketAddress address, boolean toOther) {}
}
