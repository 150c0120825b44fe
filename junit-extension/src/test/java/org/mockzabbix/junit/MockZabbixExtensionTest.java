package org.mockzabbix.junit;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;
import static org.mockzabbix.junit.Kit.assertSucceeded;

import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.mockzabbix.MockZabbixServer;

/** Which tests share a server, and when it is closed. */
class MockZabbixExtensionTest {

  @Test
  void testMethodGetsARunningServer() {
    assertSucceeded(1, Kit.run(OneTestCase.class));
  }

  @ExtendWith(MockZabbixExtension.class)
  static class OneTestCase {
    @Test
    void receives(MockZabbixServer zabbix) {
      Sender.send(zabbix, "web01", "app.ok", "1");

      assertThat(zabbix).received(item("web01", "app.ok").withValue("1")).within(ofSeconds(5));
    }
  }

  @Test
  void allMethodsOfATestGetTheSameServer() {
    assertSucceeded(1, Kit.run(LifecycleTestCase.class));

    List<MockZabbixServer> servers = List.copyOf(LifecycleTestCase.SERVERS);
    assertEquals(4, servers.size());
    assertEquals(1, new HashSet<>(servers).size());
  }

  @ExtendWith(MockZabbixExtension.class)
  static class LifecycleTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void before(MockZabbixServer zabbix) {
      SERVERS.add(zabbix);
    }

    @Test
    void test(MockZabbixServer zabbix, TestInfo info, MockZabbixServer again) {
      SERVERS.add(zabbix);
      SERVERS.add(again);
    }

