package org.mockzabbix.assertion;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.Inbox.row;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The joint verdict over several expectations, while a program runs and after its end. */
class ExpectationWatchTest {

  private static final Duration SETTLE = ofMillis(200);

  private final Inbox inbox = new Inbox();

  private final Expectation ok = Expectation.of(item("web01", "app.ok"));
  private final Expectation twice = Expectation.of(item("web01", "app.up")).times(2);
  private final Expectation never = Expectation.of(item("web01", "app.failed")).never();

  @Test
  void verdict_isThatOfTheWorstExpectation() {
    ExpectationWatch watch = new ExpectationWatch(List.of(ok, twice, never), inbox);

    assertEquals(Verdict.PENDING, watch.verdict());
    inbox.receive(row("web01", "app.up", "1"), row("web01", "app.up", "2"));
    assertEquals(Verdict.PENDING, watch.verdict());
    inbox.receive(row("web01", "app.ok", "1"));
    assertEquals(Verdict.MET, watch.verdict());
    inbox.receive(row("web01", "app.up", "3"));
    assertEquals(Verdict.VIOLATED, watch.verdict());
  }

  @Test
  void valuesThatWereReceivedBefore_count() {
    inbox.receive(row("web01", "app.ok", "1"));

    assertEquals(Verdict.MET, new ExpectationWatch(List.of(ok), inbox).verdict());
  }

  @Test
  void unknownResult_isFinal() {
    Inbox small = new Inbox(1);
    small.receive(row("web01", "app.up", "1"));
    small.receive(row("web01", "app.up", "2"));

    assertEquals(Verdict.VIOLATED, new ExpectationWatch(List.of(never), small).verdict());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, PENDING",
    "0, 199, PENDING",
    "0, 200, VIOLATED",
    "2, 0, PENDING",
    "2, 199, PENDING",
    "2, 200, MET",
    "3, 0, VIOLATED",
  })
  void afterTheEnd_settleIsTheTimeForLateValues(int values, int elapsed, Verdict verdict) {
    ExpectationWatch watch = new ExpectationWatch(List.of(twice), inbox);
    receive(values);

    assertEquals(verdict, watch.verdict(ofMillis(elapsed), SETTLE));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 200, PENDING",
    "0, 4999, PENDING",
    "0, 5000, VIOLATED",
    "2, 199, PENDING",
    "2, 200, MET",
    "2, 5000, MET",
  })
  void afterTheEnd_withinIsTheTimeToBeMet(int values, int elapsed, Verdict verdict) {
    ExpectationWatch watch = new ExpectationWatch(List.of(twice.within(ofSeconds(5))), inbox);
    receive(values);

    assertEquals(verdict, watch.verdict(ofMillis(elapsed), SETTLE));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 4999, PENDING",
    "0, 5000, VIOLATED",
    "2, 4999, PENDING",
    "2, 5000, MET",
    "3, 0, VIOLATED",
  })
  void afterTheEnd_duringIsTheTimeToStayMet(int values, int elapsed, Verdict verdict) {
    ExpectationWatch watch = new ExpectationWatch(List.of(twice.during(ofSeconds(5))), inbox);
    receive(values);

    assertEquals(verdict, watch.verdict(ofMillis(elapsed), SETTLE));
    assertEquals(ofSeconds(5), watch.longestDuring());
  }

  @Test
  void afterTheEnd_oneExpectationThatIsOver_endsAll() {
    ExpectationWatch watch = new ExpectationWatch(List.of(ok.within(ofSeconds(5)), twice), inbox);

    assertEquals(Verdict.VIOLATED, watch.verdict(SETTLE, SETTLE));
    assertEquals(Verdict.VIOLATED, watch.verdict(ZERO, ZERO));
  }

  private void receive(int values) {
    for (int i = 0; i < values; i++) {
      inbox.receive(row("web01", "app.up", "1"));
    }
  }

  @Test
  void hasOnlyLimits_ifValuesMeetNothing() {
    assertTrue(
        new ExpectationWatch(List.of(never, Expectation.noUnreadable()), inbox).hasOnlyLimits());
    assertFalse(new ExpectationWatch(List.of(never, ok), inbox).hasOnlyLimits());
  }

  @Test
  void results_haveTheExplanationOfTheAssertion() {
    inbox.receive(row("web01", "app.up", "1"));
    inbox.receive(row("web01", "app.ok", "1"));

    List<ExpectationResult> results = new ExpectationWatch(List.of(ok, twice), inbox).results();

    assertEquals(new ExpectationResult(ok, Verdict.MET, ""), results.get(0));
    assertEquals(twice, results.get(1).expectation());
    assertEquals(Verdict.PENDING, results.get(1).verdict());
    assertEquals(
        """
        expected: web01 app.up, 2 times
        but received: 1 matching value
        matching:
          #1 web01 app.up = "1"
        near misses:
          #2 web01 app.ok = "1" <- key differs by two characters
        last exchanges:
          #2 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
          #1 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
        total: 2 values for 2 items in 2 exchanges on the inbox\
        """,
        results.get(1).explanation());
  }

  @Test
  void explain_ignoresTheTime() {
    Expectation later = ok.within(ofSeconds(5));

    ExpectationResult result = later.explain(inbox);

    assertEquals(later, result.expectation());
    assertEquals(
        """
        expected: web01 app.ok
        but received: no exchanges
        total: no exchanges on the inbox\
        """,
        result.explanation());
  }
}
