package org.mockzabbix.journal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.journal.store.Recordings.addTo;
import static org.mockzabbix.journal.store.Recordings.bytes;
import static org.mockzabbix.journal.store.Recordings.compressed;
import static org.mockzabbix.journal.store.Recordings.journal;
import static org.mockzabbix.journal.store.Recordings.judged;
import static org.mockzabbix.journal.store.Recordings.other;
import static org.mockzabbix.journal.store.Recordings.processed;
import static org.mockzabbix.journal.store.Recordings.row;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ItemValue.JsonValueType;
import org.mockzabbix.protocol.ItemValue.Source;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.wire.Bytes;

@Timeout(60)
class JournalStoreTest {

  @Test
  void isEmptyAtFirst() {
    JournalStore journal = journal();

    assertEquals(List.of(), journal.items());
    assertEquals(List.of(), journal.items("h", "k"));
    assertEquals(List.of(), journal.rejected());
    assertEquals(List.of(), journal.exchanges());
    assertEquals(0, journal.evictedExchanges());
    assertEquals(0, journal.evictedItems());
  }

  @Test
  void exchangesAfter_areFoundByTheirNumbersAcrossAReset() {
    JournalStore journal = journal();
    Exchange first = addTo(journal, processed(row("h", "a", "1")));
    Exchange second = addTo(journal, processed(row("h", "a", "2")));

    assertEquals(List.of(second), journal.exchangesAfter(1));
    assertEquals(List.of(), journal.exchangesAfter(2));
    assertEquals(Optional.of(first), journal.exchange(1));
    assertEquals(Optional.empty(), journal.exchange(3));
    assertEquals(0, journal.resets());

    journal.reset();
    Exchange third = addTo(journal, processed(row("h", "a", "3")));

    assertEquals(List.of(third), journal.exchangesAfter(1));
    assertEquals(Optional.empty(), journal.exchange(1));
    assertEquals(Optional.of(third), journal.exchange(3));
    assertEquals(1, journal.resets());
  }

  @Test
  void items_areThoseProcessedInTheOrderTheyCame() {
    JournalStore journal = journal();
    addTo(journal, processed(row("h", "a", "1"), row("h", "b", "2")));
    addTo(journal, processed(row("h", "a", "3")));

    assertEquals("1 2 3", values(journal.items()));
    assertEquals(
        List.of("1/0", "1/1", "2/0"),
        journal.items().stream().map(item -> item.exchange() + "/" + item.row()).toList());
  }

  @Test
  void items_leaveOutWhatHasNoValueOrWasNotProcessed() {
    JournalStore journal = journal();
    addTo(
        journal,
        judged(
            new String[] {
              row("h", "k", "1"),
              row("h", "k", "2"),
              "{\"host\":\"h\",\"key\":\"k\"}",
              "{\"host\":\"h\",\"key\":\"k\",\"value\":{}}",
              "{\"host\":\"h\",\"key\":\"k\",\"value\":null}"
            },
            null,
            Outcome.UNKNOWN_KEY,
            null,
            null,
            null));

    assertEquals("1 ", values(journal.items()));
    assertEquals("1 ", values(journal.items("h", "k")));
    assertEquals("2", values(journal.rejected()));
    assertEquals(5, journal.exchanges().get(0).items().size());
  }

  @Test
  void items_keepJsonTypeAndAbsence() {
    JournalStore journal = journal();
    String absent = "{\"host\":\"h\",\"key\":\"k\",\"value\":12.50}";
    String zero = "{\"host\":\"h\",\"key\":\"k\",\"value\":true,\"clock\":0,\"ns\":0}";
    addTo(journal, processed(absent, zero));
    addTo(journal, processed(absent));
    addTo(journal, processed(zero));

    for (int i = 0; i < 4; i += 2) {
      ItemValue first = journal.items().get(i);
      ItemValue second = journal.items().get(i + 1);
      assertEquals(JsonValueType.NUMBER, first.jsonType());
      assertEquals("12.50", first.value());
      assertEquals(OptionalLong.empty(), first.clock());
      assertEquals(OptionalInt.empty(), first.ns());
      assertEquals(JsonValueType.BOOLEAN, second.jsonType());
      assertEquals(OptionalLong.of(0), second.clock());
      assertEquals(OptionalInt.of(0), second.ns());
    }
  }

