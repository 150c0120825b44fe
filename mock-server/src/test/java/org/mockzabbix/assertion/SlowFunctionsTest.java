package org.mockzabbix.assertion;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.Inbox.row;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.rule.RequestMatcher;

/**
 * Slow functions of a test do not delay the end of an assertion by much. The clock is the test's.
 */
@Timeout(60)
class SlowFunctionsTest {

  private static final int VALUES = 20_000;
  private static final long MILLISECOND = 1_000_000;

  private final Inbox inbox = new Inbox(64 << 20);
  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger calls = new AtomicInteger();

  private ZabbixAssert assertThat() {
    return new ZabbixAssert(AssertionChain.on(inbox, clock::get));
  }

  /** Receives values in packets of 100. */
  private void receive(int number) {
    for (int first = 0; first < number; first += 100) {
      inbox.receive(
          IntStream.range(first, first + 100)
              .mapToObj(i -> row("web01", "app.ok", "" + i))
              .toArray(String[]::new));
    }
  }

  /** A matcher of one value, whose function takes a millisecond of the test's clock. */
  private ItemMatcher slow(String value) {
    return item("web01", "app.ok").matching("slow " + value, sent -> slowly(sent.value(), value));
  }

  private boolean slowly(String sent, String value) {
    clock.addAndGet(MILLISECOND);
    calls.incrementAndGet();
    return sent.equals(value);
  }

  private static String message(Executable assertion) {
    return assertThrows(AssertionError.class, assertion).getMessage();
  }

  private static void assertHasLine(String line, String message) {
    assertTrue(List.of(message.split("\n", -1)).contains(line), message);
  }

  @Test
  void now_callsTheFunctionForEachValueAndExplainsTheNewestOnes() {
    receive(VALUES);

    String message = message(() -> assertThat().received(slow("none")).now());

    assertHasLine("  #200 web01 app.ok = \"19999\" <- not slow none", message);
    assertHasLine(
        "compared: 320 of 20000 values in 250 ms, those of the expected item and the newest first",
        message);
    assertTrue(calls.get() <= VALUES + 400, "calls " + calls);
  }

  @Test
  void within_stopsToCallTheFunctionSoonAfterTheTimeIsUp() {
    receive(VALUES);

    String message = message(() -> assertThat().received(slow("none")).within(ofMillis(300)));

    assertHasLine("but received: no matching value among those compared in time", message);
    assertHasLine(
        "19450 calls of functions of the test were left out because the time was up;"
            + " wait longer, or make the functions faster",
        message);
    assertTrue(calls.get() <= 300 + 250 + 400, "calls " + calls);
  }

  @Test
  void valueThatWasFoundInTime_meetsTheAssertion() {
    receive(VALUES);

    ItemValue found = assertThat().received(slow("99")).within(ofMillis(300));

    assertEquals("99", found.value());
    assertEquals(550, calls.get());
  }

  @Test
  void valueAfterTheEnd_isFoundIfTheFunctionIsFast() {
    receive(VALUES);
    ItemMatcher late =
        item("web01", "app.ok")
            .matching(
                "the last value",
                value -> {
                  clock.set(3600_000 * MILLISECOND); // the machine was slow, not the function
                  return value.value().equals("19999");
                });

    ItemValue found = assertThat().received(late).within(ofMillis(300));

    assertEquals("19999", found.value());
  }

  @Test
  void fewValues_areAllCompared() {
    receive(100);
    ItemMatcher verySlow =
        item("web01", "app.ok")
            .matching(
                "the last value",
                value -> {
                  clock.addAndGet(1000 * MILLISECOND);
                  return value.value().equals("99");
                });

    ItemValue found = assertThat().received(verySlow).within(ofMillis(300));

    assertEquals("99", found.value());
  }

  @Test
  void upperLimits_areUnknownIfCallsWereLeftOut() {
    receive(VALUES);
    String unknown =
        "result unknown: 19450 calls of functions of the test were left out because the time was"
            + " up; wait longer, or make the functions faster; received: ";

    assertHasLine(
        unknown + "1 matching value",
        message(() -> assertThat().received(slow("99")).times(1).within(ofMillis(300))));
    assertHasLine(
        unknown + "no matching value among those compared in time",
        message(() -> assertThat().received(slow("none")).atMost(1).during(ofMillis(300))));
  }

  @Test
  void exactly_isUnknownIfCallsWereLeftOut() {
    receive(200);
    List<ItemMatcher> none = IntStream.range(0, 200).mapToObj(i -> slow("none")).toList();

    String message = message(() -> assertThat().receivedExactly(none).within(ofMillis(300)));

    String[] lines = message.split("\n", -1);
    assertTrue(message.contains("\nresult unknown: "), message);
    assertTrue(message.contains(" calls of functions of the test were left out because "), message);
    assertTrue(message.contains("; received: 200 values, at most 200 missing, at most 200 un"));
    assertTrue(lines[lines.length - 2].startsWith("compared: "), message);
    assertTrue(calls.get() <= 300 + 250 + 1000, "calls " + calls);
  }

  @Test
  void severalMatchers_areMetByTheValuesThatWereFoundInTime() {
    receive(VALUES);

    List<ItemValue> found =
        assertThat().received(slow("7"), slow("99")).inOnePacket().within(ofMillis(300));

    assertEquals(List.of("7", "99"), found.stream().map(ItemValue::value).toList());
    assertTrue(calls.get() <= 550, "calls " + calls);
  }

  @Test
  void slowFunctionsForRequests_areLeftOut() {
    receive(100_000);
    RequestMatcher slow =
        RequestMatcher.senderData().withValueMatching("slow", value -> slowly("none", "one"));

    String message = message(() -> assertThat().requested(slow).within(ofMillis(300)));

    assertTrue(message.contains(" were left out because the time was up"), message);
    assertTrue(calls.get() <= 1000 + 100 * 100, "calls " + calls);
  }

  @Test
  void missingMatchers_areDescribedOnce() {
    receive(100);
    List<ItemMatcher> same = Collections.nCopies(1000, slow("none"));

    message(() -> assertThat().received(same).now());

    assertTrue(calls.get() <= 100 * 1000 + 400, "calls " + calls); // by verdict and message
  }

  @Test
  void functions_areCalledForValuesOfTheirItemOnly() {
    receive(VALUES);
    ItemMatcher other = item("web01", "app.up").matching("slow", value -> slowly("a", "b"));
    List<ItemMatcher> many = IntStream.range(0, 1000).mapToObj(i -> other).toList();

    Verdict verdict = Expectation.all(many, ValueOrder.ANY_ORDER).check(inbox);

    assertEquals(Verdict.PENDING, verdict);
    assertEquals(0, calls.get());
  }

  @Test
  void packetsAreComparedOnce() {
    receive(VALUES);
    ItemMatcher any =
        item("web01", "app.ok").matching("fast", value -> calls.incrementAndGet() < 0);

    message(() -> assertThat().received(any, any).inOnePacket().now());

    assertTrue(calls.get() <= 2 * 2 * VALUES, "calls " + calls);
  }
}
