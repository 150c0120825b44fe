package org.mockzabbix.junit;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;
import static org.mockzabbix.junit.Kit.assertSays;
import static org.mockzabbix.junit.Kit.assertSucceeded;
import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.assertion.ItemAssert;
import org.mockzabbix.assertion.ItemMatcher;
import org.mockzabbix.assertion.JournalSource;
import org.mockzabbix.assertion.TimedAssert;
import org.mockzabbix.protocol.Outcome;
import org.opentest4j.AssertionFailedError;

/** An unfinished assertion or rule fails its test at the end. */
@SuppressWarnings("CheckReturnValue") // the test cases drop sentences
class UnfinishedSentenceTest {

  private static final ItemMatcher OK = item("web01", "app.ok");
  private static final ItemMatcher UP = item("web01", "app.up");

  @Test
  void everyWordFailsItsTest() {
    List<Throwable> failures = Kit.failures(Kit.run(EveryWordTestCase.class));

    assertEquals(14, failures.size(), failures::toString);
    for (Throwable failure : failures) {
      assertEquals(AssertionFailedError.class, failure.getClass());
      assertSays(
          failure.getMessage(), "unfinished ", ": add ", "(UnfinishedSentenceTest.java:", "  on ");
    }
  }

  @MockZabbix
  static class EveryWordTestCase {
    @Test
    void nothingSaid(MockZabbixServer zabbix) {
      assertThat(zabbix);
    }

    @Test
    void received(MockZabbixServer zabbix) {
      assertThat(zabbix).received(OK);
    }

    @Test
    void times(MockZabbixServer zabbix) {
      assertThat(zabbix).received(OK).times(3);
    }

    @Test
    void atLeast(MockZabbixServer zabbix) {
      assertThat(zabbix).received(OK).atLeast(3);
    }

    @Test
    void timesBetween(MockZabbixServer zabbix) {
      assertThat(zabbix).received(OK).timesBetween(0, 3);
    }

    @Test
    void several(MockZabbixServer zabbix) {
      assertThat(zabbix).received(OK, UP);
    }

    @Test
    void inOrder(MockZabbixServer zabbix) {
      assertThat(zabbix).received(OK, UP).inOrder();
    }

    @Test
    void inOnePacket(MockZabbixServer zabbix) {
      assertThat(zabbix).received(OK, UP).inOnePacket();
    }

    @Test
    void receivedExactly(MockZabbixServer zabbix) {
      assertThat(zabbix).receivedExactly(OK);
    }

    @Test
    void rejected(MockZabbixServer zabbix) {
      assertThat(zabbix).rejected(OK).because(Outcome.UNKNOWN_KEY);
    }

    @Test
    void requested(MockZabbixServer zabbix) {
      assertThat(zabbix).requested(senderData());
    }

    @Test
    void asked(MockAgent agent) {
      assertThat(agent).asked("agent.ping");
    }

    @Test
    void when(MockZabbixServer zabbix) {
      zabbix.when(senderData());
    }

    @Test
    void agentWhen(MockAgent agent) {
      agent.when(senderData());
    }
  }

  @Test
  void finishedSentencesPass() {
    assertSucceeded(3, Kit.run(FinishedTestCase.class));
  }

  @MockZabbix
  static class FinishedTestCase {
    @Test
    void keptSentence(MockZabbixServer zabbix) {
      TimedAssert<?> kept = assertThat(zabbix).received(OK).timesBetween(0, 1);
      assertThat(zabbix).received(UP).never();
      kept.now();
    }

    @Test
    void helper(MockZabbixServer zabbix) {
      begun(zabbix).never();
    }

    @Test
    void atOnce(MockZabbixServer zabbix) {
      assertThat(zabbix).receivedNothing();
      assertThat(zabbix).received(OK).atMost(2);
      assertThat(zabbix).noDuplicates();
      assertThat(zabbix).received(OK).inOrderOfTime();
      assertThat(zabbix).noUnreadable();
      assertThat(zabbix).everyRuleUsed();
    }
  }

  private static ItemAssert begun(JournalSource source) {
    return assertThat(source).received(OK);
  }

