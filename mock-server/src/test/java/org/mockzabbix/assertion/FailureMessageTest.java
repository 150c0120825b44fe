package org.mockzabbix.assertion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.Inbox.row;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.time.Duration;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.protocol.ItemValue.JsonValueType;
import org.mockzabbix.protocol.Outcome;
import org.opentest4j.AssertionFailedError;

/** Every text of a failed assertion, word for word. */
class FailureMessageTest {

  private static final ItemMatcher LOAD = item("web01", "system.cpu.load").withValue("0.42");

  private final Inbox inbox = new Inbox();

  @Test
  void nothingArrived() {
    assertFails(
        """
        expected: web01 system.cpu.load with value "0.42"
        but received: no exchanges
        total: no exchanges on the inbox""",
        () -> assertThat(inbox).received(LOAD).now());
  }

  @Test
  void waitedInVain() {
    assertFails(
        """
        expected: web01 system.cpu.load with value "0.42", within 20 ms
        but received: no exchanges
        total: no exchanges on the inbox""",
        () -> assertThat(inbox).received(LOAD).within(Duration.ofMillis(20)));
  }

  @Test
  void alias() {
    assertFails(
        """
        [the load] expected: web01 system.cpu.load with value "0.42"
        but received: no exchanges
        total: no exchanges on the inbox""",
        () -> assertThat(inbox).using(Awaitility.await("the load")).received(LOAD).now());
  }

  @Test
  void anotherValue() {
    inbox.receive(row("web01", "system.cpu.load", "0.41"));

    assertFails(
        """
        expected: web01 system.cpu.load with value "0.42"
        but received: 1 value for this item that does not match
        near misses:
          #1 web01 system.cpu.load = "0.41" <- value differs
        last exchanges:
          #1 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
        total: 1 value for 1 item in 1 exchange on the inbox""",
        () -> assertThat(inbox).received(LOAD).now());
  }

  @Test
  void slipsInOrderOfLikeness() {
    inbox.receive(row("db07", "agent.ping", "1"));
    inbox.receive(row("web01", "system.cpu.laod", "0.42"));
    inbox.receive(row("web02", "system.cpu.load", "0.42"));
    inbox.receive(row("Web01", "system.cpu.load", "0.42"));
    inbox.receive(
        row("web01", "system.cpu.load", "0.43"), row("web01", "system.cpu.load", "0.420"));

    assertFails(
        """
        expected: web01 system.cpu.load with value "0.42"
        but received: 2 values for this item that do not match
        near misses:
          #5 web01 system.cpu.load = "0.420" <- value is the same number, written differently
          #5 web01 system.cpu.load = "0.43" <- value differs
          #4 Web01 system.cpu.load = "0.42" <- host differs in case only
          #3 web02 system.cpu.load = "0.42" <- host differs by one character
          #2 web01 system.cpu.laod = "0.42" <- key differs by two characters
          and 1 more
        last exchanges:
          #5 127.0.0.1:40000 sender data: processed: 2; failed: 0; total: 2
          #4 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
          #3 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
          #2 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
          #1 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
        total: 6 values for 5 items in 5 exchanges on the inbox""",
        () -> assertThat(inbox).received(LOAD).now());
  }

  @Test
  void everyDifference() {
    inbox.receive("{\"host\":\"web01\",\"key\":\"k\",\"value\":\"up\\n\",\"clock\":1700003600}");
    inbox.receive(
        "{\"host\":\"web01\",\"key\":\"k\",\"value\":\"up\",\"clock\":1699999999,\"ns\":6}");
    inbox.receive("{\"host\":\"web01 \",\"key\":\"K\",\"value\":true}");

    assertFails(
        """
        expected: web01 k with value "up", JSON type string, clock 1700000000 and ns 5
        but received: 2 values for this item that do not match
        near misses:
          #2 web01 k = "up" clock 1699999999 ns 6 <- clock is 1 s earlier, ns is 6 instead of 5
          #1 web01 k = "up\\n" clock 1700003600 <- value differs in white space only, \
        clock is 3600 s later, ns is absent
          #3 "web01 " K = true <- host differs in white space only, key differs in case only, \
        value differs, JSON type is boolean instead of string, clock is absent, ns is absent
        last exchanges:
          #3 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
          #2 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
          #1 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
        total: 3 values for 2 items in 3 exchanges on the inbox""",
        () ->
            assertThat(inbox)
                .received(
                    item("web01", "k")
                        .withValue("up")
                        .withValueType(JsonValueType.STRING)
                        .withClock(1700000000)
                        .withNs(5))
                .now());
  }

