package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.protocol.json.JsonType;

/** How one row is read (protocol: how rows are counted). */
class HistoryRowTest {

  @Test
  void readsEveryMember() {
    HistoryRow row =
        row("{\"host\":\"h\",\"key\":\"k\",\"value\":\"v\",\"clock\":1700000000,\"ns\":5}");

    assertEquals(Outcome.PROCESSED, row.defect());
    assertEquals("h", row.host());
    assertEquals("k", row.key());
    assertEquals("v", row.value());
    assertEquals(OptionalLong.of(1_700_000_000), row.clock());
    assertEquals(OptionalInt.of(5), row.ns());
  }

  @Test
  void absentIsNotZero() {
    HistoryRow absent = row("{\"host\":\"h\",\"key\":\"k\"}");
    HistoryRow zero = row("{\"host\":\"h\",\"key\":\"k\",\"value\":\"\",\"clock\":0,\"ns\":0}");

    assertEquals(OptionalLong.empty(), absent.clock());
    assertEquals(OptionalInt.empty(), absent.ns());
    assertFalse(hasValue(absent));
    assertNull(absent.jsonType());
    assertEquals(OptionalLong.of(0), zero.clock());
    assertEquals(OptionalInt.of(0), zero.ns());
    assertTrue(hasValue(zero));
  }

