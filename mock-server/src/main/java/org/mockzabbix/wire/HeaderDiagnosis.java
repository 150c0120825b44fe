package org.mockzabbix.wire;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Explains why bytes are not the header of a packet, for the author of the client. */
final class HeaderDiagnosis {

  private static final int QUOTED = 16;
  private static final int TLS_HANDSHAKE = 0x16;
  private static final String MAGIC = "ZBXD";

  /** An item key or {@code host:key:value} as text, as clients sent it before Zabbix 4.0. */
  private static final Pattern OLD_TEXT =
      Pattern.compile("[A-Za-z0-9_-]+([.\\[:][^\\x00-\\x1f]*[\\r\\n]*|[\\r\\n]+)");

  private HeaderDiagnosis() {}

  static String missingHeader(Bytes received) {
    String shown = QuotedBytes.of(received, QUOTED);
    if (received.at(0) == TLS_HANDSHAKE) {
      return "the client used TLS, but this port expects unencrypted packets: received " + shown;
    }
    String hint = headerHint(received);
    return "missing header: expected 'ZBXD', received " + shown + (hint == null ? "" : ": " + hint);
  }

  private static @Nullable String headerHint(Bytes received) {
    String text = received.slice(0, Math.min(received.length(), 64)).latin1();
    String magic = text.substring(0, Math.min(text.length(), MAGIC.length()));
    if (MAGIC.startsWith(magic.toUpperCase(Locale.ROOT))) {
      return "write ZBXD in capital letters";
    }
    String format = ByteFormat.hint(received);
    if (format != null) {
      return format;
    }
    if (text.contains(MAGIC)) {
      return "remove what precedes 'ZBXD'";
    }
    boolean isData = "{[<".indexOf(text.charAt(0)) >= 0 || OLD_TEXT.matcher(text).matches();
    return isData ? "is the 13-byte header missing?" : null;
  }

  static String unsupportedFlags(Bytes received, PacketLimits limits) {
    int flags = received.at(MAGIC.length());
    String shown = String.format(Locale.ROOT, "unsupported flags 0x%02x: ", flags);
    String large = limits.largeAllowed() ? ", 0x04 (large packet)" : "";
    String rule =
        (flags & PacketHeader.PROTOCOL) == 0
            ? "0x01 (protocol) must be set"
            : "accepted are 0x01 (protocol), 0x02 (compressed)" + large;
    String hint = flagsHint(received, flags, limits);
    return shown
        + rule
        + (hint == null ? "" : ": " + hint)
        + (" (received " + QuotedBytes.of(received, QUOTED) + ')');
  }

  private static @Nullable String flagsHint(Bytes received, int flags, PacketLimits limits) {
    if (isLengthAtFlags(received)) {
      return "is the flags byte missing?";
    }
    if (flags == 0
        && received.length() > PacketHeader.LENGTHS_AT
        && isProtocol(received.at(PacketHeader.LENGTHS_AT))) {
      return "remove the NUL after 'ZBXD'";
    }
    if (flags == '\\') {
      return "are escapes such as \\x01 sent as text?";
    }
    if (flags >= '0' && flags <= '0' + limits.knownFlags()) {
      char correct = (char) (flags | PacketHeader.PROTOCOL);
      return "send the byte 0x0" + correct + " instead of the digit '" + (char) flags + "'";
    }
    if (flags == '{' || flags == '[' || flags == '<') {
      return "are the flags and the lengths missing after 'ZBXD'?";
    }
    return flags == PacketHeader.COMPRESSED ? "the flags of compressed data are 0x03" : null;
  }

  private static boolean isProtocol(int flags) {
    return flags == PacketHeader.PROTOCOL
        || flags == (PacketHeader.PROTOCOL | PacketHeader.COMPRESSED);
  }

  /** Returns whether the number instead of the flags is the length of what follows the lengths. */
  private static boolean isLengthAtFlags(Bytes received) {
    Bytes lengths = received.from(MAGIC.length());
    int rest = lengths.length() - Integer.BYTES;
    if (rest <= 0) {
      return false;
    }
    long length = PacketHeader.parseLength(lengths, 0, Integer.BYTES);
    return length > 0 && (length == rest || length == rest - Integer.BYTES);
  }
}
