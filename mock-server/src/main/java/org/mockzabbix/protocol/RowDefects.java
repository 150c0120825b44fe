package org.mockzabbix.protocol;

import org.mockzabbix.protocol.HistoryRows.Naming;

/**
 * The defects of a row as the bits of a byte. Whether a defect matters depends on how the rows of
 * the request identify their items, which is known only after the last member of the request.
 */
final class RowDefects {

  static final byte NOT_AN_OBJECT = 1;
  static final byte NO_HOST = 1 << 1;
  static final byte NO_KEY = 1 << 2;
  static final byte NO_ITEMID = 1 << 3;
  static final byte BAD_ITEMID = 1 << 4;
  static final byte BAD_CLOCK = 1 << 5;
  static final byte BAD_NS = 1 << 6;

  /** No Zabbix server processes this row ({@code isAcceptable}). It is well-formed nevertheless. */
  static final byte UNACCEPTABLE = (byte) (1 << 7);

  private RowDefects() {}

  /**
   * Returns the outcome of a row with these defects. If it has several, returns the one that a
   * server checks first.
   */
  static Outcome outcome(byte defects, Naming naming) {
    if ((defects & NOT_AN_OBJECT) != 0) {
      return Outcome.NOT_AN_OBJECT;
    }
    boolean byItemid =
        naming == Naming.ITEMID || (naming == Naming.EITHER && (defects & NO_ITEMID) == 0);
    if (byItemid) {
      return (defects & BAD_ITEMID) != 0 ? Outcome.NO_ITEMID : outcomeOfTime(defects);
    }
    if ((defects & NO_HOST) != 0) {
      return Outcome.NO_HOST;
    }
    return (defects & NO_KEY) != 0 ? Outcome.NO_KEY : outcomeOfTime(defects);
  }

  private static Outcome outcomeOfTime(byte defects) {
    if ((defects & BAD_CLOCK) != 0) {
      return Outcome.BAD_CLOCK;
    }
    return (defects & BAD_NS) != 0 ? Outcome.BAD_NS : Outcome.PROCESSED;
  }
}