  @Test
  void items_ofOneItem() {
    JournalStore journal = journal();
    addTo(journal, processed(row("h", "k", "1")));
    addTo(journal, processed(row("h", "other", "2")));
    addTo(journal, processed(row("h", "k", "3"), row("g", "k", "4"), row("h", "k", "5")));
    addTo(journal, compressed(row("h", "k", "6")));

    assertEquals("1 3 5 6", values(journal.items("h", "k")));
    assertEquals("4", values(journal.items("g", "k")));
    assertEquals("", values(journal.items("h", "K")));
    assertEquals("", values(journal.items("k", "h")));
  }

  @Test
  void items_ofOneItem_isNotConfusedByNamesOfOneHash() {
    JournalStore journal = journal();
    addTo(journal, processed(row("Aa", "k", "1")));
    addTo(journal, processed(row("BB", "k", "2")));
    addTo(journal, processed(row("Aa", "k", "3"), row("BB", "k", "4"), row("h", "AaBB", "5")));
    addTo(journal, processed(row("h", "BBAa", "6")));

    assertEquals(new ItemName("Aa", "k").hashCode(), new ItemName("BB", "k").hashCode());
    assertEquals("1 3", values(journal.items("Aa", "k")));
    assertEquals("2 4", values(journal.items("BB", "k")));
    assertEquals("5", values(journal.items("h", "AaBB")));
    assertEquals("6", values(journal.items("h", "BBAa")));
  }

  @Test
  void items_ofOneItem_whoseNameWasSentWithEscapes() {
    JournalStore journal = journal();
    addTo(journal, processed("{\"host\":\"h\\u00e9\",\"key\":\"k\\\"\",\"value\":1}"));
    addTo(journal, processed(row("hé", "k\\\"", "2"), row("h", "k", "3")));

    assertEquals("1 2", values(journal.items("hé", "k\"")));
  }

  @Test
  void items_ofAnEmptyName() {
    JournalStore journal = journal();
    addTo(journal, processed("{\"host\":null,\"key\":\"\",\"value\":1}"));
    addTo(journal, judged(new String[] {"{\"value\":2}"}, Outcome.NO_HOST));

    assertEquals("1", values(journal.items("", "")));
  }

  @Test
  void items_ofLegacyClients() {
    JournalStore journal = journal();
    Bytes wire = bytes("h:k:v");
    LegacyData request = new LegacyData(new ItemName("h", "k"), "v");
    addTo(
        journal,
        Recordings.text(
            wire, wire, request, Response.headerless("OK"), RowOutcomes.allProcessed(1)));

    ItemValue item = journal.items("h", "k").get(0);

    assertEquals("v", item.value());
    assertEquals(Source.LEGACY_SENDER, item.source());
    assertEquals("v", values(journal.items()));
    assertEquals(1, journal.exchanges().get(0).items().size());
  }

  @Test
  void rejected_sayWhy() {
    JournalStore journal = journal();
    addTo(journal, processed(row("h", "k", "1")));
    addTo(journal, judged(new String[] {row("h", "k", "2"), "5"}, null, Outcome.NOT_AN_OBJECT));
    addTo(journal, judged(new String[] {row("h", "k", "3")}, Outcome.UNKNOWN_HOST));

    assertEquals(
        List.of(Outcome.NOT_AN_OBJECT, Outcome.UNKNOWN_HOST),
        journal.rejected().stream().map(ItemValue::outcome).toList());
  }

  @Test
  void listsAreOfOneMoment() {
    JournalStore journal = journal();
    addTo(journal, processed(row("h", "k", "1")));
    List<ItemValue> items = journal.items();
    List<Exchange> exchanges = journal.exchanges();

    addTo(journal, processed(row("h", "k", "2")));
    journal.reset();

    assertEquals("1", values(items));
    assertEquals(1, exchanges.size());
    assertEquals("1", values(exchanges.get(0).items()));
  }

  @Test
  void holdsMoreThanOneChunkOfExchanges() {
    JournalStore journal = journal();
    for (int i = 0; i < 3000; i++) {
      addTo(journal, processed(row("h", "k", "" + i)));
    }

    List<Exchange> exchanges = journal.exchanges();

    assertEquals(3000, exchanges.size());
    assertEquals(
        IntStream.rangeClosed(1, 3000).mapToObj(Long::valueOf).toList(),
        exchanges.stream().map(Exchange::id).toList());
    assertEquals("2999", journal.items("h", "k").get(2999).value());
  }

