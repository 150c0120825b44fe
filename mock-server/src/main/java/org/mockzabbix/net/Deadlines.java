package org.mockzabbix.net;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections that wait equally long: whoever came first is due first, and nothing needs
 * sorting. Confined to the intake's thread.
 */
final class Deadlines {

  private final Duration patience;
  private final Set<Connection> waiting = new LinkedHashSet<>();

  Deadlines(Duration patience) {
    this.patience = patience;
  }

  Duration patience() {
    return patience;
  }

  /** Waits for {@code connection}; returns when it is due, in terms of {@link System#nanoTime}. */
  long add(Connection connection) {
    waiting.add(connection);
    return System.nanoTime() + patience.toNanos();
  }

  void remove(Connection connection) {
    waiting.remove(connection);
  }

  /** The connection that is due next, or null if none waits. */
  @Nullable Connection first() {
    return waiting.isEmpty() ? null : waiting.iterator().next();
  }
}
