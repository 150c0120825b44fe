package org.mockzabbix.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.mockzabbix.ServerConfig;
import org.mockzabbix.protocol.ZabbixVersion;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How options spell what is more than text; which of it is allowed, the library says. */
final class OptionTypes {

  private OptionTypes() {}

  /** A port: {@code 10051}. */
  static final class Port implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return accepted(
          text,
          () -> {
            int port = Math.toIntExact(number(text, text + " is not a port such as 10051"));
            return settings().trapperPort(port).build().trapperPort();
          });
    }
  }

  /** A name or an address: {@code localhost}, {@code 127.0.0.1}, {@code ::1}. */
  static final class Host implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      return accepted(text, () -> settings().bindAddress(text).build().bindAddress());
    }
  }

  /** A number of bytes: {@code 4096}, {@code 64K}, {@code 128M}, {@code 1G}. */
  static final class Size implements ITypeConverter<Long> {

    private static final String UNITS = "KMG"; // each 1,024 times the one before

    @Override
    public Long convert(String text) {
      return accepted(text, () -> settings().maxPacketSize(bytes(text)).build().maxPacketSize());
    }

    private static long bytes(String text) {
      String problem = text + " is not a size such as 4096, 64K or 128M";
      int unit = text.isEmpty() ? -1 : UNITS.indexOf(text.charAt(text.length() - 1));
      return unit < 0
          ? number(text, problem)
          : Math.multiplyExact(number(cut(text, 1), problem), 1L << (10 * (unit + 1)));
    }
  }

  /** A time: {@code 500ms}, {@code 10s}, {@code 5m}; seconds if it has no unit. */
  static final class Time implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return accepted(text, () -> settings().trapperTimeout(time(text)).build().trapperTimeout());
    }

    private static Duration time(String text) {
      String problem = text + " is not a time such as 500ms, 10s or 5m";
      if (text.endsWith("ms")) {
        return Duration.ofMillis(number(cut(text, 2), problem));
      }
      if (text.endsWith("m")) {
        return Duration.ofMinutes(number(cut(text, 1), problem));
      }
      return Duration.ofSeconds(number(text.endsWith("s") ? cut(text, 1) : text, problem));
    }
  }

  /** A version of Zabbix: {@code 7.0}. */
  static final class Dialect implements ITypeConverter<ZabbixVersion> {
    @Override
    public ZabbixVersion convert(String text) {
      return accepted(text, () -> ZabbixVersion.of(text));
    }
  }

  /** A format of item lines: {@code ltsv}. */
  static final class Format implements ITypeConverter<LineFormat> {
    @Override
    public LineFormat convert(String text) {
      return accepted(text, () -> LineFormat.of(text));
    }
  }

  /** A path, as the system spells it. */
  static final class File implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
      return accepted(text, () -> Path.of(text));
    }
  }

  private static ServerConfig.Builder settings() {
    return ServerConfig.lenient().toBuilder();
  }

  /** What {@code reading} makes of the text, its refusal being the user's message. */
  private static <T> T accepted(String text, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException refused) {
      throw new TypeConversionException(refused.getMessage());
    } catch (ArithmeticException overflow) {
      throw new TypeConversionException(text + " is too large");
    }
  }

  private static String cut(String text, int unit) {
    return text.substring(0, text.length() - unit);
  }

  private static long number(String digits, String problem) {
    if (digits.isEmpty() || digits.length() > 15) {
      throw new IllegalArgumentException(problem);
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        throw new IllegalArgumentException(problem);
      }
    }
    return Long.parseLong(digits);
  }
}
