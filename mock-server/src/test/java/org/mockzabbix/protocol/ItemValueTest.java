package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.protocol.ItemValue.Context;
import org.mockzabbix.protocol.ItemValue.JsonValueType;
import org.mockzabbix.protocol.ItemValue.Source;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.tls.TlsInfo;

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

  @Test
  void toString_showsBytesThatAreNotUtf8() {
    RequestValue sent =
        Rows.ofBytes("{\"host\":\"h\",\"key\":\"k\",\"value\":\"caf\u00e9\"}").get(0);

    ItemValue item = ItemValue.of(sent, null, Outcome.PROCESSED, context(Source.SENDER, 0));

    assertEquals(Optional.of("'caf\\xe9'"), item.invalidUtf8());
    assertEquals("h k = \"caf?\" (not UTF-8: 'caf\\xe9')", item.toString());
    assertEquals(Optional.empty(), item("{\"host\":\"h\",\"value\":\"caf?\"}").invalidUtf8());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"itemid":5}                        | `itemid 5 = (no value)`
          {"itemid":5,"host":"h"}             | `h  = (no value)`
          {"itemid":5,"key":"k"}              | ` k = (no value)`
          {"itemid":"x"}                      | `  = (no value)`
          """)
  void toString_showsTheItemidInPlaceOfAName(String json, String text) {
    assertEquals(text, item(json).toString());
  }

  @Test
  void toString_showsWhatIsNotStored() {
    ItemValue item = stored("{\"host\":\"h\",\"key\":\"k\"}", null, NotStored.NO_VALUE);

    assertEquals(
        "h k = (no value) (a 6.0 server counts this value as processed, but does not store it: it"
            + " has no value)",
        item.toString());
  }

  @Test
  void item_isThatOfTheItemid() {
    RequestValue sent = Rows.of("{\"itemid\":5,\"value\":\"1\"}").get(0);

    ItemValue item =
        ItemValue.of(
            sent, new ItemName("h", "k"), Outcome.PROCESSED, context(Source.ACTIVE_AGENT, 0));

    assertEquals(OptionalLong.of(5), item.itemid());
    assertEquals("h k = \"1\"", item.toString());
  }

  @Test
  void origin_isThatOfTheConnection() {
    TlsInfo tls = TlsInfo.psk("TLSv1.2", "", "web01");
    RequestValue sent = Rows.of("{}").get(0);

    ItemValue item =
        ItemValue.of(
            sent,
            null,
            Outcome.NO_HOST,
            new Context(Source.PROXY, "proxy1", 7, 3, 0, NOON, 10051, tls));

    assertEquals(Optional.of("proxy1"), item.proxy());
    assertEquals(Optional.of(tls), item.tls());
    assertEquals(10051, item.localPort());
    assertEquals(3, item.connection());
    assertEquals(Optional.empty(), item("{}").proxy());
    assertEquals(Optional.empty(), item("{}").tls());
  }

  @ParameterizedTest
  @CsvSource({
    "SENDER, sender",
    "ACTIVE_AGENT, active agent",
    "HISTORY_PUSH, history push",
    "LEGACY_SENDER, legacy sender"
  })
  void source_hasATextOfWords(Source source, String text) {
    assertEquals(text, source.toString());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"value":"1"}                    | PROCESSED    | true
          {"value":null}                   | PROCESSED    | true
          {"value":[]}                     | PROCESSED    | false
          {}                               | PROCESSED    | false
          {"value":"1"}                    | UNKNOWN_HOST | false
          {"value":"1"}                    | DUPLICATE    | false
          """)
  void isReceived_ifAValueWasProcessed(String json, Outcome outcome, boolean received) {
    RequestValue sent = Rows.of(json).get(0);

    ItemValue item = ItemValue.of(sent, null, outcome, context(Source.SENDER, 0));

    assertEquals(received, item.isReceived());
  }

  @Test
  void isNotSupported_byItsStateOrItsValue() {
    assertTrue(item("{\"value\":\"No such file\",\"state\":1}").isNotSupported());
    assertTrue(item("{\"value\":\"ZBX_NOTSUPPORTED\"}").isNotSupported());
    assertFalse(item("{\"value\":\"No such file\",\"state\":0}").isNotSupported());
  }

  @Test
  void logItem() {
    ItemValue item =
        item(
            "{\"id\":9,\"lastlogsize\":1,\"mtime\":2,\"timestamp\":3,\"source\":\"app\","
                + "\"severity\":4,\"eventid\":5}");

    assertEquals(OptionalLong.of(9), item.id());
    assertEquals(OptionalLong.of(1), item.lastlogsize());
    assertEquals(OptionalLong.of(2), item.mtime());
    assertEquals(OptionalLong.of(3), item.timestamp());
    assertEquals(Optional.of("app"), item.eventSource());
    assertEquals(OptionalLong.of(4), item.severity());
    assertEquals(OptionalLong.of(5), item.eventid());
    assertEquals(Optional.empty(), item("{}").eventSource());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "UNSIGNED, -, '+5.0', 5",
        "FLOAT, -, '1.50', 1.5",
        "TEXT, -, '+5.0', '+5.0'",
        "-, -, '+5.0', -",
        "UNSIGNED, TOO_OLD, '5', -",
        "-, TOO_OLD, '5', -"
      })
  void stored_isTheTextOfTheValueType(
      ValueType type, NotStored reason, String value, String stored) {
    ItemValue item = stored("{\"value\":\"" + value + "\"}", type, reason);

    assertEquals(Optional.ofNullable(stored), item.stored());
    assertEquals(Optional.ofNullable(reason), item.notStored());
  }

  @Test
  void stored_isNotKnownWithoutAValueType() {
    ItemValue item = item("{\"value\":\"5\"}");

    assertEquals(Optional.empty(), item.stored());
    assertEquals(Optional.empty(), item.notStored());
    assertEquals(OptionalInt.empty(), item.cut());
    assertEquals(List.of(), item.storageWarnings());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "CHARACTER, 255, -",
        "CHARACTER, 256, 255",
        "LOG, 65535, -",
        "LOG, 65536, 65535",
        "TEXT, 65536, 65535",
        "FLOAT, 65536, -",
        "UNSIGNED, 65536, -",
        "-, 65536, -"
      })
  void cut_isTheLongestTextOfTheValueType(ValueType type, int length, Integer cut) {
    ItemValue item = stored("{\"value\":\"" + "1".repeat(length) + "\"}", type, null);

    assertEquals(cut == null ? OptionalInt.empty() : OptionalInt.of(cut), item.cut());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          UNKNOWN_HOST  | {"host":"h","key":"k"}              | failed: no such host
          UNKNOWN_HOST  | {"host":" h","key":"k"}             | failed: no such host, and there cannot be one: a name neither begins nor ends with a space
          UNKNOWN_HOST  | {"host":" h","key":"k","itemid":5}  | failed: no such host
          HOST_DISABLED | {"host":" h","key":"k["}            | failed: the host is disabled
          UNKNOWN_KEY   | {"host":"h","key":"k"}              | failed: the host has no item with this key
          UNKNOWN_KEY   | {"host":"h","key":"k["}             | failed: the host has no item with this key, and cannot have one: the closing bracket is missing (character 3)
          UNKNOWN_KEY   | {"host":"h","key":"k[","itemid":5}  | failed: the host has no item with this key
          NO_KEY        | {"host":"h","KEY":"k"}              | malformed: "key" is missing: write "key" instead of "KEY"
          """)
  void rejection_saysWhatIsWrong(Outcome outcome, String json, String reason) {
    RequestValue sent = Rows.of(json).get(0);

    ItemValue item = ItemValue.of(sent, null, outcome, context(Source.SENDER, 0));

    assertEquals(Optional.of(reason), item.rejection());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          CONNECTION_TYPE_NOT_ALLOWED | failed: connection of type "TLS with PSK" is not allowed for host "h"
          FALSE_PSK_IDENTITY          | failed: host "h" is using false PSK identity
          WRONG_CERTIFICATE_ISSUER    | failed: host "h" certificate issuer does not match
          WRONG_CERTIFICATE_SUBJECT   | failed: host "h" certificate subject does not match
          """)
  void rejection_hasTheWordsOfTheServersLogForEncryption(Outcome outcome, String reason) {
    RequestValue sent = Rows.of("{\"host\":\"h\",\"key\":\"k\"}").get(0);
    TlsInfo tls = TlsInfo.psk("TLSv1.2", "", "web01");

    ItemValue item =
        ItemValue.of(
            sent, null, outcome, new Context(Source.SENDER, null, 7, 3, 0, NOON, 10051, tls));

    assertEquals(Optional.of(reason), item.rejection());
  }

  @Test
  void rejection_isEmptyIfTheValueWasProcessed() {
    assertEquals(Optional.empty(), item("{\"host\":\"h\",\"key\":\"k\"}").rejection());
  }

  private static ItemValue stored(String row, ValueType type, NotStored reason) {
    byte[] codes = {RowOutcomes.storageCode(type, reason)};
    RowOutcomes outcomes = RowOutcomes.allProcessed(1).withStored(ZabbixVersion.V6_0, codes);
    return ItemValue.of(Rows.of(row).get(0), outcomes, context(Source.SENDER, 0));
  }

  private static ItemValue item(String row) {
    return ItemValue.of(Rows.of(row).get(0), null, Outcome.PROCESSED, context(Source.SENDER, 0));
  }

  private static Context context(Source source, int row) {
    return new Context(source, null, 7, 3, row, NOON, 10051, null);
  }
}
