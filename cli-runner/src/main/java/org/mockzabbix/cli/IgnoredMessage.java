package org.mockzabbix.cli;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code zabbix_get} says about an answer that is no packet, from what we say about it.
 *
 * @param warning its line in the log
 * @param error what 7.0 gives as the reason
 */
record IgnoredMessage(String warning, String error) {

  private static final Pattern OURS =
      Pattern.compile(
          "\\[\\[(?<peer>[^]]*)]:\\d+]: (?:(?<header>missing header)"
              + "|unsupported flags 0x(?<flags>[0-9a-f]{2})"
              + "|declared (?<longer>\\d+) bytes, received \\d+: "
              + "|declared (?<shorter>\\d+) bytes, the connection was closed after).*",
          Pattern.DOTALL);

  private static final String WRONG_LENGTH = "message length does not match expected length";

  /** Null if the failure is another one. */
  static @Nullable IgnoredMessage from(IOException failure) {
    Matcher ours = OURS.matcher(String.valueOf(failure.getMessage()));
    if (!ours.matches()) {
      return null;
    }
    if (ours.group("header") != null) {
      return of(ours, "is missing header", "message is missing header");
    }
    if (ours.group("flags") != null) {
      int flags = Integer.parseInt(ours.group("flags"), 16);
      String wrong = "using unsupported protocol version";
      return of(ours, "is " + wrong + " \"" + flags + "\"", "message is " + wrong);
    }
    String length = ours.group("longer");
    return length != null
        ? of(ours, "is longer than expected " + length + " bytes", WRONG_LENGTH)
        : of(ours, "is shorter than expected " + ours.group("shorter") + " bytes", WRONG_LENGTH);
  }

  private static IgnoredMessage of(Matcher ours, String what, String error) {
    String warning = "Warning: Message from " + ours.group("peer") + " " + what;
    return new IgnoredMessage(warning + ". Message ignored.", error);
  }
}
