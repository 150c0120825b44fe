package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.junit.Kit.assertSucceeded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Getter;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RequestKind;

/**
 * The types and places that are injected:
 *
 * <pre>
 * type                    parameter                      field
 * MockZabbixServer        MockZabbixExtensionTest        instanceFields, staticFields
 * MockZabbixCluster       clusters                       otherFields
 * MockAgent               agents, agentOfTheScenario     otherFields
 * ports                   ports                          rejected: see UserErrorsTest
 * List of ItemValue       items                          otherFields
 *
 * place                   shown by
 * constructor             constructors, nestedConstructors, failingConstructors
 * test methods            everyKindOfTest
 * BeforeEach, AfterEach   MockZabbixExtensionTest
 * BeforeAll, AfterAll     staticFields
 * PER_CLASS               instancePerClass
 * Nested                  nestedFields, nestedConstructors
 * several servers         severalServers
 * </pre>
 */
class InjectionTest {

  @Test
  void clusters() {
    assertSucceeded(2, Kit.run(ClusterTestCase.class));
  }

  @MockZabbix
  static class ClusterTestCase {
    @Test
    void hasTwoNodes(MockZabbixCluster cluster, List<ItemValue> items) {
      Sender.send(cluster.node(1), "web01", "app.ok", "1");

      assertEquals(2, cluster.nodes().size());
      assertEquals(1, items.size());
    }

    @Test
    void hasAsManyAsAskedFor(@MockZabbix(nodes = 3) MockZabbixCluster cluster) {
      assertEquals(3, cluster.nodes().size());
    }
  }

  @Test
  void agents() {
    assertSucceeded(3, Kit.run(AgentTestCase.class));
  }

  @MockZabbix
  static class AgentTestCase {
    @Test
    void recordsInTheServersJournal(MockAgent agent, MockZabbixServer zabbix) throws Exception {
      agent.reply("agent.ping", "1");
      ask(agent.port());

      assertEquals("mock-zabbix", agent.name());
      assertEquals(RequestKind.PASSIVE_CHECK, zabbix.exchanges().get(0).kind());
    }

    @Test
    void isNamedByItsHost(
        @MockZabbix(host = "web01") MockAgent web01,
        @MockZabbix(host = "db01") MockAgent db01,
        @MockZabbix(host = "web01") MockAgent again) {
      assertEquals("web01", web01.name());
      assertEquals("db01", db01.name());
      assertSame(web01, again);
    }

    @Test
    @MockZabbix(host = "web01")
    void isNamedByTheMethod(MockAgent agent) {
      assertEquals("web01", agent.name());
    }
  }

  private static void ask(int port) throws IOException {
    InetSocketAddress agent = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    new Getter().requestPlainText(agent, "agent.ping");
  }

  @Test
  void agentOfTheScenario() {
    assertSucceeded(1, Kit.run(ScenarioAgentTestCase.class));
  }

  @MockZabbix(scenario = "classpath:web01.json")
  static class ScenarioAgentTestCase {
    @Test
    void isTheOneThereIs(MockAgent agent, @AgentPort int port, @AgentPort("web01") int same)
        throws Exception {
      assertEquals("web01", agent.name());
      assertEquals(agent.port(), port);
      assertEquals(agent.port(), same);
      ask(port);
      assertEquals(1, agent.exchanges().size());
    }
  }

  @Test
  void ports() {
    assertSucceeded(1, Kit.run(PortsTestCase.class));
  }

  /** Needs no other annotation than those of its parameters. */
  static class PortsTestCase {
    @Test
    void arePorts(
        @TrapperPort int trapper,
        @MockZabbix("other") @TrapperPort Integer other,
        MockZabbixServer zabbix,
        @MockZabbix("other") MockZabbixServer otherZabbix,
        @AgentPort("web01") int agent,
        @MockZabbix(host = "web01") MockAgent web01) {
      assertEquals(zabbix.trapperPort(), trapper);
      assertEquals(otherZabbix.trapperPort(), other);
      assertEquals(web01.port(), agent);
    }
  }

  @Test
  void items() {
    assertSucceeded(1, Kit.run(ItemsTestCase.class));
  }

  @ExtendWith(MockZabbixExtension.class)
  static class ItemsTestCase {
    @Test
    void areALiveView(List<ItemValue> items, MockZabbixServer zabbix) {
      assertEquals(List.of(), items);
      Sender.send(zabbix, "web01", "app.ok", "1");
      Stream<ItemValue> before = items.stream();
      var loop = items.iterator();
      List<ItemValue> part = items.subList(0, 1);
      Sender.send(zabbix, "web01", "app.ok", "2");

      assertEquals(2, items.size());
      assertEquals("2", items.get(1).value());
      assertEquals("[web01 app.ok = \"1\", web01 app.ok = \"2\"]", items.toString());
      assertEquals(2, items.toArray().length);
      assertEquals(2, items.toArray(new ItemValue[0]).length);
      assertEquals(2, new ArrayList<>(items).size());
      assertEquals("2", items.listIterator(1).next().value());
      assertEquals(1, before.count());
      loop.next();
      assertTrue(!loop.hasNext());
      assertEquals(1, part.size());
      assertThrows(UnsupportedOperationException.class, items::clear);
      assertThrows(UnsupportedOperationException.class, loop::remove);
    }
  }

