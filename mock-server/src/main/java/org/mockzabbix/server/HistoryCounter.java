package org.mockzabbix.server;

import org.mockzabbix.protocol.HistoryRows;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RowVerdicts;

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

  private final HistoryRows rows;
  private final Judge judge;
  private final RowVerdicts.Builder verdicts;
  private int next;

  private HistoryCounter(HistoryRows rows, Judge judge) {
    this.rows = rows;
    this.judge = judge;
    this.verdicts = new RowVerdicts.Builder(rows.size());
  }

  static RowVerdicts count(HistoryRows rows, Judge judge) {
    HistoryCounter counter = new HistoryCounter(rows, judge);
    boolean more = true;
    while (more && counter.next < rows.size()) {
      more = counter.countChunk();
    }
    counter.markUnreached();
    return counter.verdicts.build();
  }

  /** Gives every row the same outcome and counts none, for requests that are refused as a whole. */
  static RowVerdicts uncounted(HistoryRows rows, Outcome outcome) {
    RowVerdicts.Builder verdicts = new RowVerdicts.Builder(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      verdicts.set(row, outcome);
    }
    return verdicts.build();
  }

  /** False when the server stops reading. */
  private boolean countChunk() {
    int first = next;
    int wellFormed = 0;
    while (next < rows.size() && wellFormed < CHUNK) {
      Outcome form = rows.form(next);
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
      Outcome form = rows.form(row);
      verdicts.set(row, form == Outcome.PROCESSED ? judge.judge(row, verdicts) : form);
    }
  }

  /** Malformed rows that were never counted still say what is wrong with them. */
  private void markUnreached() {
    for (int row = 0; row < rows.size(); row++) {
      if (rows.form(row) != Outcome.PROCESSED) {
        verdicts.set(row, rows.form(row));
      }
    }
  }
}
