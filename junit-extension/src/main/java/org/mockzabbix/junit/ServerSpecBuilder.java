package org.mockzabbix.junit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.tls.TlsMode;

/**
 * The settings of a {@code MockZabbixExtension.Builder}. Not thread-safe.
 *
 * @param <B> the type of the builder
 */
abstract class ServerSpecBuilder<B> {

  private String name = "";
  private String scenarioFile = "";
  private @Nullable Scenario scenario;
  private @Nullable ServerConfig config;
  private @Nullable ZabbixVersion version;
  private @Nullable Boolean strict;
  private final Set<TlsMode> tls = EnumSet.noneOf(TlsMode.class);
  private int nodes;
  private final List<ServerSpec.AgentSpec> agents = new ArrayList<>();
  private Consumer<MockZabbixServer> preparation = server -> {};
  private final Set<FailOn> failOn = EnumSet.noneOf(FailOn.class);
  private boolean checksExpectations = true;
  private @Nullable Path directory;

  /** Sets the name, which identifies the server if a test has several. */
  public B name(String name) {
    this.name = name;
    return self();
  }

  /**
   * Sets the configuration. It cannot be combined with {@code scenario}, {@code version} and {@code
   * strict}.
   */
  public B config(ServerConfig config) {
    this.config = config;
    return self();
  }

  /** Sets the scenario file, {@code classpath:web01.yaml} or a path. */
  public B scenario(String scenario) {
    this.scenarioFile = scenario;
    return self();
  }

  /** Sets the scenario. */
  public B scenario(Scenario scenario) {
    this.scenario = scenario;
    return self();
  }

  /** Sets the Zabbix version (default: that of the scenario, or the newest without a scenario). */
  public B version(ZabbixVersion version) {
    this.version = version;
    return self();
  }

  /** Turns on strict mode, in which the server accepts only configured hosts and items. */
  public B strict() {
    this.strict = true;
    return self();
  }

  /**
   * Sets the modes of the connections that the server and its mock agents accept, with test keys as
   * {@link MockZabbix#tls} describes them. The keys are added to those of the configuration or
   * scenario.
   */
  public B tls(TlsMode first, TlsMode... more) {
    tls.clear();
    tls.add(first);
    Collections.addAll(tls, more);
    return self();
  }

  /** Makes this a cluster of {@code nodes} nodes, at least 2. */
  public B nodes(int nodes) {
    this.nodes = nodes;
    return self();
  }

  /** Adds a mock agent, which starts with the server and records in the server's journal. */
  public B agent(AgentConfig agent) {
    return agent(agent, started -> {});
  }

  /**
   * Adds a mock agent, which starts with the server and records in the server's journal.
   *
   * @param preparation runs after the agent has been started, for example to set item values
   */
  public B agent(AgentConfig agent, Consumer<MockAgent> preparation) {
    agents.add(new ServerSpec.AgentSpec(agent, preparation));
    return self();
  }

  /**
   * Adds an action that runs on the server, or on each node, after it has been started or reset,
   * for example to add rules that all tests need. In a cluster, the action adds a rule to each
   * node. A rule of the scenario or configuration, however, is one rule of the whole cluster.
   */
  public B prepare(Consumer<MockZabbixServer> preparation) {
    this.preparation = this.preparation.andThen(preparation);
    return self();
  }

  /** Fails a test if the server has received an unreadable exchange. */
  public B failOnUnreadable() {
    failOn.add(FailOn.UNREADABLE);
    return self();
  }

  /** Fails a test if the server has received a value for an unknown host, key or itemid. */
  public B failOnUnknownItem() {
    failOn.add(FailOn.UNKNOWN_ITEM);
    return self();
  }

  /**
   * Fails a test if the server has received a value that a real server counts as processed, but
   * does not store.
   */
  public B failOnNotStored() {
    failOn.add(FailOn.NOT_STORED);
    return self();
  }

  /** Fails a test if the server has received a request of a client that does not use TLS. */
  public B failOnUnencrypted() {
    failOn.add(FailOn.UNENCRYPTED);
    return self();
  }

  /** Fails a test if a rule of the server or of its agents was never used. */
  public B failOnUnusedRule() {
    failOn.add(FailOn.UNUSED_RULE);
    return self();
  }

  /**
   * Sets whether the expectations of the scenario are checked after each test that has not failed
   * (default: true).
   */
  public B checkExpectations(boolean check) {
    this.checksExpectations = check;
    return self();
  }

  /**
   * Sets the directory for transcripts of failed tests, each in a file named after its test
   * (default: as for {@link MockZabbix#conversationDirectory}).
   */
  public B conversationDirectory(Path directory) {
    this.directory = directory;
    return self();
  }

  abstract B self();

  /**
   * Returns the settings.
   *
   * @throws ExtensionConfigurationException if they contradict each other
   */
  ServerSpec spec() {
    ConfigOrScenario source =
        new ConfigOrScenario(scenarioFile, scenario, config, version, strict, tls);
    source.check();
    return new ServerSpec(
        name, source, nodes, agents, preparation, failOn, checksExpectations, directory);
  }
}
