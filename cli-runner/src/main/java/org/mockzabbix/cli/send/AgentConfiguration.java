package org.mockzabbix.cli.send;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mockzabbix.protocol.json.Utf8;
import org.mockzabbix.text.Glob;

/**
 * The parameters of an agent's configuration file, as zabbix_sender reads them. Immutable.
 *
 * @param parameters the values by name; the last of several values counts
 */
record AgentConfiguration(Map<String, String> parameters) {

  private static final int LONGEST_LINE = 2048;
  private static final Pattern BLANKS = Pattern.compile("^[ \t\r]+|[ \t\r]+$");
  private static final String MISSING = "[2] No such file or directory";

  /** Copies the map. */
  AgentConfiguration {
    parameters = Map.copyOf(parameters);
  }

  /**
   * Reads a file of lines {@code Name=value}, and the files that it includes.
   *
   * @throws InvalidConfigurationException if a file cannot be read, or a line is not valid
   */
  static AgentConfiguration read(String file) throws InvalidConfigurationException {
    ConfigurationReader reader = new ConfigurationReader();
    reader.read(file, "cannot open config file \"" + file + "\": ");
    return new AgentConfiguration(reader.parameters);
  }

  /** Returns the value of a parameter, which may be empty. */
  Optional<String> find(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** Returns a text without the blanks that Zabbix's programs ignore around it. */
  static String trimmed(String text) {
    return BLANKS.matcher(text).replaceAll("");
  }

  private static final class ConfigurationReader {

    private final Map<String, String> parameters = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    private void read(String file, String failure) throws InvalidConfigurationException {
      if (!open.add(file)) {
        throw new InvalidConfigurationException(
            "Recursion detected! Skipped processing of '" + file + "'.");
      }
      int number = 0;
      for (byte[] line : lines(file, failure)) {
        number++;
        String text = text(line, file, number);
        int equals = text.indexOf('=');
        if (text.isEmpty() || text.startsWith("#")) {
          continue;
        }
        if (equals < 0) {
          throw new InvalidConfigurationException(
              "invalid entry \""
                  + text
                  + "\" (not following \"parameter=value\" notation) in config file \""
                  + file
                  + "\", line "
                  + number);
        }
        put(trimmed(text.substring(0, equals)), trimmed(text.substring(equals + 1)));
      }
      open.remove(file);
    }

    private static List<byte[]> lines(String file, String failure)
        throws InvalidConfigurationException {
      try {
        byte[] bytes = Files.isDirectory(Path.of(file)) ? new byte[0] : bytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return Arrays.stream(text.split("\n", -1))
            .map(line -> line.getBytes(StandardCharsets.ISO_8859_1))
            .toList();
      } catch (NoSuchFileException missing) {
        throw new InvalidConfigurationException(failure + MISSING);
      } catch (IOException unreadable) {
        throw new InvalidConfigurationException(failure + unreadable.getMessage());
      }
    }

    private static byte[] bytes(String file) throws IOException {
      if (file.isEmpty()) {
        throw new NoSuchFileException(file);
      }
      return Files.readAllBytes(Path.of(file));
    }

    private static String text(byte[] line, String file, int number)
        throws InvalidConfigurationException {
      if (line.length > LONGEST_LINE) {
        throw new InvalidConfigurationException(
            "line " + number + " exceeds 2048 byte length limit in config file \"" + file + '"');
      }
      String text = trimmed(untilNul(new String(line, StandardCharsets.UTF_8)));
      boolean isComment = text.isEmpty() || text.startsWith("#");
      if (!isComment && Utf8.firstInvalid(line, 0, line.length) >= 0) {
        throw new InvalidConfigurationException(
            "non-UTF-8 character at line "
                + number
                + " \""
                + text
                + "\" in config file \""
                + file
                + '"');
      }
      return text;
    }

    private static String untilNul(String line) {
      int nul = line.indexOf('\0');
      return nul < 0 ? line : line.substring(0, nul);
    }

    private void put(String name, String value) throws InvalidConfigurationException {
      if (name.equals("Include")) {
        for (String file : included(value)) {
          read(file, file + ": ");
        }
      } else {
        parameters.put(name, value);
      }
    }

    /** Returns the included files: one, those of a directory, or those that a mask selects. */
    private static List<String> included(String value) throws InvalidConfigurationException {
      int slash = value.lastIndexOf('/');
      boolean isMask = value.indexOf('*', slash + 1) >= 0;
      String path = isMask ? value.substring(0, Math.max(0, slash)) : value;
      if (path.isEmpty() || Files.isRegularFile(Path.of(path))) {
        return List.of(path);
      }
      Predicate<String> mask = Glob.compile(isMask ? value.substring(slash + 1) : "*");
      try (Stream<Path> files = Files.list(Path.of(path))) {
        return files
            .filter(Files::isRegularFile)
            .filter(file -> mask.test(String.valueOf(file.getFileName())))
            .map(Path::toString)
            .sorted()
            .toList();
      } catch (IOException missing) {
        throw new InvalidConfigurationException(path + ": " + MISSING);
      }
    }
  }
}
