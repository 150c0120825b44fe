package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.rule.RequestMatcher.anyRequest;
import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.rule.IncomingRequest;
import org.mockzabbix.rule.MockResponse;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.Rule;

class RulesTest {

  private static final IncomingRequest INCOMING =
      new IncomingRequest(
          new Request.Invalid(RequestKind.UNKNOWN, "what?", null),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
          1,
          7,
          itemid -> Optional.empty());

  private Rules rules = new Rules();

  @Test
  void newestRule_decides() {
    rules.when(anyRequest(), () -> rules).reply(Responder.failed("a"));
    rules.when(anyRequest(), () -> rules).reply(Responder.failed("b"));

    assertEquals("bb", answers(2));
  }

  @Test
  void ruleThatDoesNotMatch_stepsAside() {
    rules.when(anyRequest(), () -> rules).reply(Responder.failed("a"));
    rules.when(senderData(), () -> rules).reply(Responder.failed("b"));

    assertEquals("a", answers(1));
  }

  @Test
  void times_thenStepsAside() {
    rules.when(anyRequest(), () -> rules).reply(Responder.failed("a")).times(2);

    assertEquals("aa..", answers(4));
  }

  @Test
  void times_thenOlderRule() {
    rules.when(anyRequest(), () -> rules).reply(Responder.failed("a"));
    rules.when(anyRequest(), () -> rules).reply(Responder.failed("b")).times(1);

    assertEquals("baa", answers(3));
  }

  @Test
  void afterwards_goesOn() {
    rules
        .when(anyRequest(), () -> rules)
        .reply(Responder.failed("a"))
        .times(2)
        .afterwards(Responder.failed("b"))
        .times(1)
        .afterwards(Responder.failed("c"));

    assertEquals("aabccc", answers(6));
  }

  @Test
  void afterwards_isUsedUpToo() {
    rules
        .when(anyRequest(), () -> rules)
        .reply(Responder.failed("a"))
        .times(1)
        .afterwards(Responder.failed("b"))
        .times(1);

    assertEquals("ab..", answers(4));
  }

  @Test
  void afterwards_withFault() {
    rules
        .when(anyRequest(), () -> rules)
        .reply(Responder.failed("a"))
        .times(1)
        .afterwards(Fault.reset());

    assertEquals("a", answers(1));
    MockResponse reply =
        rules.matchRequest(INCOMING).orElseThrow().respond(INCOMING, RulesTest::engine);
    assertEquals(new MockResponse(Response.success(), 1, null, List.of(Fault.reset())), reply);
  }

  @Test
  void afterwards_needsTimes() {
    Rule rule = rules.when(anyRequest(), () -> rules).reply(Responder.failed("a"));

    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> rule.afterwards(Fault.reset()));

