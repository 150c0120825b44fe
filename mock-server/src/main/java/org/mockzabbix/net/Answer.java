package org.mockzabbix.net;

import org.mockzabbix.wire.Bytes;

/**
 * What to do with a connection whose arrival has been seen: bytes to write, or none, before it is
 * closed. Immutable.
 */
public final class Answer {

  private static final Answer SILENCE = new Answer(Bytes.empty(), false);

  private final Bytes bytes;
  private final boolean watchesForSurplus;

  private Answer(Bytes bytes, boolean watchesForSurplus) {
    this.bytes = bytes;
    this.watchesForSurplus = watchesForSurplus;
  }

  /** Writes {@code bytes} and closes the connection. */
  public static Answer reply(Bytes bytes) {
    return bytes.length() == 0 ? SILENCE : new Answer(bytes, false);
  }

  /** Closes the connection without a byte. */
  public static Answer silence() {
    return SILENCE;
  }

  /**
   * The same, but before the connection is closed the client has up to a second for bytes after its
   * packet, which are then told to {@link PacketHandler#surplus}.
   */
  public Answer watchingForSurplus() {
    return new Answer(bytes, true);
  }

  /** What is written; empty for silence. */
  public Bytes bytes() {
    return bytes;
  }

  /** Whether the client is given time for bytes after its packet. */
  public boolean watchesForSurplus() {
    return watchesForSurplus;
  }
}
