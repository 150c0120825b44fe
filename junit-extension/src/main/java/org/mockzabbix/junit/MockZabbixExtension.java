package org.mockzabbix.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.mockzabbix.AgentConfig;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.ServerConfig;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.Scenario;

/**
 * Gives each test a server of its own, started before its first use and closed after the test,
 * whatever the outcome.
 *
 * <pre>{@code
 * @ExtendWith(MockZabbixExtension.class)
 * class CpuReporterTest {
 *
 *   @Test
 *   void reportsTheLoad(MockZabbixServer zabbix) {
 *     new CpuReporter("127.0.0.1", zabbix.trapperPort()).report();
 *
 *     assertThat(zabbix).received(item("web01", "system.cpu.load").withValue("0.42")).within(ofSeconds(5));
 *   }
 * }
 * }</pre>
 *
 * <p>A parameter is filled if its type is {@link MockZabbixServer}, {@link MockZabbixCluster},
 * {@link MockAgent} or {@code List<ItemValue>} (a view of what was processed, each look being of
 * that moment), or if it is an {@code int} with {@link TrapperPort} or {@link AgentPort}. This goes
 * for test methods of every kind, for {@code @BeforeEach} and {@code @AfterEach} methods and for
 * constructors; all that belong to one test, those of the classes around a {@code @Nested} one
 * included, get the same server. An agent records in the journal of that server. Each invocation of
 * a {@code @ParameterizedTest} or {@code @RepeatedTest} is a test of its own; the dynamic tests of
 * one {@code @TestFactory} method share the server of that method. Tests that ask for nothing start
 * nothing.
 *
 * <p>The server knows every host and key and listens on a free port of the loopback address, unless
 * {@link MockZabbix} says otherwise. That annotation also fills fields, gives servers names, and
 * brings this extension with it. With {@link #builder} the extension is made of Java objects:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final MockZabbixExtension zabbix =
 *     MockZabbixExtension.builder().config(ServerConfig.strict(web01)).failOnUnreadable().build();
 * }</pre>
 *
 * <p>In a static field, of either kind, there is one server for the class, which {@code @BeforeAll}
 * and {@code @AfterAll} methods can have, too. It is reset before each test, so that only one test
 * can use it at a time. Without one, such methods, and the constructor of an instance for all
 * tests, belong to no single test and are refused a server.
 *
 * <p>When a test has failed, the conversation is published as a report entry. What comes late, on a
 * connection from before the reset, is not counted, and published as well.
 *
 * <p>Thread-safe: servers live in JUnit's store, tests may run at the same time, and one instance
 * may serve them all.
 */
