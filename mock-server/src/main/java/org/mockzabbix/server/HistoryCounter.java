package org.mockzabbix.server;

import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.SentValues;

/**
 * Counts the values of a request as a Zabbix server does: in chunks that end with their 256th
 * well-formed value.
 *
 * <p>Two effects of a Zabbix server follow from the chunks. A value that is not an object makes the
 * server drop the whole chunk, valid values included, and stop reading. A chunk without a
 * well-formed value also ends the reading, before its values are counted.
 */
final class HistoryCounter {

  private static final int CHUNK = 256;

  /** Returns the outcome of a well-formed value, and may set the item that it is for. */
  @FunctionalInterface
  interface OutcomeFunction {
    Outcome outcome(int row, RowOutcomes.Builder verdicts);
  }

  private final SentValues values;
  private final OutcomeFunction outcomes;
  private final RowOutcomes.Builder verdicts;
  private int next;

  private HistoryCounter(SentValues values, OutcomeFunction outcomes) {
    this.values = values;
    this.outcomes = outcomes;
    this.verdicts = new RowOutcomes.Builder(values.size());
  }

  static RowOutcomes count(SentValues values, OutcomeFunction outcomes) {
    HistoryCounter counter = new HistoryCounter(values, outcomes);
    boolean more = true;
    while (more && counter.next < values.size()) {
      more = counter.countChunk();
    }
    counter.markUnreached();
    return counter.verdicts.build();
  }

  /** Returns the outcomes of a request that is rejected as a whole; no value is counted. */
  static RowOutcomes uncounted(SentValues values, Outcome outcome) {
    RowOutcomes.Builder verdicts = new RowOutcomes.Builder(values.size());
    for (int row = 0; row < values.size(); row++) {
      verdicts.set(row, outcome);
    }
    return verdicts.build();
  }

  /** Returns false if the server stops reading. */
  private boolean countChunk() {
    int first = next;
    int wellFormed = 0;
    while (next < values.size() && wellFormed < CHUNK) {
      Outcome form = values.form(next);
      if (form == Outcome.NOT_AN_OBJECT) {
        return false;
      }
      wellFormed += form == Outcome.PROCESSED ? 1 : 0;
      next++;
    }
    if (wellFormed > 0) {
      decide(first);
      verdicts.count(first, next);
    }
    return wellFormed > 0;
  }

  private void decide(int first) {
    for (int row = first; row < next; row++) {
      Outcome form = values.form(row);
      verdicts.set(row, form == Outcome.PROCESSED ? outcomes.outcome(row, verdicts) : form);
    }
  }

  /** Sets the outcomes of malformed values that were not counted. */
  private void markUnreached() {
    for (int row = 0; row < values.size(); row++) {
      if (values.form(row) != Outcome.PROCESSED) {
        verdicts.set(row, values.form(row));
      }
    }
  }
}
