package org.mockzabbix.tls.engine;

import org.mockzabbix.tls.TlsInfo;

/** One side of a handshake, as its engine sees it. */
interface PskPeer {

  boolean isEstablished();

  TlsInfo info();

  /** Returns the reason of a failure for the author of the other side. */
  String failure(String alert);
}
