package org.mockzabbix.stress;

import java.util.List;

/** Servers or agents, and the actors that use them. */
interface Scene extends AutoCloseable {

  /** Returns the actors, which run at the same time. */
  List<Actor> actors();

  /** Checks the promises after all actors have ended. */
  void check(Report report);

  /** Returns the ports in use. They are free after {@link #close()}. */
  List<Integer> ports();

  @Override
  void close();
}
