package org.mockzabbix.wire;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.Plurals;

/** Explains why bytes are not a valid packet, for the author of the client. */
final class PacketDiagnosis {

  private static final int QUOTED = 16;
  private static final int TLS_HANDSHAKE = 0x16;

  private PacketDiagnosis() {}

  static String missingHeader(byte[] bytes, int count) {
    if (bytes[0] == TLS_HANDSHAKE) {
      return "the client used TLS, but this port expects unencrypted packets";
    }
    return "missing header: expected 'ZBXD', received "
        + quote(bytes, count)
        + headerHint(bytes, count);
  }

  private static String headerHint(byte[] bytes, int count) {
    if (bytes[0] == '{' || bytes[0] == '[') {
      return ": is the 13-byte header missing?";
    }
    String line = Bytes.of(bytes).slice(0, Math.min(count, QUOTED)).text();
    if (line.matches("(?s)(GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH) .*")) {
      return ": this looks like an HTTP request";
    }
    return "";
  }

  static String unsupportedFlags(int flags, PacketLimits limits) {
    String shown = String.format(Locale.ROOT, "unsupported flags 0x%02x: ", flags);
    if ((flags & PacketHeader.PROTOCOL) == 0) {
      return shown + "0x01 (protocol) must be set";
    }
    String large = limits.largeAllowed() ? ", 0x04 (large packet)" : "";
    return shown + "accepted are 0x01 (protocol), 0x02 (compressed)" + large;
  }

  /** Returns the reason to reject a packet over {@code limit}, which {@code allowed} describes. */
  static String tooLarge(PacketHeader header, int dataCount, long limit, String allowed) {
    boolean dataIsTooLarge = Long.compareUnsigned(header.dataLength(), limit) > 0;
    if (!dataIsTooLarge) {
      return uncompressed(header.reserved()) + ", " + allowed;
    }
    String shown = "declared " + Long.toUnsignedString(header.dataLength()) + " bytes, " + allowed;
    return shown + (isBigEndian(header, dataCount) ? ": is the length big-endian?" : "");
  }

  private static boolean isBigEndian(PacketHeader header, int dataCount) {
    return dataCount > 0
        && !header.large()
        && Integer.reverseBytes((int) header.dataLength()) == dataCount;
  }

  static String inflatesTo(String actual, long declared) {
    return uncompressed(declared) + ", the data inflates to " + actual;
  }

  private static String uncompressed(long size) {
    return "declared " + Long.toUnsignedString(size) + " bytes uncompressed (RESERVED)";
  }

  /** Recognizes a length that counts characters (code points or UTF-16 units). */
  static String tooLong(PacketHeader header, Bytes data) {
    return tooLong(header, data.length(), data.utf8Characters(), data.utf16Units());
  }

  static String tooLong(PacketHeader header, long received, long characters, long utf16Units) {
    long declared = header.dataLength();
    String shown = "declared " + declared + " bytes, received " + received + ": ";
    if (!header.compressed() && (characters == declared || utf16Units == declared)) {
      return shown + "is the length counted in characters instead of bytes?";
    }
    long surplus = received - declared;
    return shown + Plurals.count(surplus, "byte") + " too many";
  }

  static String ended(byte[] bytes, int count, @Nullable PacketHeader header, String how) {
    if (header == null) {
      return missingPart(count) + ": " + how + " " + headerSoFar(bytes, count);
    }
    int dataCount = count - header.size();
    return "declared "
        + header.dataLength()
        + " bytes, "
        + how
        + " "
        + dataCount
        + headerCounted(header, dataCount);
  }

  static String timedOut(byte[] bytes, int count, @Nullable PacketHeader header, Duration timeout) {
    String nothingMore = ", and the rest did not arrive within " + DurationFormat.format(timeout);
    if (header == null) {
      return missingPart(count) + ": received " + headerSoFar(bytes, count) + nothingMore;
    }
    int dataCount = count - header.size();
    return "declared "
        + header.dataLength()
        + " bytes, received "
        + dataCount
        + nothingMore
        + headerCounted(header, dataCount);
  }

  private static String missingPart(int count) {
    int magic = PacketHeader.MAGIC.length;
    return count < magic
        ? "missing header"
        : count == magic ? "missing flags" : "missing data length";
  }

  private static String headerSoFar(byte[] bytes, int count) {
    return count <= PacketHeader.MAGIC.length
        ? quote(bytes, count)
        : count
            + " of the header's "
            + PacketHeader.size(bytes[PacketHeader.MAGIC.length])
            + " bytes";
  }

  private static String headerCounted(PacketHeader header, long dataCount) {
    return header.dataLength() - dataCount == header.size()
        ? ": does the length count the header too?"
        : "";
  }

  /** Returns the first bytes in quotes, with all but printable ASCII characters escaped. */
  private static String quote(byte[] bytes, int count) {
    StringBuilder quoted = new StringBuilder("'");
    for (int i = 0; i < Math.min(count, QUOTED); i++) {
      quoted.append(escape(bytes[i]));
    }
    return quoted.append(count > QUOTED ? "...'" : "'").toString();
  }

  private static String escape(byte b) {
    return switch (b) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\\' -> "\\\\";
      default ->
          b >= ' ' && b <= '~' ? String.valueOf((char) b) : "\\x" + HexFormat.of().toHexDigits(b);
    };
  }
}
