package org.mockzabbix.cli.send;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The warning of zabbix_sender and zabbix_get about an invalid response packet.
 *
 * @param text the warning that both programs log
 * @param error the reason that the programs of 7.0 print
 */
record InvalidResponseWarning(String text, String error) {

  private static final Pattern FAILURE =
      Pattern.compile(
          "\\[\\[(?<peer>[^]]*)]:\\d+]: (?:(?<header>missing header)"
              + "|missing (?<early>data length|flags): "
              + "|unsupported flags 0x(?<flags>[0-9a-f]{2})"
              + "|declared (?<size>\\d+) bytes, the protocol allows (?<most>\\d+)"
              + "|declared (?<inflated>\\d+) bytes uncompressed .RESERVED., the protocol allows"
              + " (?<mostInflated>\\d+)"
              + "|declared (?<longer>\\d+) bytes?, received \\d+: "
              + "|declared (?<shorter>\\d+) bytes?, the connection was closed after).*",
          Pattern.DOTALL);

  private static final String WRONG_LENGTH = "message length does not match expected length";

  /** Returns the warning for {@code failure}; null if the packet was not the reason. */
  static @Nullable InvalidResponseWarning from(IOException failure) {
    Matcher parts = FAILURE.matcher(String.valueOf(failure.getMessage()));
    if (!parts.matches()) {
      return null;
    }
    if (parts.group("header") != null) {
      return of(parts, "is missing header", "message is missing header");
    }
    String early = parts.group("early");
    if (early != null) {
      String missing = "is missing " + (early.equals("flags") ? "protocol version" : early);
      return of(parts, missing, "message " + missing);
    }
    if (parts.group("flags") != null) {
      int flags = (byte) Integer.parseInt(parts.group("flags"), 16); // as in C
      String wrong = "using unsupported protocol version";
      return of(parts, "is " + wrong + " \"" + flags + "\"", "message is " + wrong);
    }
    if (parts.group("size") != null) {
      return tooLarge(parts, "Message size", "message", parts.group("size"), parts.group("most"));
    }
    if (parts.group("inflated") != null) {
      String most = parts.group("mostInflated");
      String what = "Uncompressed message size";
      return tooLarge(parts, what, "uncompressed message size", parts.group("inflated"), most);
    }
    String length = parts.group("longer");
    return length != null
        ? of(parts, "is longer than expected " + length + " bytes", WRONG_LENGTH)
        : of(parts, "is shorter than expected " + parts.group("shorter") + " bytes", WRONG_LENGTH);
  }

  private static InvalidResponseWarning tooLarge(
      Matcher parts, String what, String inError, String size, String most) {
    String exceeds = " exceeds the maximum size";
    String from = what + ' ' + size + " from " + parts.group("peer");
    return new InvalidResponseWarning(
        from + exceeds + ' ' + most + " bytes. Message ignored.", inError + exceeds);
  }

  private static InvalidResponseWarning of(Matcher parts, String what, String error) {
    String text = "Message from " + parts.group("peer") + " " + what;
    return new InvalidResponseWarning(text + ". Message ignored.", error);
  }
}
