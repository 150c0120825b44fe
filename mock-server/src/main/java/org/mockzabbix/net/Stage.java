package org.mockzabbix.net;

import java.io.IOException;

/** What a connection is busy with: says what it means that its socket is ready, or its time up. */
interface Stage {

  /** The socket can be read or written, whichever the stage waits for. */
  void ready() throws IOException;

  /** The stage has waited long enough, and must come to an end. */
  void expired() throws IOException;
}
