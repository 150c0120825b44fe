package org.mockzabbix.wire;

import java.io.IOException;

/**
 * Thrown for bytes that are not a valid packet, with a reason that helps the author of the client.
 * Has no stack trace, because the cause is the peer and not this program.
 */
public final class MalformedPacketException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final transient MarkedBytes place;
  private final long bytesToDrain;

  MalformedPacketException(String reason, MarkedBytes place) {
    this(reason, place, 0);
  }

  MalformedPacketException(String reason, MarkedBytes place, long bytesToDrain) {
    super(reason);
    this.reason = reason;
    this.place = place;
    this.bytesToDrain = bytesToDrain;
  }

  /** Returns why the bytes are not a packet. */
  public String reason() {
    return reason;
  }

  /** Returns the bytes that are not valid. */
  public MarkedBytes place() {
    return place;
  }

  /**
   * Returns how many more bytes of data the real program reads and discards before it closes the
   * connection; 0 if it closes immediately.
   */
  public long bytesToDrain() {
    return bytesToDrain;
  }

  /** Leaves out the stack trace. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