  @Test
  void clockThatShouldNotBeThere() {
    inbox.receive("{\"host\":\"web01\",\"key\":\"k\",\"value\":\"1\",\"clock\":0}");

    assertFails(
        """
        expected: web01 k with no clock
        but received: 1 value for this item that does not match
        near misses:
          #1 web01 k = "1" clock 0 <- clock is present
        last exchanges:
          #1 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
        total: 1 value for 1 item in 1 exchange on the inbox""",
        () -> assertThat(inbox).received(item("web01", "k").withoutClock()).now());
  }

  @Test
  void manyValuesOfAnotherItemTakeOneLine() {
    inbox.receive(row("web01", "cpu", "1"));
    IntStream.rangeClosed(1, 12).forEach(n -> inbox.receive(row("web01", "cpus", "" + n)));

    assertFails(
        """
        expected: web01 cpux with value "7"
        but received: no value for this item
        near misses:
          #8 web01 cpus = "7" <- key differs by one character (and 11 more of this item)
          #1 web01 cpu = "1" <- key differs by one character, value differs
        last exchanges:
          #13 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
          #12 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
          #11 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
          #10 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
          #9 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
          and 8 more
        total: 13 values for 2 items in 13 exchanges on the inbox""",
        () -> assertThat(inbox).received(item("web01", "cpux").withValue("7")).now());
  }

  @Test
  void matchingRowWasRejected() {
    inbox.reject(Outcome.UNKNOWN_HOST, row("db07", "agent.ping", "1"));
    inbox.reject(Outcome.UNKNOWN_HOST, row("web01", "system.cpu.load", "0.42"));

    assertFails(
        """
        expected: web01 system.cpu.load with value "0.42"
        but received: no value for this item; 1 matching value was rejected
        rejected:
          #2 web01 system.cpu.load = "0.42" <- failed: no such host
          #1 db07 agent.ping = "1" <- failed: no such host
        last exchanges:
          #2 127.0.0.1:40000 sender data: processed: 0; failed: 1; total: 1
          #1 127.0.0.1:40000 sender data: processed: 0; failed: 1; total: 1
        total: 0 values for 0 items in 2 exchanges on the inbox""",
        () -> assertThat(inbox).received(LOAD).now());
  }

  @Test
  void manyMatchingRowsWereRejected() {
    IntStream.rangeClosed(1, 7)
        .forEach(n -> inbox.reject(Outcome.BAD_CLOCK, row("web01", "system.cpu.load", "0.42")));

    assertFails(
        """
        expected: web01 system.cpu.load with value "0.42"
        but received: no value for this item; 7 matching values were rejected
        rejected:
          #7 web01 system.cpu.load = "0.42" <- malformed: "clock" is not an integer from 0 to 2147483647
          #6 web01 system.cpu.load = "0.42" <- malformed: "clock" is not an integer from 0 to 2147483647
          #5 web01 system.cpu.load = "0.42" <- malformed: "clock" is not an integer from 0 to 2147483647
          #4 web01 system.cpu.load = "0.42" <- malformed: "clock" is not an integer from 0 to 2147483647
          #3 web01 system.cpu.load = "0.42" <- malformed: "clock" is not an integer from 0 to 2147483647
          and 2 more
        last exchanges:
          #7 127.0.0.1:40000 sender data: processed: 0; failed: 1; total: 1
          #6 127.0.0.1:40000 sender data: processed: 0; failed: 1; total: 1
          #5 127.0.0.1:40000 sender data: processed: 0; failed: 1; total: 1
          #4 127.0.0.1:40000 sender data: processed: 0; failed: 1; total: 1
          #3 127.0.0.1:40000 sender data: processed: 0; failed: 1; total: 1
          and 2 more
        total: 0 values for 0 items in 7 exchanges on the inbox""",
        () -> assertThat(inbox).received(LOAD).now());
  }

  @Test
  void unreadableAndRefusedExchanges() {
    inbox.receiveUnreadable(
        "declared 93 bytes, received 103: is the length counted in characters instead of bytes?");
    inbox.refuse("{\"request\":\"sender dada\",\"data\":[]}");
    inbox.receiveNothing();

    assertFails(
        """
        expected: web01 system.cpu.load with value "0.42"
        but received: no value for this item
        unreadable or refused:
          #2 127.0.0.1:40000 unknown: no Zabbix server knows the request "sender dada": did you \
        mean "sender data"?
          #1 127.0.0.1:40000 unreadable: declared 93 bytes, received 103: is the length counted in \
        characters instead of bytes?
        total: 0 values for 0 items in 3 exchanges (1 empty) on the inbox""",
        () -> assertThat(inbox).received(LOAD).now());
  }