  @Test
  void exchanges() {
    assertSucceeded(1, Kit.run(ExchangesTestCase.class));
  }

  @ExtendWith(MockZabbixExtension.class)
  static class ExchangesTestCase {
    @MockZabbix private List<Exchange> field;

    @Test
    void areALiveView(
        List<Exchange> exchanges, List<? extends Exchange> ofKotlin, MockZabbixServer zabbix) {
      Sender.sendNoise(zabbix, "GET / HTTP/1.0");

      assertEquals(1, exchanges.size());
      assertEquals(zabbix.exchanges(), exchanges);
      assertEquals(exchanges, ofKotlin);
      assertEquals(exchanges, field);
    }
  }

  @Test
  void instanceFields() {
    assertSucceeded(2, Kit.run(InstanceFieldTestCase.class));
    assertEquals(2, new HashSet<>(InstanceFieldTestCase.SERVERS).size());
  }

  /** Needs no other annotation than that of its field. */
  static class InstanceFieldTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    @MockZabbix private MockZabbixServer zabbix;

    @BeforeEach
    void before() {
      assertNotNull(zabbix);
    }

    @Test
    void one(MockZabbixServer same) {
      assertSame(zabbix, same);
      SERVERS.add(zabbix);
    }

    @Test
    void another() {
      Sender.send(zabbix, "web01", "app.ok", "1");
      SERVERS.add(zabbix);
    }
  }

  @Test
  void inheritedFields() {
    assertSucceeded(2, Kit.run(InheritingTestCase.class));
  }

  static class InheritedTestCase {
    @MockZabbix MockZabbixServer zabbix;

    @Test
    void inherited() {
      assertNotNull(zabbix);
    }
  }

  static class InheritingTestCase extends InheritedTestCase {
    @MockZabbix("other")
    MockZabbixServer other;

    @Test
    void areFilledToo(MockZabbixServer same) {
      assertSame(zabbix, same);
      assertNotSame(zabbix, other);
    }
  }

  @Test
  void otherFields() {
    assertSucceeded(1, Kit.run(OtherFieldsTestCase.class));
  }

  static class OtherFieldsTestCase {
    @MockZabbix(value = "many", nodes = 2)
    MockZabbixCluster cluster;

    @MockZabbix(host = "web01")
    MockAgent agent;

    @MockZabbix List<ItemValue> items;

    @Test
    void areFilled(MockZabbixServer zabbix) {
      Sender.send(zabbix, "web01", "app.ok", "1");

      assertEquals(1, items.size());
      assertEquals("web01", agent.name());
      assertEquals(2, cluster.nodes().size());
      assertSame(agent, zabbix.agents().get(0));
    }
  }

  @Test
  void staticFields() {
    assertSucceeded(2, Kit.run(StaticFieldTestCase.class));
    assertNull(StaticFieldTestCase.zabbix);
  }

  static class StaticFieldTestCase {
    @MockZabbix private static MockZabbixServer zabbix;

    private static MockZabbixServer first;

    @BeforeAll
    static void beforeAll(MockZabbixServer same, @TrapperPort int port) {
      first = zabbix;
      assertSame(zabbix, same);
      assertEquals(zabbix.trapperPort(), port);
    }

    @Test
    void one(MockZabbixServer same) {
      assertSame(first, same);
      assertSame(first, zabbix);
    }

    @Test
    void another(MockZabbixServer same) {
      assertSame(first, same);
    }

    @AfterAll
    static void afterAll(MockZabbixServer same) {
      assertSame(first, same);
      Sender.send(same, "web01", "app.ok", "1");
    }
  }

  @Test
  void constructors() {
    assertSucceeded(2, Kit.run(ConstructorTestCase.class));
    assertEquals(2, new HashSet<>(ConstructorTestCase.SERVERS).size());
    ConstructorTestCase.SERVERS.forEach(Closed::assertClosed);
  }

  @ExtendWith(MockZabbixExtension.class)
  static class ConstructorTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    private final MockZabbixServer zabbix;
    private final MockAgent agent;

    ConstructorTestCase(MockZabbixServer zabbix, MockAgent agent) {
      this.zabbix = zabbix;
      this.agent = agent;
      SERVERS.add(zabbix);
      Sender.send(zabbix, "web01", "app.ok", "1");
    }

    @BeforeEach
    void before(MockZabbixServer same) {
      assertSame(zabbix, same);
    }

    @Test
    void one(MockZabbixServer same, MockAgent sameAgent) {
      assertSame(zabbix, same);
      assertSame(agent, sameAgent);
      assertEquals(1, zabbix.items().size());
    }

    @Test
    void another() {
      assertEquals(1, zabbix.items().size());
    }

    @AfterEach
    void after(MockZabbixServer same) {
      assertSame(zabbix, same);
    }
  }

  @Test
  void nestedConstructors() {
    assertSucceeded(2, Kit.run(NestedConstructorTestCase.class));
    assertSucceeded(
        2,
        Kit.run(
            Map.of(
                "junit.jupiter.extensions.testinstantiation.extensioncontextscope.default",
                "test_method"), // has an effect from JUnit 5.12 on
            NestedConstructorTestCase.class));
  }

  @ExtendWith(MockZabbixExtension.class)
  static class NestedConstructorTestCase {
    private final MockZabbixServer outer;

    NestedConstructorTestCase(MockZabbixServer zabbix) {
      outer = zabbix;
    }

    @Test
    void test(MockZabbixServer same) {
      assertSame(outer, same);
    }

    @Nested
    class Inner {
      private final MockZabbixServer inner;

      Inner(MockZabbixServer zabbix) {
        inner = zabbix;
      }

      @Test
      void test(MockZabbixServer same) {
        assertSame(outer, same);
        assertSame(inner, same);
      }
    }
  }

  @Test
  void failingConstructors() {
    var results = Kit.run(FailingConstructorTestCase.class);

    results.testEvents().assertStatistics(counts -> counts.started(2).succeeded(1).failed(1));
    assertEquals(2, FailingConstructorTestCase.SERVERS.size());
    assertEquals(2, new HashSet<>(FailingConstructorTestCase.SERVERS).size());
    FailingConstructorTestCase.SERVERS.forEach(Closed::assertClosed);
  }

  @ExtendWith(MockZabbixExtension.class)
  static class FailingConstructorTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    FailingConstructorTestCase(MockZabbixServer zabbix) {
      SERVERS.add(zabbix);
      if (SERVERS.size() == 1) {
        throw new IllegalStateException("as intended");
      }
    }

    @Test
    void one(MockZabbixServer same) {
      assertTrue(SERVERS.contains(same));
    }

    @Test
    void another() {}
  }

  @Test
  void everyKindOfTest() {
    assertSucceeded(6, Kit.run(EveryKindTestCase.class));
    assertEquals(5, new HashSet<>(EveryKindTestCase.SERVERS).size());
  }

  static class EveryKindTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    @MockZabbix MockZabbixServer zabbix;

    @BeforeEach
    void before() {
      assertEquals(List.of(), zabbix.items());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void parameterized(String value, List<ItemValue> items) {
      SERVERS.add(zabbix);
      Sender.send(zabbix, "web01", "app.ok", value);
      assertEquals(1, items.size());
    }

    @RepeatedTest(2)
    void repeated(MockZabbixServer same) {
      SERVERS.add(same);
      Sender.send(zabbix, "web01", "app.ok", "1");
      assertEquals(1, same.items().size());
    }

    @TestFactory
    Stream<DynamicTest> dynamic(@TrapperPort int port) {
      SERVERS.add(zabbix);
      return Stream.of("1", "2")
          .map(
              value ->
                  DynamicTest.dynamicTest(
                      value,
                      () -> {
                        Sender.send(port, "web01", "app.ok", value);
                        assertEquals(Integer.parseInt(value), zabbix.items().size());
                      }));
    }
  }

  @Test
  void nestedFields() {
    assertSucceeded(2, Kit.run(NestedFieldTestCase.class));
  }

  static class NestedFieldTestCase {
    @MockZabbix MockZabbixServer outer;

    @Test
    void test() {
      assertNotNull(outer);
    }

    @Nested
    class Inner {
      @MockZabbix MockZabbixServer inner;

      @MockZabbix("other")
      MockZabbixServer other;

      @Test
      void test(MockZabbixServer same) {
        assertSame(outer, inner);
        assertSame(outer, same);
        assertNotSame(outer, other);
      }
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

    @MockZabbix("class")
    static MockZabbixServer shared;

    @MockZabbix MockZabbixServer zabbix;

    PerClassTestCase(@MockZabbix("class") MockZabbixServer same) {
      assertSame(shared, same);
    }

    @BeforeAll
    void beforeAll(@MockZabbix("class") MockZabbixServer same) {
      assertSame(shared, same);
    }

    @Test
    void one() {
      SERVERS.add(zabbix);
    }

    @Test
    void another() {
      SERVERS.add(zabbix);
    }
  }

  @Test
  void severalServers() {
    assertSucceeded(1, Kit.run(SeveralTestCase.class));
  }

  static class SeveralTestCase {
    @MockZabbix("a")
    MockZabbixServer a;

    @Test
    void haveNames(
        @MockZabbix("a") MockZabbixServer same,
        @MockZabbix(value = "b", version = "6.0") MockZabbixServer b,
        MockZabbixServer unnamed,
        @MockZabbix("b") List<ItemValue> itemsOfB) {
      Sender.send(b, "web01", "app.ok", "1");

      assertSame(a, same);
      assertEquals(3, new HashSet<>(List.of(a, b, unnamed)).size());
      assertEquals(1, itemsOfB.size());
      assertEquals(List.of(), a.items());
      assertEquals("6.0", b.config().version().dialect());
      assertEquals("7.0", a.config().version().dialect());
    }
  }
}
