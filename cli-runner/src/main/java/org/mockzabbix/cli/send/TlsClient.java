package org.mockzabbix.cli.send;

import org.mockzabbix.tls.TlsLibrary;

/** The clients that have options for encryption, and what differs between these options. */
public enum TlsClient {
  /** zabbix_sender, which {@code send} imitates. */
  SENDER("--tls-", "server", TlsLibrary.GNUTLS),

  /** zabbix_get, which {@code get} imitates. */
  GETTER("--tls-", "agent", TlsLibrary.GNUTLS),

  /** Other commands that connect to a program of the user. */
  OTHER("--tls-", "server", TlsLibrary.OPENSSL),

  /** A server that passes packets to a real server. */
  FORWARDING("--forward-tls-", "server", TlsLibrary.OPENSSL);

  private final String prefix;
  private final String peer;
  private final TlsLibrary library;

  TlsClient(String prefix, String peer, TlsLibrary library) {
    this.prefix = prefix;
    this.peer = peer;
    this.library = library;
  }

  /** Returns the library that the client behaves as. */
  TlsLibrary library() {
    return library;
  }

  /** Returns the option of a parameter. */
  public String option(TlsParameter parameter) {
    return prefix + (parameter.isOfPeer() ? peer + '-' : "") + parameter.optionEnding();
  }

  /** Returns whether the client can read a configuration file. */
  boolean readsFile() {
    return this == SENDER;
  }
}
