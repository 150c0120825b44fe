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
    Entry oldest = oldest();
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
    return new View(all, first, size, size == 0 ? 0 : oldest().id);
  }

  private Entry oldest() {
    Entry oldest = chunks.getFirst()[first];
    if (oldest == null) {
      throw new AssertionError("an empty log has no oldest entry");
    }
    return oldest;
  }

  /** The entries of one moment, oldest first. Those evicted since are passed over. */
  static final class View {

    private final @Nullable Entry[][] chunks;
    private final int first;
    private final long size;
    private final long firstId;

    private View(@Nullable Entry[][] chunks, int first, long size, long firstId) {
      this.chunks = chunks;
      this.first = first;
      this.size = size;
      this.firstId = firstId;
    }

    private @Nullable Entry get(long i) {
      long at = first + i;
      return chunks[(int) (at / CHUNK)][(int) (at % CHUNK)];
    }

    @Nullable Entry find(long id) {
      long i = id - firstId;
      return i < 0 || i >= size ? null : get(i);
    }

    void each(Consumer<Entry> sink) {
      eachAfter(0, sink);
    }

    /** The same for those with higher numbers than {@code id}, without looking at the others. */
    void eachAfter(long id, Consumer<Entry> sink) {
      for (long i = Math.max(0, id + 1 - firstId); i < size; i++) {
        Entry entry = get(i);
        if (entry != null) {
          sink.accept(entry);
        }
      }
    }

    /** The number of the newest; {@code otherwise} if there is none. */
    long newestId(long otherwise) {
      return size == 0 ? otherwise : firstId + size - 1;
    }
  }
}
