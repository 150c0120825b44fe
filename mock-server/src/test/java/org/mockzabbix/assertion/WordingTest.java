package org.mockzabbix.assertion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

  @ParameterizedTest
  @CsvSource({
    "PT0.001S, 1 ms",
    "PT0.3S, 300 ms",
    "PT1.5S, 1500 ms",
    "PT5S, 5 s",
    "PT1M, 1 min",
    "PT1M30S, 90 s",
    "PT24H, 24 h"
  })
  void time_inTheUnitThatFits(Duration time, String words) {
    assertEquals(words, Wording.time(time));
  }

  @Test
  void name_isQuotedWhereItsEndsCouldNotBeSeen() {
    assertEquals("vfs.fs.size[/,free]", Wording.name("vfs.fs.size[/,free]"));
    assertEquals("\"Zabbix server\"", Wording.name("Zabbix server"));
    assertEquals("\"web01\\n\"", Wording.name("web01\n"));
    assertEquals("\"\"", Wording.name(""));
    assertEquals("\"" + "k".repeat(120) + "\"... (121 characters)", Wording.name("k".repeat(121)));
  }

  @Test
  void quoted_staysOnOneLine() {
    assertEquals(
        "\"a\\nb\\r\\t\\\"c\\\"\\\\\\u0001\\u007f\"",
        Wording.quoted("a\nb\r\t\"c\"\\\u0001\u007f"));
  }

  @Test
  void quoted_showsTheBeginningOfLongText() {
    assertEquals("\"" + "x".repeat(120) + "\"", Wording.quoted("x".repeat(120)));
    assertEquals(
        "\"" + "x".repeat(120) + "\"... (5000000 characters)",
        Wording.quoted("x".repeat(5_000_000)));
  }

  @Test
  void quoted_doesNotCutACharacterInTwo() {
    String text = "x".repeat(119) + "\ud83d\ude00";

    assertEquals("\"" + "x".repeat(119) + "\"... (121 characters)", Wording.quoted(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"value\":\"0.42\" | #1 h k = \"0.42\"",
        "\"value\":0.42 | #1 h k = 0.42",
        "\"value\":true | #1 h k = true",
        "\"value\":null | #1 h k = null",
        "\"value\":{\"a\":1} | #1 h k = (a JSON object)",
        "\"value\":[] | #1 h k = (a JSON array)",
        "\"clock\":7 | #1 h k = (no value) clock 7",
        "\"value\":1,\"clock\":7,\"ns\":5 | #1 h k = 1 clock 7 ns 5",
        "\"value\":\"No such file\",\"state\":1 | #1 h k = \"No such file\" (not supported)",
      })
  void item_asItWasSent(String members, String words) {
    String row = "{\"host\":\"h\",\"key\":\"k\"," + members + "}";

    assertEquals(words, Wording.item(Inbox.value(row)));
  }

  @Test
  void item_thatWasSentByNumber() {
    assertEquals(
        "#1 itemid 30001 = 1", Wording.item(Inbox.value("{\"itemid\":30001,\"value\":1}")));
  }

  @Test
  void onOneLine_escapesAndCutsBetweenCharacters() {
    assertEquals("a\\n日", Wording.onOneLine("a\n日"));
    assertEquals("x".repeat(240), Wording.onOneLine("x".repeat(240)));
    assertEquals("x".repeat(239) + "...", Wording.onOneLine("x".repeat(239) + "\ud83d\ude00"));
  }

  @Test
  void count_inTheRightNumber() {
    assertEquals("0 values", Wording.count(0, "value"));
    assertEquals("1 value", Wording.count(1, "value"));
    assertEquals("2 values", Wording.count(2, "value"));
  }
}
