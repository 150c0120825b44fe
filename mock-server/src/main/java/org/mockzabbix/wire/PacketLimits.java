package org.mockzabbix.wire;

import org.mockzabbix.text.SizeRange;

/**
 * How large a packet may be, and what happens to a larger one (protocol: limits).
 *
 * <p>A compressed body may be as large as a plain one, on the wire and once inflated. Of an
 * uncompressed packet nothing is allocated on the word of RESERVED, so that only {@code
 * protocolLimit} applies to it, as in the real programs.
 *
 * @param maxPacketSize our own cap on a body, in bytes
 * @param protocolLimit what the real program accepts, in bytes; whoever declares more is closed at
 *     once
 * @param largeAllowed whether eight-byte lengths (flag {@code 0x04}) are accepted
 * @param holdsOversized whether a packet over {@code maxPacketSize} and within {@code
 *     protocolLimit} keeps its connection while its bytes are thrown away, as the real program
 *     would keep reading it; otherwise it is closed at once
 */
public record PacketLimits(
    long maxPacketSize, long protocolLimit, boolean largeAllowed, boolean holdsOversized) {

  /** The cap unless told otherwise: 128 MiB. */
  public static final long DEFAULT_MAX_PACKET_SIZE = 128L << 20;

  /**
   * The largest cap that can be asked for: 1 GiB, as much as the real programs take without flag
   * {@code 0x04}.
   */
  public static final long GREATEST_MAX_PACKET_SIZE = 1L << 30;

  /** The values of {@code maxPacketSize}. */
  public static final SizeRange PACKET_SIZES = new SizeRange(1, GREATEST_MAX_PACKET_SIZE);

  private static final long LARGE_PROTOCOL_LIMIT = 16L << 30;

  /**
   * @throws IllegalArgumentException if {@code maxPacketSize} is not 1..1 GiB, or {@code
   *     protocolLimit} is not positive
   */
  public PacketLimits {
    PACKET_SIZES.check("maxPacketSize", maxPacketSize);
    SizeRange.atLeast(1).check("protocolLimit", protocolLimit);
  }

  /**
   * As a trapper of 6.0 before 6.0.39: up to 16 GiB, flag {@code 0x04} accepted, oversized packets
   * held.
   */
  public static PacketLimits zabbix60() {
    return new PacketLimits(DEFAULT_MAX_PACKET_SIZE, LARGE_PROTOCOL_LIMIT, true, true);
  }

  /**
   * As a trapper of 7.0.10 and later: up to 1 GiB, flag {@code 0x04} refused, oversized packets
   * closed at once.
   */
  public static PacketLimits zabbix70() {
    return new PacketLimits(DEFAULT_MAX_PACKET_SIZE, GREATEST_MAX_PACKET_SIZE, false, false);
  }

  /** The same with another cap, in bytes. */
  public PacketLimits withMaxPacketSize(long maxPacketSize) {
    return new PacketLimits(maxPacketSize, protocolLimit, largeAllowed, holdsOversized);
  }
}
