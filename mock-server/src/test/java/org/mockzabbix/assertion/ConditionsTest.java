package org.mockzabbix.assertion;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.Inbox.row;
import static org.mockzabbix.assertion.ZabbixAssertions.anyItem;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;
import static org.mockzabbix.rule.RequestMatcher.activeChecks;
import static org.mockzabbix.rule.RequestMatcher.agentData;
import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.mockzabbix.fixtures.OwnThread;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.wire.Bytes;
import org.opentest4j.AssertionFailedError;

/** Each condition: when it is met, and what its failure message says. */
@Timeout(60)
class ConditionsTest {

  private static final Duration PATIENCE = ofSeconds(20);

  private static final ItemMatcher STARTED = item("web01", "app.started");
  private static final ItemMatcher OK = item("web01", "app.ok");

  private final Inbox inbox = new Inbox();

  private void later(Runnable arrival) {
    OwnThread.after(20).execute(arrival);
  }

  private static List<String> values(List<ItemValue> items) {
    return items.stream().map(ItemValue::value).toList();
  }

  // How often

  @Test
  void listOfMatchers_isAsSingleMatchers() {
    List<ItemMatcher> all = List.of(item("h", "a"), item("h", "b"));
    Inbox both = new Inbox();
    both.receive(row("h", "a", "1"), row("h", "b", "1"));

    assertEquals(2, ZabbixAssertions.assertThat(both).received(all).inOrder().now().size());
    assertEquals(2, ZabbixAssertions.assertThat(both).receivedExactly(all).now().size());
    assertEquals(
        "no values are expected: name at least one, or use receivedNothing()",
        assertThrows(
                IllegalArgumentException.class,
                () -> ZabbixAssertions.assertThat(both).received(List.of()))
            .getMessage());
  }

  @Test
  void atLeast_returnsAllThatThereAre() {
    IntStream.range(0, 3).forEach(n -> inbox.receive(row("web01", "app.ok", "" + n)));

    assertEquals(List.of("0", "1", "2"), values(assertThat(inbox).received(OK).atLeast(2).now()));
    assertFails(
        """
        expected: web01 app.ok, at least 4 times
        but received: 3 matching values
        matching:
          #1 web01 app.ok = "0"
          #2 web01 app.ok = "1"
          #3 web01 app.ok = "2"
        last exchanges:
          #3 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
          #2 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
          #1 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
        total: 3 values for 1 item in 3 exchanges on the inbox""",
        () -> assertThat(inbox).received(OK).atLeast(4).now());
  }

  @Test
  void atMost_nowAndForAWhile() {
    assertEquals(List.of(), assertThat(inbox).received(OK).atMost(1).now());
    inbox.receive(row("web01", "app.ok", "1"));

    assertEquals(
        List.of("1"), values(assertThat(inbox).received(OK).atMost(1).during(ofMillis(50))));
    later(() -> inbox.receive(row("web01", "app.ok", "2")));
    assertFails(
        """
        expected: web01 app.ok, at most once during 1 h
        but received: 2 matching values
        matching:
          #1 web01 app.ok = "1"
          #2 web01 app.ok = "2"
        total: 2 values for 1 item in 2 exchanges on the inbox""",
        () -> assertThat(inbox).received(OK).atMost(1).during(ofHours(1)));
  }

  @Test
  void timesBetween_waitsForTheLeast() {
    inbox.receive(row("web01", "app.ok", "1"));
    later(() -> inbox.receive(row("web01", "app.ok", "2")));

    assertEquals(2, assertThat(inbox).received(OK).timesBetween(2, 3).within(PATIENCE).size());
  }

  @Test
  void timesDuring_holdsToTheEnd() {
    inbox.receive(row("web01", "app.ok", "1"));

    assertEquals(1, assertThat(inbox).received(OK).times(1).during(ofMillis(50)).size());
  }

