package org.mockzabbix.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedBytesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          20 7e     | ' ~'
          1f 7f     | '\\x1f\\x7f'
          80 ff     | '\\x80\\xff'
          0a 0d 09  | '\\n\\r\\t'
          5c        | '\\\\'
          c3 a9     | '\\xc3\\xa9'
          """)
  void ofBytes_showsPrintableAscii(String hex, String quoted) {
    assertEquals(quoted, QuotedBytes.of(Bytes.of(Frames.bytes(hex)), 16));
  }

  @ParameterizedTest
  @CsvSource({"2, 'ab...'", "3, 'abc'", "4, 'abc'"})
  void marksOmittedBytes(int max, String inQuotes) {
    String quoted = "'" + inQuotes + "'";

    assertEquals(quoted, QuotedBytes.of(Bytes.of("abc"), max));
    assertEquals(quoted, QuotedBytes.ofText(Bytes.of("abc"), max));
  }

  @Test
  void nothing() {
    assertEquals("''", QuotedBytes.of(Bytes.empty(), 16));
    assertEquals("''", QuotedBytes.ofText(Bytes.empty(), 16));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          61 c3a9 62      | 'aéb'
          e282ac          | '€'
          f09f9880        | '😀'
          f09f98          | '\\xf0\\x9f\\x98'
          e282 61         | '\\xe2\\x82a'
          c3              | '\\xc3'
          80 7f           | '\\x80\\x7f'
          c3 c3a9         | '\\xc3é'
          eda080          | '\\xed\\xa0\\x80'
          0a 5c e2808b    | '\\n\\\\\\u200b'
          """)
  void ofText_showsUtf8AsCharacters(String hex, String quoted) {
    assertEquals(quoted, QuotedBytes.ofText(Bytes.of(Frames.bytes(hex)), 16));
  }

  @Test
  void ofText_doesNotCutACharacter() {
    assertEquals("'aé...'", QuotedBytes.ofText(Bytes.of("aéb"), 2));
    assertEquals("'aé...'", QuotedBytes.ofText(Bytes.of("aéb"), 3));
    assertEquals("'aé'", QuotedBytes.ofText(Bytes.of("aé"), 2));
  }
}
