package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;
import static org.mockzabbix.junit.Kit.assertSays;
import static org.mockzabbix.junit.Kit.assertSucceeded;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;

/**
 * One server for a class:
 *
 * <pre>
 * it is reset before each test        beginsEachTestAsNew
 * the port stays                      beginsEachTestAsNew
 * polling ends with a test            pollingEndsWithTheTest
 * agents of a test end with it        agentsOfATestEndWithIt
 * agents of the class are reset       agentsOfTheClassAreReset
 * nested tests share it               nestedTestsShareIt
 * classes do not share it             eachSubclassHasItsOwn
 * it is closed after the class        beginsEachTestAsNew
 * two tests at the same time          isLentToOneTestAtATime
 * closed by a test                    cannotBeClosedByATest
 * late from an earlier test           lateValueIsReportedAndNotCounted
 * </pre>
 */
class SharedServerTest {

  @Test
  void beginsEachTestAsNew() {
    assertSucceeded(2, Kit.run(ResetTestCase.class));

    assertEquals(1, ResetTestCase.PORTS.size());
    assertEquals(1, ResetTestCase.SERVERS.size());
    ResetTestCase.SERVERS.forEach(Closed::assertClosed);
  }

  static class ResetTestCase {
    static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();
    static final Set<MockZabbixServer> SERVERS = ConcurrentHashMap.newKeySet();

    @MockZabbix static MockZabbixServer zabbix;

    @Test
    void one() {
      use();
    }

    @Test
    void another() {
      use();
    }

    private static void use() {
      assertEquals(List.of(), zabbix.items());
      assertEquals(List.of(), zabbix.unusedRules());
      PORTS.add(zabbix.trapperPort());
      SERVERS.add(zabbix);
      zabbix.onConnect(Fault.reset());
      zabbix.reset();
      Sender.send(zabbix, "web01", "app.ok", "1");
      zabbix.when(RequestMatcher.anyRequest()).reply(Responder.close());
      zabbix.refuseConnections();
    }
  }

  @Test
  void pollingEndsWithTheTest() {
    assertSucceeded(2, Kit.run(PollingTestCase.class));
  }

  static class PollingTestCase {
    @MockZabbix static MockZabbixServer zabbix;

    @Test
    void one() {
      use();
    }

    @Test
    void another() {
      use();
    }

    private static void use() {
      assertEquals(List.of(), pollers());
      zabbix.startPolling();
      assertEquals(1, pollers().size());
    }

    /** No other test of this module has its server poll. */
    private static List<String> pollers() {
      return Thread.getAllStackTraces().keySet().stream()
          .map(Thread::getName)
          .filter(name -> name.startsWith("mock-zabbix-poller"))
          .toList();
    }
  }

  @Test
  void agentsOfATestEndWithIt() {
    assertSucceeded(2, Kit.run(AgentTestCase.class));

    assertEquals(2, new HashSet<>(AgentTestCase.AGENTS).size());
  }

  static class AgentTestCase {
    static final Queue<MockAgent> AGENTS = new ConcurrentLinkedQueue<>();

    @MockZabbix static MockZabbixServer zabbix;

    @Test
    void one(@MockZabbix(host = "web01") MockAgent agent) {
      use(agent);
    }

    @Test
    void another(@MockZabbix(host = "web01") MockAgent agent) {
      use(agent);
    }

    private static void use(MockAgent agent) {
      AGENTS.forEach(Closed::assertClosed);
      AGENTS.add(agent);
    }
  }

  @Test
  void agentsOfTheClassAreReset() {
    assertSucceeded(2, Kit.run(ClassAgentTestCase.class));
  }

  static class ClassAgentTestCase {
    @MockZabbix static MockZabbixServer zabbix;

    @BeforeAll
    static void startAgent(@MockZabbix(host = "web01") MockAgent agent) {
      agent.reply("agent.ping", "1").reply("counter", KeyScript.sequence("1", "2").thenLast());
    }

    @Test
    void one(MockAgent agent) {
      use(agent);
    }

    @Test
    void another(MockAgent agent) {
      use(agent);
    }

    private static void use(MockAgent agent) {
      assertEquals("1", value(agent, "agent.ping"));
      assertEquals("1", value(agent, "counter"));
      assertEquals(List.of(), agent.unusedRules());
      agent.reply("agent.ping", "2");
      agent.onConnect(Fault.reset());
      agent.refuseConnections();
    }

    private static String value(MockAgent agent, String key) {
      return zabbix.poll(agent.address(), key).items().get(0).value();
    }

    @AfterAll
    static void isStillThere(MockAgent agent) {
      assertEquals("web01", agent.name());
    }
  }

  @Test
  void nestedTestsShareIt() {
    assertSucceeded(2, Kit.run(NestedTestCase.class));
  }