  @Test
  void ofPatterns_everyItemCounts() {
    inbox.receive(row("web01", "app.ok", "1"), row("web02", "app.up", "2"), row("db", "x", "3"));

    List<ItemValue> found =
        assertThat(inbox)
            .received(anyItem().withHostLike("web*").withKeyLike("app.*"))
            .times(2)
            .now();

    assertEquals(List.of("1", "2"), values(found));
    assertFails(
        """
        expected: (host like web*) (key like app.?) with number 4
        but received: no value for this item
        near misses:
          #1 web02 app.up = "2" <- key is not like app.?, number is 2 away
          #1 web01 app.ok = "1" <- key is not like app.?, number is 3 away
          #1 db x = "3" <- host is not like web*, key is not like app.?, number is 1 away
        last exchanges:
          #1 127.0.0.1:40000 sender data: processed: 3; failed: 0; total: 3
        total: 3 values for 3 items in 1 exchange on the inbox""",
        () ->
            assertThat(inbox)
                .received(anyItem().withHostLike("web*").withKeyLike("app.?").withNumber(4))
                .now());
  }

  // Several values

  @Test
  void severalValues_inWhateverOrder() {
    inbox.receive(row("web01", "app.ok", "1"), row("web01", "x", "y"));
    later(() -> inbox.receive(row("web01", "app.started", "2")));

    List<ItemValue> both = assertThat(inbox).received(STARTED, OK).within(PATIENCE);

    assertEquals(List.of("2", "1"), values(both));
  }

  @Test
  void severalValues_eachMatcherMeansAnotherOne() {
    inbox.receive(row("web01", "app.ok", "1"), row("web01", "app.ok", "2"));

    assertEquals(
        List.of("2", "1"),
        values(assertThat(inbox).received(OK, OK.withValue("1")).now()),
        "the general one leaves the special one its value");
    assertFails(
        """
        expected: all of these values
          web01 app.ok
          web01 app.ok
          web01 app.ok with value "3"
        but received: 2 of 3 values
        found:
          #1 web01 app.ok = "1"
          #1 web01 app.ok = "2"
        missing:
          web01 app.ok with value "3"
        last exchanges:
          #1 127.0.0.1:40000 sender data: processed: 2; failed: 0; total: 2
        total: 2 values for 1 item in 1 exchange on the inbox""",
        () -> assertThat(inbox).received(OK, OK, OK.withValue("3")).now());
  }

  @Test
  void severalValues_noneIsThere() {
    inbox.receive(row("web01", "app.okay", "1"));

    AssertionFailedError failure =
        assertFails(
            """
            expected: all of these values, within 20 ms
              web01 app.started
              web01 app.ok with value "2"
            but received: none of these values
            missing:
              web01 app.started; near miss: #1 web01 app.okay = "1" <- key differs
              web01 app.ok with value "2"; near miss: #1 web01 app.okay = "1" <- key differs by two \
            characters, value differs
            last exchanges:
              #1 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
            total: 1 value for 1 item in 1 exchange on the inbox""",
            () -> assertThat(inbox).received(STARTED, OK.withValue("2")).within(ofMillis(20)));

    assertEquals(
        "web01 app.started\nweb01 app.ok with value \"2\"",
        failure.getExpected().getStringRepresentation());
    assertEquals(
        "web01 app.okay\nweb01 app.okay with value \"1\"",
        failure.getActual().getStringRepresentation());
  }

  @Test
  void inOrder_othersMayComeInBetween() {
    inbox.receive(row("web01", "app.started", "1"), row("web01", "x", "y"));
    later(() -> inbox.receive(row("web01", "app.ok", "2")));

    List<ItemValue> both = assertThat(inbox).received(STARTED, OK).inOrder().within(PATIENCE);

    assertEquals(List.of("1", "2"), values(both));
  }

  @Test
  void inOrder_theOtherWayRound() {
    inbox.receive(row("web01", "app.ok", "2"));
    inbox.receive(row("web01", "app.started", "1"));

    AssertionFailedError failure =
        assertFails(
            """
            expected: all of these values in this order
              web01 app.started
              web01 app.ok
            but received: 1 of 2 values
            found:
              #2 web01 app.started = "1"
            missing:
              web01 app.ok: #1 web01 app.ok = "2" <- received at another position
            last exchanges:
              #2 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
              #1 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
            total: 2 values for 2 items in 2 exchanges on the inbox""",
            () -> assertThat(inbox).received(STARTED, OK).inOrder().now());

    assertEquals(
        "web01 app.started\nweb01 app.ok (at another position)",
        failure.getActual().getStringRepresentation());
  }

