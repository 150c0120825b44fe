package org.mockzabbix.cli.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.cli.output.ItemFilter.ItemPattern;
import org.mockzabbix.cli.output.LineFormat;
import org.mockzabbix.cli.output.LineSelection;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.protocol.AgentProgram.Variant;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.ScenarioException;
import org.mockzabbix.scenario.ScenarioPart;
import org.mockzabbix.setting.Setting;
import org.mockzabbix.setting.SettingType;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.text.SizeRange;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts the texts of options and environment variables. The messages follow the option's name:
 * "Invalid value for option '--dialect': must be one of 5.0, 6.0, 7.0, but was \"5.2\"".
 */
public final class OptionConverters {

  private OptionConverters() {}

  /**
   * Converts a text to a type that has one meaning in the options of {@code serve}: an {@code
   * Integer} is a port, and a {@code Long} a size. A start would link the method references of all
   * options, but calls this method only for those that are given.
   */
  static Object convert(Class<?> type, String text) {
    if (type == Boolean.class) {
      return Boolean.valueOf(text);
    } else if (type == Integer.class) {
      return port(text);
    } else if (type == Long.class) {
      return size(text);
    } else if (type == Path.class) {
      return path(text);
    } else if (type == LineFormat.class) {
      return format(text);
    } else if (type == LineSelection.class) {
      return lines(text);
    } else if (type == ItemPattern.class) {
      return itemPattern(text);
    } else if (type == String.class) {
      return text;
    } else if (type.isEnum()) {
      return parsed(SettingType.choice(List.of(type.getEnumConstants()), Object::toString), text);
    }
    throw new IllegalArgumentException("no conversion to " + type);
  }

  /** Converts a port, for example {@code 10051}. */
  static Integer port(String text) {
    return parsed(SettingType.port(), text);
  }

  /** Returns a text that a setting accepts, for example {@code 128M} for {@code maxPacketSize}. */
  static String validText(Setting<?> setting, String text) {
    try {
      setting.set(ServerConfig.lenient().toBuilder(), text);
      return text;
    } catch (IllegalArgumentException invalid) {
      throw new TypeConversionException(invalid.getMessage());
    }
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
    return parsed(SettingType.version(), text);
  }

  /** Converts the name of an agent program, for example {@code agent2}. */
  static Variant variant(String text) {
    return checked(() -> Variant.of(text));
  }

  /** Converts the name of a format, for example {@code ltsv}. */
  static LineFormat format(String text) {
    return checked(() -> LineFormat.of(text));
  }

  /** Converts the name of a selection of values, for example {@code all}. */
  static LineSelection lines(String text) {
    return checked(() -> LineSelection.of(text));
  }

  /** Converts a number of bytes, for example {@code 100M}. */
  static Long size(String text) {
    return checked(() -> SizeRange.atLeast(1).check("the size", SettingType.size().parse(text)));
  }

  /** Converts an address with a port, for example {@code 127.0.0.1:10051}. */
  static HostAndPort address(String text) {
    return checked(() -> HostAndPort.parse(text));
  }

  /** Converts a time of at least 1 ms, for example {@code 10s}. */
  static Duration timeout(String text) {
    return checked(
        () -> DurationRange.TIMEOUT.check("timeout", SettingType.duration().parse(text)));
  }

  /** Converts the time between two rounds, for example {@code 1s}. */
  static Duration interval(String text) {
    return time(text, DurationRange.TIMEOUT);
  }

  /** Converts a number of rounds. */
  static Integer count(String text) {
    return parsed(SettingType.positive(), text);
  }

  /** Converts the script of a value to send, for example <code>{random: {max: 9}}</code>. */
  static KeyScript valueScript(String text) {
    if (!text.strip().startsWith("{")) {
      throw new TypeConversionException(
          "must be a script in braces, for example {walk: {step: 1, max: 100}}, but was "
              + Quoting.quote(text));
    }
    KeyScript script;
    try {
      script = ScenarioPart.keyScript("--generate", text);
    } catch (ScenarioException invalid) {
      throw new TypeConversionException(Quoting.quote(text) + ": " + invalid.problem());
    }
    if (!script.delay().isZero() || !script.faults().isEmpty()) {
      throw new TypeConversionException(
          Quoting.quote(text) + ": a value to send has no delay and no faults: remove them");
    }
    return script;
  }

  /** Converts patterns of a host and a key, for example {@code web01 app.*}. */
  static ItemPattern itemPattern(String text) {
    return checked(() -> ItemPattern.parse(text));
  }

  /** Converts a time, for example {@code 10s}. */
  static Duration time(String text, DurationRange range) {
    Duration time = parsed(SettingType.duration(), text);
    if (!range.contains(time)) {
      throw new TypeConversionException("must be " + range + ", but was " + Quoting.quote(text));
    }
    return time;
  }

  /** Converts a path of this system. */
  static Path path(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("must be a path, but was " + Quoting.quote(text));
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      throw new TypeConversionException(
          Quoting.quote(text) + " is not a valid path: " + invalid.getReason());
    }
  }

  private static <T> T parsed(SettingType<T> type, String text) {
    try {
      return type.parse(text);
    } catch (IllegalArgumentException invalid) {
      throw new TypeConversionException(invalid.getMessage());
    }
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
