package org.mockzabbix.server;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is computed when it is first needed. Threads that need it at the same time may each
 * compute it, so the computation must always return the same. Thread-safe.
 */
final class Lazy<T> {

  private final Supplier<T> computation;
  private volatile @Nullable T value;

  Lazy(Supplier<T> computation) {
    this.computation = computation;
  }

  T get() {
    T known = value;
    if (known == null) {
      known = computation.get();
      value = known;
    }
    return known;
  }
}
