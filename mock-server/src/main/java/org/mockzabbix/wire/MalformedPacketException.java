package org.mockzabbix.wire;

import java.io.IOException;

/**
 * Bytes that are not a packet, with the reason in words that the author of a sender understands. It
 * has no stack trace: it tells about the peer, not about our code.
 */
public final class MalformedPacketException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final long stillToCome;

  MalformedPacketException(String reason) {
    this(reason, 0);
  }

  MalformedPacketException(String reason, long stillToCome) {
    super(reason);
    this.reason = reason;
    this.stillToCome = stillToCome;
  }

  /** Returns why the bytes are not a packet. */
  public String reason() {
    return reason;
  }

  /**
   * Bytes of the declared body that the real program would still read before it closes the
   * connection; zero if it closes at once. They are worth nothing and should be thrown away.
   */
  public long stillToCome() {
    return stillToCome;
  }

  /** Leaves the stack trace out. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
