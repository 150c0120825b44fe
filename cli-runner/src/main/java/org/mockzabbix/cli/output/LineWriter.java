package org.mockzabbix.cli.output;

import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;

/** Writes values as lines of one format. */
interface LineWriter {

  /**
   * Appends the line for {@code item}, without a line end.
   *
   * @param exchange contains {@code item}
   */
  void append(StringBuilder line, ItemValue item, Exchange exchange);

  /** Returns whether a value can have a line. */
  default boolean canShow(ItemValue item) {
    return true;
  }

  /**
   * Appends a line for what the lines of an exchange's values do not show. Appends nothing if there
   * is nothing more.
   *
   * @param only selects the hosts and keys to show
   */
  default void append(StringBuilder line, Exchange exchange, ItemFilter only) {}
}