  @Test
  void reasonsThatQuoteMuchTakeOneLine() {
    inbox.receiveUnreadable("not valid JSON: at '\n" + "x".repeat(300));

    assertFails(
        """
        expected: web01 system.cpu.load with value "0.42"
        but received: no value for this item
        unreadable or refused:
          #1 127.0.0.1:40000 unreadable: not valid JSON: at '\\nREST...
        total: 0 values for 0 items in 1 exchange on the inbox"""
            .replace("REST", "x".repeat(240 - 22)),
        () -> assertThat(inbox).received(LOAD).now());
  }

  @Test
  void manyUnreadableExchanges_theNewestAreListed() {
    IntStream.rangeClosed(1, 8).forEach(n -> inbox.receiveUnreadable("reason " + n));

    assertFails(
        """
        expected: web01 system.cpu.load with value "0.42"
        but received: no value for this item
        unreadable or refused:
          #8 127.0.0.1:40000 unreadable: reason 8
          #7 127.0.0.1:40000 unreadable: reason 7
          #6 127.0.0.1:40000 unreadable: reason 6
          #5 127.0.0.1:40000 unreadable: reason 5
          #4 127.0.0.1:40000 unreadable: reason 4
          and 3 more
        total: 0 values for 0 items in 8 exchanges on the inbox""",
        () -> assertThat(inbox).received(LOAD).now());
  }

  @Test
  void warnings() {
    Exchange exchange = inbox.receive(row("web01", "agent.ping", "1"));
    inbox
        .journal()
        .addWarning(exchange.id(), "5 bytes more than declared arrived after the packet");

    assertFails(
        """
        expected: web01 agent.ping with value "2"
        but received: 1 value for this item that does not match
        near misses:
          #1 web01 agent.ping = "1" <- value differs
        last exchanges:
          #1 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
        warnings:
          #1 127.0.0.1:40000 sender data: 5 bytes more than declared arrived after the packet
        total: 1 value for 1 item in 1 exchange on the inbox""",
        () -> assertThat(inbox).received(item("web01", "agent.ping").withValue("2")).now());
  }

  @Test
  void whatCameLateIsShownAndNotCounted() {
    Epoch before = inbox.journal().epoch();
    inbox.journal().reset();
    inbox.receiveLate(before, row("web01", "system.cpu.load", "0.42"), row("web01", "up", "1"));

    assertFails(
        """
        expected: web01 system.cpu.load with value "0.42"
        but received: no exchanges
        late exchanges, begun before the last reset:
          late 127.0.0.1:40000 sender data: processed: 2; failed: 0; total: 2: \
        web01 system.cpu.load = "0.42" and 1 more
        total: no exchanges on the inbox""",
        () -> assertThat(inbox).received(LOAD).now());
  }

  @Test
  void connectionsWereRefused() {
    inbox.refuseConnections(2);

    assertFails(
        """
        expected: web01 system.cpu.load with value "0.42"
        but received: no exchanges
        total: no exchanges on the inbox
        refused: 2 connections because too many were open""",
        () -> assertThat(inbox).received(LOAD).now());
  }

  @Test
  void tooFew() {
    inbox.receive(row("web01", "app.ok", "1"), row("web01", "app.up", "1"));
    inbox.receive(row("web01", "app.ok", "2"));

    AssertionFailedError failure =
        assertFails(
            """
            expected: web01 app.ok, 3 times
            but received: 2 matching values
            matching:
              #1 web01 app.ok = "1"
              #2 web01 app.ok = "2"
            near misses:
              #1 web01 app.up = "1" <- key differs by two characters
            last exchanges:
              #2 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
              #1 127.0.0.1:40000 sender data: processed: 2; failed: 0; total: 2
            total: 3 values for 2 items in 2 exchanges on the inbox""",
            () -> assertThat(inbox).received(item("web01", "app.ok")).times(3).now());

    assertEquals("web01 app.ok: 3 times", failure.getExpected().getStringRepresentation());
    assertEquals("web01 app.ok: 2 times", failure.getActual().getStringRepresentation());
  }

