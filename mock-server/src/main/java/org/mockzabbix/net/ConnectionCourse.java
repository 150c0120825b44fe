package org.mockzabbix.net;

import org.mockzabbix.fault.Fault;

/**
 * Receives what happens on a connection, at the moment when it happens. What the client can notice
 * is reported before it can. The event loop and a worker thread may report at the same time.
 */
public interface ConnectionCourse {

  /**
   * Called after each read.
   *
   * @param count the number of bytes; -1 if the client has ended its output
   */
  void read(int count);

  /** Called if the client has reset the connection. */
  void resetByClient();

  /** Called if a packet is complete. */
  void requestComplete();

  /** Called if something did not happen in time, which ends the connection or its request. */
  void timedOut();

  /** Called before a fault is injected into the connection. */
  void faultInjected(Fault fault);

  /** Called after {@code count} bytes of the response were written; at least one. */
  void written(int count);

  /** Called before the server ends its output without closing the connection. */
  void outputEnds();

  /**
   * Called before the server closes the connection.
   *
   * @param reset whether a fault resets the connection
   */
  void closes(boolean reset);
}
