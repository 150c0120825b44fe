package org.mockzabbix.assertion;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.Inbox.row;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {

  private static final ItemMatcher OK = item("web01", "app.ok").withValue("1");
  private static final Expectation ONE_OR_MORE = Expectation.of(OK);

  @ParameterizedTest
  @CsvSource({
    "0, 1, 2147483647, PENDING",
    "1, 1, 2147483647, MET",
    "2, 1, 2147483647, MET",
    "2, 3, 3, PENDING",
    "3, 3, 3, MET",
    "4, 3, 3, VIOLATED",
    "0, 0, 0, MET",
    "1, 0, 0, VIOLATED",
    "1, 2, 4, PENDING",
    "4, 2, 4, MET",
  })
  void check_countsWhatMatches(int matching, int atLeast, int atMost, Verdict verdict) {
    Expectation expectation = ONE_OR_MORE.timesBetween(atLeast, atMost);

    assertEquals(verdict, expectation.check(received(matching)));
  }

  /** So many values that match, between two others. */
  private static Inbox received(int matching) {
    Inbox inbox = new Inbox();
    inbox.receive(row("web01", "app.ok", "2"));
    for (int i = 0; i < matching; i++) {
      inbox.receive(row("web01", "app.ok", "1"));
    }
    inbox.receive(row("web01", "app.ok", "2"));
    return inbox;
  }

  @Test
  void check_whatWasForgottenMakesABoundUncertain() {
    Inbox small = new Inbox(1);
    small.receive(row("web01", "app.ok", "1"));
    small.receive(row("web01", "app.ok", "1"), row("web01", "app.ok", "1"));

    assertEquals(Verdict.UNKNOWN, Expectation.of(OK.withNs(0)).never().check(small));
    assertEquals(Verdict.UNKNOWN, ONE_OR_MORE.times(3).check(small));
    assertEquals(Verdict.UNKNOWN, ONE_OR_MORE.times(2).check(small));
    assertEquals(Verdict.VIOLATED, ONE_OR_MORE.times(1).check(small));
    assertEquals(Verdict.MET, ONE_OR_MORE.check(small));
    assertEquals(Verdict.PENDING, Expectation.of(OK.withNs(0)).check(small));
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
    assertEquals(item + ", at least 2 times", ONE_OR_MORE.atLeast(2).toString());
    assertEquals(item + ", at most once", ONE_OR_MORE.atMost(1).toString());
    assertEquals(item + ", 2 to 4 times", ONE_OR_MORE.timesBetween(2, 4).toString());
  }

  @Test
  void toString_namesWhatItConsistsOf() {
    Expectation both =
        Expectation.exactly(List.of(OK, item("web01", "app.up")), ValueOrder.AS_LISTED);

    assertEquals(
        "exactly these 2 values in this order, within 5 s: web01 app.ok with value \"1\";"
            + " web01 app.up",
        both.within(ofSeconds(5)).toString());
  }

  @Test
  void whatIsNotCountedHasNoTimes() {
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> Expectation.nothing().times(2));

    assertEquals(
        "only values, rejected values, requests and reports can be counted, but this expects no exchanges",
        e.getMessage());
  }

  @Test
  void equalsByWhatIsExpectedAndWhen() {
    assertEquals(Expectation.of(OK).times(2), ONE_OR_MORE.times(2));
    assertNotEquals(ONE_OR_MORE, ONE_OR_MORE.within(ofSeconds(5)));
    assertNotEquals(ONE_OR_MORE, Expectation.rejected(OK));
  }

  @Test
  void numbersThatMakeNoSenseAreRefused() {
    assertRefused(
        "times must be at least 1, but was 0: use never() instead", () -> ONE_OR_MORE.times(0));
    assertRefused("times must be at least 1, but was -1", () -> ONE_OR_MORE.times(-1));
    assertRefused("atLeast must be at least 1, but was -1", () -> ONE_OR_MORE.atLeast(-1));
    assertRefused(
        "atMost must be at least 1, but was 0: use never() instead", () -> ONE_OR_MORE.atMost(0));
    assertRefused(
        "the least number of times must be from 0 to 2, but was 3",
        () -> ONE_OR_MORE.timesBetween(3, 2));
    assertRefused(
        "the least number of times must be from 0 to 2, but was -1",
        () -> ONE_OR_MORE.timesBetween(-1, 2));
    assertRefused(
        "0 or more times is always true: set a lower or an upper limit",
        () -> ONE_OR_MORE.timesBetween(0, Integer.MAX_VALUE));
  }

  @Test
  void timesThatMakeNoSenseAreRefused() {
    assertRefused(
        "within must be from 1 ms to 24 h, but was 0 s", () -> ONE_OR_MORE.within(Duration.ZERO));
    assertRefused(
        "within must be from 1 ms to 24 h, but was 86400001 ms",
        () -> ONE_OR_MORE.within(ofDays(1).plusMillis(1)));
    assertRefused(
        "during must be from 1 ms to 24 h, but was -1 s", () -> ONE_OR_MORE.during(ofSeconds(-1)));
  }

  @Test
  void limitsHaveNothingToWaitFor() {
    Stream.of(
            ONE_OR_MORE.never(),
            ONE_OR_MORE.atMost(2),
            ONE_OR_MORE.timesBetween(0, 2),
            Expectation.rejected(OK).never(),
            Expectation.nothing(),
            Expectation.noDuplicates(OK),
            Expectation.inOrderOfTime(OK),
            Expectation.noUnreadable())
        .forEach(
            limit -> {
              IllegalStateException e =
                  assertThrows(IllegalStateException.class, () -> limit.within(ofSeconds(5)));
              assertEquals(
                  "within has nothing to wait for, because later values cannot make this true: "
                      + limit
                      + "; use during to keep checking;"
                      + " to check once, use now() in Java, or omit within",
                  e.getMessage());
              assertEquals(Verdict.MET, limit.during(ofSeconds(5)).check(new Inbox()));
            });
    assertThrows(IllegalStateException.class, () -> ONE_OR_MORE.within(ofSeconds(5)).never());
    assertThrows(IllegalStateException.class, () -> ONE_OR_MORE.within(ofSeconds(5)).atMost(1));
    assertDoesNotThrow(() -> Expectation.everyRuleUsed().within(ofSeconds(5)));
  }

  @Test
  void assertionOfALimit_hasNothingToWaitFor() {
    TimedAssert<?> limit = assertThat(new Inbox()).received(OK).timesBetween(0, 2);

    assertThrows(IllegalStateException.class, () -> limit.within(ofSeconds(5)));
    assertThrows(IllegalStateException.class, limit::eventually);
    assertThat(new Inbox()).received(OK).timesBetween(0, 2).now();
  }

  private static void assertRefused(String message, Executable making) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, making).getMessage());
  }
}