  /** What came behind a missing one is not said to be in the wrong place. */
  @Test
  void inOrder_onlyWhatIsOutOfOrderIsMissing() {
    inbox.receive(row("h", "a", "1"), row("h", "c", "2"), row("h", "b", "3"), row("h", "d", "4"));

    assertFails(
        """
        expected: all of these values in this order
          h a
          h b
          h x
          h c
          h d
        but received: 3 of 5 values
        found:
          #1 h a = "1"
          #1 h b = "3"
          #1 h d = "4"
        missing:
          h x; near miss: #1 h c = "2" <- key differs
          h c: #1 h c = "2" <- received at another position
        last exchanges:
          #1 127.0.0.1:40000 sender data: processed: 4; failed: 0; total: 4
        total: 4 values for 4 items in 1 exchange on the inbox""",
        () ->
            assertThat(inbox)
                .received(
                    item("h", "a"), item("h", "b"), item("h", "x"), item("h", "c"), item("h", "d"))
                .inOrder()
                .now());
  }

  @Test
  void inOnePacket_othersMayBeInIt() {
    inbox.receive(row("web01", "app.ok", "1"));
    later(
        () ->
            inbox.receive(
                row("web01", "x", "y"),
                row("web01", "app.ok", "2"),
                row("web01", "app.started", "3")));

    List<ItemValue> both = assertThat(inbox).received(STARTED, OK).inOnePacket().within(PATIENCE);

    assertEquals(List.of("3", "2"), values(both));
  }

  @Test
  void inOnePacket_inTwo() {
    inbox.receive(row("web01", "app.ok", "1"));
    inbox.receive(row("web01", "app.started", "2"));

    assertFails(
        """
        expected: all of these values in one packet
          web01 app.started
          web01 app.ok
        but received: 1 of 2 values
        found:
          #1 web01 app.ok = "1"
        missing:
          web01 app.started: #2 web01 app.started = "2" <- received in another packet, #2
        last exchanges:
          #2 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
          #1 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
        total: 2 values for 2 items in 2 exchanges on the inbox""",
        () -> assertThat(inbox).received(STARTED, OK).inOnePacket().now());
  }

  // These and nothing else

  @Test
  void exactly_waitsForTheRest() {
    inbox.receive(row("web01", "app.ok", "1"));
    later(() -> inbox.receive(row("web01", "app.started", "2")));

    List<ItemValue> both = assertThat(inbox).receivedExactly(STARTED, OK).within(PATIENCE);

    assertEquals(List.of("2", "1"), values(both));
    assertThat(inbox).receivedExactly(STARTED, OK).during(ofMillis(30));
  }

  @Test
  void exactly_showsTheDifference() {
    inbox.receive(row("web01", "app.ok", "1"), row("web01", "app.ok", "2"));
    inbox.receive(row("db", "up", "3"));

    AssertionFailedError failure =
        assertFails(
            """
            expected: exactly these 3 values, within 1 h
              web01 app.ok with value "1"
              web01 app.ok with value "7"
              web01 app.started
            but received: 3 values, 2 missing, 2 unexpected
            missing:
              web01 app.ok with value "7"; near miss: #1 web01 app.ok = "2" <- value differs
              web01 app.started; near miss: #1 web01 app.ok = "2" <- key differs
            unexpected:
              #1 web01 app.ok = "2"
              #2 db up = "3"
            total: 3 values for 2 items in 2 exchanges on the inbox""",
            () ->
                assertThat(inbox)
                    .receivedExactly(OK.withValue("1"), OK.withValue("7"), STARTED)
                    .within(ofHours(1)));

    assertEquals(
        """
        web01 app.ok with value "1"
        web01 app.ok with value "7"
        web01 app.started""",
        failure.getExpected().getStringRepresentation());
    assertEquals(
        """
        web01 app.ok with value "1"
        web01 app.ok with value "2"
        db up = "3\"""",
        failure.getActual().getStringRepresentation());
  }

  @Test
  void exactly_tooFew() {
    inbox.receive(row("web01", "app.ok", "1"));

    assertFails(
        """
        expected: exactly these 2 values
          web01 app.ok
          web01 app.ok
        but received: 1 value, 1 missing
        missing:
          web01 app.ok
        last exchanges:
          #1 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
        total: 1 value for 1 item in 1 exchange on the inbox""",
        () -> assertThat(inbox).receivedExactly(OK, OK).now());
  }

