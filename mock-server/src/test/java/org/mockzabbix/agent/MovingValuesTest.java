package org.mockzabbix.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;

class MovingValuesTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ItemKey KEY = ItemKey.of("load");

  private static String value(KeyScript script, String host, ItemKey key, Instant now) {
    CheckResult result =
        script.result(
            host,
            key,
            now,
            thrown -> {
              throw new AssertionError(thrown);
            });
    return result.requireValue();
  }

  private static List<String> values(KeyScript script, String host, ItemKey key, int count) {
    return IntStream.range(0, count).mapToObj(i -> value(script, host, key, START)).toList();
  }

  private static List<String> values(KeyScript script, int count) {
    return values(script, "web01", KEY, count);
  }

  /** Values on another machine or Java version must be these, too. */
  @Test
  void areTheSameInEachRun() {
    assertEquals(
        List.of("6", "6", "4", "5", "4", "4", "3", "3"), values(KeyScript.random(1, 6), 8));
    assertEquals(List.of("0.38", "0.77", "0.86", "0.22"), values(KeyScript.random(0, 1, 2), 4));
    assertEquals(
        List.of("0.68", "0.74", "0.53", "0.88"), values(KeyScript.random(0, 1, 2).seeded(7), 4));
    assertEquals(List.of("38", "40", "38", "33", "35", "40"), values(KeyScript.walk(5, 0, 100), 6));
    assertEquals(
        List.of("50.0", "49.7", "49.9", "49.7"), values(KeyScript.walk(50, 0.5, 0, 100), 4));
  }

  @Test
  void beginAgainAfterAReset() {
    KeyScript used = KeyScript.walk(5, 0, 100).seeded(3);
    List<String> before = values(used, 5);

    assertNotEquals(before, values(used, 5));
    assertEquals(before, values(used.restarted(), 5));
  }

  @Test
  void differForEachHostKeyAndSeed() {
    KeyScript script = KeyScript.random(0, 1_000_000);
    KeyScript seeded = script.seeded(1);
    List<String> usual = values(script, "web1", KEY, 3);

    assertNotEquals(usual, values(script, "web2", KEY, 3));
    assertNotEquals(usual, values(script, "web1", ItemKey.of("load", "all"), 3));
    assertNotEquals(usual, values(seeded, "web1", KEY, 3));
    assertEquals(usual, values(seeded.seeded(0), "web1", KEY, 3));
  }

  @Test
  void ofOneHostAndKey_areNotDisturbedByOthers() {
    KeyScript shared = KeyScript.walk(5, 0, 100);
    KeyScript alone = KeyScript.walk(5, 0, 100);

    for (int i = 0; i < 5; i++) {
      value(shared, "web2", KEY, START);
      value(shared, "web1", ItemKey.of("other"), START);
      assertEquals(value(alone, "web1", KEY, START), value(shared, "web1", KEY, START));
    }
  }

  @Test
  void ofACrowd_areSpreadOverTheRange() {
    KeyScript script = KeyScript.walk(1, 0, 99);

    long different =
        IntStream.rangeClosed(1, 50)
            .mapToObj(n -> value(script, "web" + n, KEY, START))
            .distinct()
            .count();

    assertTrue(different > 30, "only " + different + " of 50 agents begin differently");
  }

  @Test
  void random_reachesBothEndsAndNothingElse() {
    TreeSet<String> seen = new TreeSet<>(values(KeyScript.random(-1, 1), 100));

    assertEquals(new TreeSet<>(List.of("-1", "0", "1")), seen);
    assertEquals(List.of("4.20", "4.20"), values(KeyScript.random(4.2, 4.2, 2), 2));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 25, 100})
  void walk_neverLeavesItsRangeAndNeverJumps(double step) {
    List<BigDecimal> walked =
        values(KeyScript.walk(step, -50, 50), 1_000).stream().map(BigDecimal::new).toList();

    for (int i = 0; i < walked.size(); i++) {
      assertTrue(walked.get(i).abs().intValueExact() <= 50);
      BigDecimal change = walked.get(i).subtract(walked.get(Math.max(0, i - 1)));
      assertTrue(change.abs().intValueExact() <= step, () -> "changed by " + change);
    }
    assertEquals("1", values(KeyScript.walk(1, 5, 0, 9), 1).get(0));
  }

  @Test
  void counter_growsWithEachRequest() {
    assertEquals(List.of("0", "1", "2"), values(KeyScript.counter(0, 1), 3));
    assertEquals(
        List.of("9223372036854775807", "18446744073709551614", "9223372036854775805"),
        values(KeyScript.counter(Long.MAX_VALUE, Long.MAX_VALUE), 3));
  }

  @Test
  void counterPerSecond_growsWithTheTimeSinceTheFirstRequest() {
    KeyScript script = KeyScript.counterPerSecond(100, 2.5);

    assertEquals("100", value(script, "h", KEY, START));
    assertEquals("102", value(script, "h", KEY, START.plusSeconds(1)));
    assertEquals("105", value(script, "h", KEY, START.plusSeconds(2)));
    assertEquals("105", value(script, "h", KEY, START.plusSeconds(1)));
    assertEquals("106", value(script, "h", KEY, START.plusMillis(2_400)));
    assertEquals("100", value(script, "other", KEY, START.plusSeconds(9)));
    assertEquals("100", value(script.restarted(), "h", KEY, START.plusSeconds(9)));
    Instant later = START.plus(Duration.ofDays(1));
    assertEquals("108000000000000", value(second(1.25e9), "h", KEY, later));
  }

  private static KeyScript second(double perSecond) {
    KeyScript script = KeyScript.counterPerSecond(0, perSecond);
    value(script, "h", KEY, START);
    return script;
  }

  @Test
  void clock_isTheTimeOfTheRequest() {
    KeyScript script = KeyScript.clock();

    assertEquals("1767225600", value(script, "h", KEY, START));
    assertEquals("1767225602", value(script, "h", KEY, START.plusMillis(2_999)));
  }

  @Test
  void haveNoExponent() {
    assertEquals(
        List.of("100000000000000000", "0.000000100", "-0.00"),
        List.of(
            values(KeyScript.random(1e17, 1e17), 1).get(0),
            values(KeyScript.random(1e-7, 1e-7, 9), 1).get(0),
            "-" + values(KeyScript.random(-0.0, -0.0, 2), 1).get(0)));
  }

  @Test
  void keepDelayAndFaults() {
    KeyScript script =
        KeyScript.random(0, 9).delayed(Duration.ofSeconds(1)).faulty(Fault.close()).seeded(5);

    assertEquals(Duration.ofSeconds(1), script.delay());
    assertEquals(List.of(Fault.close()), script.faults());
    assertFalse(script.mayBlock());
  }

  @Test
  void seedOfOtherScripts_isRejected() {
    for (KeyScript script :
        List.of(KeyScript.value("1"), KeyScript.counter(0, 1), KeyScript.clock())) {
      IllegalStateException error =
          assertThrows(IllegalStateException.class, () -> script.seeded(1));
      assertEquals("only random values and walks have a seed", error.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "2; 1; 0; max must be at least min (2), but was 1",
        "0.25; 1; 1; min must have at most 1 decimal, but was 0.25",
        "0; 1; 10; decimals must be from 0 to 9, but was 10",
        "0; 1; -1; decimals must be from 0 to 9, but was -1",
        "0; NaN; 0; max must be a finite number, but was NaN",
        "-Infinity; 0; 0; min must be a finite number, but was -Infinity",
        "0; 1e19; 0; max must have at most 18 digits with its decimals, but was"
            + " 10000000000000000000",
        "0; 1e12; 9; max must have at most 18 digits with its decimals, but was 1000000000000",
      })
  void invalidRange_isRejected(double min, double max, int decimals, String message) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> KeyScript.random(min, max, decimals));

    assertEquals(message, error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "50; 0; 0; 100; step must be from 1 to 100, but was 0",
        "50; -1; 0; 100; step must be from 1 to 100, but was -1",
        "50; 0.5; 0; 0.25; start must be from 0.00 to 0.25, but was 50.00",
        "0; 101; 0; 100; step must be from 1 to 100, but was 101",
        "0; 1; 7; 7; start must be from 7 to 7, but was 0",
        "7; 1; 7; 7; max must be greater than min, but both are 7",
        "101; 1; 0; 100; start must be from 0 to 100, but was 101",
        "0; 1; 3; 2; max must be at least min (3), but was 2",
        "0; NaN; 0; 2; step must be a finite number, but was NaN",
        "0; 1e-30; 0; 2; the numbers must have at most 9 decimals, but need 30",
      })
  void invalidWalk_isRejected(double start, double step, double min, double max, String message) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> KeyScript.walk(start, step, min, max));

    assertEquals(message, error.getMessage());
  }

  @Test
  void invalidCounter_isRejected() {
    assertMessage("start must be at least 0, but was -1", () -> KeyScript.counter(-1, 1));
    assertMessage("step must be at least 1, but was 0", () -> KeyScript.counter(0, 0));
    assertMessage("start must be at least 0, but was -1", () -> KeyScript.counterPerSecond(-1, 1));
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertMessage(
          "perSecond must be a number greater than 0, but was " + rate,
          () -> KeyScript.counterPerSecond(0, rate));
    }
  }

  private static void assertMessage(String message, Runnable call) {
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, call::run);
    assertEquals(message, error.getMessage());
  }

  /** A poller may request any number of keys. */
  @Test
  void memoryForKeysOfAPattern_isLimited() {
    KeyScript script = KeyScript.counter(0, 1);
    for (int i = 0; i < 10_001; i++) {
      value(script, "h", ItemKey.of("k", Integer.toString(i)), START);
    }

    assertEquals("1", value(script, "h", ItemKey.of("k", "10000"), START));
    assertEquals("0", value(script, "h", ItemKey.of("k", "0"), START));
  }
}
