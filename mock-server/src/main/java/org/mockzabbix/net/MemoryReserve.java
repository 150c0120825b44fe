package org.mockzabbix.net;

import org.jspecify.annotations.Nullable;

/**
 * A reserve of memory. If the heap is full, a listener releases it to close connections and to log
 * the failure. All listeners share it. Thread-safe.
 */
final class MemoryReserve {

  /** More than half a region of a small heap, so that the collector frees a region of its own. */
  private static final int BYTES = 600_000;

  private static volatile byte @Nullable [] reserve = new byte[BYTES];

  private MemoryReserve() {}

  /** Frees the memory. */
  static void release() {
    reserve = null;
  }

  /** Takes the memory back, as soon as there is enough. */
  static void restore() {
    if (reserve == null) {
      try {
        reserve = new byte[BYTES];
      } catch (OutOfMemoryError e) {
        reserve = null; // the next attempt may succeed
      }
    }
  }
}