  @Test
  void eviction_makesRoomForTheNewest() {
    JournalStore journal = new JournalStore(10_000);
    for (int i = 0; i < 3000; i++) {
      addTo(journal, processed(row("h", "k", "" + i), row("h", "k", "" + i)));
    }

    List<Exchange> kept = journal.exchanges();

    assertEquals(3000, kept.get(kept.size() - 1).id());
    assertEquals(3000, journal.evictedExchanges() + kept.size());
    assertEquals(6000, journal.evictedItems() + journal.items().size());
    assertEquals(journal.evictedExchanges() + 1, kept.get(0).id());
    assertTrue(kept.size() > 10 && kept.size() < 50, "kept " + kept.size());
  }

  @Test
  void eviction_countsProcessedRowsOnly() {
    JournalStore journal = new JournalStore(1);
    addTo(journal, judged(new String[] {row("h", "k", "1"), "5"}, null, Outcome.NOT_AN_OBJECT));

    addTo(journal, processed(row("h", "k", "2")));

    assertEquals(1, journal.evictedExchanges());
    assertEquals(1, journal.evictedItems());
    assertEquals(List.of(), journal.rejected());
  }

  @Test
  void eviction_sparesTheNewestHoweverLarge() {
    JournalStore journal = new JournalStore(1);

    addTo(journal, processed(row("h", "k", "x".repeat(10_000))));

    assertEquals(1, journal.items().size());
    assertEquals(0, journal.evictedExchanges());
  }

  @Test
  void eviction_leavesAnEarlierListWhole() {
    JournalStore journal = new JournalStore(1);
    addTo(journal, processed(row("h", "k", "1")));
    Exchange first = journal.exchanges().get(0);

    addTo(journal, processed(row("h", "k", "2")));

    assertEquals("1", values(first.items()));
    assertEquals("2", values(journal.items()));
  }

  @Test
  void eviction_countsTextThatWasInflated() {
    String zeros = "0".repeat(1_000_000);
    JournalStore journal = new JournalStore(1_000_000);
    addTo(journal, compressed(row("h", "k", zeros)));

    addTo(journal, compressed(row("h", "k", zeros)));

    assertEquals(1, journal.evictedExchanges());
  }

