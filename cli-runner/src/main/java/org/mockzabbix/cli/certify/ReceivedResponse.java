package org.mockzabbix.cli.certify;

import java.util.Optional;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.Packet;
import org.mockzabbix.wire.PacketHeader;

/**
 * What the program under test sent, and the state of the connection.
 *
 * @param bytes the bytes of the response; empty without a response
 * @param connection its state after the response, or when the time was up
 */
record ReceivedResponse(Bytes bytes, ConnectionState connection) {

  /** The states of a connection after a request. */
  enum ConnectionState {
    CLOSED("closed"),
    RESET("reset"),
    /** It was still open when the time was up. */
    OPEN("open"),
    /** It could not be established. */
    REFUSED("refused");

    private final String text;

    ConnectionState(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Returns the header of the packet that the response begins with. */
  Optional<PacketHeader> header() {
    return PacketHeader.find(bytes);
  }

  /** Returns the number of bytes that the header promises; negative if no packet is that long. */
  long declaredLength(PacketHeader header) {
    return header.size() + header.dataLength();
  }

  /** Returns the packet; empty if the response is not exactly one packet. */
  Optional<Packet> packet() {
    return Packet.find(bytes).filter(packet -> header().isPresent());
  }

  /** Returns the word for the column of the table, for example {@code packet}. */
  String kind() {
    if (bytes.length() == 0) {
      return "none";
    }
    if (header().isEmpty()) {
      return "text";
    }
    return packet().isPresent() ? "packet" : "invalid";
  }
}
