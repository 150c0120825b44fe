package org.mockzabbix.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.rule.Host;
import org.mockzabbix.rule.RulePlan;

/**
 * A server with its hosts, its mock agents, its rules and what is expected of it, as data.
 * Immutable.
 *
 * <p>It is written in YAML or in JSON; YAML needs {@code jackson-dataformat-yaml} on the class
 * path. Whatever a file does not say is null or empty here, and left to whoever uses it. A field
 * that is not known, or a value that does not fit, is an error that names file, line and field.
 *
 * @param rules what is answered otherwise, or badly; of two, the later one is newer
 */
public record Scenario(
    ServerScenario server,
    List<Host> hosts,
    List<AgentScenario> agents,
    List<RulePlan> rules,
    List<Expectation> expectations) {

  /** Says nothing. */
  public static final Scenario EMPTY =
      new Scenario(ServerScenario.EMPTY, List.of(), List.of(), List.of(), List.of());

  public Scenario {
    hosts = List.copyOf(hosts);
    agents = List.copyOf(agents);
    rules = List.copyOf(rules);
    expectations = List.copyOf(expectations);
  }

  /** The same with other settings of the server itself. */
  public Scenario with(ServerScenario server) {
    return new Scenario(server, hosts, agents, rules, expectations);
  }

  /**
   * Reads a file.
   *
   * @throws ScenarioException if it is missing, cannot be read, or is no scenario
   */
  public static Scenario load(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException missing) {
      throw new ScenarioException(file.toString(), "there is no such file", missing);
    } catch (CharacterCodingException other) {
      throw new ScenarioException(file.toString(), "is not in UTF-8: save it so", other);
    } catch (IOException e) {
      throw new ScenarioException(file.toString(), "cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a resource of the class path.
   *
   * @param name as {@link ClassLoader#getResource} takes it, without a leading slash
   * @throws ScenarioException if it is missing, cannot be read, or is no scenario
   */
  public static Scenario loadResource(ClassLoader loader, String name) {
    try (InputStream in = loader.getResourceAsStream(name)) {
      if (in == null) {
        throw new ScenarioException(name, 1, "there is no such resource on the class path");
      }
      return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ScenarioException(name, "cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a text.
   *
   * @param name what errors call it
   * @throws ScenarioException if it is no scenario
   */
  public static Scenario parse(String name, String text) {
    Node document = NodeParser.parse(name, text);
    ScenarioShape.SCENARIO.check(document, name, "");
    return new ScenarioReader(name).scenario(document);
  }
}