  @Test
  void isAcceptable_agreesWithTheKeyParser() {
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder key = new StringBuilder();
      for (int length = random.nextInt(9); length > 0; length--) {
        key.append("kk.-[[]],, \"\\é{".charAt(random.nextInt(15)));
      }
      String json = key.toString().replace("\\", "\\\\").replace("\"", "\\\"");
      RequestValues rows = Rows.of("{\"host\":\"h\",\"key\":\"" + json + "\"}");

      assertEquals(
          ItemKey.tryParse(key.toString()).isPresent(), rows.isAcceptable(0), () -> "key " + key);
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"x\"`, `x`, STRING, true",
        "`\"\"`, ``, STRING, true",
        "`12.50`, `12.50`, NUMBER, true",
        "`true`, `true`, TRUE, true",
        "`false`, `false`, FALSE, true",
        "`null`, ``, NULL, true",
        "`{\"a\":1}`, ``, OBJECT, false",
        "`[1]`, ``, ARRAY, false"
      })
  void value_isTextWhateverScalarWasSent(String json, String text, JsonType type, boolean stored) {
    HistoryRow row = row("{\"host\":\"h\",\"key\":\"k\",\"value\":" + json + "}");

    assertEquals(Outcome.PROCESSED, row.defect());
    assertEquals(text, row.value());
    assertEquals(type, row.jsonType());
    assertEquals(stored, hasValue(row));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"`12`, 12", "`true`, true", "`null`, ``", "`\"\"`, ``", "`\"a\\u0000b\"`, a"})
  void hostAndKey_areTextWhateverScalarWasSent(String json, String text) {
    HistoryRow row = row("{\"host\":" + json + ",\"key\":" + json + "}");

    assertEquals(Outcome.PROCESSED, row.defect());
    assertEquals(text, row.host());
    assertEquals(text, row.key());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`{}`, NO_HOST",
        "`[]`, NO_HOST", // an array opens, and has no members
        "`[\"host\",\"h\"]`, NO_HOST",
        "`{\"key\":\"k\"}`, NO_HOST",
        "`{\"host\":{},\"key\":\"k\"}`, NO_HOST",
        "`{\"host\":[\"h\"],\"key\":\"k\"}`, NO_HOST",
        "`{\"Host\":\"h\",\"key\":\"k\"}`, NO_HOST",
        "`{\"host\":\"h\"}`, NO_KEY",
        "`{\"host\":\"h\",\"key\":{}}`, NO_KEY",
        "`{\"host\":\"h\",\"KEY\":\"k\"}`, NO_KEY",
        "`5`, NOT_AN_OBJECT",
        "`\"x\"`, NOT_AN_OBJECT",
        "`null`, NOT_AN_OBJECT",
        "`true`, NOT_AN_OBJECT"
      })
  void form_malformed(String json, Outcome form) {
    assertEquals(form, row(json).defect());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1700000000", "\"1700000000\"", "2147483647", "\"0\"", "\"007\""})
  void clock_usable(String json) {
    HistoryRow row = row("{\"host\":\"h\",\"key\":\"k\",\"clock\":" + json + "}");

    assertEquals(Outcome.PROCESSED, row.defect());
    assertTrue(row.clock().isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "1.5",
        "1e3",
        "\"abc\"",
        "null",
        "true",
        "\"\"",
        "\" 1\"",
        "\"1 \"",
        "\"+1\"",
        "2147483648",
        "99999999999999999999"
      })
  void clock_unusable(String json) {
    HistoryRow row = row("{\"host\":\"h\",\"key\":\"k\",\"clock\":" + json + ",\"ns\":5}");

    assertEquals(Outcome.BAD_CLOCK, row.defect());
    assertEquals(OptionalLong.empty(), row.clock());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[1]", "{\"clock\":1}"})
  void clock_containerCountsAsAbsent(String json) {
    HistoryRow row = row("{\"host\":\"h\",\"key\":\"k\",\"clock\":" + json + ",\"ns\":-1}");

    assertEquals(Outcome.PROCESSED, row.defect());
    assertEquals(OptionalLong.empty(), row.clock());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "5", "\"5\"", "999999999"})
  void ns_usable(String json) {
    HistoryRow row = row("{\"host\":\"h\",\"key\":\"k\",\"clock\":1,\"ns\":" + json + "}");

    assertEquals(Outcome.PROCESSED, row.defect());
    assertTrue(row.ns().isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000000000", "-1", "0.5", "null", "\"\"", "\"x\"", "false"})
  void ns_unusable(String json) {
    HistoryRow row = row("{\"host\":\"h\",\"key\":\"k\",\"clock\":1,\"ns\":" + json + "}");

    assertEquals(Outcome.BAD_NS, row.defect());
    assertEquals(OptionalInt.empty(), row.ns());
  }

  @Test
  void ns_containerCountsAsAbsent() {
    HistoryRow row = row("{\"host\":\"h\",\"key\":\"k\",\"clock\":1,\"ns\":[]}");

    assertEquals(Outcome.PROCESSED, row.defect());
    assertEquals(OptionalInt.empty(), row.ns());
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "1000000000", "-1", "\"x\"", "null"})
  void ns_withoutClockIsIgnored(String json) {
    assertEquals(
        Outcome.PROCESSED, row("{\"host\":\"h\",\"key\":\"k\",\"ns\":" + json + "}").defect());
  }

  @Test
  void duplicateNames_theFirstWins() {
    HistoryRow row =
        row(
            "{\"host\":\"h\",\"key\":\"k\",\"value\":\"v\",\"clock\":1,\"ns\":2,"
                + "\"host\":\"x\",\"key\":\"x\",\"value\":\"x\",\"clock\":\"x\",\"ns\":\"x\"}");

    assertEquals(Outcome.PROCESSED, row.defect());
    assertEquals("h k v", row.host() + " " + row.key() + " " + row.value());
    assertEquals(OptionalLong.of(1), row.clock());
    assertEquals(OptionalInt.of(2), row.ns());
  }

  @Test
  void duplicateNames_aFirstContainerHidesTheRest() {
    assertEquals(Outcome.NO_HOST, row("{\"host\":[],\"host\":\"h\",\"key\":\"k\"}").defect());
  }

  @Test
  void unknownMembersAreIgnored() {
    HistoryRow row =
        row("{\"id\":1,\"host\":\"h\",\"more\":{\"key\":\"x\"},\"key\":\"k\",\"state\":1}");

    assertEquals("h k", row.host() + " " + row.key());
  }

  @Test
  void membersMayBeInAnyOrderWithSpaceBetween() {
    HistoryRow row =
        row("{ \"ns\" : 2 ,\n\t\"value\" : 1.5 , \"clock\":1 ,\"key\":\"k\", \"host\":\"h\" }");

    assertEquals("h k 1.5", row.host() + " " + row.key() + " " + row.value());
    assertEquals(OptionalInt.of(2), row.ns());
  }

  @Test
  void readAgain_forgetsTheRowBefore() {
    RequestValues rows =
        Rows.of("{\"host\":\"h\",\"key\":\"k\",\"value\":1,\"clock\":1,\"ns\":1},{}");

    assertEquals(Outcome.NO_HOST, rows.defect(1));
    assertEquals(new ItemName("", ""), rows.get(1).item());
    assertEquals(0, rows.itemHash(1));
  }

  @Test
  void nameHash_isThatOfTheItemName() {
    HistoryRow plain = row("{\"host\":\"h1\",\"key\":\"trap1\"}");
    HistoryRow escaped = row("{\"host\":\"h\\u0031\",\"key\":\"tr\\u0061p1\"}");
    HistoryRow number = row("{\"host\":1,\"key\":null}");

    assertEquals(new ItemName("h1", "trap1").hashCode(), plain.itemHash());
    assertEquals(new ItemName("h1", "trap1").hashCode(), escaped.itemHash());
    assertEquals(new ItemName("1", "").hashCode(), number.itemHash());
  }

  @Test
  void nameHash_keepsHostAndKeyApart() {
    assertEquals("k".hashCode(), new ItemName("", "k").hashCode());
    assertNotEquals(new ItemName("ab", "c").hashCode(), new ItemName("a", "bc").hashCode());
  }

  @Test
  void details_areThoseOfThisRow() {
    RequestValues rows = Rows.of("{\"id\":1},{\"id\":2}");

    assertEquals(OptionalLong.of(2), rows.get(1).id());
    assertEquals(OptionalLong.empty(), rows.get(1).itemid());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"host":"h","\\ud800":1,"key":"k"}  | NO_KEY    | h
          {"\\ud800":[1],"host":"h","key":"k"} | NO_HOST   | ``
          {"host":"\\ud800","key":"k"}        | NO_HOST   | ``
          {"host":"h","key":"\\udc00"}        | NO_KEY    | h
          {"host":"\\u0068","\\u006bey":"k"}  | PROCESSED | h
          """)
  void halfACharacter_hidesItsMemberAndAllBehindItsName(String json, Outcome defect, String host) {
    String request = Rows.json(json + ",{\"host\":\"next\",\"key\":\"k\"}");

    RequestValues rows = Rows.request(ZabbixVersion.V6_0, request).values();

    assertEquals(defect, rows.defect(0));
    assertEquals(host, rows.get(0).host());
    assertEquals(new ItemName("next", "k"), rows.get(1).item());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"host":"h","key":"k","value":"\u00c3\u00a9"}         | ``
          {"host":"caf\u00e9","key":"k","value":"v"}           | 'caf\\xe9'
          {"host":"h","key":"k[\u00ff]","value":"\u00fe"}      | 'k[\\xff'
          {"value":"\u00e9tage","host":"h","key":"k"}          | '\\xe9'
          {"value":"0123456789abcdef\u00ff0","host":"h"}       | '456789abcdef\\xff'
          {"host":"h","key":"k","value":"a\\u0000\u00ff"}      | ``
          {"host":"h","key":"k?","value":{"\u00ff":1}}         | ``
          {"host":"h","key":"k","more":"\u00ff"}               | ``
          """)
  void invalidUtf8_isTheFirstByteOfANameOrAValueWithThoseBefore(String json, String quoted) {
    assertEquals(quoted, Rows.ofBytes(json).get(0).invalidUtf8());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          "web 01"   | "vfs.fs.size[/,free]" | true
          "h"        | "k[]"                 | true
          "h"        | "k"                   | true
          "h"        | "k["                  | false
          "h"        | "k[a]b"               | false
          "h"        | "k(]"                 | false
          "h"        | "[a]"                 | false
          "h"        | "k[\\"a\\"]"          | false
          "h"        | "k[[a]]"              | false
          "h"        | ""                    | false
          "h"        | 1                     | false
          "h"        | null                  | false
          ""         | "k"                   | false
          1          | "k"                   | false
          null       | "k"                   | false
          " h"       | "k"                   | false
          "h "       | "k"                   | false
          "h:1"      | "k"                   | false
          "h/"       | "k"                   | false
          "/h"       | "k"                   | false
          "h\\u0031" | "k"                   | false
          "hôte"     | "k"                   | false
          """)
  void isPlainItem_unlessItNeedsACloserLook(String host, String key, boolean plain) {
    assertEquals(plain, row("{\"host\":" + host + ",\"key\":" + key + "}").isPlainItem());
  }

  @Test
  void isPlainItem_upToTheLongestNames() {
    String json = "{\"host\":\"%s\",\"key\":\"%s\"}";

    assertTrue(row(json.formatted("h".repeat(128), "k".repeat(2048))).isPlainItem());
    assertFalse(row(json.formatted("h".repeat(129), "k")).isPlainItem());
    assertFalse(row(json.formatted("h", "k".repeat(2049))).isPlainItem());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          5                        | 5
          "5"                      | 5
          18446744073709551615     | 9223372036854775807
          18446744073709551616     |
          "000000000000000000005"  | 5
          "0000000000000000000005" |
          "x"                      |
          -1                       |
          null                     |
          {}                       |
          """)
  void itemid_isAnIntegerOfAtMost21Characters(String json, Long itemid) {
    HistoryRow row = (HistoryRow) Rows.pushed("{\"itemid\":" + json + "}").get(0);

    assertEquals(itemid == null ? OptionalLong.empty() : OptionalLong.of(itemid), row.itemid());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"itemid":5}              | PROCESSED
          {"host":"h","key":"k"}    | PROCESSED
          {"itemid":"x"}            | NO_ITEMID
          {"itemid":[5],"key":"k"}  | NO_HOST
          {"itemid":{},"host":"h","key":"k"} | PROCESSED
          {"host":"h"}              | NO_KEY
          """)
  void defect_ofAValueOfTheApi(String json, Outcome defect) {
    assertEquals(defect, Rows.pushed(json).get(0).defect());
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "'\"1\"', true", "257, true", "256, false", "[1], false"})
  void state_isTheLowestByte(String state, boolean notSupported) {
    String json = "{\"host\":\"h\",\"key\":\"k\",\"value\":\"why\",\"state\":" + state + "}";

    assertEquals(notSupported, row(json).isReportedNotSupported());
    assertFalse(Rows.pushed(json).get(0).isReportedNotSupported());
    assertFalse(Rows.pushed(json).get(0).isNotSupported());
  }

  @Test
  void state_withoutAReasonIsNotAcceptable() {
    String json = "{\"host\":\"h\",\"key\":\"k\",\"state\":1%s}";

    assertFalse(Rows.of(json.formatted("")).isAcceptable(0));
    assertFalse(Rows.of(json.formatted(",\"value\":[]")).isAcceptable(0));
    assertTrue(Rows.of(json.formatted(",\"value\":\"why\"")).isAcceptable(0));
    assertTrue(Rows.pushed(json.formatted("")).get(0).defect().isProcessed());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          "lastlogsize":5        | 5 - - - - -
          "lastlogsize":"x"      | 0 - - - - -
          "lastlogsize":[5]      | - - - - - -
          "mtime":"7s"           | - 7 - - - -
          "mtime":null           | - 0 - - - -
          "mtime":{}             | - - - - - -
          "timestamp":"8 h"      | - - 8 - - -
          "timestamp":"x"        | - - - - - -
          "source":"app"         | - - - app - -
          "source":["app"]       | - - - - - -
          "severity":4           | - - - - 4 -
          "eventid":-1           | - - - - - -1
          """)
  void logDetails_areEmptyIfTheyWereNotSent(String members, String shown) {
    HistoryRow row = row("{" + members + "}");

    assertEquals(shown, shown(row.logDetails()));
    assertEquals(LogItemDetails.NONE, Rows.pushed("{" + members + "}").get(0).logDetails());
  }

  private static String shown(LogItemDetails details) {
    return Stream.of(
            details.lastlogsize(),
            details.mtime(),
            details.timestamp(),
            details.source(),
            details.severity(),
            details.eventid())
        .map(member -> member.toString().replaceAll("Optional(Long)?[.]empty", "-"))
        .map(member -> member.replaceAll("Optional(Long)?\\[(.*)]", "$2"))
        .collect(Collectors.joining(" "));
  }

  @Test
  void explanation_continuesTheReason() {
    HistoryRow row = row("{\"host\":\"h\",\"item\":\"k\"}");

    assertEquals(": write \"key\" instead of \"item\"", row.explanation(Outcome.NO_KEY));
    assertEquals("", row.explanation(Outcome.UNKNOWN_HOST));
  }

  private static HistoryRow row(String json) {
    return (HistoryRow) Rows.of(json).get(0);
  }

  private static boolean hasValue(HistoryRow row) {
    return row.jsonType() != null && row.jsonType().isScalar();
  }
}
