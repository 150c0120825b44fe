package org.mockzabbix.protocol.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.protocol.ZabbixVersion;

class StoredTextTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "5                     | 5",
        "` 5 `                 | 5",
        "`5\r\n`               | 5",
        "`5 \n`                | 5",
        "`\"5\"`               | 5",
        "` \"5\" `             | 5",
        "+5                    | 5",
        "`\"+5\"`              | 5",
        "007                   | 7",
        "0                     | 0",
        "000                   | 0",
        "5.                    | 5",
        "5.000                 | 5",
        "18446744073709551615  | 18446744073709551615",
        "018446744073709551615 | 18446744073709551615"
      })
  void integersOfAllVersions(String value, String stored) {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      assertTrue(StoredText.isSuitable(ValueType.UNSIGNED, value, version));
    }
    assertEquals(stored, StoredText.of(ValueType.UNSIGNED, value));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "5.7                   | 5",
        "5.70                  | 5",
        ".5                    | 0",
        "1e5                   | 100000",
        "1E+5                  | 100000",
        "-0                    | 0",
        "-0.0                  | 0",
        "1e19                  | 10000000000000000000",
        "18446744073709549567  | 18446744073709549567",
        "18446744073709549568.5 | 18446744073709549568"
      })
  void numbersThatOnly70StoresAsIntegers(String value, String stored) {
    boolean isInteger = value.matches("\\d+");
    if (!isInteger) {
      assertFalse(StoredText.isSuitable(ValueType.UNSIGNED, value, ZabbixVersion.V6_0));
    }
    assertTrue(StoredText.isSuitable(ValueType.UNSIGNED, value, ZabbixVersion.V7_0));
    assertEquals(stored, StoredText.of(ValueType.UNSIGNED, value));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "``",
        "` `",
        "`\"`",
        "`\"\"`",
        "`\"5`",
        "`5\"`",
        "`\" 5\"`",
        "`\t5`",
        "`5\t`",
        "`5\n `",
        "`5 6`",
        "`1,5`",
        "-1",
        "-0.5",
        "1K",
        "0x1F",
        "1_000",
        "1e",
        "1e400",
        "`.`",
        "`.0`",
        "1.2.3",
        "18446744073709551616",
        "18446744073709551616.5",
        "1e20",
        "nan",
        "inf",
        "１"
      })
  void textsThatAreNoIntegers(String value) {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      assertFalse(StoredText.isSuitable(ValueType.UNSIGNED, value, version), version + value);
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "5                      | 5",
        "` 5 `                  | 5",
        "`\"5\"\n`              | 5",
        "+5                     | 5",
        "-5.50                  | -5.5",
        ".5                     | 0.5",
        "5.                     | 5",
        "1E+5                   | 100000",
        "-0                     | 0",
        "1e-400                 | 0",
        "4.9e-324               | 5e-324",
        "0.0001                 | 0.0001",
        "0.00001                | 1e-05",
        "-0.000012345           | -1.2345e-05",
        "1e-10                  | 1e-10",
        "123456789012345        | 123456789012345",
        "999999999999999        | 999999999999999",
        "1000000000000000       | 1e+15",
        "1234567890123456       | 1.234567890123456e+15",
        "1234567890123456789    | 1.2345678901234568e+18",
        "99999999999999999999   | 1e+20",
        "1e22                   | 1e+22",
        "1e23                   | 9.999999999999999e+22",
        "1e308                  | 1e+308",
        "0.1                    | 0.1",
        "0.30000000000000004    | 0.30000000000000004",
        "2.0000000000000002e-3  | 0.002",
        "123456789.123456789    | 123456789.12345679",
        "2.2250738585072014e-308 | 2.2250738585072014e-308",
        "9007199254740993       | 9.007199254740992e+15"
      })
  void numbersWithAFraction(String value, String stored) {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      assertTrue(StoredText.isSuitable(ValueType.FLOAT, value, version));
    }
    assertEquals(stored, StoredText.of(ValueType.FLOAT, value));
  }

  @Test
  void aPrintedNumberIsReadAsTheSame() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        String stored = StoredText.of(ValueType.FLOAT, Double.toString(number));

        assertEquals(number, Double.parseDouble(stored), stored);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "``",
        "` `",
        "`\t5`",
        "`5\t`",
        "`1,5`",
        "1K",
        "0x1F",
        "0x1p3",
        "1e",
        "1e+",
        "e5",
        "`.`",
        "1.2.3",
        "+-5",
        "1e5.",
        "1f",
        "1d",
        "1e400",
        "-1e400",
        "nan",
        "NaN",
        "inf",
        "Infinity"
      })
  void textsThatAreNoNumbers(String value) {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      assertFalse(StoredText.isSuitable(ValueType.FLOAT, value, version), version + value);
    }
    assertEquals(
        "Value of type \"string\" is not suitable for value type \"Numeric (float)\". Value \""
            + value.replace("\t", "\\t")
            + '"',
        StoredText.unsuitable(ValueType.FLOAT, value));
  }

  @ParameterizedTest
  @CsvSource({
    "1.5e308, 1.5E+308",
    "-1.7976931348623157e+308, -1.7976931348623157E+308",
    "1.0000000000000002e308, 1.0000000000000002E+308"
  })
  void numbersThatOnly70Stores(String value, String shown) {
    assertFalse(StoredText.isSuitable(ValueType.FLOAT, value, ZabbixVersion.V6_0));
    assertTrue(StoredText.isSuitable(ValueType.FLOAT, value, ZabbixVersion.V7_0));
    assertEquals(
        "Value " + shown + " is too small or too large.",
        StoredText.unsuitable(ValueType.FLOAT, value));
  }

  @Test
  void onlyTheBeginningOfANumberIsRead() {
    String spaces = " ".repeat(2046);

    assertEquals("5", StoredText.of(ValueType.UNSIGNED, "5" + spaces + "abc"));
    assertFalse(
        StoredText.isSuitable(
            ValueType.UNSIGNED, "5" + spaces.substring(1) + "abc", ZabbixVersion.V7_0));
  }

  @ParameterizedTest
  @CsvSource({"CHARACTER, 255", "TEXT, 65535", "LOG, 65535"})
  void textsAreCutByCharacters(ValueType type, int longest) {
    String longText = "😀".repeat(longest + 1);

    assertEquals("😀".repeat(longest), StoredText.of(type, longText));
    assertEquals("  a\n ", StoredText.of(type, "  a\n "));
  }

  @ParameterizedTest
  @CsvSource({"ab, 2, false", "abc, 2, true", "😀😀, 2, false", "😀😀, 1, true", "'', 0, false"})
  void isLonger_countsCharacters(String text, int max, boolean isLonger) {
    assertEquals(isLonger, StoredText.isLonger(text, max));
  }

  @ParameterizedTest
  @EnumSource(names = {"CHARACTER", "TEXT", "LOG"})
  void anyTextIsSuitableForAText(ValueType type) {
    assertTrue(StoredText.isSuitable(type, "", ZabbixVersion.V6_0));
  }

  @Test
  void aLongValueIsShortenedInAnError() {
    assertEquals(
        "Value of type \"string\" is not suitable for value type \"Numeric (unsigned)\". Value \""
            + "x".repeat(240)
            + "(truncated)\"",
        StoredText.unsuitable(ValueType.UNSIGNED, "x".repeat(241)));
  }
}
