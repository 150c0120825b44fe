package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.junit.Kit.assertSays;
import static org.mockzabbix.junit.Kit.assertSucceeded;

import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.scenario.Scenario;

/**
 * Extensions that a builder made:
 *
 * <pre>
 * static field                        staticField
 * other field                         instanceField, instancePerClass
 * both, and annotations               severalExtensions
 * Nested, PER_CLASS, concurrent       staticField, instancePerClass, concurrentTests
 * server() on another thread          onlyServerIsFoundFromAnyThread, manyServersAreNot
 * server() outside of a test          withoutATest, withoutABuilder
 * config, version, strict             config, scenarios
 * agents, preparation                 preparation
 * nodes                               clusters
 * what does not go together           misuse
 * </pre>
 */
class BuilderTest {

  @Test
  void staticField() {
    assertSucceeded(3, Kit.run(StaticTestCase.class));
    assertEquals(1, new HashSet<>(StaticTestCase.SERVERS).size());
    StaticTestCase.SERVERS.forEach(Closed::assertClosed);
    withoutATest(StaticTestCase.zabbix);
  }

  static class StaticTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    private static final MockZabbixExtension zabbix = MockZabbixExtension.builder().build();

    @BeforeAll
    static void beforeAll(MockZabbixServer same) {
      assertSame(zabbix.server(), same);
    }

    @Test
    void one(MockZabbixServer same) {
      use(same);
    }

    @Test
    void another(MockZabbixServer same) {
      use(same);
    }

    @Nested
    class Inner {
      @Test
      void test(MockZabbixServer same) {
        use(same);
      }
    }

    private static void use(MockZabbixServer same) {
      assertSame(zabbix.server(), same);
      Sender.send(same, "web01", "app.ok", "1");
      assertEquals(1, same.items().size());
      SERVERS.add(same);
    }

