package org.mockzabbix.journal;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Entries in the order they came, in chunks, so that a reader can be given a view of all of them
 * without copying them and without a lock. Appending and evicting are guarded by the journal's
 * lock.
 */
final class EntryLog {

  private static final int CHUNK = 1024;

  private final ArrayDeque<@Nullable Entry[]> chunks = new ArrayDeque<>();
  private int first; // index of the oldest entry, in the first chunk
  private long size;

  void add(Entry entry) {
    int slot = (int) ((first + size) % CHUNK);
    if (slot == 0 || chunks.isEmpty()) {
      chunks.addLast(new Entry[CHUNK]);
    }
    chunks.getLast()[slot] = entry;
    size++;
  }

  /** Removes and returns the oldest entry; readers that are still at it see it or a gap. */
  Entry evictOldest() {
    @Nullable Entry[] chunk = chunks.getFirst();
    Entry oldest = chunk[first];
    if (oldest == null) {
      throw new AssertionError("an empty log has nothing to evict");
    }
    chunk[first] = null;
    first++;
    size--;
    if (first == CHUNK) {
      chunks.removeFirst();
      first = 0;
    }
    return oldest;
  }

  long size() {
    return size;
  }

  /** The entry with this number; null if it is not here, or no longer. Numbers have no gaps. */
  @Nullable Entry find(long id) {
    return size == 0 ? null : view().find(id);
  }

  /** All entries of this moment. */
  View view() {
    @Nullable Entry[][] all = chunks.toArray(new Entry[0][]);
    return new View(all, first, size);
  }

  /** The entries of one moment, oldest first. Those evicted since are passed over. */
  static final class View {

    private final @Nullable Entry[][] chunks;
    private final int first;
    private final long size;

    private View(@Nullable Entry[][] chunks, int first, long size) {
      this.chunks = chunks;
      this.first = first;
      this.size = size;
    }

    private @Nullable Entry get(long i) {
      long at = first + i;
      return chunks[(int) (at / CHUNK)][(int) (at % CHUNK)];
    }

    @Nullable Entry find(long id) {
      Entry oldest = get(0);
      long i = oldest == null ? -1 : id - oldest.id;
      return i < 0 || i >= size ? null : get(i);
    }

    void each(Consumer<Entry> sink) {
      for (long i = 0; i < size; i++) {
        Entry entry = get(i);
        if (entry != null) {
          sink.accept(entry);
        }
      }
    }
  }
}
