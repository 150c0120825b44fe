package org.mockzabbix.journal.store;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.journal.store.Recordings.addTo;
import static org.mockzabbix.journal.store.Recordings.bytes;
import static org.mockzabbix.journal.store.Recordings.other;
import static org.mockzabbix.journal.store.Recordings.processed;
import static org.mockzabbix.journal.store.Recordings.row;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Response;

@Timeout(60)
class JournalBudgetTest {

  private static final long LIMIT = 1_000_000;
  private static final Recording LARGE = processed(row("h", "k", "x".repeat(10_000)));
  private static final Recording SMALL = processed(row("h", "k", "x"));

  private final JournalBudget budget = new JournalBudget(LIMIT);

  private static void add(JournalStore journal, Recording recording, int times) {
    LongStream.range(0, times).forEach(i -> addTo(journal, recording));
  }

  @Test
  void journalsThatFitTogether_loseNothing() {
    List<JournalStore> journals = Stream.generate(() -> new JournalStore(budget)).limit(9).toList();

    journals.forEach(journal -> add(journal, LARGE, 10));

    journals.forEach(journal -> assertEquals(10, journal.exchanges().size()));
    journals.forEach(journal -> assertEquals(0, journal.evictedExchanges()));
  }

  @Test
  void theLargestJournalGivesWay() {
    JournalStore quiet = new JournalStore(budget);
    JournalStore busy = new JournalStore(budget);
    add(quiet, LARGE, 20);

    add(busy, LARGE, 1000);
    add(quiet, LARGE, 1);

    assertEquals(0, quiet.evictedExchanges());
    assertEquals(21, quiet.exchanges().size());
    assertEquals(1000, busy.evictedExchanges() + busy.exchanges().size());
    assertTrue(busy.exchanges().size() > 60, "busy keeps " + busy.exchanges().size());
  }

  @Test
  void newestExchanges_staySmallerThanTwiceTheBudget() {
    Recording huge = processed(row("h", "k", "x".repeat((int) LIMIT / 4)));
    List<JournalStore> journals =
        Stream.generate(() -> new JournalStore(budget)).limit(40).toList();

    for (JournalStore journal : journals) {
      add(journal, huge, 1);
      assertEquals(1, journal.exchanges().size());
    }

    List<JournalStore> kept =
        journals.stream().filter(journal -> !journal.exchanges().isEmpty()).toList();
    assertTrue(kept.size() >= 2 && kept.size() < 8, "newest exchanges kept: " + kept.size());
    journals.forEach(
        journal -> assertEquals(1, journal.exchanges().size() + journal.evictedExchanges()));
    JournalStore emptied =
        journals.stream().filter(journal -> journal.exchanges().isEmpty()).findFirst().get();
    add(emptied, SMALL, 2);
    assertEquals(1, emptied.exchanges().size());
    assertEquals(2, emptied.evictedExchanges());
  }

  @Test
  void anExchangeLargerThanTheBudget_isKeptUntilTheNextOne() {
    JournalStore first = new JournalStore(budget);
    JournalStore second = new JournalStore(budget);
    Recording huge = processed(row("h", "k", "x".repeat(3 * (int) LIMIT)));

    add(first, huge, 1);
    assertEquals(1, first.exchanges().size());
    add(second, huge, 1);

    assertEquals(1, second.exchanges().size());
    assertEquals(0, first.exchanges().size());
    assertEquals(1, first.evictedItems());
  }

  @Test
  void equallyBusyJournals_haveEqualShares() {
    List<JournalStore> journals = Stream.generate(() -> new JournalStore(budget)).limit(4).toList();

    for (int i = 0; i < 500; i++) {
      journals.forEach(journal -> addTo(journal, LARGE));
    }

    for (JournalStore journal : journals) {
      int kept = journal.exchanges().size();
      assertTrue(kept >= 22 && kept <= 26, "keeps " + kept);
    }
  }

  @Test
  void aJournalOfItsOwnSize_neitherGivesNorTakes() {
    JournalStore shared = new JournalStore(budget);
    JournalStore own = new JournalStore(LIMIT);
    add(shared, LARGE, 80);

    add(own, LARGE, 80);

    assertEquals(0, shared.evictedExchanges());
    assertEquals(0, own.evictedExchanges());
  }

