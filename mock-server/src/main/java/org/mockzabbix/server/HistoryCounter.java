package org.mockzabbix.server;

import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RowVerdicts;
import org.mockzabbix.protocol.SentValues;

/**
 * Counts the rows of a request the way a Zabbix server does: in chunks that end with their 256th
 * well-formed row.
 *
 * <p>Two surprises of the real server follow from the chunks. A row that is no object makes it drop
 * the whole chunk, good rows included, and read no further. A chunk without a single well-formed
 * row ends the reading too, before its rows are counted.
 */
final class HistoryCounter {

  private static final int CHUNK = 256;

  /** Decides about one well-formed row, and may say which item it is for. */
  @FunctionalInterface
  interface Judge {
    Outcome judge(int row, RowVerdicts.Builder verdicts);
  }

  private final SentValues values;
  private final Judge judge;
  private final RowVerdicts.Builder verdicts;
  private int next;

  private HistoryCounter(SentValues values, Judge judge) {
    this.values = values;
    this.judge = judge;
    this.verdicts = new RowVerdicts.Builder(values.size());
  }

  static RowVerdicts count(SentValues values, Judge judge) {
    HistoryCounter counter = new HistoryCounter(values, judge);
    boolean more = true;
    while (more && counter.next < values.size()) {
      more = counter.countChunk();
    }
    counter.markUnreached();
    return counter.verdicts.build();
  }

  /** Gives every row the same outcome and counts none, for requests that are refused as a whole. */
  static RowVerdicts uncounted(SentValues values, Outcome outcome) {
    RowVerdicts.Builder verdicts = new RowVerdicts.Builder(values.size());
    for (int row = 0; row < values.size(); row++) {
      verdicts.set(row, outcome);
    }
    return verdicts.build();
  }

  /** False when the server stops reading. */
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
      verdicts.set(row, form == Outcome.PROCESSED ? judge.judge(row, verdicts) : form);
    }
  }

  /** Malformed rows that were never counted still say what is wrong with them. */
  private void markUnreached() {
    for (int row = 0; row < values.size(); row++) {
      if (values.form(row) != Outcome.PROCESSED) {
        verdicts.set(row, values.form(row));
      }
    }
  }
}