  @Test
  void refusesABoundBelowOneByte() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new JournalStore(0));

    assertEquals(
        "the size of the journal must be at least 1 byte, but was 0 bytes", e.getMessage());
  }

  @Test
  void maxBytes_isTheBound() {
    assertEquals(77, new JournalStore(77).maxBytes());
  }

  @Test
  void reset_forgetsEverythingButTheNumbering() {
    JournalStore journal = new JournalStore(1);
    addTo(journal, processed(row("h", "k", "1")));
    addTo(journal, processed(row("h", "k", "2")));

    journal.reset();

    assertEquals(List.of(), journal.exchanges());
    assertEquals(List.of(), journal.items());
    assertEquals(0, journal.evictedExchanges());
    assertEquals(0, journal.evictedItems());
    assertEquals(3, addTo(journal, processed(row("h", "k", "3"))).id());
    assertEquals("3", values(journal.items()));
  }

  @Test
  void note_isAddedToAnExchangeRecordedBefore() {
    JournalStore journal = journal();
    addTo(journal, processed(row("h", "k", "1")));
    addTo(journal, processed(row("h", "k", "2")));

    journal.addWarning(2, "first");
    journal.addWarning(2, "second");

    assertEquals(List.of(), journal.exchanges().get(0).warnings());
    assertEquals(List.of("first", "second"), journal.exchanges().get(1).warnings());
  }

  @Test
  void note_isSeenThroughAnEarlierList() {
    JournalStore journal = journal();
    Exchange exchange = addTo(journal, processed(row("h", "k", "1")));

    journal.addWarning(exchange.id(), "late");

    assertEquals(List.of("late"), exchange.warnings());
  }

  @Test
  void note_onWhatIsGoneDoesNothing() {
    JournalStore journal = new JournalStore(1);
    addTo(journal, processed(row("h", "k", "1")));
    addTo(journal, processed(row("h", "k", "2"))); // evicts the first
    long version = journal.version();

    journal.addWarning(1, "evicted");
    journal.addWarning(3, "not there yet");
    journal.addWarning(0, "never there");
    journal.reset();
    journal.addWarning(2, "reset");

    assertEquals(version + 1, journal.version());
    assertEquals(3, addTo(journal, processed(row("h", "k", "3"))).id());
    assertEquals(List.of(), journal.exchanges().get(0).warnings());
  }

  @Test
  void note_afterManyWereEvicted() {
    JournalStore journal = new JournalStore(300_000);
    for (int i = 1; i <= 5000; i++) {
      addTo(journal, processed(row("h", "k", "" + i)));
    }
    assertTrue(journal.evictedExchanges() > 1024);
    Exchange oldest = journal.exchanges().get(0);

    journal.addWarning(oldest.id(), "oldest");
    journal.addWarning(5000, "newest");
    journal.addWarning(oldest.id() - 1, "gone");

    List<Exchange> exchanges = journal.exchanges();
    assertEquals(List.of("oldest"), exchanges.get(0).warnings());
    assertEquals(List.of("newest"), exchanges.get(exchanges.size() - 1).warnings());
    assertEquals(2, exchanges.stream().filter(exchange -> !exchange.warnings().isEmpty()).count());
  }

  @Test
  void version_growsWithEveryChange() {
    JournalStore journal = journal();
    long start = journal.version();

    addTo(journal, processed(row("h", "k", "1")));
    journal.addWarning(1, "n");
    journal.reset();
    journal.items();

    assertEquals(start + 3, journal.version());
  }

  @Test
  void awaitChange_returnsAtOnceWhenItChangedBefore() throws Exception {
    JournalStore journal = journal();
    long seen = journal.version();
    addTo(journal, processed(row("h", "k", "1")));

    assertEquals(seen + 1, journal.awaitChange(seen, Duration.ofDays(1)));
  }

  @Test
  void awaitChange_isWoken() throws Exception {
    JournalStore journal = journal();
    long seen = journal.version();
    FutureTask<Long> waiting =
        new FutureTask<>(() -> journal.awaitChange(seen, Duration.ofSeconds(50)));
    Thread waiter = start(waiting);
    awaitState(waiter, Thread.State.TIMED_WAITING);

    addTo(journal, processed(row("h", "k", "1")));

    assertEquals(seen + 1, waiting.get(10, TimeUnit.SECONDS));
  }

  @Test
  void awaitChange_wakesEveryWaiter() throws Exception {
    JournalStore journal = journal();
    long seen = journal.version();
    List<FutureTask<Long>> waiting = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      waiting.add(new FutureTask<>(() -> journal.awaitChange(seen, Duration.ofSeconds(50))));
      awaitState(start(waiting.get(i)), Thread.State.TIMED_WAITING);
    }

    journal.reset();

    for (FutureTask<Long> each : waiting) {
      assertEquals(seen + 1, each.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void awaitChange_timesOut() throws Exception {
    JournalStore journal = journal();
    long seen = journal.version();

    assertEquals(seen, journal.awaitChange(seen, Duration.ofMillis(1)));
    assertEquals(seen, journal.awaitChange(seen, Duration.ZERO));
    assertEquals(seen, journal.awaitChange(seen, Duration.ofSeconds(-1)));
  }

  @Test
  void awaitChange_endsOnInterrupt() throws Exception {
    JournalStore journal = journal();
    FutureTask<Boolean> waiting =
        new FutureTask<>(
            () -> {
              assertThrows(
                  InterruptedException.class,
                  () -> journal.awaitChange(journal.version(), ChronoUnit.FOREVER.getDuration()));
              return true;
            });
    Thread waiter = start(waiting);
    awaitState(waiter, Thread.State.TIMED_WAITING);

    waiter.interrupt();

    assertTrue(waiting.get(10, TimeUnit.SECONDS));
  }

  @Test
  void manyThreadsAddAndRead() throws Exception {
    JournalStore journal = journal();
    int threads = 4;
    int each = 500;
    CountDownLatch done = new CountDownLatch(threads);
    List<FutureTask<Void>> adders = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      String key = "k" + t;
      adders.add(
          new FutureTask<>(
              () -> {
                for (int i = 0; i < each; i++) {
                  addTo(journal, processed(row("h", key, "" + i), row("h", "all", "" + i)));
                }
                done.countDown();
                return null;
              }));
    }
    adders.forEach(JournalStoreTest::start);

    while (done.getCount() > 0) {
      checkWhole(journal);
    }

    for (FutureTask<Void> adder : adders) {
      adder.get(10, TimeUnit.SECONDS);
    }
    String inOrder =
        IntStream.range(0, each).mapToObj(i -> "" + i).collect(Collectors.joining(" "));
    for (int t = 0; t < threads; t++) {
      assertEquals(inOrder, values(journal.items("h", "k" + t)));
    }
    assertEquals(threads * each, journal.items("h", "all").size());
    checkWhole(journal);
  }

  @Test
  void late_isWhatBeganBeforeAReset() {
    JournalStore journal = journal();
    Epoch begun = journal.epoch();
    journal.reset();
    long seen = journal.version();

    Exchange late = journal.add(processed(row("h", "k", "1")), begun);
    Exchange inTime = journal.add(processed(row("h", "k", "2")), journal.epoch());

    assertTrue(late.isLate());
    assertFalse(inTime.isLate());
    assertEquals(1, inTime.id());
    assertEquals("1", values(journal.lateExchanges().get(0).items()));
    assertEquals("2", values(journal.items()));
    assertEquals("2", values(journal.items("h", "k")));
    assertEquals(1, journal.exchanges().size());
    assertEquals(seen + 1, journal.version());
  }

  @Test
  void late_isForgottenByTheNextReset() {
    JournalStore journal = journal();
    Epoch begun = journal.epoch();
    journal.reset();
    journal.add(processed(row("h", "k", "1")), begun);

    journal.reset();

    assertEquals(List.of(), journal.lateExchanges());
  }

  @Test
  void late_isBoundedByNumber() {
    JournalStore journal = journal();
    Epoch begun = journal.epoch();
    journal.reset();

    for (int i = 1; i <= 102; i++) {
      journal.add(processed(row("h", "k", "" + i)), begun);
    }

    assertEquals(100, journal.lateExchanges().size());
    assertEquals("3", values(journal.lateExchanges().get(0).items()));
    assertEquals("102", values(journal.lateExchanges().get(99).items()));
  }

  @Test
  void late_isBoundedBySize() {
    JournalStore journal = new JournalStore(1);
    Epoch begun = journal.epoch();
    journal.reset();

    journal.add(processed(row("h", "k", "1")), begun);
    journal.add(processed(row("h", "k", "2")), begun);

    assertEquals(1, journal.lateExchanges().size());
    assertEquals("2", values(journal.lateExchanges().get(0).items()));
  }

  @Test
  void reset_whileOthersAdd_keepsExchangesWholeOrNot() throws Exception {
    JournalStore journal = new JournalStore(100_000);
    AtomicBoolean stop = new AtomicBoolean();
    List<FutureTask<Long>> adders = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      adders.add(
          new FutureTask<>(
              () -> {
                long last = 0;
                while (!stop.get()) {
                  Exchange added =
                      addTo(journal, processed(row("h", "k", "1"), row("h", "all", "2")));
                  last = Math.max(last, added.id()); // that of a late exchange is 0
                }
                return last;
              }));
    }
    adders.forEach(JournalStoreTest::start);

    for (int i = 0; i < 200; i++) {
      checkWhole(journal);
      journal.reset();
    }
    stop.set(true);

    long last = 0;
    for (FutureTask<Long> adder : adders) {
      last = Math.max(last, adder.get(10, TimeUnit.SECONDS));
    }
    checkWhole(journal);
    assertEquals(last + 1, addTo(journal, processed(row("h", "k", "1"))).id());
  }

  /** Every exchange has two rows, and their numbers have no gaps within one list. */
  private static void checkWhole(JournalStore journal) {
    List<Exchange> exchanges = journal.exchanges();
    for (int i = 1; i < exchanges.size(); i++) {
      assertTrue(exchanges.get(i - 1).id() < exchanges.get(i).id());
    }
    journal.items().stream()
        .collect(Collectors.groupingBy(ItemValue::exchange, Collectors.counting()))
        .forEach((exchange, rows) -> assertEquals(2, rows, "rows of exchange " + exchange));
  }

  @Test
  void aThousandReadersOfOneExchangeCostNoWaiting() {
    JournalStore journal = journal();
    addTo(journal, other(bytes("x"), Invalid.unreadable("no packet"), Response.none()));

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (int i = 0; i < 1000; i++) {
            assertEquals(1, journal.exchanges().size());
            assertEquals(List.of(), journal.items());
          }
        });
  }

  private static String values(List<ItemValue> items) {
    return items.stream().map(ItemValue::value).collect(Collectors.joining(" "));
  }

  private static Thread start(FutureTask<?> task) {
    Thread thread = new Thread(task, "journal-test");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void awaitState(Thread thread, Thread.State state) {
    while (thread.getState() != state) {
      assertTrue(thread.isAlive(), "the thread has ended");
      Thread.onSpinWait();
    }
  }
}
