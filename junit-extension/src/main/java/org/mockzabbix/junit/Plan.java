package org.mockzabbix.junit;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.mockzabbix.AgentConfig;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.ServerConfig;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.Scenario;

/**
 * What a server is to be, as annotations or a builder asked for it. Immutable.
 *
 * @param scenario where its scenario is; empty if there is none, or {@code described} is it
 * @param nodes how many nodes its cluster has; zero for a single server
 * @param preparation what is done to each server when it has been started or reset
 * @param directory where conversations of failed tests go, if not where JUnit's parameter says
 */
record Plan(
    String name,
    String scenario,
    @Nullable Scenario described,
    @Nullable ServerConfig config,
    @Nullable ZabbixVersion version,
    @Nullable Boolean strict,
    int nodes,
    List<Agent> agents,
    Consumer<MockZabbixServer> preparation,
    Set<Check> checks,
    @Nullable Path directory) {

  private static final String CLASS_PATH = "classpath:";

  /** Nothing special. */
  static final Plan DEFAULT =
      new Plan("", "", null, null, null, null, 0, List.of(), server -> {}, Set.of(), null);

  Plan {
    agents = List.copyOf(agents);
    checks = Set.copyOf(checks);
  }

  /** A mock agent, and what is done to it when it has been started. */
  record Agent(AgentConfig config, Consumer<MockAgent> preparation) {}

  /** The same with what these annotations give, the first of them winning. */
  Plan with(List<MockZabbix> nearestFirst) {
    String versionText = text(nearestFirst, MockZabbix::version, "");
    String directoryText = text(nearestFirst, MockZabbix::conversationDirectory, "");
    return new Plan(
        text(nearestFirst, MockZabbix::value, name),
        text(nearestFirst, MockZabbix::scenario, scenario),
        described,
        config,
        versionText.isEmpty() ? version : version(versionText),
        flag(nearestFirst, "strict", MockZabbix::strict, strict),
        nodes(nearestFirst),
        agents,
        preparation,
        checks(nearestFirst),
        directoryText.isEmpty() ? directory : directory(directoryText));
  }

  /** The nearest text that is given. */
  static String text(
      List<MockZabbix> nearestFirst, Function<MockZabbix, String> attribute, String otherwise) {
    return nearestFirst.stream()
        .map(attribute)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse(otherwise);
  }

  private static @Nullable Boolean flag(
      List<MockZabbix> nearestFirst,
      String name,
      Function<MockZabbix, boolean[]> attribute,
      @Nullable Boolean otherwise) {
    for (MockZabbix annotation : nearestFirst) {
      boolean[] given = attribute.apply(annotation);
      if (given.length > 1) {
        throw new ExtensionConfigurationException(
            "@MockZabbix: " + name + " has " + given.length + " values: write one of them");
      }
      if (given.length == 1) {
        return given[0];
      }
    }
    return otherwise;
  }

  private Set<Check> checks(List<MockZabbix> nearestFirst) {
    Set<Check> all = EnumSet.noneOf(Check.class);
    for (Check check : Check.values()) {
      Boolean wanted = flag(nearestFirst, check.attribute(), check::in, checks.contains(check));
      if (Boolean.TRUE.equals(wanted)) {
        all.add(check);
      }
    }
    return all;
  }

  private int nodes(List<MockZabbix> nearestFirst) {
    int given =
        nearestFirst.stream().mapToInt(MockZabbix::nodes).filter(n -> n != 0).findFirst().orElse(0);
    return given == 0 ? nodes : atLeastTwo(given);
  }

  private static int atLeastTwo(int nodes) {
    if (nodes < 2) {
      throw new ExtensionConfigurationException(
          "nodes = "
              + nodes
              + ": a cluster has at least 2 nodes; for a single server leave nodes out");
    }
    return nodes;
  }

  private static ZabbixVersion version(String dialect) {
    try {
      return ZabbixVersion.of(dialect);
    } catch (IllegalArgumentException unknown) {
      throw misuse(unknown);
    }
  }

  private static Path directory(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      throw misuse(invalid);
    }
  }

  private static ExtensionConfigurationException misuse(IllegalArgumentException e) {
    return new ExtensionConfigurationException(e.getMessage(), e);
  }

  /** The same for a cluster, of 2 nodes if nobody said how many. */
  Plan asCluster() {
    return nodes > 0 ? this : withNodes(2);
  }

  /** The same for a cluster of so many nodes. */
  Plan withNodes(int number) {
    return new Plan(
        name,
        scenario,
        described,
        config,
        version,
        strict,
        atLeastTwo(number),
        agents,
        preparation,
        checks,
        directory);
  }

  /**
   * A server that is not yet started.
   *
   * @throws ExtensionConfigurationException if there can be no such server
   */
  MockZabbixServer newServer(ClassLoader loader) {
    try {
      return new MockZabbixServer(settings(loader));
    } catch (IllegalArgumentException impossible) {
      throw misuse(impossible);
    }
  }

  /** The same for a cluster. */
  MockZabbixCluster newCluster(ClassLoader loader) {
    try {
      return new MockZabbixCluster(nodes, settings(loader));
    } catch (IllegalArgumentException impossible) {
      throw misuse(impossible);
    }
  }

  /**
   * Returns the settings of the config or the scenario, with the version and strictness set here.
   */
  private ServerConfig settings(ClassLoader loader) {
    if (config != null) {
      return config;
    }
    ServerConfig base = described == null ? load(loader) : described.server();
    ServerConfig.Builder settings = base.toBuilder();
    if (version != null) {
      settings.version(version);
    }
    if (strict != null) {
      settings.strict(strict);
    }
    return settings.build();
  }

  private ServerConfig load(ClassLoader loader) {
    if (scenario.isEmpty()) {
      return ServerConfig.lenient();
    }
    if (!scenario.startsWith(CLASS_PATH)) {
      return Scenario.load(directory(scenario)).server();
    }
    String name = scenario.substring(CLASS_PATH.length());
    if (name.isBlank()) {
      throw new ExtensionConfigurationException(
          "scenario = \"" + scenario + "\" names no file: write classpath:web01.yaml, for example");
    }
    return Scenario.loadResource(loader, name.startsWith("/") ? name.substring(1) : name).server();
  }
}
