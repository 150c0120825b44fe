package org.mockzabbix.journal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.journal.store.Recordings.addTo;
import static org.mockzabbix.journal.store.Recordings.bytes;
import static org.mockzabbix.journal.store.Recordings.compressed;
import static org.mockzabbix.journal.store.Recordings.judged;
import static org.mockzabbix.journal.store.Recordings.other;
import static org.mockzabbix.journal.store.Recordings.processed;
import static org.mockzabbix.journal.store.Recordings.row;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.LogPosition;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request.CompletedPoll;
import org.mockzabbix.protocol.Request.FailedPoll;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.ActiveCheck;
import org.mockzabbix.protocol.Response.ActiveCheckList;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketWriter;

/** A full journal takes about as much heap as it was allowed. Isolated, because it measures it. */
@Isolated
@Timeout(120)
class JournalMemoryTest {

  private static final long BOUND = 12 << 20;

  /** Keys belong to the inventory, not to the journal. */
  private static final String[] KEYS = new String[100];

  static {
    Arrays.setAll(KEYS, i -> "some.key[" + i + "]");
  }

  static Stream<Named<Supplier<Recording>>> recordings() {
    String[] rows = new String[250];
    Arrays.setAll(rows, i -> row("host", "some.item.key[" + i + "]", "value " + i));
    Outcome[] outcomes = new Outcome[250];
    outcomes[7] = Outcome.UNKNOWN_KEY;
    AtomicInteger number = new AtomicInteger();
    return Stream.of(
        Named.of("one row", () -> processed(row("h1", "system.cpu.load", "0.42"))),
        Named.of(
            "one failed row",
            () -> judged(new String[] {row("h1", "cpu", "1")}, Outcome.UNKNOWN_KEY)),
        Named.of("250 rows", () -> processed(rows)),
        Named.of("250 rows, one failed", () -> judged(rows, outcomes)),
        Named.of("250 rows compressed", () -> compressed(rows)),
        Named.of("a large value", () -> processed(row("h", "k", "x".repeat(100_000)))),
        Named.of("a large legacy value", () -> legacy("é".repeat(100_000))),
        Named.of(
            "unreadable",
            () ->
                other(
                    bytes("GET / HTTP/1.1"),
                    Invalid.unreadable("reason " + number.incrementAndGet()),
                    Response.none())),
        Named.of(
            "unreadable with a long reason",
            () ->
                other(bytes("some bytes"), Invalid.unreadable("é€".repeat(500)), Response.none())),
        Named.of(
            "active checks of a long host name",
            () -> request(activeChecks("h".repeat(2000)), Response.failed("no".repeat(100)))),
        Named.of(
            "active checks with many different items",
            () -> request(activeChecks("h"), checks(100, number.incrementAndGet()))),
        Named.of(
            "active checks with the same items",
            () -> request(activeChecks("h" + number.incrementAndGet()), checks(50, 7))),
        Named.of(
            "agent answers, all different",
            () ->
                request(
                    "agent.ping", Response.json(number.incrementAndGet() + "x".repeat(200_000)))),
        Named.of(
            "agent answers outside of Latin-1",
            () ->
                request(
                    "agent.ping", Response.json(number.incrementAndGet() + "€".repeat(20_000)))),
        Named.of("agent answers, all equal", () -> request("k", Response.json("x".repeat(2000)))),
        Named.of("warnings", () -> warned("a warning of some length, " + number.incrementAndGet())),
        Named.of(
            "a poll",
            () ->
                other(
                    bytes("x"),
                    new CompletedPoll(
                        new ItemName("h", "k"),
                        CheckResult.value("x".repeat(3000)),
                        PassiveCheckFormat.PLAIN),
                    Response.none())),
        Named.of(
            "a failed poll",
            () ->
                other(
                    Bytes.empty(),
                    new FailedPoll(new ItemName("h", "k"), "r".repeat(3000)),
                    Response.none())));
  }

  private static String activeChecks(String host) {
    return "{\"request\":\"active checks\",\"host\":\"" + host + "\"}";
  }

  private static Recording request(String text, Response response) {
    Bytes wire = PacketWriter.frame(1, bytes(text));
    Bytes payload = wire.slice(13, wire.length() - 13);
    return Recordings.text(wire, payload, Recordings.DECODER.decode(payload), response, null);
  }

  private static Response checks(int size, int number) {
    List<ActiveCheck> checks = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      LogPosition position = new LogPosition(number, 0);
      checks.add(new ActiveCheck(KEYS[i], null, 1_000_000L + i, "1m", position, "3s"));
    }
    return new ActiveCheckList(1L, checks, List.of(), true, null, List.of());
  }

  private static Recording warned(String warning) {
    Recording plain = processed(row("h1", "system.cpu.load", "0.42"));
    return new Recording(
        plain.connection(),
        plain.received(),
        plain.sent(),
        List.of(warning, new String(warning)),
        List.of(),
        List.of(),
        false);
  }

  private static Recording legacy(String value) {
    Bytes text = bytes("h:k:" + value);
    LegacyData request = new LegacyData(new ItemName("h", "k"), value);
    return Recordings.text(
        text, text, request, Response.headerless("OK"), RowOutcomes.allProcessed(1));
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void aFullJournalTakesAboutItsBound(Supplier<Recording> recording) {
    JournalStore journal = new JournalStore(BOUND);
    long before = usedHeap();

    while (journal.evictedExchanges() < 100) {
      addTo(journal, recording.get());
    }

    double ratio = (double) (usedHeap() - before) / BOUND;
    assertTrue(ratio > 0.5 && ratio < 1.2, "it takes " + ratio + " of its bound");
    assertEquals(100, journal.evictedExchanges());
  }

  private static long usedHeap() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return used;
  }
}