  @Test
  void closedJournals_giveWayFirst() {
    JournalStore closed = new JournalStore(budget);
    JournalStore open = new JournalStore(budget);
    add(closed, LARGE, 30);
    closed.close();

    add(open, LARGE, 80);

    assertEquals(0, open.evictedExchanges());
    assertTrue(closed.evictedExchanges() > 0);
  }

  @Test
  void reset_makesRoomForOthers() {
    JournalStore emptied = new JournalStore(budget);
    JournalStore other = new JournalStore(budget);
    add(emptied, LARGE, 90);
    emptied.reset();

    add(other, LARGE, 90);

    assertEquals(0, other.evictedExchanges());
  }

  @Test
  void unreachableJournals_makeRoomForOthers() {
    JournalStore other = new JournalStore(budget);
    WeakReference<JournalStore> unreachable = filled();

    await()
        .atMost(ofSeconds(30))
        .until(
            () -> {
              System.gc();
              return unreachable.refersTo(null);
            });
    await().atMost(ofSeconds(30)).until(() -> fits(other, 90));
  }

  private WeakReference<JournalStore> filled() {
    JournalStore journal = new JournalStore(budget);
    add(journal, LARGE, 90);
    return new WeakReference<>(journal);
  }

  private static boolean fits(JournalStore journal, int times) {
    journal.reset();
    add(journal, LARGE, times);
    return journal.evictedExchanges() == 0;
  }

  @Test
  void lateExchanges_giveWayFirst() {
    JournalStore journal = new JournalStore(budget);
    Epoch before = journal.epoch();
    journal.reset();
    LongStream.range(0, 50).forEach(i -> journal.add(LARGE, before));

    add(journal, LARGE, 90);

    assertEquals(0, journal.evictedExchanges());
    assertTrue(journal.lateExchanges().size() < 10, "late: " + journal.lateExchanges().size());
  }

  @Test
  void warnings_count() {
    JournalStore journal = new JournalStore(budget);
    add(journal, SMALL, 2);

    journal.addWarning(1, "x".repeat((int) LIMIT));

    assertEquals(1, journal.evictedExchanges());
    assertEquals(2, journal.exchanges().get(0).id());
  }

  @Test
  void equalLargeResponses_areKeptAndCountedOnce() {
    JournalStore journal = new JournalStore(budget);
    for (int i = 0; i < 1000; i++) {
      addTo(journal, responded("x".repeat(10_000)));
    }

    assertEquals(0, journal.evictedExchanges());
    assertSame(journal.exchanges().get(0).response(), journal.exchanges().get(999).response());
  }

  @Test
  void sharedResponse_isRemovedWithItsLastExchange() {
    JournalStore journal = new JournalStore(budget);
    addTo(journal, responded("a".repeat(10_000)));
    addTo(journal, responded("a".repeat(10_000)));
    Response first = journal.exchanges().get(0).response();

    for (int i = 0; i < 500; i++) {
      addTo(journal, responded(i + "b".repeat(10_000)));
    }
    int kept = journal.exchanges().size();
    Exchange again = addTo(journal, responded("a".repeat(10_000)));

    assertTrue(kept > 80 && kept < 110, "keeps " + kept);
    assertEquals(first, again.response());
    assertNotSame(first, again.response());
  }

  private static Recording responded(String response) {
    return other(bytes("x"), Invalid.unreadable("x"), Response.json(response));
  }

  @Test
  void journalsInManyThreads_stayInTheBudget() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<JournalStore> journals = Stream.generate(() -> new JournalStore(budget)).limit(8).toList();
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      int first = thread;
      tasks.add(
          () -> {
            for (int i = 0; i < 2000; i++) {
              addTo(journals.get((first + i) % journals.size()), LARGE);
            }
            return null;
          });
    }

    for (var done : threads.invokeAll(tasks)) {
      done.get();
    }
    threads.shutdown();

    long kept = journals.stream().mapToLong(journal -> journal.exchanges().size()).sum();
    long evicted = journals.stream().mapToLong(JournalStore::evictedExchanges).sum();
    assertEquals(8000, kept + evicted);
    assertTrue(kept > 85 && kept < 100, "kept " + kept);
  }
}
