package org.mockzabbix.protocol.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    "aé, 2, a",
    "é€, 4, é",
    "😀, 4, 😀",
    "😀, 3, ''",
    "😀, 1, ''"
  })
  void cut_leavesOutACharacterThatDoesNotFit(String text, int max, String cut) {
    assertEquals(cut, Utf8.cut(text, max));
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
}
