package org.mockzabbix.client;

import java.util.List;
import org.mockzabbix.journal.Exchange;

/**
 * Polls the passive items of a server's hosts, each at its update interval. Polls are due at
 * multiples of the interval after the first poll, even if agents respond slowly. Missed polls are
 * skipped. An item is not polled again while a poll of it is in progress.
 *
 * <p>Thread-safe. If the test controls the clock, call {@link #runDue} instead of {@link #start}.
 */
public interface PollSchedule extends AutoCloseable {

  /**
   * Starts to poll in the background. Every item is due immediately. Does nothing if polling has
   * already started.
   *
   * @throws IllegalStateException if this schedule was closed
   */
  void start();

  /**
   * Polls all items that are due according to the server's clock, in the calling thread, one after
   * the other.
   *
   * @return the exchanges, in the order of the polls
   * @throws IllegalStateException if the schedule or its server was closed
   */
  List<Exchange> runDue();

  /**
   * Stops polling and interrupts polls in progress. Does nothing if this schedule was closed
   * before.
   *
   * @throws IllegalStateException if a thread does not end within 5 s
   */
  @Override
  void close();
}
