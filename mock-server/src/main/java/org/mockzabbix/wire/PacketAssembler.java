package org.mockzabbix.wire;

import java.nio.ByteBuffer;
import java.time.Duration;

/** TODO. */
public final class PacketAssembler {

  /** Starts with nothing received. */
  public PacketAssembler(PacketLimits limits) {}

  /**
   * Takes all of {@code in}, and returns whether the packet is complete with it.
   *
   * @throws MalformedPacketException if what came so far cannot be a packet; nothing more can be
   *     fed then
   */
  public boolean feed(ByteBuffer in) throws MalformedPacketException {
    throw new UnsupportedOperationException();
  }

  /** The header, once {@link #feed} has returned true. */
  public PacketHeader header() {
    throw new UnsupportedOperationException();
  }

  /** The complete packet, inflated if need be: once {@link #feed} has returned true. */
  public Packet packet() throws MalformedPacketException {
    throw new UnsupportedOperationException();
  }

  /** How many bytes came. */
  public long receivedCount() {
    throw new UnsupportedOperationException();
  }

  /** The first 64 KiB of what came. */
  public Bytes received() {
    throw new UnsupportedOperationException();
  }

  /** What is missing, if the peer ended its output now. */
  public String endOfInput() {
    throw new UnsupportedOperationException();
  }

  /** What is missing, if the connection was reset now. */
  public String reset() {
    throw new UnsupportedOperationException();
  }

  /** What is missing, if the rest did not come within {@code timeout}. */
  public String timedOut(Duration timeout) {
    throw new UnsupportedOperationException();
  }
}
