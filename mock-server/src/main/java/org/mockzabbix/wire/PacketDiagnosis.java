package org.mockzabbix.wire;

import java.time.Duration;
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

  private PacketDiagnosis() {}

  /** Returns the reason to reject a packet over {@code limit}, which {@code allowed} describes. */
  static String tooLarge(PacketHeader header, Bytes received, long limit, String allowed) {
    boolean isLengthTooLarge = Long.compareUnsigned(header.dataLength(), limit) > 0;
    String shown =
        isLengthTooLarge ? declared(header.dataLength()) : uncompressed(header.reserved());
    return shown + ", " + allowed + hintAndBeginning(header, received);
  }

  private static String hintAndBeginning(PacketHeader header, Bytes received) {
    LengthHint hint = LengthHint.of(header, received);
    return hint.text() + beginning(header, received, hint);
  }

  /** Returns the reason why a packet without data is not a request. */
  static String empty(PacketHeader header) {
    return "the packet is empty" + LengthHint.of(header, header.encode()).text();
  }

  static String inflatesTo(String actual, long declared) {
    return uncompressed(declared) + ", the data inflates to " + actual;
  }

  private static String uncompressed(long size) {
    return declared(size) + " uncompressed (RESERVED)";
  }

  private static String declared(long length) {
    return "declared " + Long.toUnsignedString(length) + (length == 1 ? " byte" : " bytes");
  }

  /** Recognizes a length that counts characters (code points or UTF-16 units). */
  static String tooLong(PacketHeader header, Bytes received) {
    Bytes data = received.from(header.size());
    long declared = header.dataLength();
    String shown = declared(declared) + ", received " + data.length();
    if (!header.compressed()
        && (data.utf8Characters() == declared || data.utf16Units() == declared)) {
      return shown
          + ": is the length counted in characters instead of bytes?"
          + beginning(header, data);
    }
    LengthHint hint = LengthHint.of(header, received);
    if (!hint.text().isEmpty()) {
      return shown + hint.text() + beginning(header, received, hint);
    }
    String surplus =
        PacketHeader.find(data).isPresent()
            ? ": is the header sent twice?"
            : ": " + Plurals.count(data.length() - declared, "byte") + " too many";
    return shown + surplus + beginning(header, data);
  }

  static String ended(Bytes received, @Nullable PacketHeader header, String how) {
    if (header == null) {
      return missingPart(received) + ": " + how + " " + headerSoFar(received);
    }
    Bytes data = received.from(header.size());
    return declared(header.dataLength())
        + ", "
        + how
        + " "
        + data.length()
        + tooShortHint(header, received);
  }

  static String timedOut(Bytes received, @Nullable PacketHeader header, Duration timeout) {
    String nothingMore = ", and the rest did not arrive within " + DurationFormat.format(timeout);
    if (header == null) {
      return missingPart(received) + ": received " + headerSoFar(received) + nothingMore;
    }
    Bytes data = received.from(header.size());
    return declared(header.dataLength())
        + ", received "
        + data.length()
        + nothingMore
        + tooShortHint(header, received);
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

  private static String tooShortHint(PacketHeader header, Bytes received) {
    Bytes data = received.from(header.size());
    return header.dataLength() - data.length() == header.size()
        ? ": does the length count the header too?" + beginning(header, data)
        : hintAndBeginning(header, received);
  }

  private static String beginning(PacketHeader header, Bytes received, LengthHint hint) {
    return beginning(header, received.from(hint.dataAt()));
  }

  /** Returns the first bytes of data that is long enough to identify the client. */
  private static String beginning(PacketHeader header, Bytes data) {
    return header.compressed() || data.length() < SHORTEST_QUOTED_DATA
        ? ""
        : " (the data begins with " + QuotedBytes.ofText(data, QUOTED_DATA) + ')';
  }
}
