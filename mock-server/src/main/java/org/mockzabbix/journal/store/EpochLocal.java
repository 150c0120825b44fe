package org.mockzabbix.journal.store;

import java.util.function.Supplier;

/**
 * A state with a separate value for each {@link Epoch} of a journal, as a {@link ThreadLocal} has
 * one for each thread. A reset of the journal therefore replaces all of these states in one moment.
 * Thread-safe.
 *
 * @param <T> the type of the state
 */
public final class EpochLocal<T> {

  private final JournalStore journal;
  private final Supplier<T> initial;

  /**
   * Creates a state.
   *
   * @param initial creates the state of an epoch when it is first used
   */
  public EpochLocal(JournalStore journal, Supplier<T> initial) {
    this.journal = journal;
    this.initial = initial;
  }

  T initial() {
    return initial.get();
  }

  /** Returns the state of the current epoch. */
  public T get() {
    return in(journal.epoch());
  }

  /** Returns the state of {@code epoch}. */
  public T in(Epoch epoch) {
    return epoch.get(this);
  }

  /** Replaces the state of the current epoch with an initial one. */
  public void restart() {
    journal.epoch().restart(this);
  }
}