    assertEquals("call times(n) before afterwards(...)", e.getMessage());
  }

  @Test
  void everyNth() {
    rules.when(anyRequest(), () -> rules).reply(Responder.failed("a")).everyNth(3);

    assertEquals("..a..a..", answers(8));
  }

  @Test
  void everyNth_limited() {
    rules.when(anyRequest(), () -> rules).reply(Responder.failed("a")).everyNth(2).times(2);

    assertEquals(".a.a....", answers(8));
  }

  @Test
  void skip_letsTheFirstPass() {
    rules.when(anyRequest(), () -> rules).reply(Responder.failed("a")).skip(2).times(1);

    assertEquals("..a..", answers(5));
  }

  @Test
  void skip_countsFromTheCall() {
    Rule rule = rules.when(anyRequest(), () -> rules).reply(Responder.failed("a"));
    assertEquals("aaa", answers(3));

    rule.skip(2);

    assertEquals("..aa", answers(4));
    rule.skip(Long.MAX_VALUE);
    assertEquals("..", answers(2));
  }

  @Test
  void everyNth_countsFromTheCall() {
    Rule rule = rules.when(anyRequest(), () -> rules).reply(Responder.failed("a")).skip(1);
    assertEquals(".a", answers(2));

    rule.everyNth(3);

    assertEquals("..a..a", answers(6));
  }

  @Test
  void probability_isTheSameForTheSameSeed() {
    rules.when(anyRequest(), () -> rules).reply(Responder.failed("a")).withProbability(0.5, 42);
    String first = answers(20);
    rules = new Rules();
    rules.when(anyRequest(), () -> rules).reply(Responder.failed("a")).withProbability(0.5, 42);
    String again = answers(20);
    rules = new Rules();
    rules.when(anyRequest(), () -> rules).reply(Responder.failed("a")).withProbability(0.5, 43);
    String otherSeed = answers(20);

    assertEquals(first, again);
    assertNotEquals(first, otherSeed);
  }

  @Test
  void probability_isAboutTheShare() {
    rules.when(anyRequest(), () -> rules).reply(Responder.failed("a")).withProbability(0.25, 1);

    long used = answers(4000).chars().filter(c -> c == 'a').count();

    assertTrue(used > 900 && used < 1100, () -> used + " of 4000");
  }

  @Test
  void probability_neverAndAlways() {
    rules
        .when(anyRequest(), () -> rules)
        .reply(Responder.failed("a"))
        .withProbability(1, 1)
        .times(3);
    rules.when(anyRequest(), () -> rules).reply(Responder.failed("b")).withProbability(0, 1);

    assertEquals("aaa..", answers(5));
  }

  @Test
  void connectionRule_countsConnections() {
    rules.onConnect(Fault.reset()).skip(1).times(1).afterwards(Fault.close());

    List<String> faults =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    rules
                        .matchConnection()
                        .map(turn -> turn.connectionFaults().toString())
                        .orElse("well"))
            .toList();

    assertEquals(
        List.of("well", "[reset on accept]", "[close on accept]", "[close on accept]"), faults);
  }

  @Test
  void connectionRule_hasNoAnswer() {
    Rule rule = rules.onConnect(Fault.reset()).times(1);

    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> rule.afterwards(Responder.failed("no")));

    assertEquals(
        "a rule for connections cannot have a response: use a fault instead", e.getMessage());
  }

  @Test
  void unused() {
    rules
        .when(senderData().from("web01").withKeyLike("app.*"), () -> rules)
        .reply(Responder.failed("a"));
    rules.when(anyRequest(), () -> rules).reply(Responder.failed("b"));
    rules.onConnect(Fault.reset());
    answers(1);

    assertEquals(
        "[rule for sender data from web01 with key like app.*, used 0 times,"
            + " rule for connections, used 0 times]",
        rules.unused().toString());
  }

  @Test
  void times_isExactAmongThreads() throws Exception {
    Rule rule = rules.when(anyRequest(), () -> rules).reply(Responder.failed("a")).times(500);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<String> asking = () -> answers(200);
      List<Future<String>> all =
          threads.invokeAll(Collections.nCopies(8, asking), 30, TimeUnit.SECONDS);

      long used = 0;
      for (Future<String> each : all) {
        used += each.get().chars().filter(c -> c == 'a').count();
      }
      assertEquals(500, used);
      assertEquals(500, rule.uses());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void nonsense_isRefused() {
    Rule rule = rules.when(anyRequest(), () -> rules).fault(Fault.reset());

    assertRefused("times must be at least 1, but was 0", () -> rule.times(0));
    assertRefused("n must be at least 1, but was 0", () -> rule.everyNth(0));
    assertRefused("count must be at least 1, but was -1", () -> rule.skip(-1));
    assertRefused(
        "probability must be from 0 to 1, but was 1.5", () -> rule.withProbability(1.5, 1));
    assertRefused(
        "probability must be from 0 to 1, but was NaN", () -> rule.withProbability(Double.NaN, 1));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  /** The texts of the next answers; a dot is the engine's. */
  private String answers(int count) {
    return IntStream.range(0, count).mapToObj(i -> next()).collect(Collectors.joining());
  }

  private String next() {
    return rules
        .matchRequest(INCOMING)
        .map(turn -> turn.respond(INCOMING, RulesTest::engine).response().info())
        .orElse(".");
  }

  private static MockResponse engine() {
    return MockResponse.of(Response.success());
  }
}
