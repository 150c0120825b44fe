package org.mockzabbix.fault;

import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.DataInflater;
import org.mockzabbix.wire.MalformedPacketException;
import org.mockzabbix.wire.PacketHeader;
import org.mockzabbix.wire.PacketWriter;

/** Creates functions that change the bytes of a response. */
final class PacketEditor {

  /** A header without data. */
  static final Bytes EMPTY_PACKET = PacketWriter.frame(PacketHeader.PROTOCOL, Bytes.empty());

  static final long MAX_LENGTH = 0xffff_ffffL; // of a header with four-byte lengths

  private PacketEditor() {}

  /**
   * Applies {@code edit} to header and data. Does not change a response without a header, which is
   * empty, or text for clients of Zabbix 1.x.
   */
  static UnaryOperator<Bytes> edit(BiFunction<PacketHeader, Bytes, Bytes> edit) {
    return response ->
        PacketHeader.find(response)
            .map(header -> edit.apply(header, response.from(header.size())))
            .orElse(response);
  }

  /** Replaces one byte of the header. */
  static UnaryOperator<Bytes> setByte(int index, int value) {
    return edit(
        (header, data) -> {
          byte[] bytes = header.encode().plus(data).toArray();
          bytes[index] = (byte) value;
          return Bytes.of(bytes);
        });
  }

  /** Adds {@code difference} to the length in the header. */
  static UnaryOperator<Bytes> declareLength(long difference) {
    return edit(
        (header, data) -> {
          long length = Math.max(0, header.dataLength() + Math.min(difference, room(header)));
          return new PacketHeader(header.flags(), length, header.reserved()).encode().plus(data);
        });
  }

  private static long room(PacketHeader header) {
    return (header.large() ? Long.MAX_VALUE : MAX_LENGTH) - header.dataLength();
  }

  /** Describes the declared length if it cannot differ by {@code difference}. */
  static Optional<String> limitOfLength(Bytes response, long difference) {
    return PacketHeader.find(response).flatMap(header -> limitOfLength(header, difference));
  }

  private static Optional<String> limitOfLength(PacketHeader header, long difference) {
    long length = header.dataLength();
    if (difference > room(header)) {
      return Optional.of(
          "declares " + (length + room(header)) + " bytes, which is the most that fits");
    }
    return difference < -length
        ? Optional.of("declares 0 bytes, because the response declares only " + length)
        : Optional.empty();
  }

  /** Replaces the second length in the header. */
  static UnaryOperator<Bytes> declareReserved(long reserved) {
    return edit(
        (header, data) ->
            new PacketHeader(header.flags(), header.dataLength(), reserved).encode().plus(data));
  }

  /** Compresses the data, unless it is compressed already. */
  static UnaryOperator<Bytes> compress() {
    return edit(
        (header, data) -> {
          if (header.compressed()) {
            return header.encode().plus(data);
          }
          Bytes packet = PacketWriter.frame(header.flags() | PacketHeader.COMPRESSED, data);
          return declareLength(header.dataLength() - data.length()).apply(packet);
        });
  }

  /** Applies {@code change} to the data, which is inflated before and compressed again after it. */
  static UnaryOperator<Bytes> editData(UnaryOperator<Bytes> change) {
    return edit(
        (header, data) -> {
          Bytes before = inflated(header, data);
          Bytes after = change.apply(before);
          if (after.equals(before)) {
            return header.encode().plus(data);
          }
          Bytes packet = PacketWriter.frame(header.flags(), after);
          Bytes declared = declareLength(header.dataLength() - data.length()).apply(packet);
          return header.compressed()
              ? declared
              : declareReserved(header.reserved()).apply(declared);
        });
  }

  /** Returns the inflated data; nothing if an earlier fault has damaged it. */
  private static Bytes inflated(PacketHeader header, Bytes data) {
    try {
      return header.compressed() ? DataInflater.inflate(header, data) : data;
    } catch (MalformedPacketException damaged) {
      return Bytes.empty();
    }
  }

  /** Replaces the lengths in the header with eight-byte lengths. */
  static UnaryOperator<Bytes> enlargeHeader() {
    return edit(
        (header, data) ->
            new PacketHeader(
                    header.flags() | PacketHeader.LARGE, header.dataLength(), header.reserved())
                .encode()
                .plus(data));
  }

  /** Replaces the response with random bytes. */
  static UnaryOperator<Bytes> random(int length, long seed) {
    return response -> {
      byte[] bytes = new byte[length];
      new Random(seed).nextBytes(bytes);
      return Bytes.of(bytes);
    };
  }
}
