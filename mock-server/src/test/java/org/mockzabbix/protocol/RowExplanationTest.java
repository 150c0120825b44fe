package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text that continues the reason of a malformed row. */
class RowExplanationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                              | NO_HOST | ``",
        "{\"Host\":\"h\",\"key\":\"k\"}     | NO_HOST | `: write \"host\" instead of \"Host\"`",
        "{\"hostname\":\"h\",\"key\":\"k\"} | NO_HOST | `: write \"host\" instead of \"hostname\"`",
        "{\"key\":\"k\",\"value\":1}        | NO_HOST | `: the members are \"key\", \"value\"`",
        "{\"host\":[\"h\"],\"key\":\"k\"}   | NO_HOST | ` as text: it is an array`",
        "{\"host\":{},\"key\":\"k\"}        | NO_HOST | ` as text: it is an object`",
        "[{\"host\":\"h\",\"key\":\"k\"}]   | NO_HOST | `: the element is an array: put the object"
            + " directly into \"data\"`",
        "{\"host\":\"h\",\"item\":\"k\"}    | NO_KEY  | `: write \"key\" instead of \"item\"`",
        "{\"host\":\"h\",\"name\":\"k\"}    | NO_KEY  | `: the members are \"host\", \"name\"`",
        "{\"host\":\"h\",\"key\":[]}        | NO_KEY  | ` as text: it is an array`"
      })
  void missingNames(String row, Outcome defect, String explanation) {
    assertExplanation(explanation, defect, Rows.of(row));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1700000000123           | , but 1700000000123: is it in milliseconds? Send seconds",
        "170000000012            | , but 170000000012: is it in milliseconds? Send seconds",
        "1700000000123456        | , but 1700000000123456: is it in microseconds? Send seconds",
        "170000000012345         | , but 170000000012345: is it in microseconds? Send seconds",
        "1700000000123456789     | , but 1700000000123456789: is it in nanoseconds? Send seconds",
        "\"170000000012345678\"  | , but \"170000000012345678\": is it in nanoseconds? Send seconds",
        "2147483648              | , but 2147483648",
        "17000000001             | , but 17000000001",
        "17000000001234          | , but 17000000001234",
        "1700000000.5            | , but 1700000000.5: send the fraction as \"ns\"",
        "1700000000.             | , but 1700000000.: send the fraction as \"ns\"",
        "\"2023-11-14T22:13:20Z\" | , but \"2023-11-14T22:13:20Z\": send seconds since 1970 instead"
            + " of a date",
        "\"2023-11-14\"          | , but \"2023-11-14\": send seconds since 1970 instead of a date",
        "1.7e9                   | , but 1.7e9: write plain digits",
        "17E+8                   | , but 17E+8: write plain digits",
        "\"+1700000000\"         | , but \"+1700000000\": write plain digits",
        "\" 1700000000\"         | , but \" 1700000000\": write plain digits",
        "\"1700000000 \"         | , but \"1700000000 \": write plain digits",
        "-1                      | , but -1",
        "\"soon\"                | , but \"soon\"",
        "true                    | , but true",
        "null                    | , but null",
        "\"once upon a time, there was a value of a sender\" | , but \"once upon a time, there was a"
            + " value of ..."
      })
  void clocks(String clock, String explanation) {
    RequestValues rows = Rows.of("{\"host\":\"h\",\"key\":\"k\",\"clock\":" + clock + "}");

    assertExplanation(explanation, Outcome.BAD_CLOCK, rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1000000000 | , but 1000000000: send the nanoseconds after the last full second",
        "1700000000123456789 | , but 1700000000123456789: send the nanoseconds after the last full"
            + " second",
        "1e3        | , but 1e3: write plain digits",
        "0.5        | , but 0.5: write plain digits",
        "-1         | , but -1",
        "\"\"       | , but \"\""
      })
  void nanoseconds(String ns, String explanation) {
    RequestValues rows = Rows.of("{\"host\":\"h\",\"key\":\"k\",\"clock\":1,\"ns\":" + ns + "}");

    assertExplanation(explanation, Outcome.BAD_NS, rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"itemid\":1.5}           | , but 1.5",
        "{\"itemid\":\"seven\"}     | , but \"seven\"",
        "{\"itemid\":{}}            | , but {}",
        "{\"ItemID\":7}             | : write \"itemid\" instead of \"ItemID\"",
        "{\"host\":\"h\",\"key\":\"k\"} | : the members are \"host\", \"key\""
      })
  void itemids(String row, String explanation) {
    Request request =
        Rows.request(
            "{\"request\":\"agent data\",\"version\":\"7.0\",\"host\":\"h\",\"data\":["
                + row
                + "]}");

    assertExplanation(explanation, Outcome.NO_ITEMID, request.values());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "5            | : it begins with \"5]}\"",
        "\"x\"        | : it begins with \"\\\"x\\\"]}\"",
        "\"{}\"       | : it begins with \"\\\"{}\\\"]}\": it is JSON in a string: send the object"
            + " itself",
        "\" [1]\"     | : it begins with \"\\\" [1]\\\"]}\": it is JSON in a string: send the object"
            + " itself",
        "\"x{\"       | : it begins with \"\\\"x{\\\"]}\"",
        "123456789012345678901234567890123456789012345 | : it begins with"
            + " \"1234567890123456789012345678901234567890\""
      })
  void otherElements(String row, String explanation) {
    assertExplanation(explanation, Outcome.NOT_AN_OBJECT, Rows.of(row));
  }

  @Test
  void halfACharacter() {
    Request request =
        Rows.request(ZabbixVersion.V6_0, Rows.json("{\"host\":\"\\ud83d\",\"key\":\"k\"}"));

    assertExplanation(
        " as text: it has a \\u escape of half a character: send both surrogates",
        Outcome.NO_HOST,
        request.values());
  }

  @Test
  void aProcessedRowNeedsNoExplanation() {
    assertExplanation("", Outcome.PROCESSED, Rows.of("{\"host\":\"h\",\"key\":\"k\"}"));
  }

  private static void assertExplanation(String expected, Outcome defect, RequestValues rows) {
    assertEquals(defect, rows.defect(0));
    assertEquals(expected, rows.get(0).explanation(defect));
  }
}