  @Test
  void exactly_oneTooMany() {
    inbox.receive(row("web01", "app.ok", "1"), row("web01", "app.ok", "2"));

    assertFails(
        """
        expected: exactly this value
          web01 app.ok
        but received: 2 values, 1 unexpected
        unexpected:
          #1 web01 app.ok = "2"
        total: 2 values for 1 item in 1 exchange on the inbox""",
        () -> assertThat(inbox).receivedExactly(OK).now());
  }

  @Test
  void exactly_nothingYet() {
    AssertionFailedError failure =
        assertFails(
            """
            expected: exactly this value
              web01 app.ok
            but received: no value
            missing:
              web01 app.ok
            total: no exchanges on the inbox""",
            () -> assertThat(inbox).receivedExactly(OK).now());

    assertEquals("no value", failure.getActual().getStringRepresentation());
  }

  @Test
  void exactlyInOrder() {
    inbox.receive(row("web01", "app.started", "1"));
    inbox.receive(row("web01", "app.ok", "2"), row("web01", "app.ok", "3"));

    assertThat(inbox).receivedExactly(STARTED, OK, OK.withValue("3")).inOrder().now();
    AssertionFailedError failure =
        assertFails(
            """
            expected: exactly these 3 values in this order
              web01 app.started
              web01 app.ok with value "3"
              web01 app.ok with value "2"
            but received: 3 values, in a different order
            at the wrong position:
              2. #2 web01 app.ok = "2" instead of web01 app.ok with value "3"
              3. #2 web01 app.ok = "3" instead of web01 app.ok with value "2"
            total: 3 values for 2 items in 2 exchanges on the inbox""",
            () ->
                assertThat(inbox)
                    .receivedExactly(STARTED, OK.withValue("3"), OK.withValue("2"))
                    .inOrder()
                    .now());

    assertEquals(
        """
        web01 app.started
        web01 app.ok with value "2"
        web01 app.ok with value "3\"""",
        failure.getActual().getStringRepresentation());
  }

  @Test
  void exactlyInOrder_theSecondCameFirst() {
    inbox.receive(row("web01", "app.ok", "1"));

    assertFails(
        """
        expected: exactly these 2 values in this order, within 1 h
          web01 app.started
          web01 app.ok
        but received: 1 value, 1 missing, in a different order
        missing:
          web01 app.started
        at the wrong position:
          1. #1 web01 app.ok = "1" instead of web01 app.started
        total: 1 value for 1 item in 1 exchange on the inbox""",
        () -> assertThat(inbox).receivedExactly(STARTED, OK).inOrder().within(ofHours(1)));
  }

  @Test
  void exactly_whatWasForgottenMakesItUncertain() {
    Inbox small = new Inbox(1);
    small.receive(row("web01", "app.failed", "1"));
    small.receive(row("web01", "app.ok", "1"));

    assertFails(
        """
        expected: exactly this value
          web01 app.ok
        result unknown: 1 value was evicted from the journal (limit 1 byte); received: 1 expected value
        total: 1 value for 1 item in 1 exchange on the inbox""",
        () -> assertThat(small).receivedExactly(OK).now());
  }

