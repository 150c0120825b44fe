package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.junit.Kit.assertSucceeded;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.fixtures.OwnThread;
import org.mockzabbix.scenario.Scenario;

/** The expectations of a scenario are checked after each test. */
class CheckExpectationsTest {

  @Test
  void metExpectations_pass() {
    assertSucceeded(3, Kit.run(MetTestCase.class));
  }

  @MockZabbix(scenario = "classpath:expect.json")
  static class MetTestCase {
    @Test
    void sends(MockZabbixServer zabbix) {
      Sender.send(zabbix, "web01", "app.ok", "1");
      Sender.send(zabbix, "web01", "app.up", "1");
    }

    @Test
    void sendsLater(MockZabbixServer zabbix) {
      Sender.send(zabbix, "web01", "app.ok", "1");
      int port = zabbix.trapperPort();
      var unused = OwnThread.run(() -> Sender.send(port, "web01", "app.up", "1"));
    }

    @Test
    @MockZabbix(checkExpectations = false)
    void notAskedForHere(MockZabbixServer zabbix) {
      assertTrue(zabbix.items().isEmpty());
    }
  }

  @Test
  void unmetExpectations_failTogether() {
    String message = Kit.onlyFailure(Kit.run(UnmetTestCase.class)).getMessage();

    Kit.assertSays(
        message,
        """
        checkExpectations: 2 of 3 expectations not met
          expect[0]: expected: web01 app.ok with value "1"
            but received: 1 value for this item that does not match
        """,
        """

          expect[2]: expected: no unreadable exchanges
            but received: 1 unreadable exchange
        """);
  }

  @MockZabbix(scenario = "classpath:expect.json")
  static class UnmetTestCase {
    @Test
    void sends(MockZabbixServer zabbix) {
      Sender.send(zabbix, "web01", "app.ok", "0");
      Sender.send(zabbix, "web01", "app.up", "1");
      Sender.sendNoise(zabbix, "GET / HTTP/1.0");
    }
  }

  @Test
  void failedTest_isNotChecked() {
    Throwable failure = Kit.onlyFailure(Kit.run(FailedTestCase.class));

    assertEquals("as intended", failure.getMessage());
    assertEquals(1, failure.getSuppressed().length); // the transcript
  }

  @MockZabbix(scenario = "classpath:expect.json")
  static class FailedTestCase {
    @Test
    void fails(MockZabbixServer zabbix) {
      throw new IllegalStateException("as intended");
    }
  }

  @Test
  void builderAndCluster_areCheckedAsWell() {
    Kit.assertSays(
        Kit.onlyFailure(Kit.run(BuilderTestCase.class)).getMessage(),
        "checkExpectations: 1 of 1 expectation not met");
    assertSucceeded(1, Kit.run(UncheckedBuilderTestCase.class));
    Kit.assertSays(
        Kit.onlyFailure(Kit.run(ClusterTestCase.class)).getMessage(),
        "checkExpectations: 1 of 1 expectation not met",
        "on MockZabbixCluster");
  }

  private static final Scenario SCENARIO =
      Scenario.parse("s", "{\"expect\": [{\"host\": \"web01\", \"key\": \"app.ok\"}]}");

  static class BuilderTestCase {
    @RegisterExtension
    final MockZabbixExtension zabbix = MockZabbixExtension.builder().scenario(SCENARIO).build();

    @Test
    void sendsNothing() {
      assertTrue(zabbix.server().items().isEmpty());
    }
  }

  static class UncheckedBuilderTestCase {
    @RegisterExtension
    final MockZabbixExtension zabbix =
        MockZabbixExtension.builder().scenario(SCENARIO).checkExpectations(false).build();

    @Test
    void sendsNothing() {
      assertTrue(zabbix.server().items().isEmpty());
    }
  }

  static class ClusterTestCase {
    @RegisterExtension
    static final MockZabbixExtension zabbix =
        MockZabbixExtension.builder().scenario(SCENARIO).nodes(2).build();

    @Test
    void sends(MockZabbixCluster cluster) {
      Sender.send(cluster.node(1), "web01", "app.ok", "1");
    }

    @Test
    void sendsNothing(MockZabbixCluster cluster) {
      assertTrue(cluster.items().isEmpty());
    }
  }
}
