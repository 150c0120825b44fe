package org.mockzabbix.wire;

/**
 * One whole packet as it was received, and the message that it carries.
 *
 * @param header what the header says
 * @param wire header and body exactly as they came: the evidence
 * @param payload the body, inflated if it was compressed; otherwise a slice of {@code wire}, no
 *     copy
 */
public record Packet(PacketHeader header, Bytes wire, Bytes payload) {}
