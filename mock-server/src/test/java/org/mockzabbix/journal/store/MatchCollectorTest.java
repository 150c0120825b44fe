package org.mockzabbix.journal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.journal.store.Recordings.addTo;
import static org.mockzabbix.journal.store.Recordings.journal;
import static org.mockzabbix.journal.store.Recordings.processed;
import static org.mockzabbix.journal.store.Recordings.row;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mockzabbix.protocol.ItemValue;

class MatchCollectorTest {

  private static String values(Supplier<List<ItemValue>> tracker) {
    return tracker.get().stream().map(ItemValue::value).collect(Collectors.joining(" "));
  }

  @Test
  void collectsWhatWasRecordedSinceTheLastCall() {
    JournalStore journal = journal();
    addTo(journal, processed(row("h", "a", "1"), row("h", "b", "2")));
    Supplier<List<ItemValue>> tracker = journal.track(item -> true);

    assertEquals("1 2", values(tracker));
    assertEquals("1 2", values(tracker));
    addTo(journal, processed(row("h", "a", "3")));
    addTo(journal, processed(row("h", "a", "4")));
    assertEquals("1 2 3 4", values(tracker));
  }

  @Test
  void collectsTheValuesOfOneItem() {
    JournalStore journal = journal();
    addTo(journal, processed(row("h", "a", "1"), row("h", "b", "2")));
    Supplier<List<ItemValue>> tracker = journal.track("h", "b", item -> true);

    assertEquals("2", values(tracker));
    addTo(journal, processed(row("h", "a", "3")));
    addTo(journal, processed(row("h", "b", "4")));
    assertEquals("2 4", values(tracker));
  }

  @Test
  void testsEachValueOnce() {
    JournalStore journal = journal();
    List<String> tested = new ArrayList<>();
    Supplier<List<ItemValue>> tracker =
        journal.track(item -> tested.add(item.value()) && !item.value().equals("2"));
    addTo(journal, processed(row("h", "a", "1"), row("h", "a", "2")));
    assertEquals("1", values(tracker));

    addTo(journal, processed(row("h", "a", "3")));

    assertEquals("1 3", values(tracker));
    assertEquals(List.of("1", "2", "3"), tested);
  }

  @Test
  void startsAgainAfterAReset() {
    JournalStore journal = journal();
    Supplier<List<ItemValue>> tracker = journal.track(item -> true);
    addTo(journal, processed(row("h", "a", "1")));
    assertEquals("1", values(tracker));

    journal.reset();
    addTo(journal, processed(row("h", "a", "2")));

    assertEquals("2", values(tracker));
    assertEquals("2", values(tracker));
  }

  @Test
  void missesWhatWasEvictedBeforeACall() {
    JournalStore small = new JournalStore(1);
    Supplier<List<ItemValue>> tracker = small.track(item -> true);
    addTo(small, processed(row("h", "a", "1")));
    assertEquals("1", values(tracker));

    addTo(small, processed(row("h", "a", "2")));
    addTo(small, processed(row("h", "a", "3")));

    assertEquals("1 3", values(tracker));
  }

  @Test
  void returnsOneUnmodifiableListThatGrows() {
    JournalStore journal = journal();
    Supplier<List<ItemValue>> tracker = journal.track(item -> true);
    List<ItemValue> first = tracker.get();
    addTo(journal, processed(row("h", "a", "1")));

    assertSame(first, tracker.get());
    assertEquals(1, first.size());
    assertThrows(UnsupportedOperationException.class, first::clear);
  }

  @Test
  void followsTheJournalOverManyChunks() {
    JournalStore journal = journal();
    Supplier<List<ItemValue>> tracker = journal.track("h", "a", item -> true);
    for (int i = 0; i < 5_000; i++) {
      addTo(journal, processed(row("h", "a", "" + i)));
      assertEquals(i + 1, tracker.get().size());
      assertEquals("" + i, tracker.get().get(i).value());
    }
  }
}
