package org.mockzabbix.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.text.NonNull;

/**
 * The contents of a scenario file: a server with its hosts, mock agents and rules, and the
 * expectations on its clients. Immutable.
 *
 * <p>A scenario file is in YAML or JSON. YAML needs {@code jackson-dataformat-yaml} on the class
 * path. An unknown field or invalid value causes an error that names the file, the line and the
 * field.
 *
 * @param server the server with its hosts, mock agents and rules
 * @param expectations the expectations on the requests of the server's clients
 */
public record Scenario(ServerConfig server, List<Expectation> expectations) {

  public Scenario {
    Objects.requireNonNull(server, "server must not be null");
    expectations = NonNull.copyOf("expectations", expectations);
  }

  /**
   * Reads a scenario file. Settings that are not in the file have their defaults.
   *
   * @throws ScenarioException if the file is missing, unreadable or not a valid scenario
   */
  public static Scenario load(Path file) {
    Objects.requireNonNull(file, "file must not be null");
    return load(file, ServerConfig.lenient());
  }

  /**
   * Reads a scenario file.
   *
   * @param defaults has the values of the settings that are not in the file
   * @throws ScenarioException if the file is missing, unreadable or not a valid scenario
   */
  public static Scenario load(Path file, ServerConfig defaults) {
    Objects.requireNonNull(file, "file must not be null");
    Objects.requireNonNull(defaults, "defaults must not be null");
    return parse(file.toString(), SourceFile.read(file), defaults);
  }

  /**
   * Reads a scenario that consists of several files. Later files add to earlier ones: hosts, items,
   * agents, keys, rules and expectations. A host, agent, item or key may be in several files. What
   * they say about it is combined.
   *
   * @param files at least one file
   * @param defaults has the values of the settings that are in none of the files
   * @throws ScenarioException if a file is missing, unreadable or not a valid scenario, or if two
   *     files contradict each other; the message names both files and lines
   */
  public static Scenario load(List<Path> files, ServerConfig defaults) {
    List<Path> all = NonNull.copyOf("files", files);
    Objects.requireNonNull(defaults, "defaults must not be null");
    Schema<Scenario> schema = ScenarioSchema.of(defaults);
    return all.stream()
        .map(file -> ScenarioParser.parse(file.toString(), SourceFile.read(file)))
        .reduce(schema::merge)
        .map(schema::read)
        .orElseThrow(() -> new IllegalArgumentException("files must not be empty"));
  }

  /**
   * Reads a scenario from a resource of the class path.
   *
   * @param name the name of the resource, without a leading slash
   * @throws ScenarioException if the resource is missing, unreadable or not a valid scenario
   */
  public static Scenario loadResource(ClassLoader loader, String name) {
    Objects.requireNonNull(loader, "loader must not be null");
    try (InputStream in = loader.getResourceAsStream(name)) {
      if (in == null) {
        throw new ScenarioException(name, "the class path does not contain this resource");
      }
      return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ScenarioException(name, "cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads the text of a scenario file.
   *
   * @param name the name of the text in errors
   * @throws ScenarioException if the text is not a valid scenario
   */
  public static Scenario parse(String name, String text) {
    Objects.requireNonNull(name, "name must not be null");
    Objects.requireNonNull(text, "text must not be null");
    return parse(name, text, ServerConfig.lenient());
  }

  /**
   * Reads the text of a scenario file.
   *
   * @param name the name of the text in errors
   * @param defaults has the values of the settings that are not in the text
   * @throws ScenarioException if the text is not a valid scenario
   */
  public static Scenario parse(String name, String text, ServerConfig defaults) {
    Objects.requireNonNull(name, "name must not be null");
    Objects.requireNonNull(text, "text must not be null");
    Objects.requireNonNull(defaults, "defaults must not be null");
    return ScenarioSchema.of(defaults).read(ScenarioParser.parse(name, text));
  }
}
