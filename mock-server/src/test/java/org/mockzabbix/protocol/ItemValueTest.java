package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.protocol.ItemValue.Context;
import org.mockzabbix.protocol.ItemValue.JsonValueType;
import org.mockzabbix.protocol.ItemValue.Source;
import org.mockzabbix.protocol.Request.LegacyData;

class ItemValueTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.000000001Z");

  @Test
  void saysAllThatWasSent() {
    ItemValue item =
        item("{\"host\":\"h\",\"key\":\"k\",\"value\":\"v\",\"clock\":1700000000,\"ns\":5}");

    assertEquals("h", item.host());
    assertEquals("k", item.key());
    assertEquals("v", item.value());
    assertEquals(OptionalLong.of(1_700_000_000), item.clock());
    assertEquals(OptionalInt.of(5), item.ns());
    assertEquals(Outcome.PROCESSED, item.outcome());
    assertEquals(Source.SENDER, item.source());
    assertEquals(7, item.exchange());
    assertEquals(0, item.row());
    assertEquals(NOON, item.receivedAt());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"1\"`, STRING, `1`, true",
        "`1`, NUMBER, `1`, true",
        "`true`, BOOLEAN, `true`, true",
        "`false`, BOOLEAN, `false`, true",
        "`null`, NULL, ``, true",
        "`{\"a\":1}`, OBJECT, ``, false",
        "`[1]`, ARRAY, ``, false"
      })
  void keepsTheJsonTypeOfItsValue(String json, JsonValueType type, String value, boolean stored) {
    ItemValue item = item("{\"host\":\"h\",\"key\":\"k\",\"value\":" + json + "}");

    assertEquals(type, item.jsonType());
    assertEquals(value, item.value());
    assertEquals(stored, item.hasValue());
  }

  @Test
  void keepsAbsenceApartFromZeroAndEmpty() {
    ItemValue item = item("{\"host\":\"h\",\"key\":\"k\"}");

    assertEquals(JsonValueType.ABSENT, item.jsonType());
    assertEquals("", item.value());
    assertFalse(item.hasValue());
    assertEquals(OptionalLong.empty(), item.clock());
    assertEquals(OptionalInt.empty(), item.ns());
  }

  @Test
  void ns_withoutClockIsNotGiven() {
    ItemValue item = item("{\"host\":\"h\",\"key\":\"k\",\"ns\":5}");

    assertEquals(OptionalInt.empty(), item.ns());
    assertEquals(NOON, item.time());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`,\"clock\":1700000000,\"ns\":5`, 2023-11-14T22:13:20.000000005Z",
        "`,\"clock\":\"1700000000\"`, 2023-11-14T22:13:20Z",
        "`,\"clock\":0`, 1970-01-01T00:00:00Z",
        "``, 2026-11-21T12:00:00.000000001Z",
        "`,\"clock\":-1`, 2026-11-21T12:00:00.000000001Z"
      })
  void time_isTheSendersElseWhenItWasReceived(String members, Instant time) {
    assertEquals(time, item("{\"host\":\"h\",\"key\":\"k\"" + members + "}").time());
  }

  @Test
  void aRowThatIsNoObjectHasNothing() {
    ItemValue item =
        ItemValue.of(Rows.of("5").get(0), null, Outcome.NOT_AN_OBJECT, context(Source.SENDER, 0));

    assertEquals("", item.host());
    assertEquals("", item.key());
    assertEquals(JsonValueType.ABSENT, item.jsonType());
  }

  @Test
  void takesTheRowOfItsContext() {
    RequestValues rows = Rows.of("{\"host\":\"h\",\"key\":\"a\"},{\"host\":\"h\",\"key\":\"b\"}");

    ItemValue item = ItemValue.of(rows.get(1), null, Outcome.PROCESSED, context(Source.SENDER, 1));

    assertEquals("b", item.key());
    assertEquals(1, item.row());
  }

  @Test
  void legacy() {
    LegacyData legacy = new LegacyData(new ItemName("h", "k"), "v");

    ItemValue item =
        ItemValue.of(
            legacy.values().get(0), null, Outcome.PROCESSED, context(Source.LEGACY_SENDER, 0));

    assertEquals("h k v", item.host() + " " + item.key() + " " + item.value());
    assertEquals(JsonValueType.STRING, item.jsonType());
    assertTrue(item.hasValue());
    assertEquals(OptionalLong.empty(), item.clock());
    assertEquals(OptionalInt.empty(), item.ns());
    assertEquals(Source.LEGACY_SENDER, item.source());
    assertEquals(NOON, item.time());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`,\"value\":\"0.42\"`, `web01 cpu = \"0.42\"`",
        "`,\"value\":\"0.42\",\"clock\":5`, `web01 cpu = \"0.42\" clock 5`",
        "`,\"value\":\"0.42\",\"clock\":5,\"ns\":6`, `web01 cpu = \"0.42\" clock 5 ns 6`",
        "`,\"value\":0.42`, `web01 cpu = 0.42`",
        "`,\"value\":true`, `web01 cpu = true`",
        "`,\"value\":null`, `web01 cpu = null`",
        "`,\"value\":{}`, `web01 cpu = (an object)`",
        "`,\"value\":[]`, `web01 cpu = (an array)`",
        "``, `web01 cpu = (no value)`"
      })
  void toString_showsTheType(String members, String text) {
    assertEquals(text, item("{\"host\":\"web01\",\"key\":\"cpu\"" + members + "}").toString());
  }

  @Test
  void toString_showsWhyItWasNotProcessed() {
    RequestValues rows = Rows.of("{\"host\":\"web01\",\"key\":\"cpu\",\"value\":\"1\"}");

    ItemValue item =
        ItemValue.of(rows.get(0), null, Outcome.UNKNOWN_HOST, context(Source.SENDER, 0));

    assertEquals("web01 cpu = \"1\" (failed: no such host)", item.toString());
  }

  private static ItemValue item(String row) {
    return ItemValue.of(Rows.of(row).get(0), null, Outcome.PROCESSED, context(Source.SENDER, 0));
  }

  private static Context context(Source source, int row) {
    return new Context(source, null, 7, 3, row, NOON, 10051);
  }
}
