package org.mockzabbix.journal.store;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The recorded exchanges in their order. They are in chunks, so that a snapshot can share the
 * chunks instead of copying the exchanges, and is read without a lock. Not thread-safe: the
 * journal's lock guards the log.
 */
final class ExchangeLog {

  private static final int CHUNK = 1024;

  private final ArrayDeque<@Nullable RecordedExchange[]> chunks = new ArrayDeque<>();
  private int first; // index of the oldest exchange, in the first chunk
  private long size;

  void add(RecordedExchange exchange) {
    int slot = (int) ((first + size) % CHUNK);
    if (slot == 0 || chunks.isEmpty()) {
      chunks.addLast(new RecordedExchange[CHUNK]);
    }
    chunks.getLast()[slot] = exchange;
    size++;
  }

  /** Removes and returns the oldest exchange. Earlier views see the exchange or a gap. */
  RecordedExchange evictOldest() {
    @Nullable RecordedExchange[] chunk = chunks.getFirst();
    RecordedExchange oldest = oldest();
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

  /** Returns the exchange with this number; null if it was evicted or not recorded yet. */
  @Nullable RecordedExchange find(long id) {
    return size == 0 ? null : view().find(id);
  }

  /** Returns a snapshot of the log. */
  View view() {
    @Nullable RecordedExchange[][] all = chunks.toArray(new RecordedExchange[0][]);
    return new View(all, first, size, size == 0 ? 0 : oldest().id());
  }

  private RecordedExchange oldest() {
    RecordedExchange oldest = chunks.getFirst()[first];
    if (oldest == null) {
      throw new AssertionError("an empty log has no oldest exchange");
    }
    return oldest;
  }

  /** A snapshot of the log, oldest exchange first. It skips exchanges that were evicted later. */
  static final class View {

    private final @Nullable RecordedExchange[][] chunks;
    private final int first;
    private final long size;
    private final long firstId;

    private View(@Nullable RecordedExchange[][] chunks, int first, long size, long firstId) {
      this.chunks = chunks;
      this.first = first;
      this.size = size;
      this.firstId = firstId;
    }

    private @Nullable RecordedExchange get(long i) {
      long at = first + i;
      return chunks[(int) (at / CHUNK)][(int) (at % CHUNK)];
    }

    /** The numbers of exchanges have no gaps, so a number determines the position. */
    @Nullable RecordedExchange find(long id) {
      long i = id - firstId;
      return i < 0 || i >= size ? null : get(i);
    }

    void each(Consumer<RecordedExchange> sink) {
      eachAfter(0, sink);
    }

    /** Passes on the exchanges with a number higher than {@code id}, and skips the others. */
    void eachAfter(long id, Consumer<RecordedExchange> sink) {
      for (long i = Math.max(0, id + 1 - firstId); i < size; i++) {
        RecordedExchange exchange = get(i);
        if (exchange != null) {
          sink.accept(exchange);
        }
      }
    }

    /** Returns the number of the newest exchange; {@code absent} if the log is empty. */
    long newestId(long absent) {
      return size == 0 ? absent : firstId + size - 1;
    }
  }
}
