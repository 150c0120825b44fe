package org.mockzabbix.wire;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A complete packet.
 *
 * @param header the header
 * @param bytes header and data exactly as received
 * @param data the data: inflated if it was compressed, a slice of {@code bytes} if not
 */
public record Packet(PacketHeader header, Bytes bytes, Bytes data) {

  /** Returns the packet that {@code bytes} are. Empty if they are not exactly one packet. */
  public static Optional<Packet> find(Bytes bytes) {
    PacketAssembler assembler = new PacketAssembler(PacketLimits.zabbix60());
    try {
      ByteBuffer all = ByteBuffer.wrap(bytes.array(), bytes.offset(), bytes.length());
      return assembler.feed(all) ? Optional.of(assembler.packet()) : Optional.empty();
    } catch (MalformedPacketException notPacket) {
      return Optional.empty();
    }
  }

  /** Returns the length in the header of a packet. */
  public MarkedBytes lengthInHeader() {
    return MarkedBytes.dataLength(header);
  }

  /** Returns the reason why a packet without data is not a request. */
  public String emptyReason() {
    return PacketDiagnosis.empty(header);
  }
}
