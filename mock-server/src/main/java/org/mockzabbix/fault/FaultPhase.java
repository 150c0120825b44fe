package org.mockzabbix.fault;

/** The time in the life of a connection at which a socket fault is injected. */
public enum FaultPhase {
  /** The time after the connection is accepted, before any byte is read. */
  ON_ACCEPT("on accept"),
  /** The time at which the first bytes of the request arrive, complete or not. */
  WHILE_READING("while reading"),
  /** The time after the first messages of the server in a TLS handshake. */
  DURING_HANDSHAKE("during the handshake"),
  /** The time after the request is recorded, before the first byte of the response. */
  BEFORE_REPLY("before the reply"),
  /** The time after the first half of the response. */
  INSIDE_REPLY("inside the reply"),
  /** The time after the last byte of the response, before the connection is closed. */
  AFTER_REPLY("after the reply");

  private final String words;

  FaultPhase(String words) {
    this.words = words;
  }

  /**
   * Returns whether this phase precedes the request, so that a matcher of requests cannot apply.
   */
  public boolean precedesRequest() {
    return this == ON_ACCEPT || this == WHILE_READING || this == DURING_HANDSHAKE;
  }

  /** Returns the phase in words, for example {@code before the reply}. */
  @Override
  public String toString() {
    return words;
  }
}
