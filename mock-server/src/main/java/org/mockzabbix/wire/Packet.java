package org.mockzabbix.wire;

/**
 * One whole packet as it was received, and the message that it carries.
 *
 * @param header what the header says
 * @param wire header and body exactly as they came: the evidence
 * @param payload the body, inflated if it was compressed; otherwise a slice of {@code wire}, no
 *     copy
 */
public record Packet(PacketHeader header, Bytes wire, Bytes payload) {

  /**
   * What is wrong with the length, given that {@code late} came after the packet was complete: in
   * the words of a packet that is too long.
   */
  public String surplusReason(Bytes late) {
    Bytes body = wire.slice(header.size(), wire.length() - header.size());
    return Reason.tooLong(
        header,
        body.length() + late.length(),
        body.utf8Characters() + late.utf8Characters(),
        body.utf16Units() + late.utf16Units());
  }
}
