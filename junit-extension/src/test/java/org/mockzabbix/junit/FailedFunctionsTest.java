package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.client.Getter;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.rule.RequestMatcher;
import org.opentest4j.AssertionFailedError;

/** A function of a test that throws or returns null fails the test. */
@Isolated // captures the console
class FailedFunctionsTest {

  @SuppressWarnings("StaticAssignmentOfThrowable") // to recognize it as the cause
  private static final IOException BOOM = new IOException("boom");

  @Test
  void functionThatThrows_failsTheTest() {
    PrintStream console = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    List<Throwable> failures;
    try {
      failures = Kit.failures(Kit.run(ThrowingTestCase.class));
    } finally {
      System.setErr(console);
    }

    List<String> messages =
        failures.stream().map(e -> e.getMessage().lines().findFirst().orElseThrow()).toList();
    assertEquals(
        List.of(
            "the function for the key k[a] threw java.io.IOException: boom",
            "an onExchange observer threw java.io.IOException: boom",
            "the responder of the rule for sender data threw java.io.IOException: boom"),
        messages);
    for (Throwable failure : failures) {
      assertInstanceOf(AssertionFailedError.class, failure);
      assertSame(BOOM, failure.getCause());
      assertTrue(failure.getMessage().contains("\n  on MockZabbixServer"), failure.getMessage());
    }
    assertTrue(!printed.toString(StandardCharsets.UTF_8).contains("\tat "), printed::toString);
  }

  @MockZabbix
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class ThrowingTestCase {
    @Test
    void key(MockAgent agent) throws IOException {
      agent.reply("k[*]", KeyScript.computed(key -> sneak(BOOM)));
      assertEquals("boom", new Getter().get(agent.address(), "k[a]").error());
    }

    @Test
    void observer(MockZabbixServer zabbix) {
      zabbix.onExchange(exchange -> sneak(BOOM));
      Sender.sendNoise(zabbix, "GET / HTTP/1.0");
    }

    @Test
    void responder(MockZabbixServer zabbix) {
      zabbix.when(RequestMatcher.senderData()).reply((incoming, engine) -> sneak(BOOM));
      Sender.send(zabbix, "web01", "app.ok", "1");
    }
  }

  @Test
  void preparationThatThrows_failsEachTestWithItsException() {
    for (Class<?> testCase :
        List.of(
            PreparationTestCase.class,
            SharedPreparationTestCase.class,
            AgentPreparationTestCase.class)) {
      List<Throwable> failures = Kit.failures(Kit.run(testCase));

      assertTrue(!failures.isEmpty());
      failures.forEach(failure -> assertSame(BOOM, failure));
    }
  }

  static class PreparationTestCase {
    @RegisterExtension
    final MockZabbixExtension zabbix =
        MockZabbixExtension.builder().prepare(server -> sneak(BOOM)).build();

    @Test
    void one() {}

    @Test
    void another() {}
  }

  /** The server starts, but each reset fails. */
  static class SharedPreparationTestCase {

    private static int preparations;

    @RegisterExtension
    static final MockZabbixExtension zabbix =
        MockZabbixExtension.builder().prepare(server -> failLater()).build();

    private static void failLater() {
      if (preparations++ > 0) {
        sneak(BOOM);
      }
    }

    @Test
    void one() {}

    @Test
    void another() {}
  }

  static class AgentPreparationTestCase {
    @RegisterExtension
    final MockZabbixExtension zabbix =
        MockZabbixExtension.builder().agent(AgentConfig.of("web01"), agent -> sneak(BOOM)).build();

    @Test
    void one() {}
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T, E extends Throwable> T sneak(Throwable e) throws E {
    throw (E) e;
  }
}