  @Test
  void failsAtTheEnd_withEverySentence() {
    Throwable failure = Kit.onlyFailure(Kit.run(SeveralTestCase.class));

    assertSays(
        failure.getMessage(),
        "unfinished assertion: web01 app.ok, 2 times: add now(), within(...), eventually() or"
            + " during(...)",
        "SeveralTestCase.prepare(UnfinishedSentenceTest.java:",
        "unfinished assertion: web01 app.ok",
        "UnfinishedSentenceTest.begun(UnfinishedSentenceTest.java:",
        "unfinished rule for sender data: add reply(...) or fault(...)",
        "SeveralTestCase.check(UnfinishedSentenceTest.java:");
    assertTrue(SeveralTestCase.ranToItsEnd);
  }

  static class SeveralTestCase {
    static boolean ranToItsEnd;

    @MockZabbix MockZabbixServer zabbix;

    @BeforeEach
    void prepare() {
      assertThat(zabbix).received(OK).times(2);
    }

    @Test
    void helper() {
      begun(zabbix);
      assertThat(zabbix).receivedNothing();
      ranToItsEnd = true;
    }

    @AfterEach
    void check() {
      zabbix.when(senderData());
    }
  }

  @Test
  void aTestThatFailedKeepsItsFailure() {
    Throwable failure = Kit.onlyFailure(Kit.run(FailedTestCase.class));

    assertEquals("of the test", failure.getMessage());
    assertTrue(
        Stream.of(failure.getSuppressed())
            .anyMatch(each -> each.getMessage().startsWith("unfinished assertion: web01 app.ok")));
  }

  @MockZabbix
  static class FailedTestCase {
    @Test
    void fails(MockZabbixServer zabbix) {
      assertThat(zabbix).received(OK);
      throw new IllegalStateException("of the test");
    }
  }

  @Test
  void anAbortedTestStaysAborted() {
    Kit.run(AbortedTestCase.class)
        .testEvents()
        .assertStatistics(counts -> counts.started(1).aborted(1));
    assertEquals(List.of(), Kit.failures(Kit.run(AbortedTestCase.class)));
  }

  @MockZabbix
  static class AbortedTestCase {
    @Test
    void aborted(MockZabbixServer zabbix) {
      assertThat(zabbix).received(OK);
      Assumptions.abort("as intended");
    }
  }

  @Test
  void aSharedServer_countsByTest() {
    List<Throwable> failures = Kit.failures(Kit.run(SharedTestCase.class));

    assertEquals(2, failures.size(), failures::toString); // a repetition, and the class
    assertSays(failures.get(0).getMessage(), "SharedTestCase.second(", "on MockZabbixCluster");
    assertSays(failures.get(1).getMessage(), "SharedTestCase.end(", "on MockZabbixCluster");
  }

  static class SharedTestCase {
    private static int repetition;

    @RegisterExtension
    static final MockZabbixExtension ZABBIX = MockZabbixExtension.builder().nodes(2).build();

    @RepeatedTest(3)
    void second(MockZabbixCluster cluster) {
      if (++repetition == 2) {
        assertThat(cluster.node(1)).received(OK);
      }
      assertThat(cluster).receivedNothing();
    }

    @AfterAll
    static void end() {
      assertThat(ZABBIX.cluster()).received(UP);
    }
  }

  @Test
  void concurrentTestsDoNotSeeEachOther() {
    List<Throwable> failures = Kit.failures(Kit.concurrently(4, ConcurrentTestCase.class));

    assertEquals(10, failures.size(), failures::toString);
    for (Throwable failure : failures) {
      assertEquals(3, failure.getMessage().lines().count(), failure.getMessage());
      assertSays(failure.getMessage(), "ConcurrentTestCase.unfinished(");
    }
  }

  @MockZabbix
  static class ConcurrentTestCase {
    @RepeatedTest(10)
    void unfinished(MockZabbixServer zabbix) {
      assertThat(zabbix).received(OK);
      assertThat(zabbix).receivedNothing();
    }

    @RepeatedTest(10)
    void finished(MockZabbixServer zabbix) {
      Sender.send(zabbix, "web01", "app.ok", "1");
      assertThat(zabbix).received(OK).within(ofSeconds(5));
    }
  }
}
