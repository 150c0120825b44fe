package org.mockzabbix.journal.store;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The time from one reset of a journal to the next. It owns the state that the next reset discards:
 * see {@link EpochLocal}. A connection that keeps its epoch never touches the state of a later one.
 * Thread-safe.
 */
public final class Epoch {

  private final ConcurrentMap<EpochLocal<?>, Object> states = new ConcurrentHashMap<>();

  private final long beginner = Thread.currentThread().getId(); // threadId() at 21

  Epoch() {}

  /** Returns whether the calling thread began this epoch, with a reset. */
  public boolean isBegunByCaller() {
    return beginner == Thread.currentThread().getId();
  }

  @SuppressWarnings("unchecked") // a state creates all of its values
  <T> T get(EpochLocal<T> state) {
    Object known = states.get(state);
    return (T) (known == null ? states.computeIfAbsent(state, EpochLocal::initial) : known);
  }

  <T> void restart(EpochLocal<T> state) {
    states.put(state, state.initial());
  }
}