  @Test
  void tooMany() {
    IntStream.rangeClosed(1, 7).forEach(n -> inbox.receive(row("web01", "app.ok", "" + n)));
    inbox.reject(Outcome.DUPLICATE, row("web01", "app.ok", "8"));
    inbox.journal().addWarning(1, "the reply did not reach the peer: Connection reset");

    assertFails(
        """
        expected: web01 app.ok, 6 times
        but received: 7 matching values
        matching:
          #1 web01 app.ok = "1"
          #2 web01 app.ok = "2"
          #3 web01 app.ok = "3"
          #4 web01 app.ok = "4"
          #5 web01 app.ok = "5"
          and 2 more
        warnings:
          #1 127.0.0.1:40000 sender data: the reply did not reach the peer: Connection reset
        total: 7 values for 1 item in 8 exchanges on the inbox""",
        () -> assertThat(inbox).received(item("web01", "app.ok")).times(6).now());
  }

  @Test
  void neverReceivedAndYetItWas() {
    inbox.receive(row("web01", "app.failed", "1"));

    AssertionFailedError failure =
        assertFails(
            """
            expected: web01 app.failed, never
            but received: 1 matching value
            matching:
              #1 web01 app.failed = "1"
            total: 1 value for 1 item in 1 exchange on the inbox""",
            () -> assertThat(inbox).received(item("web01", "app.failed")).never());

    assertEquals("web01 app.failed: never", failure.getExpected().getStringRepresentation());
    assertEquals("web01 app.failed: once", failure.getActual().getStringRepresentation());
  }

  @Test
  void evictedValuesMakeNeverUncertain() {
    Inbox small = new Inbox(1);
    small.receive(row("web01", "app.failed", "1"), row("web01", "app.failed", "2"));
    small.receive(row("web01", "app.ok", "1"));

    assertFails(
        """
        expected: web01 app.failed, never
        result unknown: 2 values were evicted from the journal (limit 1 byte); received: \
        no value for this item
        total: 1 value for 1 item in 1 exchange on the inbox""",
        () -> assertThat(small).received(item("web01", "app.failed")).never());
  }

  @Test
  void evictedValuesAreMentionedWhereOneIsMissing() {
    Inbox small = new Inbox(1);
    small.receive(row("web01", "app.failed", "1"));
    small.receive(row("web01", "app.ok", "1"));

    assertFails(
        """
        expected: web01 app.failed
        but received: no value for this item
        near misses:
          #2 web01 app.ok = "1" <- key differs
        last exchanges:
          #2 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
        total: 1 value for 1 item in 1 exchange on the inbox
        evicted: 1 value from the journal (limit 1 byte)""",
        () -> assertThat(small).received(item("web01", "app.failed")).now());
  }

  @Test
  void largeValuesAreCut() {
    inbox.receive(row("web01", "log", "x".repeat(100_000)));

    assertFails(
        """
        expected: web01 log with value "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\
        yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"... (100000 characters)
        but received: 1 value for this item that does not match
        near misses:
          #1 web01 log = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\
        xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"... (100000 characters) <- value differs
        last exchanges:
          #1 127.0.0.1:40000 sender data: processed: 1; failed: 0; total: 1
        total: 1 value for 1 item in 1 exchange on the inbox""",
        () ->
            assertThat(inbox).received(item("web01", "log").withValue("y".repeat(100_000))).now());
  }

  @Test
  void expectedAndActual_whereNothingCameNear() {
    AssertionFailedError failure =
        assertThrows(AssertionFailedError.class, () -> assertThat(inbox).received(LOAD).now());

    assertEquals(
        "web01 system.cpu.load with value \"0.42\"",
        failure.getExpected().getStringRepresentation());
    assertEquals("no value", failure.getActual().getStringRepresentation());
  }

  @Test
  void expectedAndActual_differInWhatDiffers() {
    inbox.receive(
        "{\"host\":\"web01\",\"key\":\"system.cpu.load\",\"value\":0.41,\"clock\":7,\"ns\":8}");
    inbox.receive("{\"host\":\"web02\",\"key\":\"system.cpu.load\",\"value\":\"0.42\"}");

    AssertionFailedError failure =
        assertThrows(
            AssertionFailedError.class,
            () ->
                assertThat(inbox)
                    .received(LOAD.withValueType(JsonValueType.STRING).withClock(7).withNs(9))
                    .now());

    assertEquals(
        "web01 system.cpu.load with value \"0.42\", JSON type string, clock 7 and ns 9",
        failure.getExpected().getStringRepresentation());
    assertEquals(
        """
        web01 system.cpu.load with value "0.41", JSON type number, clock 7 and ns 8
        web02 system.cpu.load with value "0.42", JSON type string, no clock and no ns""",
        failure.getActual().getStringRepresentation());
  }

  private static AssertionFailedError assertFails(String message, Executable assertion) {
    AssertionFailedError failure = assertThrows(AssertionFailedError.class, assertion);
    assertEquals(message, failure.getMessage());
    return failure;
  }
}
