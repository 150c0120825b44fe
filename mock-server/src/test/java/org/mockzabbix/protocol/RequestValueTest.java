package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the values of all requests have in common, and values that come alone. */
class RequestValueTest {

  private static final ItemName ITEM = new ItemName("web01", "system.cpu.load");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                                        | false | false",
        ",\"value\":\"\"                         | true  | false",
        ",\"value\":null                         | true  | false",
        ",\"value\":{}                           | false | false",
        ",\"value\":[1]                          | false | false",
        ",\"lastlogsize\":7                      | false | true",
        ",\"lastlogsize\":7,\"value\":\"x\"      | true  | false",
        ",\"lastlogsize\":7,\"value\":{}         | false | false",
        ",\"mtime\":7                            | false | false"
      })
  void valueOrLogPosition(@Nullable String members, boolean hasValue, boolean isOnlyLogPosition) {
    RequestValue row = row(members == null ? "" : members);

    assertEquals(hasValue, row.hasValue());
    assertEquals(isOnlyLogPosition, row.isOnlyLogPosition());
  }

  @Test
  void logPosition_isTheSizeAndTheTime() {
    assertEquals(
        Optional.of(new LogPosition(7, 8)), row(",\"lastlogsize\":7,\"mtime\":8").logPosition());
    assertEquals(Optional.of(new LogPosition(7, 0)), row(",\"lastlogsize\":7").logPosition());
    assertEquals(Optional.empty(), row(",\"mtime\":8").logPosition());
    assertEquals(Optional.empty(), row("").logPosition());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ",\"state\":1                     | true  | true",
        ",\"state\":1,\"value\":{}        | true  | true",
        ",\"state\":1,\"value\":[]        | true  | true",
        ",\"state\":1,\"value\":\"why\"   | true  | false",
        ",\"state\":0                     | false | false",
        ",\"value\":\"ZBX_NOTSUPPORTED\"  | true  | false",
        ",\"value\":\"ZBX_ERROR\"         | false | false"
      })
  void notSupported(String members, boolean isReported, boolean lacksReason) {
    RequestValue row = row(members);

    assertEquals(isReported, row.isReportedNotSupported());
    assertEquals(lacksReason, row.lacksReason());
  }

  @Test
  void toString_isTheItemAndTheValue() {
    assertEquals("web01 system.cpu.load = \"0.42\"", row(",\"value\":0.42").toString());
    assertEquals("web01 system.cpu.load = \"a\\nb\"", SoleValue.of(ITEM, "a\nb").get(0).toString());
  }

  @Test
  void soleValue_isTheOnlyOne() {
    RequestValues values = SoleValue.of(ITEM, "0.42");

    assertEquals(1, values.size());
    assertEquals(ITEM, values.get(0).item());
    assertEquals(ITEM.hashCode(), values.itemHash(0));
    assertEquals("0.42", values.get(0).value());
    assertEquals(Outcome.PROCESSED, values.defect(0));
    assertEquals(
        "Index out of range: 1",
        assertThrows(IndexOutOfBoundsException.class, () -> values.get(1)).getMessage());
  }

  @Test
  void soleValue_hasNothingOfARow() {
    RequestValues values = SoleValue.of(ITEM, "0.42");
    RequestValue value = values.get(0);

    assertFalse(values.areByItemid());
    assertEquals("-1 -1", values.start(0) + " " + values.end(0));
    assertEquals("", values.restFromFirstScalar());
    assertEquals(0, values.heapBytes());
    assertEquals(OptionalLong.empty(), value.itemid());
    assertEquals(OptionalLong.empty(), value.id());
    assertEquals(OptionalLong.empty(), value.clock());
    assertEquals(OptionalInt.empty(), value.ns());
    assertEquals(Optional.empty(), value.logPosition());
    assertEquals("", value.invalidUtf8());
  }

  @Test
  void soleValue_mayBeMissing() {
    RequestValue noData = SoleValue.of(ITEM, null).get(0);

    assertFalse(noData.hasValue());
    assertNull(noData.jsonType());
    assertEquals("", noData.value());
    assertFalse(noData.isOnlyLogPosition());
    assertTrue(SoleValue.of(ITEM, "").get(0).hasValue());
  }

  @Test
  void soleValue_mayBeTheReasonWhyTheItemIsNotSupported() {
    RequestValue reason = SoleValue.notSupported(ITEM, "No such file").get(0);

    assertTrue(reason.isReportedNotSupported());
    assertFalse(reason.lacksReason());
    assertEquals("No such file", reason.value());
    assertFalse(SoleValue.of(ITEM, "0.42").get(0).isReportedNotSupported());
  }

  @Test
  void soleValue_isAcceptableForEachPossibleItem() {
    assertTrue(SoleValue.of(ITEM, "0.42").isAcceptable(0));
    assertTrue(SoleValue.of(ITEM, null).isAcceptable(0));
    assertFalse(SoleValue.of(new ItemName("web01", "a["), "0.42").isAcceptable(0));
    assertFalse(SoleValue.of(new ItemName("", "a"), "0.42").isAcceptable(0));
  }

  @Test
  void soleValue_hintExplainsItsRejectionOnly() {
    RequestValue value = SoleValue.of(ITEM, "0.42", ": it begins with white space").get(0);

    assertEquals(": it begins with white space", value.explanation(Outcome.UNKNOWN_HOST));
    assertEquals("", value.explanation(Outcome.PROCESSED));
  }

  private static RequestValue row(String members) {
    return Rows.of("{\"host\":\"web01\",\"key\":\"system.cpu.load\"" + members + "}").get(0);
  }
}
