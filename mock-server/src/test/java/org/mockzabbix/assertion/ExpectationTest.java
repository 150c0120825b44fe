package org.mockzabbix.assertion;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.assertion.Expectation.Timing;
import org.mockzabbix.assertion.Expectation.Verdict;
import org.mockzabbix.protocol.ItemValue;

class ExpectationTest {

  private static final ItemMatcher OK = item("web01", "app.ok").withValue("1");
  private static final Expectation ONE_OR_MORE = Expectation.of(OK);

  @ParameterizedTest
  @CsvSource({
    "0, 1, 2147483647, TOO_FEW",
    "1, 1, 2147483647, MET",
    "2, 1, 2147483647, MET",
    "2, 3, 3, TOO_FEW",
    "3, 3, 3, MET",
    "4, 3, 3, TOO_MANY",
    "0, 0, 0, MET",
    "1, 0, 0, TOO_MANY",
    "1, 2, 4, TOO_FEW",
    "4, 2, 4, MET",
  })
  void check_countsWhatMatches(int matching, int atLeast, int atMost, Verdict verdict) {
    Expectation expectation = new Expectation(OK, atLeast, atMost, new Timing.Now());

    assertEquals(verdict, expectation.check(received(matching), 0));
  }

  /** So many values that match, between two others. */
  private static List<ItemValue> received(int matching) {
    ItemValue ok = Inbox.value(Inbox.row("web01", "app.ok", "1"));
    ItemValue other = Inbox.value(Inbox.row("web01", "app.ok", "2"));
    return Stream.of(
            List.of(other), Stream.generate(() -> ok).limit(matching).toList(), List.of(other))
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void check_whatWasForgottenMakesABoundUncertain() {
    assertEquals(Verdict.UNCERTAIN, ONE_OR_MORE.never().check(received(0), 7));
    assertEquals(Verdict.UNCERTAIN, ONE_OR_MORE.times(2).check(received(1), 7));
    assertEquals(Verdict.UNCERTAIN, ONE_OR_MORE.times(2).check(received(2), 7));
    assertEquals(Verdict.TOO_MANY, ONE_OR_MORE.times(2).check(received(3), 7));
    assertEquals(Verdict.MET, ONE_OR_MORE.check(received(1), 7));
    assertEquals(Verdict.TOO_FEW, ONE_OR_MORE.check(received(0), 7));
  }

  @Test
  void toString_saysHowManyAndWhen() {
    String item = "web01 app.ok with value \"1\"";

    assertEquals(item, ONE_OR_MORE.toString());
    assertEquals(item + ", within 5 s", ONE_OR_MORE.within(ofSeconds(5)).toString());
    assertEquals(item + ", once", ONE_OR_MORE.times(1).toString());
    assertEquals(item + ", 3 times", ONE_OR_MORE.times(3).toString());
    assertEquals(
        item + ", 3 times within 2 min", ONE_OR_MORE.times(3).within(ofMinutes(2)).toString());
    assertEquals(item + ", never", ONE_OR_MORE.never().toString());
    assertEquals(
        item + ", never during 300 ms", ONE_OR_MORE.never().during(ofMillis(300)).toString());
    assertEquals(item + ", at least 2 times", atLeastAtMost(2, Expectation.ANY_NUMBER).toString());
    assertEquals(item + ", at most 1 time", atLeastAtMost(0, 1).toString());
    assertEquals(item + ", 2 to 4 times", atLeastAtMost(2, 4).toString());
  }

  private static Expectation atLeastAtMost(int atLeast, int atMost) {
    return new Expectation(OK, atLeast, atMost, new Timing.Now());
  }

  @Test
  void numbersThatMakeNoSenseAreRefused() {
    assertRefused("times must be 1 or more but was 0: use never()", () -> ONE_OR_MORE.times(0));
    assertRefused("times must be 1 or more but was -1", () -> ONE_OR_MORE.times(-1));
    assertRefused(
        "at least 3 and at most 2 times is no number of times", () -> atLeastAtMost(3, 2));
    assertRefused(
        "at least -1 and at most 2 times is no number of times", () -> atLeastAtMost(-1, 2));
    assertRefused(
        "any number of times is nothing to expect", () -> atLeastAtMost(0, Expectation.ANY_NUMBER));
  }

  @Test
  void timesThatMakeNoSenseAreRefused() {
    assertRefused(
        "within must be 1 ms to 24 h but was PT0S", () -> ONE_OR_MORE.within(Duration.ZERO));
    assertRefused(
        "within must be 1 ms to 24 h but was PT24H0.001S",
        () -> ONE_OR_MORE.within(ofDays(1).plusMillis(1)));
    assertRefused(
        "during must be 1 ms to 24 h but was PT-1S", () -> ONE_OR_MORE.during(ofSeconds(-1)));
  }

  private static void assertRefused(String message, Executable making) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, making).getMessage());
  }
}
