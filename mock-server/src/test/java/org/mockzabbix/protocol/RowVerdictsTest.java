package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RowVerdictsTest {

  @Test
  void allProcessed() {
    RowOutcomes verdicts = RowOutcomes.allProcessed(3);

    assertEquals("3 0 3", counts(verdicts));
    assertEquals(Outcome.PROCESSED, verdicts.outcome(2));
  }

  @Test
  void countsWhatWasSet() {
    RowOutcomes.Builder builder = new RowOutcomes.Builder(3);
    builder.set(0, Outcome.PROCESSED);
    builder.set(1, Outcome.UNKNOWN_KEY);
    builder.set(2, Outcome.NO_HOST);
    builder.count(0, 3);

    RowOutcomes verdicts = builder.build();

    assertEquals("1 2 3", counts(verdicts));
    assertEquals(Outcome.UNKNOWN_KEY, verdicts.outcome(1));
    assertEquals(Outcome.NO_HOST, verdicts.outcome(2));
  }

  @Test
  void rowsThatNobodySetOrCountedAreNotCounted() {
    RowOutcomes.Builder builder = new RowOutcomes.Builder(3);
    builder.set(0, Outcome.PROCESSED);
    builder.set(1, Outcome.BAD_CLOCK);
    builder.count(0, 1);

    RowOutcomes verdicts = builder.build();

    assertEquals("1 0 1", counts(verdicts));
    assertEquals(Outcome.BAD_CLOCK, verdicts.outcome(1));
    assertEquals(Outcome.NOT_REACHED, verdicts.outcome(2));
  }

  @Test
  void noRows() {
    assertEquals("0 0 0", counts(new RowOutcomes.Builder(0).build()));
  }

  @Test
  void costsNothingARowWhileAllAreProcessed() {
    RowOutcomes.Builder all = new RowOutcomes.Builder(1000);
    for (int row = 0; row < 1000; row++) {
      all.set(row, Outcome.PROCESSED);
    }
    all.count(0, 1000);
    RowOutcomes.Builder none = new RowOutcomes.Builder(1000);

    assertTrue(all.build().bytes() < 100);
    assertTrue(none.build().bytes() >= 1000);
  }

  private static String counts(RowOutcomes verdicts) {
    return verdicts.processed() + " " + verdicts.failed() + " " + verdicts.total();
  }
}