    @AfterEach
    void after(MockZabbixServer zabbix) {
      SERVERS.add(zabbix);
    }
  }

  @Test
  void eachTestGetsAServerOfItsOwn_closedAfterwards() {
    assertSucceeded(2, Kit.run(TwoTestsTestCase.class));

    List<MockZabbixServer> servers = List.copyOf(TwoTestsTestCase.SERVERS);
    assertEquals(2, servers.size());
    assertNotSame(servers.get(0), servers.get(1));
    servers.forEach(Closed::assertClosed);
  }

  @ExtendWith(MockZabbixExtension.class)
  static class TwoTestsTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    @Test
    void one(MockZabbixServer zabbix) {
      SERVERS.add(zabbix);
      Sender.send(zabbix, "web01", "app.ok", "1");
    }

    @Test
    void another(MockZabbixServer zabbix) {
      SERVERS.add(zabbix);
      SERVERS.stream().filter(other -> other != zabbix).forEach(Closed::assertClosed);
    }
  }

  @Test
  void serverIsClosedWhenTheTestFails() {
    EngineExecutionResults results = Kit.run(FailingTestCase.class);

    results.testEvents().assertStatistics(counts -> counts.started(1).failed(1));
    assertEquals(1, FailingTestCase.SERVERS.size());
    FailingTestCase.SERVERS.forEach(Closed::assertClosed);
  }

  @ExtendWith(MockZabbixExtension.class)
  static class FailingTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    @Test
    void fails(MockZabbixServer zabbix) {
      SERVERS.add(zabbix);
      throw new IllegalStateException("as intended");
    }
  }

  @Test
  void serverIsClosedWhenPreparingTheTestFails() {
    EngineExecutionResults results = Kit.run(FailingPreparationTestCase.class);

    results.testEvents().assertStatistics(counts -> counts.started(1).failed(1));
    assertEquals(1, FailingPreparationTestCase.SERVERS.size());
    FailingPreparationTestCase.SERVERS.forEach(Closed::assertClosed);
  }

  @ExtendWith(MockZabbixExtension.class)
  static class FailingPreparationTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void fails(MockZabbixServer zabbix) {
      SERVERS.add(zabbix);
      throw new IllegalStateException("as intended");
    }

    @Test
    void test() {}
  }

  @Test
  void testMayCloseItsServer() {
    assertSucceeded(1, Kit.run(ClosingTestCase.class));
  }

  @ExtendWith(MockZabbixExtension.class)
  static class ClosingTestCase {
    @Test
    void outage(MockZabbixServer zabbix) {
      zabbix.close();
      Closed.assertClosed(zabbix);
    }

    @AfterEach
    void after(MockZabbixServer zabbix) {
      assertEquals(List.of(), zabbix.items());
    }
  }

  @Test
  void concurrentTestsDoNotSeeEachOther() {
    assertSucceeded(100, Kit.concurrently(16, ConcurrentTestCase.class));

    assertEquals(100, new HashSet<>(ConcurrentTestCase.SERVERS).size());
    ConcurrentTestCase.SERVERS.forEach(Closed::assertClosed);
  }

  @ExtendWith(MockZabbixExtension.class)
  static class ConcurrentTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void before(MockZabbixServer zabbix) {
      SERVERS.add(zabbix);
    }

    @RepeatedTest(100)
    void receivesItsOwnValuesOnly(MockZabbixServer zabbix, TestInfo info) {
      Sender.send(zabbix, "web01", "app.ok", info.getDisplayName());

      assertThat(zabbix)
          .received(item("web01", "app.ok").withValue(info.getDisplayName()))
          .within(ofSeconds(20));
      assertEquals(1, zabbix.items().size());
    }
  }

  @Test
  void nestedTestSharesItsServerWithTheClassesAround() {
    assertSucceeded(2, Kit.run(NestedTestCase.class));

    List<MockZabbixServer> servers = List.copyOf(NestedTestCase.SERVERS);
    assertEquals(5, servers.size());
    assertEquals(2, new HashSet<>(servers).size());
  }

  @ExtendWith(MockZabbixExtension.class)
  static class NestedTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    private MockZabbixServer outer;

    @BeforeEach
    void before(MockZabbixServer zabbix) {
      outer = zabbix;
      SERVERS.add(zabbix);
    }

    @Test
    void test(MockZabbixServer zabbix) {
      assertSame(outer, zabbix);
      SERVERS.add(zabbix);
    }

    @Nested
    class Inner {
      @BeforeEach
      void beforeInner(MockZabbixServer zabbix) {
        assertSame(outer, zabbix);
        SERVERS.add(zabbix);
      }

      @Test
      void test(MockZabbixServer zabbix) {
        assertSame(outer, zabbix);
        SERVERS.add(zabbix);
      }
    }
  }

  @Test
  void eachInvocationOfAParameterizedTestGetsAServer() {
    assertSucceeded(3, Kit.run(ParameterizedTestCase.class));

    assertEquals(3, new HashSet<>(ParameterizedTestCase.SERVERS).size());
    ParameterizedTestCase.SERVERS.forEach(Closed::assertClosed);
  }

  @ExtendWith(MockZabbixExtension.class)
  static class ParameterizedTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3"})
    void receives(String value, MockZabbixServer zabbix) {
      SERVERS.add(zabbix);
      Sender.send(zabbix, "web01", "app.ok", value);

      assertEquals(value, assertThat(zabbix).received(item("web01", "app.ok")).now().value());
    }
  }

  @Test
  void dynamicTestsShareTheServerOfTheirFactory() {
    assertSucceeded(2, Kit.run(DynamicTestCase.class));

    DynamicTestCase.SERVERS.forEach(Closed::assertClosed);
  }

  @ExtendWith(MockZabbixExtension.class)
  static class DynamicTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    @TestFactory
    Stream<DynamicTest> receive(MockZabbixServer zabbix) {
      SERVERS.add(zabbix);
      return Stream.of("1", "2")
          .map(
              value ->
                  DynamicTest.dynamicTest(
                      value, () -> Sender.send(zabbix, "web01", "app.ok", value)));
    }
  }

  @Test
  void instanceForAllTests_eachTestStillGetsAServerOfItsOwn() {
    assertSucceeded(2, Kit.run(PerClassTestCase.class));

    assertEquals(2, new HashSet<>(PerClassTestCase.SERVERS).size());
  }

  @ExtendWith(MockZabbixExtension.class)
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClassTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    @Test
    void one(MockZabbixServer zabbix) {
      SERVERS.add(zabbix);
    }

    @Test
    void another(MockZabbixServer zabbix) {
      SERVERS.add(zabbix);
    }
  }

  @Test
  void extensionMayBeRegisteredAsAField() {
    assertSucceeded(2, Kit.run(FieldTestCase.class));

    assertEquals(2, new HashSet<>(FieldTestCase.SERVERS).size());
    FieldTestCase.SERVERS.forEach(Closed::assertClosed);
  }

  static class FieldTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    @RegisterExtension static final MockZabbixExtension EXTENSION = new MockZabbixExtension();

    @Test
    void one(MockZabbixServer zabbix) {
      SERVERS.add(zabbix);
    }

    @Test
    void another(MockZabbixServer zabbix) {
      SERVERS.add(zabbix);
    }
  }
}
