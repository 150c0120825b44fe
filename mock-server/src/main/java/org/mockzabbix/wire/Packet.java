package org.mockzabbix.wire;

/**
 * A complete packet.
 *
 * @param header the header
 * @param bytes header and data exactly as received
 * @param data the data: inflated if it was compressed, a slice of {@code wire} if not
 */
public record Packet(PacketHeader header, Bytes bytes, Bytes data) {

  /**
   * Returns why this packet is too long, if the {@code surplus} that arrived after it belongs to
   * it.
   */
  public String surplusReason(Bytes surplus) {
    Bytes data = bytes.from(header.size());
    return PacketDiagnosis.tooLong(
        header,
        data.length() + surplus.length(),
        data.utf8Characters() + surplus.utf8Characters(),
        data.utf16Units() + surplus.utf16Units());
  }
}
