package org.mockzabbix.assertion;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.Inbox.row;
import static org.mockzabbix.assertion.ZabbixAssertions.anyItem;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.mockzabbix.protocol.Outcome;

/** Failure messages look at a bounded number of values, and conditions read each value once. */
@Timeout(60)
class ManyValuesTest {

  private final Inbox inbox = new Inbox(64 << 20);

  private void receive(int packets, int rows) {
    for (int packet = 0; packet < packets; packet++) {
      int first = packet * rows;
      inbox.receive(
          IntStream.range(first, first + rows)
              .mapToObj(i -> row("web01", "other." + i % 1000, "value " + i))
              .toArray(String[]::new));
    }
  }

  /** Begins an assertion whose failure message has all the time that it needs. */
  private ZabbixAssert assertThat() {
    return new ZabbixAssert(AssertionChain.on(inbox, () -> 0));
  }

  private static String[] linesOf(Executable assertion) {
    return assertThrows(AssertionError.class, assertion).getMessage().split("\n", -1);
  }

  private static String last(String[] lines, int number) {
    return String.join("\n", Arrays.copyOfRange(lines, lines.length - number, lines.length));
  }

  @Test
  void manyOtherValues_areNotAllLookedAt() {
    receive(200, 100);

    String[] lines = linesOf(() -> assertThat().received(item("web01", "app.ok")).now());

    assertEquals("but received: no value for this item", lines[1]);
    assertEquals(
        """
        looked at: the newest 10000 of 20000 values, and all values of the expected item
        total: 20000 values in 200 exchanges on the inbox""",
        last(lines, 2));
  }

  @Test
  void oldValuesOfTheExpectedItem_areLookedAt() {
    inbox.receive(row("web01", "app.ok", "0"));
    inbox.reject(Outcome.UNKNOWN_KEY, row("web01", "app.ok", "1"));
    receive(200, 100);

    String[] lines =
        linesOf(() -> assertThat().received(item("web01", "app.ok").withValue("1")).now());

    assertEquals(
        "but received: 1 value for this item that does not match; 1 matching value was rejected",
        lines[1]);
    assertEquals("  #1 web01 app.ok = \"0\" <- value differs", lines[3]);
    assertTrue(String.join("\n", lines).contains("#2 web01 app.ok = \"1\" <- "));
  }

  @Test
  void valuesOfTheExpectedItem_areCountedUpToALimit() {
    for (int packet = 0; packet < 250; packet++) {
      String[] rows = new String[100];
      Arrays.fill(rows, row("web01", "app.ok", "0"));
      inbox.receive(rows);
    }

    String[] lines =
        linesOf(() -> assertThat().received(item("web01", "app.ok").withValue("1")).now());

    assertEquals("but received: at least 20000 values for this item that do not match", lines[1]);
    assertEquals("looked at: the newest 10000 of 25000 values", lines[lines.length - 2]);
  }

  @Test
  void largeValues_areLookedAtUpToTheirLength() {
    for (int packet = 0; packet < 50; packet++) {
      inbox.receive(row("web01", "other", "x".repeat(200_000)));
    }

    String[] lines = linesOf(() -> assertThat().received(item("web01", "app.ok")).now());

    assertEquals(
        "looked at: the newest 20 of 50 values, and all values of the expected item",
        lines[lines.length - 2]);
  }

  @Test
  void largePackets_areLookedAtUpToALimit() {
    String[] rows = new String[50_000];
    Arrays.setAll(rows, i -> row("web01", i == 7 ? "app.ok" : "other", "0"));
    inbox.receive(rows);

    String[] lines =
        linesOf(() -> assertThat().received(item("web01", "app.ok").withValue("1")).now());

    assertEquals("but received: 1 value for this item that does not match", lines[1]);
    assertEquals(
        "looked at: the newest 20000 of 50000 values, and all values of the expected item",
        lines[lines.length - 2]);
  }

  @Test
  void everyKindOfFailure_saysWhatItLookedAt() {
    receive(200, 100);
    inbox.receive(row("web01", "app.ok", "1"), row("web01", "app.ok", "1"));

    for (Executable assertion :
        new Executable[] {
          () -> assertThat().received(item("web01", "app.ok"), item("a", "b")).now(),
          () -> assertThat().received(item("web01", "app.ok"), item("a", "b")).inOrder().now(),
          () -> assertThat().receivedExactly(item("web01", "app.ok"), item("a", "b")).now(),
          () -> assertThat().received(item("web01", "app.ok")).times(3).now(),
          () -> assertThat().received(item("web01", "app.ok")).never(),
          () -> assertThat().rejected(anyItem()).now(),
          () -> assertThat().received(item("web01", "app.ok")).noDuplicates(),
          () -> assertThat().received(item("web01", "app.ok")).inOrderOfTime(),
          () -> assertThat().receivedNothing()
        }) {
      String scope = last(linesOf(assertion), 2);
      assertTrue(scope.startsWith("looked at: the newest 10002 of 20002 values"), scope);
    }
  }

  @Test
  void conditionsReadEachValueOnce() throws Exception {
    AtomicInteger tested = new AtomicInteger();
    ItemMatcher counted = anyItem().matching("is counted", value -> tested.incrementAndGet() < 0);
    Thread sender = new Thread(() -> receive(500, 2));

    sender.start();
    linesOf(() -> assertThat().received(counted, counted).within(ofMillis(300)));
    sender.join();

    assertTrue(tested.get() <= 20_000, "tested " + tested); // by the wait and the message
    assertEquals(1000, inbox.journal().items().size());
  }

  @Test
  void discoveryOfManyRows_isComparedInLinearTime() {
    List<Map<String, String>> rows =
        IntStream.range(0, 20_000).mapToObj(i -> Map.of("{#NAME}", "eth" + i)).toList();
    String json =
        rows.stream()
            .map(row -> "{\\\"{#NAME}\\\":\\\"" + row.get("{#NAME}") + "\\\"}")
            .collect(Collectors.joining(",", "[", "]"));
    inbox.receive(row("web01", "net.if.discovery", json));
    List<Map<String, String>> reversed = new ArrayList<>(rows);
    Collections.reverse(reversed);

    assertThat().received(item("web01", "net.if.discovery").withDiscoveryRows(reversed)).now();
  }
}
