package org.mockzabbix.journal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.journal.store.Recordings.bytes;
import static org.mockzabbix.journal.store.Recordings.compressed;
import static org.mockzabbix.journal.store.Recordings.judged;
import static org.mockzabbix.journal.store.Recordings.other;
import static org.mockzabbix.journal.store.Recordings.processed;
import static org.mockzabbix.journal.store.Recordings.row;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.wire.Bytes;

/** A full journal takes about as much heap as it was allowed. Isolated, because it measures it. */
@Isolated
@Timeout(120)
class JournalMemoryTest {

  private static final long BOUND = 12 << 20;

  static Stream<Named<Supplier<Recording>>> recordings() {
    String[] rows = new String[250];
    Arrays.setAll(rows, i -> row("host", "some.item.key[" + i + "]", "value " + i));
    Outcome[] outcomes = new Outcome[250];
    outcomes[7] = Outcome.UNKNOWN_KEY;
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
            () -> other(bytes("GET / HTTP/1.1"), Invalid.unreadable("x"), Response.none())));
  }

  private static Recording legacy(String value) {
    Bytes text = bytes("h:k:" + value);
    LegacyData request = new LegacyData(new ItemName("h", "k"), value, false);
    return Recordings.text(
        text, text, request, Response.headerless("OK"), RowOutcomes.allProcessed(1));
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void aFullJournalTakesAboutItsBound(Supplier<Recording> recording) {
    JournalStore journal = new JournalStore(BOUND);
    long before = usedHeap();

    while (journal.evictedExchanges() < 100) {
      journal.add(recording.get());
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
