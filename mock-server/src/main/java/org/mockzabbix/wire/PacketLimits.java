package org.mockzabbix.wire;

import org.mockzabbix.text.SizeRange;

/**
 * The largest accepted packet, and what happens to a larger one (protocol: limits).
 *
 * <p>The limits apply to compressed data both on the wire and inflated. The field RESERVED of an
 * uncompressed packet may exceed {@code maxPacketSize}, as in the real programs.
 *
 * @param maxPacketSize the configured limit of the data, in bytes
 * @param protocolLimit the limit of the real program, in bytes; a connection that declares more is
 *     closed immediately
 * @param otherFlags what happens to flags other than {@code 0x01} and {@code 0x02}
 * @param drainsOversized whether the data of a packet that exceeds {@code maxPacketSize}, but not
 *     {@code protocolLimit}, is read and discarded, because the real program would read it; if
 *     false, the connection is closed immediately
 * @param plainTextAllowed whether a line of text without a header is accepted as a packet, as in
 *     Zabbix agents before 4.0
 */
public record PacketLimits(
    long maxPacketSize,
    long protocolLimit,
    OtherFlags otherFlags,
    boolean drainsOversized,
    boolean plainTextAllowed) {

  /** The treatment of flags other than {@code 0x01} and {@code 0x02}. */
  public enum OtherFlags {
    /** It rejects them. */
    REJECTED,
    /** It rejects them, and {@code 0x04} with every other flag, which programs of 5.0 lack. */
    LARGE_UNKNOWN,
    /** It accepts {@code 0x04}, eight-byte lengths, and rejects the others. */
    LARGE_ACCEPTED,
    /** It ignores them, but closes the connection after {@code 0x04}, as Zabbix agent 2. */
    IGNORED
  }

  /** The default of {@code maxPacketSize}, 128 MiB. */
  public static final long DEFAULT_MAX_PACKET_SIZE = 128L << 20;

  /**
   * The range of {@code maxPacketSize}, whose upper end is the limit of the real programs without
   * flag {@code 0x04}.
   */
  public static final SizeRange PACKET_SIZES = new SizeRange(1, 1L << 30);

  private static final long LARGE_PROTOCOL_LIMIT = 16L << 30;

  /** The largest length that four bytes can hold. */
  private static final long LENGTHS_LIMIT = (1L << 32) - 1;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if {@code maxPacketSize} is not from 1 byte to 1 GiB, or
   *     {@code protocolLimit} is less than 1
   */
  public PacketLimits {
    PACKET_SIZES.check("maxPacketSize", maxPacketSize);
    SizeRange.atLeast(1).check("protocolLimit", protocolLimit);
  }

  /**
   * Returns the limits of a Zabbix server 6.0 before 6.0.39: 16 GiB, large packets accepted,
   * oversized packets drained.
   */
  public static PacketLimits zabbix60() {
    return new PacketLimits(
        DEFAULT_MAX_PACKET_SIZE, LARGE_PROTOCOL_LIMIT, OtherFlags.LARGE_ACCEPTED, true, false);
  }

  /**
   * Returns the limits of a Zabbix server 7.0.10 and later: 1 GiB, large packets rejected,
   * connections with oversized packets closed immediately.
   */
  public static PacketLimits zabbix70() {
    return new PacketLimits(
        DEFAULT_MAX_PACKET_SIZE, PACKET_SIZES.max(), OtherFlags.REJECTED, false, false);
  }

  /** Returns the limits of a Zabbix server and agent 5.0 before 5.0.16: 1 GiB. */
  public static PacketLimits zabbix50() {
    return new PacketLimits(
        DEFAULT_MAX_PACKET_SIZE, PACKET_SIZES.max(), OtherFlags.LARGE_UNKNOWN, false, false);
  }

  /** Returns the limits of a Zabbix agent since 6.0, which are those of a server 7.0. */
  public static PacketLimits agent() {
    return zabbix70();
  }

  /** Returns the limits of a Zabbix agent 2 of any version: 128 MiB, unknown flags ignored. */
  public static PacketLimits agent2() {
    return new PacketLimits(
        DEFAULT_MAX_PACKET_SIZE, LENGTHS_LIMIT, OtherFlags.IGNORED, false, false);
  }

  /** Returns whether eight-byte lengths (flag {@code 0x04}) are accepted. */
  boolean largeAllowed() {
    return otherFlags == OtherFlags.LARGE_ACCEPTED;
  }

  /** Returns the flags with a meaning: 0x01 and 0x02, and 0x04 if it is accepted. */
  int knownFlags() {
    int large = largeAllowed() ? PacketHeader.LARGE : 0;
    return PacketHeader.PROTOCOL | PacketHeader.COMPRESSED | large;
  }

  /** Returns a copy of these limits with another {@code maxPacketSize}, in bytes. */
  public PacketLimits withMaxPacketSize(long maxPacketSize) {
    return new PacketLimits(
        maxPacketSize, protocolLimit, otherFlags, drainsOversized, plainTextAllowed);
  }

  /** Returns a copy of these limits that accepts a line of text without a header. */
  public PacketLimits withPlainText() {
    return new PacketLimits(maxPacketSize, protocolLimit, otherFlags, drainsOversized, true);
  }
}
