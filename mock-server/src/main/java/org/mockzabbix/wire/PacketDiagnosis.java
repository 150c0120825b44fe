package org.mockzabbix.wire;

import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.Plurals;

/**
 * Explains why the bytes after the header of a packet do not fit its lengths, for the author of the
 * client. Shows the beginning of the data, because it usually names the host.
 */
final class PacketDiagnosis {

  private static final int QUOTED = 16;
  private static final int QUOTED_DATA = 96;
  private static final int SHORTEST_QUOTED_DATA = 8;
  private static final long PLAUSIBLE_LENGTH = 16 << 20;

  private PacketDiagnosis() {}

  /** Returns the reason to reject a packet over {@code limit}, which {@code allowed} describes. */
  static String tooLarge(PacketHeader header, Bytes received, long limit, String allowed) {
    Bytes data = received.from(header.size());
    if (Long.compareUnsigned(header.dataLength(), limit) <= 0) {
      return uncompressed(header.reserved())
          + ", "
          + allowed
          + orEmpty(eightByteHint(header, data.length()))
          + beginning(header, data);
    }
    String shown = "declared " + Long.toUnsignedString(header.dataLength()) + " bytes, " + allowed;
    Bytes length = received.slice(PacketHeader.LENGTHS_AT, PacketHeader.width(header.flags()));
    String hint = textHint(length);
    if (hint != null) {
      return shown + hint + beginning(header, received.from(PacketHeader.LENGTHS_AT));
    }
    long reversed = reversedLength(header);
    boolean mayFit = data.length() <= reversed && reversed < PLAUSIBLE_LENGTH;
    return shown + (mayFit ? bigEndian(header) : "") + beginning(header, data);
  }

  private static @Nullable String textHint(Bytes length) {
    String text = length.latin1();
    if (!text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      return null;
    }
    String held = ": the length field holds the text " + QuotedBytes.of(length, QUOTED);
    return text.chars().allMatch(c -> Character.isDigit(c) || c == ' ')
        ? held + ", but must be a little-endian number"
        : held + ": is the length missing?";
  }

  private static long reversedLength(PacketHeader header) {
    return header.large()
        ? Long.reverseBytes(header.dataLength())
        : Integer.reverseBytes((int) header.dataLength()) & 0xffff_ffffL;
  }

  /** Returns a hint if the length with its bytes in reverse order is that of the data. */
  private static @Nullable String bigEndianHint(PacketHeader header, long dataCount) {
    boolean fits = dataCount > 0 && reversedLength(header) == dataCount;
    return fits && header.dataLength() != dataCount ? bigEndian(header) : null;
  }

  private static String bigEndian(PacketHeader header) {
    long length = reversedLength(header);
    return ": is the length big-endian? In little-endian order, "
        + length
        + " is "
        + HexFormat.ofDelimiter(" ").formatHex(littleEndian(header, length));
  }

  private static byte[] littleEndian(PacketHeader header, long length) {
    byte[] bytes = new byte[PacketHeader.width(header.flags())];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (length >>> (8 * i));
    }
    return bytes;
  }

  /** Returns a hint if both lengths are one big-endian number of eight bytes. */
  private static @Nullable String eightByteHint(PacketHeader header, long dataCount) {
    long length = Integer.reverseBytes((int) header.reserved()) & 0xffff_ffffL;
    boolean fits =
        header.dataLength() == 0
            && !header.large()
            && length > 0
            && (length == dataCount || (dataCount == 0 && length < PLAUSIBLE_LENGTH));
    return fits
        ? ": is the length a big-endian number of eight bytes? It must be little-endian"
        : null;
  }

  /** Returns the reason why a packet without data is not a request. */
  static String empty(PacketHeader header) {
    return "the packet is empty" + orEmpty(eightByteHint(header, 0));
  }

  static String inflatesTo(String actual, long declared) {
    return uncompressed(declared) + ", the data inflates to " + actual;
  }

  private static String uncompressed(long size) {
    return "declared " + Long.toUnsignedString(size) + " bytes uncompressed (RESERVED)";
  }

  /** Recognizes a length that counts characters (code points or UTF-16 units). */
  static String tooLong(PacketHeader header, Bytes data) {
    long declared = header.dataLength();
    String shown = "declared " + declared + " bytes, received " + data.length();
    if (!header.compressed()
        && (data.utf8Characters() == declared || data.utf16Units() == declared)) {
      return shown
          + ": is the length counted in characters instead of bytes?"
          + beginning(header, data);
    }
    String hint = eightByteHint(header, data.length());
    hint = hint == null ? bigEndianHint(header, data.length()) : hint;
    hint = hint == null ? repeatedHeaderHint(data) : hint;
    String surplus = ": " + Plurals.count(data.length() - declared, "byte") + " too many";
    return shown + (hint == null ? surplus : hint) + beginning(header, data);
  }

  private static @Nullable String repeatedHeaderHint(Bytes data) {
    return PacketHeader.find(data).isPresent() ? ": is the header sent twice?" : null;
  }

  static String ended(Bytes received, @Nullable PacketHeader header, String how) {
    if (header == null) {
      return missingPart(received) + ": " + how + " " + headerSoFar(received);
    }
    Bytes data = received.from(header.size());
    return "declared "
        + header.dataLength()
        + " bytes, "
        + how
        + " "
        + data.length()
        + tooShortHint(header, data);
  }

  static String timedOut(Bytes received, @Nullable PacketHeader header, Duration timeout) {
    String nothingMore = ", and the rest did not arrive within " + DurationFormat.format(timeout);
    if (header == null) {
      return missingPart(received) + ": received " + headerSoFar(received) + nothingMore;
    }
    Bytes data = received.from(header.size());
    return "declared "
        + header.dataLength()
        + " bytes, received "
        + data.length()
        + nothingMore
        + tooShortHint(header, data);
  }

  private static String missingPart(Bytes received) {
    int magic = PacketHeader.MAGIC.length;
    return received.length() < magic
        ? "missing header"
        : received.length() == magic ? "missing flags" : "missing data length";
  }

  private static String headerSoFar(Bytes received) {
    return received.length() <= PacketHeader.MAGIC.length
        ? QuotedBytes.of(received, QUOTED)
        : received.length()
            + " of the header's "
            + PacketHeader.size(received.at(PacketHeader.MAGIC.length))
            + " bytes";
  }

  private static String tooShortHint(PacketHeader header, Bytes data) {
    boolean headerCounted = header.dataLength() - data.length() == header.size();
    return (headerCounted
            ? ": does the length count the header too?"
            : orEmpty(bigEndianHint(header, data.length())))
        + beginning(header, data);
  }

  /** Returns the first bytes of data that is long enough to identify the client. */
  private static String beginning(PacketHeader header, Bytes data) {
    return header.compressed() || data.length() < SHORTEST_QUOTED_DATA
        ? ""
        : " (the data begins with " + QuotedBytes.ofText(data, QUOTED_DATA) + ')';
  }

  private static String orEmpty(@Nullable String hint) {
    return hint == null ? "" : hint;
  }
}