public final class MockZabbixExtension
    implements BeforeAllCallback,
        TestInstancePreConstructCallback,
        BeforeEachCallback,
        ParameterResolver,
        AfterEachCallback,
        AfterAllCallback {

  private final @Nullable Built built;

  /** Made by JUnit, or by a test that has nothing to say about its server. */
  public MockZabbixExtension() {
    this.built = null;
  }

  private MockZabbixExtension(Built built) {
    this.built = built;
  }

  /** Begins an extension with a server of its own, for a field with {@code @RegisterExtension}. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The server of the test that is running.
   *
   * @throws IllegalStateException outside of a test; if several tests are running, and the thread
   *     belongs to none; or if this was not made by {@link #builder}
   * @throws ExtensionConfigurationException if it is a cluster
   */
  public MockZabbixServer server() {
    return running().server();
  }

  /**
   * The cluster of the test that is running, if there is to be one.
   *
   * @throws IllegalStateException as {@link #server} does
   * @throws ExtensionConfigurationException if it is a single server
   */
  public MockZabbixCluster cluster() {
    return running().cluster();
  }

  private Running running() {
    if (built == null) {
      throw new IllegalStateException(
          "an extension without a builder has no server of its own: use"
              + " MockZabbixExtension.builder().build(), or a parameter of type MockZabbixServer");
    }
    return built.running();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (Scope.ofClass(context).isNewTo(this)) {
      if (built != null) {
        built.beforeAll(context, this);
      }
      if (isResponsible(context)) {
        AroundTests.beforeAll(context);
      }
    }
  }

  /** Of several extension objects on one class or test, the first one to be asked does the work. */
  private boolean isResponsible(ExtensionContext context) {
    return equals(
        context
            .getStore(Scope.NAMESPACE)
            .getOrComputeIfAbsent("responsible", key -> this, MockZabbixExtension.class));
  }

  /** An instance for all tests is made before {@link #beforeAll}, and may want what it prepares. */
  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext instance, ExtensionContext context) {
    if (context.getTestMethod().isEmpty()) {
      beforeAll(context);
    }
    if (instance.getOuterInstance().isEmpty()) {
      Scope.ofClass(context).forgetExpected();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (isResponsible(context)) {
      AroundTests.beforeEach(context);
    }
    startForTest(context);
  }

  /** Starts the server that a builder asked for, if it is not there. */
  void startForTest(ExtensionContext context) {
    if (built != null) {
      built.beforeEach(context);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return Place.mayBe(parameter) && isResponsible(context);
  }

  /**
   * What the type and the annotations of the parameter ask for.
   *
   * @throws ParameterResolutionException if it cannot be had, saying what to write instead
   */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    try {
      Place place = Place.of(parameter, context);
      place.required();
      return Given.to(place, running(place, parameter.getDeclaringExecutable(), context));
    } catch (ExtensionConfigurationException misuse) {
      throw new ParameterResolutionException(misuse.getMessage(), misuse);
    }
  }

  private static Running running(Place place, Executable where, ExtensionContext context) {
    if (context.getTestMethod().isPresent()) {
      return Scope.ofTest(context).get(place);
    }
    Scope scope = Scope.ofClass(context);
    if (where instanceof Constructor && !isForAllTests(context)) {
      return scope.expectedTest().get(place);
    }
    return scope
        .find(place.plan().name())
        .map(running -> Scope.requireSame(running, place.own()))
        .orElseThrow(() -> new ExtensionConfigurationException(Misplaced.message(where, context)));
  }

  private static boolean isForAllTests(ExtensionContext context) {
    return context.getTestInstanceLifecycle().equals(Optional.of(TestInstance.Lifecycle.PER_CLASS));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (isResponsible(context)) {
      AroundTests.afterEach(context);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (isResponsible(context)) {
      AroundTests.afterAll(context);
    }
  }

  /**
   * Says what the server of an extension is to be; it covers all that {@link MockZabbix} can, and
   * Java objects. Not thread-safe.
   */
  public static final class Builder {

    private String name = "";
    private String scenario = "";
    private @Nullable Scenario described;
    private @Nullable ServerConfig config;
    private @Nullable ZabbixVersion version;
    private @Nullable Boolean strict;
    private int nodes;
    private final List<Plan.Agent> agents = new ArrayList<>();
    private Consumer<MockZabbixServer> preparation = Plan.DEFAULT.preparation();
    private final Set<Check> checks = EnumSet.noneOf(Check.class);
    private @Nullable Path directory;

    private Builder() {}

    /** The name, where a test has several servers. */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /** The settings; they leave no room for a scenario, a version or {@link #strict}. */
    public Builder config(ServerConfig config) {
      this.config = config;
      return this;
    }

    /** The scenario file, {@code classpath:web01.yaml} or a path. */
    public Builder scenario(String scenario) {
      this.scenario = scenario;
      return this;
    }

    /** The scenario. */
    public Builder scenario(Scenario scenario) {
      this.described = scenario;
      return this;
    }

    /** The version to behave as; else the scenario's, else the newest. */
    public Builder version(ZabbixVersion version) {
      this.version = version;
      return this;
    }

    /** Only configured hosts and items are known. */
    public Builder strict() {
      this.strict = true;
      return this;
    }

    /** A cluster of so many nodes, at least 2, instead of a server. */
    public Builder nodes(int nodes) {
      this.nodes = nodes;
      return this;
    }

    /** One more mock agent, which is started with the server and records in its journal. */
    public Builder agent(AgentConfig agent) {
      return agent(agent, started -> {});
    }

    /** The same, and what to do when it has been started, such as giving its keys their values. */
    public Builder agent(AgentConfig agent, Consumer<MockAgent> preparation) {
      agents.add(new Plan.Agent(agent, preparation));
      return this;
    }

    /**
     * What to do to the server, or to each node, when it has been started, and after each reset:
     * rules that all tests need, for example. Each node then has a rule of its own, to be used; one
     * of the scenario or the config is a rule of the whole cluster.
     */
    public Builder prepare(Consumer<MockZabbixServer> preparation) {
      this.preparation = this.preparation.andThen(preparation);
      return this;
    }

    /** An exchange that could not be read fails the test. */
    public Builder failOnUnreadable() {
      checks.add(Check.UNREADABLE);
      return this;
    }

    /** A value for an unknown host, key or itemid fails the test. */
    public Builder failOnUnknownItem() {
      checks.add(Check.UNKNOWN_ITEM);
      return this;
    }

    /** A rule that was never used, of the server or of its agents, fails the test. */
    public Builder failOnUnusedRule() {
      checks.add(Check.UNUSED_RULE);
      return this;
    }

    /** Where to write the conversation of each failed test, in a file named after it. */
    public Builder conversationDirectory(Path directory) {
      this.directory = directory;
      return this;
    }

    /**
     * The extension; the builder may be used on.
     *
     * @throws ExtensionConfigurationException if what was said does not go together
     */
    public MockZabbixExtension build() {
      checkScenario();
      checkAgents();
      Plan plan =
          new Plan(
              name,
              scenario,
              described,
              config,
              version,
              strict,
              0,
              agents,
              preparation,
              checks,
              directory);
      return new MockZabbixExtension(new Built(nodes == 0 ? plan : plan.withNodes(nodes)));
    }

    private void checkScenario() {
      boolean hasScenario = described != null || !scenario.isEmpty();
      if (described != null && !scenario.isEmpty()) {
        throw new ExtensionConfigurationException("two scenarios: give one of them");
      }
      if (config != null && (hasScenario || version != null || strict != null)) {
        throw new ExtensionConfigurationException(
            "config(...) says all about the server: leave out scenario(...), version(...) and"
                + " strict(), or say it with ServerConfig");
      }
    }

    /** Tests name an agent by its host. */
    private void checkAgents() {
      Set<String> hosts = new HashSet<>();
      for (Plan.Agent agent : agents) {
        String host = agent.config().host();
        if (!hosts.add(host)) {
          throw new ExtensionConfigurationException(
              "two agents for the host " + host + ": give one of them another host");
        }
      }
    }
  }
}
