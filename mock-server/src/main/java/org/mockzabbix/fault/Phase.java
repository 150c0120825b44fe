package org.mockzabbix.fault;

/** When in the life of a connection a fault on its socket strikes. */
public enum Phase {
  /** As soon as the connection is accepted, before a byte is read. */
  ON_ACCEPT("on accept"),
  /** When the first bytes of the request are there; whether it is all of it makes no difference. */
  WHILE_READING("while reading"),
  /** When the request was read, processed and recorded, before the first byte of the reply. */
  BEFORE_REPLY("before the reply"),
  /** After the first half of the reply. */
  INSIDE_REPLY("inside the reply"),
  /** After the last byte of the reply, before the connection is closed. */
  AFTER_REPLY("after the reply");

  private final String words;

  Phase(String words) {
    this.words = words;
  }

  /** Whether there is no request yet, so that no matcher of requests can decide. */
  public boolean precedesRequest() {
    return this == ON_ACCEPT || this == WHILE_READING;
  }

  @Override
  public String toString() {
    return words;
  }
}
