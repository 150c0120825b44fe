package org.mockzabbix.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.text.SizeFormat;
import org.mockzabbix.wire.PacketLimits;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts the texts of options and environment variables. The messages follow the option's name:
 * "Invalid value for option '--trapper-port': port must be from 0 to 65535, but was 70000".
 */
final class OptionConverters {

  private OptionConverters() {}

  /** Converts a port, for example {@code 10051}. */
  static Integer port(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw invalid(text, "port", "a number " + IntegerRange.ANY_PORT);
    }
    return checked(() -> IntegerRange.ANY_PORT.check("port", Integer.parseInt(text)));
  }

  /** Converts a name or an address, for example {@code localhost} or {@code ::1}. */
  static String address(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("the address must not be blank");
    }
    return text;
  }

  /** Converts a packet size, for example {@code 4096} or {@code 128M}. */
  static Long packetSize(String text) {
    OptionalLong bytes = SizeFormat.parse(text);
    if (bytes.isEmpty()) {
      throw invalid(text, "size", "for example " + SizeFormat.SPELLINGS);
    }
    return checked(() -> PacketLimits.PACKET_SIZES.check("size", bytes.getAsLong()));
  }

  /** Converts a timeout, for example {@code 10}, {@code 500ms} or {@code 5m}. */
  static Duration timeout(String text) {
    Optional<Duration> time = DurationFormat.parse(text);
    if (time.isEmpty()) {
      throw invalid(text, "time", "for example " + DurationFormat.SPELLINGS);
    }
    return checked(() -> DurationRange.TIMEOUT.check("time", time.get()));
  }

  /** Converts a number of seconds as Zabbix's own programs do. */
  static Integer seconds(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw new TypeConversionException(Quoting.quote(text) + " is not a valid number of seconds");
    }
    return Integer.valueOf(text);
  }

  /** Converts a Zabbix version, for example {@code 7.0}. */
  static ZabbixVersion version(String text) {
    return checked(() -> ZabbixVersion.of(text));
  }

  /** Converts the name of a format, for example {@code ltsv}. */
  static LineFormat format(String text) {
    return checked(() -> LineFormat.of(text));
  }

  /** Converts a path of this system. */
  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      throw new TypeConversionException(
          Quoting.quote(text) + " is not a valid path: " + invalid.getReason());
    }
  }

  private static TypeConversionException invalid(String text, String kind, String remedy) {
    return new TypeConversionException(
        Quoting.quote(text) + " is not a valid " + kind + ": use " + remedy);
  }

  /** Passes the message of an invalid value on to the user. */
  private static <T> T checked(Supplier<T> conversion) {
    try {
      return conversion.get();
    } catch (IllegalArgumentException invalid) {
      throw new TypeConversionException(invalid.getMessage());
    }
  }
}
