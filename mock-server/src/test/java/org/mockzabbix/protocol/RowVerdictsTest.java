package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
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
  void countsOnlyTheRangesThatWereCounted() {
    RowOutcomes.Builder builder = new RowOutcomes.Builder(4);
    builder.set(1, Outcome.PROCESSED);
    builder.set(2, Outcome.NO_KEY);
    builder.set(3, Outcome.PROCESSED);
    builder.count(1, 3);

    assertEquals("1 1 2", counts(builder.build()));
  }

  @Test
  void namesTheItemsOfItemids() {
    RowOutcomes.Builder builder = new RowOutcomes.Builder(2);

    assertFalse(builder.build().namesItems());
    assertNull(builder.build().name(1));
    builder.name(0, new ItemName("h", "a"));
    builder.name(1, new ItemName("h", "b"));
    RowOutcomes verdicts = builder.build();
    assertTrue(verdicts.namesItems());
    assertEquals(new ItemName("h", "a"), verdicts.name(0));
    assertEquals(new ItemName("h", "b"), verdicts.name(1));
  }

  @Test
  void keepsWhatIsStoredOfEachValue() {
    List<Storage> all = new ArrayList<>();
    for (ValueType type : withNull(ValueType.values())) {
      for (NotStored reason : withNull(NotStored.values())) {
        all.add(new Storage(ZabbixVersion.V6_0, type, reason));
      }
    }
    byte[] codes = new byte[all.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = RowOutcomes.storageCode(all.get(i).type(), all.get(i).reason());
    }

    RowOutcomes verdicts =
        RowOutcomes.allProcessed(codes.length).withStored(ZabbixVersion.V6_0, codes);

    for (int i = 0; i < codes.length; i++) {
      assertEquals(all.get(i), verdicts.storage(i));
      assertEquals(all.get(i).reason() == NotStored.UNSUITABLE, verdicts.isUnsuitable(i));
    }
  }

  @Test
  void keepsThatNothingIsKnownOfWhatIsStored() {
    RowOutcomes all = RowOutcomes.allProcessed(1);
    RowOutcomes unknown = all.withStored(ZabbixVersion.V6_0, new byte[1]);

    assertTrue(all.areUnremarkable());
    assertFalse(unknown.areUnremarkable());
    assertFalse(new RowOutcomes.Builder(1).build().areUnremarkable());
    for (RowOutcomes verdicts : List.of(all, unknown)) {
      assertNull(verdicts.storage(0));
      assertFalse(verdicts.isUnsuitable(0));
    }
  }

  private static <E> List<E> withNull(E[] constants) {
    List<E> all = new ArrayList<>(List.of(constants));
    all.add(null);
    return all;
  }

  @Test
  void bytes_countsEachArray() {
    RowOutcomes all = RowOutcomes.allProcessed(5);
    RowOutcomes.Builder builder = new RowOutcomes.Builder(5);
    int outcomes = builder.build().bytes();
    builder.name(0, new ItemName("h", "k"));

    int array = outcomes - all.bytes();
    assertTrue(array >= 5, array + " bytes for 5 rows");
    assertTrue(builder.build().bytes() >= outcomes + 4 * 5, "a name is an int");
    assertEquals(outcomes, all.withStored(ZabbixVersion.V7_0, new byte[5]).bytes());
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
