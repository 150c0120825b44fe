package org.mockzabbix.wire;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates the data of a packet to exactly the length that the header declares. The output grows
 * with the inflated bytes, and inflating stops at the first surplus byte. A decompression bomb
 * therefore needs no more memory than the declared length.
 */
public final class DataInflater {

  private static final int MIN_OUTPUT = 1024;
  private static final int QUOTED = 16;

  /** The most bytes that are inflated only to find the mistake in RESERVED. */
  private static final int MAX_SURPLUS = 16 << 20;

  private final Inflater inflater = new Inflater();
  private final PacketHeader header;
  private final Bytes data;
  private final int length;
  private byte[] output;
  private int count;

  private DataInflater(PacketHeader header, Bytes data, int length) {
    this.header = header;
    this.data = data;
    this.length = length;
    output = new byte[(int) Math.min(length, Math.max(MIN_OUTPUT, 2L * data.length()))];
  }

  /**
   * Returns the bytes that {@code data} inflates to, as many as {@code header} declares. Bytes
   * after the end of the zlib stream are ignored, as zlib does.
   *
   * @throws MalformedPacketException if {@code data} is not a zlib stream, or inflates to another
   *     length
   */
  public static Bytes inflate(PacketHeader header, Bytes data) throws MalformedPacketException {
    DataInflater running = new DataInflater(header, data, Math.toIntExact(header.reserved()));
    try {
      return running.run();
    } catch (DataFormatException e) {
      throw running.notZlib(e);
    } finally {
      running.inflater.end();
    }
  }

  private Bytes run() throws DataFormatException, MalformedPacketException {
    inflater.setInput(data.array(), data.offset(), data.length());
    while (!inflater.finished() && count < length) {
      if (count == output.length) {
        output = Arrays.copyOf(output, (int) Math.min(length, 2L * output.length));
      }
      step(output, count, output.length - count);
    }
    if (!inflater.finished()) {
      step(new byte[1], 0, 1); // reads the checksum, or finds a surplus byte
    }
    if (count > length) {
      throw wrongLength("more", countSurplus());
    }
    if (count < length) {
      throw wrongLength(String.valueOf(count), count);
    }
    return Bytes.of(output);
  }

  private void step(byte[] target, int at, int room)
      throws DataFormatException, MalformedPacketException {
    int made = inflater.inflate(target, at, room);
    count += made;
    if (made == 0 && !inflater.finished()) {
      throw new MalformedPacketException(
          inflater.needsDictionary()
              ? "the compressed data needs a preset dictionary"
              : "the compressed data is cut short: "
                  + (data.length() == 1 ? "1 byte inflates" : data.length() + " bytes inflate")
                  + (" to " + count),
          place());
    }
  }

  /** Returns the full inflated length, unless it is greater than RESERVED may mean. */
  private long countSurplus() throws DataFormatException, MalformedPacketException {
    byte[] discarded = new byte[8192];
    while (!inflater.finished() && count <= MAX_SURPLUS) {
      step(discarded, 0, discarded.length);
    }
    return count;
  }

  private MalformedPacketException wrongLength(String shown, long actual) {
    String hint = LengthHint.ofReserved(length, actual);
    return new MalformedPacketException(
        PacketDiagnosis.inflatesTo(shown, length) + (hint.isEmpty() ? lengthHint() : hint),
        MarkedBytes.reserved(header));
  }

  private String lengthHint() {
    return length == 0 || length == data.length()
        ? ": RESERVED must be the length before compression"
        : "";
  }

  /**
   * Returns the reason for data that is not zlib's, which has at least the two bytes of a header.
   */
  private MalformedPacketException notZlib(DataFormatException e) {
    return new MalformedPacketException(
        "the compressed data is not a zlib stream: "
            + e.getMessage()
            + notZlibHint()
            + (" (the data begins with " + QuotedBytes.of(data, QUOTED) + ')'),
        place());
  }

  private MarkedBytes place() {
    return MarkedBytes.compressedData(header, data.length());
  }

  private String notZlibHint() {
    if (data.at(0) == 0x1f && data.at(1) == 0x8b) {
      return ": is it gzip instead?";
    }
    if (isRawDeflate()) {
      return ": is it a raw deflate stream, without zlib's header?";
    }
    if (LengthHint.isZlib(data.from(Math.min(Long.BYTES, data.length())))) {
      return ": " + LengthHint.EIGHT_BYTES;
    }
    return isText(data, data.length()) ? ": is it not compressed? Then the flags are 0x01" : "";
  }

  private static boolean isText(Bytes bytes, int count) {
    return QuotedBytes.isPrintable(bytes.slice(0, Math.min(count, QUOTED)));
  }

  private boolean isRawDeflate() {
    Inflater raw = new Inflater(true);
    try {
      raw.setInput(data.array(), data.offset(), data.length());
      byte[] beginning = new byte[QUOTED];
      int count = raw.inflate(beginning);
      return count > 1 && isText(Bytes.of(beginning), count);
    } catch (DataFormatException notDeflate) {
      return false;
    } finally {
      raw.end();
    }
  }
}
