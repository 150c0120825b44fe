package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.mockzabbix.journal.Exchange;

/**
 * Passes each exchange of a source to a reader, once and in their order. After a reset of the
 * source it begins with a new reader. Not thread-safe.
 *
 * @param <R> the type of the reader, which remembers what it has found
 */
final class JournalReader<R extends Consumer<Exchange>> implements Supplier<R> {

  private final JournalSource source;
  private final Supplier<R> readers;
  private final Supplier<List<Exchange>> unread;
  private R reader;

  JournalReader(JournalSource source, Supplier<R> readers) {
    this.source = source;
    this.readers = readers;
    this.reader = readers.get();
    this.unread = source.journal().trackExchanges(this::begin);
  }

  private Predicate<Exchange> begin() {
    OptionalInt own = source.ownPort();
    R next = readers.get();
    reader = next;
    return exchange -> {
      if (own.isEmpty() || exchange.localPort() == own.getAsInt()) {
        next.accept(exchange);
      }
      return false; // the reader remembers what it needs
    };
  }

  /** Reads the exchanges that were recorded since the previous call, and returns the reader. */
  @Override
  public R get() {
    List<Exchange> selected = unread.get();
    if (!selected.isEmpty()) {
      throw new AssertionError("the reader remembers the exchanges, not the journal");
    }
    return reader;
  }

  /**
   * Returns a supplier of everything that was found at the time of each call.
   *
   * @param finder passes on what it finds in an exchange
   */
  static <T> Supplier<List<T>> collect(
      JournalSource source, BiConsumer<Exchange, Consumer<T>> finder) {
    JournalReader<Collector<T>> reader =
        new JournalReader<>(source, () -> new Collector<>(finder, new ArrayList<>()));
    return () -> reader.get().found();
  }

  private record Collector<T>(BiConsumer<Exchange, Consumer<T>> finder, List<T> found)
      implements Consumer<Exchange> {
    @Override
    public void accept(Exchange exchange) {
      finder.accept(exchange, found::add);
    }
  }
}
