package org.mockzabbix.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;

/** The keys of a scenario whose values change from request to request. */
class MovingKeysTest {

  private static final Instant START = Instant.ofEpochSecond(1_700_000_000);

  /** Returns the first values, one for each second. */
  private static List<String> first(KeyScript script) {
    ItemKey key = ItemKey.of("k");
    return IntStream.range(0, 5)
        .mapToObj(n -> script.result("web01", key, START.plusSeconds(n), failed -> {}))
        .map(CheckResult::requireValue)
        .toList();
  }

  private static void assertSame(KeyScript expected, String text) {
    KeyScript read = ScenarioPart.keyScript("body", text);

    List<String> values = first(expected);
    assertEquals(values, first(read));
    String declaration = read.declaration().orElseThrow();
    assertEquals(values, first(ScenarioPart.keyScript("again", declaration)));
    assertEquals(declaration, read.restarted().declaration().orElseThrow());
  }

  @Test
  void areThoseOfJava() {
    assertSame(KeyScript.random(0, 100), "random: {max: 100}");
    assertSame(KeyScript.random(-1.5, 1), "{random: {min: -1.5, max: 1}}");
    assertSame(KeyScript.random(0, 1, 4).seeded(7), "{random: {max: 1, decimals: 4, seed: 7}}");
    assertSame(KeyScript.walk(5, 0, 100), "{walk: {step: 5, max: 100}}");
    assertSame(
        KeyScript.walk(20, 0.5, -10, 40).seeded(-3),
        "{walk: {start: 20, step: 0.5, min: -10, max: 40, seed: -3}}");
    assertSame(KeyScript.counter(0, 1), "{counter: {}}");
    assertSame(KeyScript.counter(10, 3), "{\"counter\": {\"start\": 10, \"step\": 3}}");
    assertSame(KeyScript.counterPerSecond(5, 12.5), "{counter: {start: 5, perSecond: 12.5}}");
    assertSame(KeyScript.clock(), "{clock: true}");
    assertEquals(
        List.of("1700000000", "1700000001", "1700000002", "1700000003", "1700000004"),
        first(ScenarioPart.keyScript("body", "{clock: true}")));
  }

  @Test
  void canBeDelayed() {
    KeyScript script = ScenarioPart.keyScript("body", "{random: {max: 9}, delay: 1s}");

    assertEquals(Duration.ofSeconds(1), script.delay());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{random: {}}; random needs the field \"max\"",
        "{random: 100}; random must be an object with min, max, seed, decimals, but was 100",
        "{random: {max: 1, step: 2}}; unknown field \"step\" in random: use one of min, max,"
            + " seed, decimals",
        "{random: {min: 2, max: 1}}; max must be at least min (2), but was 1",
        "{random: {max: 1, decimals: 10}}; random.decimals must be an integer from 0 to 9, but was"
            + " 10",
        "{random: {max: soon}}; random.max must be a number, for example 0.42, but was \"soon\"",
        "{walk: {max: 9}}; walk needs the field \"step\"",
        "{walk: {max: 9, step: 0}}; step must be from 1 to 9, but was 0",
        "{walk: {max: 9, step: 1, start: 10}}; start must be from 0 to 9, but was 10",
        "{counter: {step: 0}}; counter.step must be an integer from 1 to 9223372036854775807,"
            + " but was 0",
        "{counter: {step: 1, perSecond: 1}}; step and perSecond are both set: remove one",
        "{counter: {perSecond: 0}}; perSecond must be a number greater than 0, but was 0.0",
        "{clock: false}; clock must be true, but was false",
        "{clock: true, counter: {}}; a key needs one of reply, sequence, random, walk, counter,"
            + " clock and notSupported",
        "{clock: true, reply: x}; a key needs one of reply, sequence, random, walk, counter, clock"
            + " and notSupported",
        "{clock: true, sequence: [x]}; a key needs one of reply, sequence, random, walk, counter,"
            + " clock and notSupported",
        "{clock: true, notSupported: x}; a key needs one of reply, sequence, random, walk,"
            + " counter, clock and notSupported",
        "{clock: true, then: last}; then has no effect without sequence: remove it",
      })
  void anErrorNamesTheField(String text, String message) {
    ScenarioException error =
        assertThrows(ScenarioException.class, () -> ScenarioPart.keyScript("body", text));

    assertEquals("body:1: " + message, error.getMessage());
  }
}