  static class NestedTestCase {
    @MockZabbix static MockZabbixServer zabbix;

    @Test
    void test() {
      Sender.send(zabbix, "web01", "app.ok", "1");
      assertEquals(1, zabbix.items().size());
    }

    @Nested
    class Inner {
      @Test
      void test(MockZabbixServer same) {
        assertSame(zabbix, same);
        Sender.send(zabbix, "web01", "app.ok", "1");
        assertEquals(1, zabbix.items().size());
      }
    }
  }

  @Test
  void eachSubclassHasItsOwn() {
    assertSucceeded(2, Kit.run(OneTestCase.class, AnotherTestCase.class));

    List<MockZabbixServer> servers = List.copyOf(BaseTestCase.SERVERS);
    assertNotSame(servers.get(0), servers.get(1));
  }

  abstract static class BaseTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();

    @MockZabbix static MockZabbixServer zabbix;

    @Test
    void test() {
      SERVERS.add(zabbix);
    }
  }

  static class OneTestCase extends BaseTestCase {}

  static class AnotherTestCase extends BaseTestCase {}

  @Test
  void isLentToOneTestAtATime() {
    Throwable failure = Kit.onlyFailure(Kit.concurrently(4, ConcurrentTestCase.class));

    assertEquals(ExtensionConfigurationException.class, failure.getClass());
    String message = failure.getMessage();
    assertTrue(
        message.startsWith("ConcurrentTestCase.one() and ConcurrentTestCase.another() run")
            || message.startsWith("ConcurrentTestCase.another() and ConcurrentTestCase.one() run"),
        message);
    assertSays(message, "@Execution(SAME_THREAD)", "a field that is not static");
  }

  static class ConcurrentTestCase {
    static final CountDownLatch REFUSED = new CountDownLatch(1);

    @MockZabbix static MockZabbixServer zabbix;

    @Test
    void one() throws Exception {
      waitForTheOther();
    }

    @Test
    void another() throws Exception {
      waitForTheOther();
    }

    private static void waitForTheOther() throws InterruptedException {
      assertTrue(REFUSED.await(20, TimeUnit.SECONDS));
    }

    @RegisterExtension static final AfterEachCallback AFTER = context -> REFUSED.countDown();
  }

  @Test
  void cannotBeClosedByATest() {
    List<Throwable> failures = Kit.failures(Kit.run(ClosingTestCase.class));

    assertEquals(2, failures.size());
    for (Throwable failure : failures) {
      assertEquals(ExtensionConfigurationException.class, failure.getClass());
      assertSays(failure.getMessage(), "an earlier test closed", "refuseConnections()");
    }
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class ClosingTestCase {
    @MockZabbix static MockZabbixServer zabbix;

    @Test
    @Order(1)
    void closes() {
      zabbix.close();
    }

    @Test
    @Order(2)
    void finds() {}

    @Test
    @Order(3)
    void findsAgain() {}
  }

  @Test
  void lateValueIsReportedAndNotCounted() {
    var results = Kit.run(LateTestCase.class);

    assertSucceeded(3, results);
    List<String> late = Kit.reported(results, "mock-zabbix late");
    assertEquals(1, late.size(), late::toString);
    assertSays(late.get(0), LateTestCase.expected.toArray(String[]::new));
    assertEquals(List.of(), Kit.reported(results, "mock-zabbix conversation"));
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class LateTestCase {
    static final byte[] PACKET = Packets.frame(Packets.senderData("web01", "app.ok", "late"));

    @MockZabbix static MockZabbixServer zabbix;

    static Socket slow;
    static List<String> expected;

    @Test
    @Order(1)
    void beginsToSend() throws IOException {
      slow = new PlainSender(zabbix.trapperPort()).connect();
      slow.getOutputStream().write(Arrays.copyOf(PACKET, 20));
      Sender.send(zabbix, "web01", "app.ok", "1"); // connections are accepted in their order
    }

    @Test
    @Order(2)
    void receivesTheRest() throws IOException {
      slow.getOutputStream().write(Arrays.copyOfRange(PACKET, 20, PACKET.length));
      slow.getInputStream().readAllBytes();
      slow.close();

      assertThat(zabbix).received(item("web01", "app.ok")).never();
      assertEquals(1, zabbix.lateExchanges().size());
      expected =
          List.of(
              zabbix + ": these exchanges began before this test, and are not counted\n",
              zabbix.lateExchanges().get(0) + "\n",
              "web01 app.ok = \"late\"\n",
              " (" + PACKET.length + " bytes)");
    }

    @Test
    @Order(3)
    void hearsNothingOfIt() {
      assertEquals(List.of(), zabbix.lateExchanges());
    }
  }
}
