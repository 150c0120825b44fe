package org.mockzabbix.protocol.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single bad bytes are in {@link JsonScalarTest}. */
class Utf8Test {

  @ParameterizedTest
  @CsvSource({
    "abc, 4, abc",
    "abc, 3, abc",
    "abc, 2, ab",
    "abc, 0, ''",
    "aé, 3, aé",
    "aé, 2, a?",
    "é€, 4, é??",
    "é€, 2, é",
    "😀, 4, 😀",
    "😀, 3, ???",
    "😀, 1, ?",
    "😀, 0, ''"
  })
  void cut_hasAQuestionMarkForEachByteOfACharacterThatDoesNotFit(String text, int max, String cut) {
    assertEquals(cut, Utf8.cut(text, max));
  }

  @ParameterizedTest
  @CsvSource({"abc, 3, abc", "abc, 2, ab", "aé, 3, aé", "aé, 2, a", "😀, 3, ''", "é€, 4, é"})
  void wholeCharacters_leavesOutACharacterThatDoesNotFit(String text, int max, String whole) {
    assertEquals(whole, Utf8.wholeCharacters(text, max));
  }

  @Test
  void anOverlongCharacterIsOneQuestionMark_orOneForEachByte() {
    byte[] bytes = {'a', (byte) 0xC0, (byte) 0xAF, 'b'};

    assertEquals("a?b", Utf8.withQuestionMarks(bytes));
    assertEquals("a??b", Utf8.withQuestionMarkForEachByte(bytes));
  }

  @Test
  void withQuestionMarks_doesNotChangeWhatItWasGiven() {
    byte[] bytes = {'a', (byte) 0xFF};

    assertEquals("a?", Utf8.withQuestionMarks(bytes));
    assertEquals((byte) 0xFF, bytes[1]);
  }

  @Test
  void withQuestionMarks_ofNothing() {
    assertEquals("", Utf8.withQuestionMarks(new byte[0]));
  }

  @ParameterizedTest
  @CsvSource({
    "616263, 0, 3, -1",
    "61c3a9e282acf09f9880, 0, 10, -1",
    "61c3a9ff, 0, 4, 3",
    "ff61, 0, 2, 0",
    "61c0af, 0, 3, 1",
    "61ff62, 2, 3, -1",
    "61ff62, 0, 1, -1",
    "61c3a9, 1, 3, -1",
    "61c3a9, 0, 2, 1",
    "61c3a9, 2, 3, 2",
    "ff, 0, 0, -1"
  })
  void firstInvalid_isAnIndexOfTheArray(String hex, int start, int end, int index) {
    assertEquals(index, Utf8.firstInvalid(HexFormat.of().parseHex(hex), start, end));
  }
}
