package org.mockzabbix.net;

import java.io.IOException;

/** One step in the life of a connection. Confined to the event loop's thread. */
interface ConnectionStage {

  /** Starts this stage. It continues with another one, or waits on its connection. */
  void begin() throws IOException;

  /** Called when the socket is ready for the operation that this stage waits for. */
  void ready() throws IOException;

  /** Called when the time to wait has passed. This stage must end. */
  void expired() throws IOException;

  /** Called when the listener closes while this stage waits. */
  default void cutOff() {}
}