    @AfterAll
    static void afterAll() {
      SERVERS.add(zabbix.server());
    }
  }

  private static void withoutATest(MockZabbixExtension extension) {
    assertSays(
        assertThrows(IllegalStateException.class, extension::server).getMessage(),
        "no test is running",
        "only if the extension is in a static field");
  }

  @Test
  void withoutATest() {
    withoutATest(MockZabbixExtension.builder().build());
  }

  @Test
  void withoutABuilder() {
    assertSays(
        assertThrows(IllegalStateException.class, new MockZabbixExtension()::server).getMessage(),
        "created without a builder",
        "MockZabbixExtension.builder().build()",
        "parameter");
  }

  @Test
  void instanceField() {
    assertSucceeded(2, Kit.run(InstanceTestCase.class));
    assertEquals(2, new HashSet<>(InstanceTestCase.SERVERS).size());
  }

  static class InstanceTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    @RegisterExtension final MockZabbixExtension zabbix = MockZabbixExtension.builder().build();

    @Test
    void one(MockZabbixServer same) {
      assertSame(zabbix.server(), same);
      SERVERS.add(same);
    }

    @Test
    void another() {
      SERVERS.add(zabbix.server());
    }
  }

  @Test
  void instancePerClass() {
    assertSucceeded(2, Kit.run(PerClassTestCase.class));
    assertEquals(2, new HashSet<>(PerClassTestCase.SERVERS).size());
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClassTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    @RegisterExtension final MockZabbixExtension zabbix = MockZabbixExtension.builder().build();

    @BeforeAll
    void beforeAll() {
      withoutATest(zabbix);
    }

    @Test
    void one() {
      SERVERS.add(zabbix.server());
    }

    @Test
    void another() {
      SERVERS.add(zabbix.server());
    }
  }

  @Test
  void concurrentTests() {
    assertSucceeded(50, Kit.concurrently(8, ConcurrentTestCase.class));
    assertEquals(50, new HashSet<>(ConcurrentTestCase.SERVERS).size());
  }

  /** One extension object for tests that run at the same time. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  @Execution(ExecutionMode.CONCURRENT)
  static class ConcurrentTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    @RegisterExtension final MockZabbixExtension zabbix = MockZabbixExtension.builder().build();

    @RepeatedTest(50)
    void hasItsOwn(MockZabbixServer same) {
      assertSame(zabbix.server(), same);
      Sender.send(zabbix.server(), "web01", "app.ok", "1");
      assertEquals(1, zabbix.server().items().size());
      SERVERS.add(same);
    }
  }

  @Test
  void severalExtensions() {
    assertSucceeded(3, Kit.run(SeveralTestCase.class));
  }

  @ExtendWith(MockZabbixExtension.class)
  static class SeveralTestCase {
    @RegisterExtension
    static final MockZabbixExtension a = MockZabbixExtension.builder().name("a").build();

    @RegisterExtension
    final MockZabbixExtension b =
        MockZabbixExtension.builder().name("b").version(ZabbixVersion.V6_0).build();

    @MockZabbix("a")
    static MockZabbixServer sameAsA;

    @Test
    void haveNames(
        MockZabbixServer own,
        @MockZabbix("a") List<ItemValue> itemsOfA,
        @MockZabbix("b") MockZabbixServer sameAsB) {
      Sender.send(a.server(), "web01", "app.ok", "1");

      assertSame(a.server(), sameAsA);
      assertSame(b.server(), sameAsB);
      assertNotSame(own, a.server());
      assertEquals(1, itemsOfA.size());
      assertEquals(ZabbixVersion.V6_0, b.server().config().version());
    }

    @Test
    @MockZabbix(version = "6.0")
    void settingsOfTheMethodAreForItsServer(
        MockZabbixServer own, @MockZabbix("a") MockZabbixServer sameAsA) {
      assertEquals(ZabbixVersion.V6_0, own.config().version());
      assertEquals(ZabbixVersion.V7_0, sameAsA.config().version());
    }

    @Test
    @MockZabbix("b")
    void isNamedByTheMethod(MockZabbixServer sameAsB) {
      assertSame(b.server(), sameAsB);
    }
  }

  @Test
  void onlyServerIsFoundFromAnyThread() {
    assertSucceeded(1, Kit.run(OtherThreadTestCase.class));
  }

  static class OtherThreadTestCase {
    @RegisterExtension
    static final MockZabbixExtension zabbix = MockZabbixExtension.builder().build();

    @Test
    void finds() throws Exception {
      assertSame(zabbix.server(), elsewhere(zabbix));
    }
  }

  private static MockZabbixServer elsewhere(MockZabbixExtension extension) throws Exception {
    FutureTask<MockZabbixServer> task = new FutureTask<>(extension::server);
    new Thread(task).start();
    return task.get(20, TimeUnit.SECONDS);
  }

  @Test
  void manyServersAreNot() {
    assertSucceeded(2, Kit.concurrently(2, TwoAtATimeTestCase.class));
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  @Execution(ExecutionMode.CONCURRENT)
  static class TwoAtATimeTestCase {
    static final CountDownLatch BOTH = new CountDownLatch(2);
    static final CountDownLatch ASKED = new CountDownLatch(2);

    @RegisterExtension final MockZabbixExtension zabbix = MockZabbixExtension.builder().build();

    @RepeatedTest(2)
    void asks() throws Exception {
      BOTH.countDown();
      assertTrue(BOTH.await(20, TimeUnit.SECONDS));

      Exception e = assertThrows(Exception.class, () -> elsewhere(zabbix));

      ASKED.countDown();
      assertTrue(ASKED.await(20, TimeUnit.SECONDS));
      assertSays(e.getCause().getMessage(), "2 tests are running", "on the thread of the test");
    }
  }

  @Test
  void config() {
    assertSucceeded(1, Kit.run(ConfigTestCase.class));
  }

  static class ConfigTestCase {
    static final ServerConfig CONFIG =
        ServerConfig.strict(Host.of("web01", Item.trapper("app.ok")));

    @RegisterExtension
    final MockZabbixExtension zabbix = MockZabbixExtension.builder().config(CONFIG).build();

    @Test
    void isTheServers() {
      assertSame(CONFIG, zabbix.server().config());
    }
  }

  @Test
  void scenarios() {
    assertSucceeded(1, Kit.run(ScenarioTestCase.class));
  }

  static class ScenarioTestCase {
    @RegisterExtension
    final MockZabbixExtension file =
        MockZabbixExtension.builder()
            .name("file")
            .scenario("classpath:web01.json")
            .version(ZabbixVersion.V7_0)
            .build();

    @RegisterExtension
    final MockZabbixExtension object =
        MockZabbixExtension.builder().scenario(Scenario.parse("empty.json", "{}")).strict().build();

    @Test
    void describeServers() {
      assertEquals(ZabbixVersion.V7_0, file.server().config().version());
      assertEquals("web01", file.server().agents().get(0).name());
      assertEquals("web01", file.server().hosts().get(0).name());
      assertTrue(!object.server().config().isLenient());
    }
  }

  @Test
  void preparation() {
    assertSucceeded(2, Kit.run(PreparationTestCase.class));
  }

  static class PreparationTestCase {
    @RegisterExtension
    static final MockZabbixExtension zabbix =
        MockZabbixExtension.builder()
            .agent(AgentConfig.of("db01"))
            .agent(AgentConfig.of("web01"), agent -> agent.reply("agent.ping", "1"))
            .prepare(server -> server.putHost(Host.of("web01")))
            .prepare(
                server -> server.when(RequestMatcher.senderData()).reply(Responder.failed("busy")))
            .build();

    @Test
    void one(@MockZabbix(host = "web01") MockAgent agent) {
      use(agent);
    }

    @Test
    void another(@MockZabbix(host = "web01") MockAgent agent) {
      use(agent);
    }

    private static void use(MockAgent agent) {
      MockZabbixServer server = zabbix.server();
      assertEquals(1, server.unusedRules().size());
      assertEquals(1, server.hosts().size());
      assertEquals("1", server.poll(agent.address(), "agent.ping").items().get(0).value());
      agent.forget("agent.ping");
      server.putHost(Host.of("other"));
      assertEquals(2, server.agents().size());
    }
  }

  @Test
  void clusters() {
    assertSucceeded(1, Kit.run(ClusterTestCase.class));
  }

  static class ClusterTestCase {
    @RegisterExtension
    static final MockZabbixExtension zabbix =
        MockZabbixExtension.builder()
            .nodes(3)
            .agent(AgentConfig.of("web01"))
            .prepare(node -> node.putHost(Host.of("web01")))
            .build();

    @Test
    void haveNodes(MockZabbixCluster same, MockAgent agent) {
      assertSame(zabbix.cluster(), same);
      assertEquals(3, same.nodes().size());
      same.nodes().forEach(node -> assertEquals(1, node.hosts().size()));
      assertEquals("web01", agent.name());
    }
  }

  @Test
  void misuse() {
    MockZabbixExtension.Builder withConfig =
        MockZabbixExtension.builder().config(ServerConfig.lenient());

    assertSays(
        refused(withConfig.strict()), "config(...)", "scenario(...), version(...) or strict()");
    assertSays(
        refused(
            MockZabbixExtension.builder()
                .scenario("a.yaml")
                .scenario(Scenario.parse("empty.json", "{}"))),
        "the scenario is set twice, as a file and as an object");
    assertSays(
        refused(MockZabbixExtension.builder().nodes(1)), "nodes must be at least 2, but was 1");
    assertSays(
        refused(
            MockZabbixExtension.builder()
                .agent(AgentConfig.of("web01"))
                .agent(AgentConfig.of("web01").withPort(0))),
        "two agents have the host \"web01\"");
  }

  private static String refused(MockZabbixExtension.Builder builder) {
    return assertThrows(ExtensionConfigurationException.class, builder::build).getMessage();
  }

  @Test
  void twoOfOneName() {
    assertSays(
        Kit.onlyFailure(Kit.run(TwoUnnamedTestCase.class)).getMessage(),
        "one test has two servers without a name: rename one of them");
    assertSays(
        Kit.onlyFailure(Kit.run(TwoNamedTestCase.class)).getMessage(),
        "one test has two servers named \"a\": rename one of them");
  }

  static class TwoUnnamedTestCase {
    @RegisterExtension static final MockZabbixExtension one = MockZabbixExtension.builder().build();

    @RegisterExtension static final MockZabbixExtension two = MockZabbixExtension.builder().build();

    @Test
    void test() {}
  }

  static class TwoNamedTestCase {
    @RegisterExtension
    static final MockZabbixExtension one = MockZabbixExtension.builder().name("a").build();

    @RegisterExtension
    final MockZabbixExtension two = MockZabbixExtension.builder().name("a").build();

    @Test
    void test() {}
  }
}
