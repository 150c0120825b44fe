package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.junit.Kit.assertSucceeded;

import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.protocol.ItemValue;

/** Many tests at the same time. Isolated, because it counts the threads of the whole JVM. */
@Isolated
class ParallelTest {

  @Test
  void fiveHundredTestsAtATime_seeOnlyTheirOwnAndLeaveNothing() {
    Set<Thread> before = ourThreads();

    assertSucceeded(500, Kit.concurrently(32, ManyTestCase.class));

    assertEquals(500, new HashSet<>(ManyTestCase.SERVERS).size());
    assertEquals(500, new HashSet<>(ManyTestCase.AGENTS).size());
    ManyTestCase.SERVERS.forEach(Closed::assertClosed);
    ManyTestCase.AGENTS.forEach(Closed::assertClosed);
    Set<Thread> left = ourThreads();
    left.removeAll(before);
    assertEquals(Set.of(), left);
  }

  private static Set<Thread> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("mock-zabbix-"))
        .collect(Collectors.toSet());
  }

  @ExtendWith(MockZabbixExtension.class)
  static class ManyTestCase {
    static final Queue<MockZabbixServer> SERVERS = new ConcurrentLinkedQueue<>();
    static final Queue<MockAgent> AGENTS = new ConcurrentLinkedQueue<>();

    @RepeatedTest(500)
    void receivesItsOwnValuesOnly(
        MockZabbixServer zabbix, MockAgent agent, List<ItemValue> items, TestInfo info) {
      SERVERS.add(zabbix);
      AGENTS.add(agent);

      Sender.send(zabbix, "web01", "app.ok", info.getDisplayName());

      assertEquals(1, items.size());
      assertEquals(info.getDisplayName(), items.get(0).value());
      assertTrue(ourThreads().size() >= 2);
    }
  }
}