  @Test
  void exactly_noValuesAreRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> assertThat(inbox).receivedExactly().now());

    assertEquals(
        "no values are expected: name at least one, or use receivedNothing()", e.getMessage());
  }

  // Nothing

  @Test
  void nothing_portProbesDoNotCount() {
    inbox.receiveNothing();

    assertThat(inbox).receivedNothing().during(ofMillis(30));
  }

  @Test
  void nothing_failsAtTheFirstArrival() {
    DuringAssert<List<Exchange>> quiet = assertThat(inbox).receivedNothing();
    later(() -> inbox.receive(row("web01", "app.ok", "1")));

    AssertionFailedError failure =
        assertFails(
            """
            expected: no exchanges, during 1 h
            but received: 1 exchange
            exchanges:
              #1 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
            values:
              #1 web01 app.ok = "1"
            total: 1 value for 1 item in 1 exchange on the inbox""",
            () -> quiet.during(ofHours(1)));

    assertEquals("no exchanges", failure.getExpected().getStringRepresentation());
    assertEquals("1 exchange", failure.getActual().getStringRepresentation());
  }

  @Test
  void nothing_whatWasNotTakenIsSomething() {
    inbox.receiveUnreadable("no header");
    inbox.reject(Outcome.UNKNOWN_HOST, row("web01", "app.ok", "1"));

    assertFails(
        """
        expected: no exchanges
        but received: 2 exchanges
        exchanges:
          #1 127.0.0.1:40000 unreadable: no header
          #2 127.0.0.1:40000 sender data: processed: 0; failed: 1; total: 1
        rejected:
          #2 web01 app.ok = "1" <- failed: no such host
        total: 0 values for 0 items in 2 exchanges on the inbox""",
        () -> assertThat(inbox).receivedNothing());
  }

  @Test
  void exactlyInOnePacket() {
    inbox.receive(row("web01", "app.ok", "1"), row("web01", "app.started", "2"));

    assertThat(inbox).receivedExactly(STARTED, OK).inOnePacket().now();
  }

  @Test
  void exactlyInOnePacket_inTwo() {
    inbox.receive(row("web01", "app.ok", "1"));
    inbox.receive(row("web01", "app.started", "2"));

    assertFails(
        """
        expected: exactly these 2 values in one packet, within 1 h
          web01 app.started
          web01 app.ok
        but received: 2 values, in 2 packets
        total: 2 values for 2 items in 2 exchanges on the inbox""",
        () -> assertThat(inbox).receivedExactly(STARTED, OK).inOnePacket().within(ofHours(1)));
  }

  @Test
  void received_isProcessedAndHasAValue() {
    inbox.receive("{\"host\":\"web01\",\"key\":\"app.ok\"}");
    inbox.receive("{\"host\":\"web01\",\"key\":\"app.ok\",\"value\":[]}");
    inbox.reject(Outcome.UNKNOWN_HOST, row("web01", "app.ok", "1"));
    inbox.receive(row("web01", "app.ok", "2"));

    assertEquals(List.of("2"), values(assertThat(inbox).received(OK).times(1).now()));
  }

  @Test
  void received_becauseOfARejection() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> assertThat(inbox).received(OK).because(Outcome.UNKNOWN_HOST).now());

    assertEquals("outcome processed contradicts outcome failed: no such host", e.getMessage());
  }

  @Test
  void rejectedWithAStoredValue_isRefused() {
    String message =
        "a server decides only about processed values whether it stores them, so no rejected value"
            + " matches stored value \"5\": remove it, or use received(...)";
    for (Executable call :
        List.<Executable>of(
            () -> Expectation.rejected(anyItem().storedAs("5")),
            () -> assertThat(new Inbox()).rejected(anyItem().storedAs("5")))) {
      assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
  }

  @Test
  void rejectedWithTheOutcomeProcessed_isRefused() {
    String message = "a rejected value cannot have the outcome processed: use received(...)";
    for (Executable call :
        List.<Executable>of(
            () -> Expectation.rejected(anyItem(), Outcome.PROCESSED),
            () -> assertThat(new Inbox()).rejected(anyItem()).because(Outcome.PROCESSED))) {
      assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
  }

  // Among each other

  @Test
  void noDuplicates_otherTimesAndValuesAreNone() {
    inbox.receive(
        "{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\",\"clock\":5}",
        "{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\",\"clock\":5,\"ns\":0}",
        "{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\",\"clock\":6}",
        row("h", "k", "1"),
        row("h", "k", "2"),
        row("h", "l", "1"));

    assertThat(inbox).noDuplicates().during(ofMillis(30));
  }

  @Test
  void noDuplicates_namesTheFirst() {
    inbox.receive(row("web01", "app.ok", "1"), row("web01", "up", "1"));
    inbox.receive(row("web01", "app.ok", "1"));

    assertThat(inbox).received(item("web01", "up")).noDuplicates();
    assertFails(
        """
        expected: no duplicates for any item
        but received: 1 duplicate
        duplicates:
          #2 web01 app.ok = "1" <- first in #1
        total: 3 values for 2 items in 2 exchanges on the inbox""",
        () -> assertThat(inbox).noDuplicates());
    assertFails(
        """
        expected: no duplicates for web01 app.ok
        but received: 1 duplicate
        duplicates:
          #2 web01 app.ok = "1" <- first in #1
        total: 3 values for 2 items in 2 exchanges on the inbox""",
        () -> assertThat(inbox).received(OK).noDuplicates());
  }

  @Test
  void inOrderOfTime_eachItemByItself() {
    inbox.receive(
        "{\"host\":\"h\",\"key\":\"a\",\"value\":\"1\",\"clock\":5,\"ns\":1}",
        "{\"host\":\"h\",\"key\":\"b\",\"value\":\"1\",\"clock\":4}",
        "{\"host\":\"h\",\"key\":\"a\",\"value\":\"1\",\"clock\":5,\"ns\":2}",
        "{\"host\":\"h\",\"key\":\"a\",\"value\":\"1\",\"clock\":5}",
        "{\"host\":\"h\",\"key\":\"b\",\"value\":\"1\",\"clock\":4}");

    assertThat(inbox).received(anyItem()).inOrderOfTime().during(ofMillis(30));
  }

  @Test
  void inOrderOfTime_tellsWhatIsWrong() {
    inbox.receive(
        "{\"host\":\"h\",\"key\":\"a\",\"value\":\"1\",\"clock\":5,\"ns\":1}",
        "{\"host\":\"h\",\"key\":\"a\",\"value\":\"2\",\"clock\":5,\"ns\":1}",
        "{\"host\":\"h\",\"key\":\"a\",\"value\":\"3\",\"clock\":4}",
        "{\"host\":\"h\",\"key\":\"a\",\"value\":\"4\"}");

    assertFails(
        """
        expected: no values out of time order for h a
        but received: 3 values out of time order
        values out of time order:
          #1 h a = "2" clock 5 ns 1 <- same time as the previous value
          #1 h a = "3" clock 4 <- earlier than the previous value, #1 h a = "2" clock 5 ns 1
          #1 h a = "4" <- no clock
        total: 4 values for 1 item in 1 exchange on the inbox""",
        () -> assertThat(inbox).received(item("h", "a")).inOrderOfTime());
  }

  // Exchanges

  @Test
  void rejected_withItsReason() {
    later(() -> inbox.reject(Outcome.UNKNOWN_KEY, row("web01", "app.olk", "1")));

    ItemValue row =
        assertThat(inbox)
            .rejected(item("web01", "app.olk"))
            .because(Outcome.UNKNOWN_KEY)
            .within(PATIENCE);

    assertEquals("1", row.value());
  }

  @Test
  void rejected_forAnotherReason() {
    inbox.receive(row("web01", "app.ok", "0"));
    inbox.reject(Outcome.UNKNOWN_HOST, row("web01", "app.ok", "1"));

    AssertionFailedError failure =
        assertFails(
            """
            expected: rejected web01 app.ok with outcome failed: the host has no item with this key
            but rejected: no matching value; 1 value for this item processed
            near misses:
              #2 web01 app.ok = "1" <- failed: no such host
            processed:
              #1 web01 app.ok = "0"
            last exchanges:
              #2 127.0.0.1:40000 sender data: processed: 0; failed: 1; total: 1
              #1 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
            total: 1 value for 1 item in 2 exchanges on the inbox""",
            () -> assertThat(inbox).rejected(OK).because(Outcome.UNKNOWN_KEY).now());

    assertEquals(
        "rejected web01 app.ok with outcome failed: no such host",
        failure.getActual().getStringRepresentation());
  }

  @Test
  void rejected_never() {
    inbox.reject(Outcome.BAD_CLOCK, row("web01", "app.ok", "1"));

    assertThat(inbox).rejected(STARTED).never();
    assertFails(
        """
        expected: rejected any item, never
        but rejected: 1 matching value
        matching:
          #1 web01 app.ok = "1" <- malformed: "clock" is not an integer from 0 to 2147483647
        total: 0 values for 0 items in 1 exchange on the inbox""",
        () -> assertThat(inbox).rejected(anyItem()).never());
  }

  @Test
  void requested_countsWhateverWasAnswered() {
    inbox.receive(row("web01", "app.ok", "1"));
    later(() -> inbox.refuse("{\"request\":\"sender data\",\"data\":[]}"));

    List<Exchange> two = assertThat(inbox).requested(senderData()).times(2).within(PATIENCE);

    assertEquals(List.of(1L, 2L), two.stream().map(Exchange::id).toList());
    assertThat(inbox).requested(senderData().from("web01").withKey("app.ok")).times(1).now();
    assertThat(inbox).requested(agentData()).never();
  }

  @Test
  void requested_inVain() {
    inbox.receive(row("web01", "app.ok", "1"));

    AssertionFailedError failure =
        assertFails(
            """
            expected: active checks from web01
            but received: no matching request
            last exchanges:
              #1 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
            total: 1 value for 1 item in 1 exchange on the inbox""",
            () -> assertThat(inbox).requested(activeChecks().from("web01")).now());

    assertEquals("active checks from web01", failure.getExpected().getStringRepresentation());
    assertEquals(
        "#1 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1",
        failure.getActual().getStringRepresentation());
  }

  @Test
  void asked_byTextOrInAnySpelling() {
    inbox.ask("k[\"a\"]");

    assertThat(inbox).asked("k[\"a\"]").now();
    assertThat(inbox).asked(ItemKey.parse("k[a]")).times(1).now();
    assertThat(inbox).asked("k[a]").never();
    assertFails(
        """
        expected: passive checks with key agent.ping, 2 times
        but received: no matching request
        last exchanges:
          #1 127.0.0.1:40000 passive checks "k[\\"a\\"]"
        total: 0 values for 0 items in 1 exchange on the inbox""",
        () -> assertThat(inbox).asked("agent.ping").times(2).now());
    assertFails(
        """
        expected: passive checks with key k[a] in any spelling, never
        but received: 1 matching request
        matching:
          #1 127.0.0.1:40000 passive checks "k[\\"a\\"]"
        total: 0 values for 0 items in 1 exchange on the inbox""",
        () -> assertThat(inbox).asked(ItemKey.parse("k[a]")).never());
  }

  @Test
  void noUnreadable_tellsWhatIsWrong() {
    assertThat(inbox).noUnreadable().during(ofMillis(30));
    inbox.receiveUnreadable("declared 93 bytes, received 103");
    inbox.receiveUnreadable("no header", Bytes.of("GET / HTTP/1.1"));

    AssertionFailedError failure =
        assertFails(
            """
            expected: no unreadable exchanges
            but received: 2 unreadable exchanges
            unreadable exchanges:
              #1 127.0.0.1:40000 unreadable: declared 93 bytes, received 103
              #2 127.0.0.1:40000 unreadable: no header; first bytes \
            [474554202f20485454502f312e31]
            total: 0 values for 0 items in 2 exchanges on the inbox""",
            () -> assertThat(inbox).noUnreadable());

    assertEquals("2 unreadable exchanges", failure.getActual().getStringRepresentation());
  }

  @Test
  void everyRuleUsed_namesTheOthers() {
    inbox
        .rules()
        .when(senderData().from("web01"), () -> inbox.rules())
        .reply(Responder.failed("no"))
        .times(2);

    AssertionFailedError failure =
        assertFails(
            """
            expected: no unused rules, within 20 ms
            but found: 1 unused rule
            unused rules:
              rule for sender data from web01, used 0 times
            total: no exchanges on the inbox""",
            () -> assertThat(inbox).everyRuleUsedWithin(ofMillis(20)));

    assertEquals("1 unused rule", failure.getActual().getStringRepresentation());
    assertThat(new Inbox()).everyRuleUsed();
  }

  // As data

  @Test
  void expectationsSayTheSame() {
    inbox.receive(row("web01", "app.started", "1"), row("web01", "app.ok", "2"));

    assertEquals(
        List.of("1", "2"),
        values(
            assertThat(inbox).meets(Expectation.all(List.of(STARTED, OK), ValueOrder.AS_LISTED))));
    assertThat(inbox).meets(Expectation.inOnePacket(List.of(OK, STARTED)));
    assertThat(inbox).meets(Expectation.exactly(List.of(OK, STARTED), ValueOrder.ANY_ORDER));
    assertThat(inbox).meets(Expectation.noDuplicates(anyItem()));
    assertThat(inbox).meets(Expectation.noUnreadable().during(ofMillis(10)));
    assertThat(inbox).meets(Expectation.everyRuleUsed());
    assertThat(inbox).meets(Expectation.rejected(anyItem()).never());
    assertEquals(List.of(), assertThat(inbox).meets(Expectation.requested(senderData()).times(1)));
    assertThrows(AssertionFailedError.class, () -> assertThat(inbox).meets(Expectation.nothing()));
    assertThrows(
        AssertionFailedError.class,
        () -> assertThat(inbox).meets(Expectation.inOrderOfTime(anyItem())));
  }

  private static AssertionFailedError assertFails(String message, Executable assertion) {
    AssertionFailedError failure = assertThrows(AssertionFailedError.class, assertion);
    assertEquals(message, failure.getMessage());
    return failure;
  }
}
