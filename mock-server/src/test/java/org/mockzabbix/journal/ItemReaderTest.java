package org.mockzabbix.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockzabbix.journal.Recordings.journal;
import static org.mockzabbix.journal.Recordings.processed;
import static org.mockzabbix.journal.Recordings.row;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mockzabbix.journal.ItemReader.News;
import org.mockzabbix.protocol.ItemValue;

class ItemReaderTest {

  /** Such as {@code ON 1 2}. */
  private static String read(ItemReader reader) {
    News news = reader.read();
    return news.start()
        + news.items().stream().map(ItemValue::value).collect(Collectors.joining(" ", " ", ""));
  }

  @Test
  void readsEachValueOnce() {
    Journal journal = journal();
    journal.add(processed(row("h", "a", "1"), row("h", "b", "2")));
    ItemReader reader = journal.reader();

    assertEquals("ON 1 2", read(reader));
    assertEquals("ON ", read(reader));
    journal.add(processed(row("h", "a", "3")));
    journal.add(processed(row("h", "a", "4")));
    assertEquals("ON 3 4", read(reader));
  }

  @Test
  void readsOneItemAlone() {
    Journal journal = journal();
    journal.add(processed(row("h", "a", "1"), row("h", "b", "2")));
    ItemReader reader = journal.reader("h", "b");

    assertEquals("ON 2", read(reader));
    journal.add(processed(row("h", "a", "3")));
    journal.add(processed(row("h", "b", "4")));
    assertEquals("ON 4", read(reader));
  }

  @Test
  void aResetBeginsAnew() {
    Journal journal = journal();
    ItemReader reader = journal.reader();
    journal.add(processed(row("h", "a", "1")));
    assertEquals("ON 1", read(reader));

    journal.reset();
    journal.add(processed(row("h", "a", "2")));

    assertEquals("ANEW 2", read(reader));
    assertEquals("ON ", read(reader));
  }

  @Test
  void whatWasEvictedBeforeItWasReadIsMissing() {
    Journal small = new Journal(1);
    ItemReader reader = small.reader();
    small.add(processed(row("h", "a", "1")));
    assertEquals("ON 1", read(reader));

    small.add(processed(row("h", "a", "2")));
    small.add(processed(row("h", "a", "3")));

    assertEquals("ON 3", read(reader));
  }

  @Test
  void manyChunks() {
    Journal journal = journal();
    ItemReader reader = journal.reader("h", "a");
    for (int i = 0; i < 5_000; i++) {
      journal.add(processed(row("h", "a", "" + i)));
      assertEquals("ON " + i, read(reader));
    }
  }
}
