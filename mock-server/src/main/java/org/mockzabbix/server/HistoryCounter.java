package org.mockzabbix.server;

import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RequestValues;
import org.mockzabbix.protocol.RowOutcomes;

/**
 * Counts the values of a request as a Zabbix server does: in chunks that end with their 256th
 * well-formed value.
 *
 * <p>The chunks have two effects. If a value is not an object, the server drops the whole chunk,
 * including valid values, and stops reading. If a chunk has no well-formed value, the server also
 * stops reading, and does not count the values of the chunk.
 */
final class HistoryCounter {

  private static final int CHUNK = 256;

  /** Returns the outcome of a well-formed value, and may set the item that it is for. */
  @FunctionalInterface
  interface OutcomeFunction {
    Outcome outcome(int index, RowOutcomes.Builder builder);
  }

  private final RequestValues values;
  private final OutcomeFunction outcomes;
  private final RowOutcomes.Builder builder;
  private int next;

  private HistoryCounter(RequestValues values, OutcomeFunction outcomes) {
    this.values = values;
    this.outcomes = outcomes;
    this.builder = new RowOutcomes.Builder(values.size());
  }

  static RowOutcomes count(RequestValues values, OutcomeFunction outcomes) {
    HistoryCounter counter = new HistoryCounter(values, outcomes);
    boolean more = true;
    while (more && counter.next < values.size()) {
      more = counter.countChunk();
    }
    counter.markUnreached();
    return counter.builder.build();
  }

  /** Returns the outcomes of a request that is rejected as a whole; no value is counted. */
  static RowOutcomes uncounted(RequestValues values, Outcome outcome) {
    RowOutcomes.Builder builder = new RowOutcomes.Builder(values.size());
    for (int index = 0; index < values.size(); index++) {
      builder.set(index, outcome);
    }
    return builder.build();
  }

  /** Counts the next chunk. Returns false if the server stops reading. */
  private boolean countChunk() {
    int first = next;
    int wellFormed = 0;
    while (next < values.size() && wellFormed < CHUNK) {
      Outcome form = values.defect(next);
      if (form == Outcome.NOT_AN_OBJECT || form == Outcome.NOT_AN_ARRAY) {
        return false;
      }
      wellFormed += form == Outcome.PROCESSED ? 1 : 0;
      next++;
    }
    if (wellFormed > 0) {
      decide(first);
      builder.count(first, next);
    }
    return wellFormed > 0;
  }

  private void decide(int first) {
    for (int index = first; index < next; index++) {
      Outcome form = values.defect(index);
      builder.set(index, form == Outcome.PROCESSED ? outcomes.outcome(index, builder) : form);
    }
  }

  /** Sets the outcomes of malformed values that were not counted. */
  private void markUnreached() {
    for (int index = 0; index < values.size(); index++) {
      if (values.defect(index) != Outcome.PROCESSED) {
        builder.set(index, values.defect(index));
      }
    }
  }
}
