package org.mockzabbix.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotingTest {

  private static final String FACE = "\ud83d\ude00";

  @Test
  void quotesAndEscapes() {
    assertEquals("\"web \\\"01\\\" C:\\\\\"", Quoting.quote("web \"01\" C:\\"));
    assertEquals("\"\"", Quoting.quote(""));
    assertEquals("\"" + FACE + "ü\"", Quoting.quote(FACE + "ü"));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 0x1b, 0x7f, 0x9b, 0xad, 0x200b, 0x200e, 0x2028, 0x2029, 0x202e, 0x2066, 0xfeff})
  void showsInvisibleCharacters(int character) {
    String shown = String.format("a\\u%04xb", character);

    assertEquals(shown, Quoting.escape("a" + (char) character + "b"));
    assertEquals('"' + shown + '"', Quoting.quote("a" + (char) character + "b"));
    assertEquals('"' + shown + '"', Quoting.quoteIfNeeded("a" + (char) character + "b"));
  }

  @Test
  void showsLineEnds() {
    assertEquals("a\\r\\nb\\tc", Quoting.escape("a\r\nb\tc"));
  }

  @Test
  void showsLoneSurrogatesAndInvisibleTags() {
    assertEquals("\\ud83d", Quoting.escape("\ud83d"));
    assertEquals("\\udb40\\udc41", Quoting.escape("\udb40\udc41"));
  }

  @Test
  void leavesQuotesAndBackslashesOutsideOfQuotes() {
    assertEquals("a \"b\" \\", Quoting.escape("a \"b\" \\"));
  }

  @ParameterizedTest
  @CsvSource({"web01,web01", "'a b',\"a b\"", "'',\"\"", "'a\"',\"a\\\"\"", "a\\b,a\\b"})
  void quotesNamesWhoseEndsAreNotVisible(String name, String shown) {
    assertEquals(shown, Quoting.quoteIfNeeded(name));
  }

  @Test
  void cutsLongText() {
    assertEquals('"' + "a".repeat(120) + '"', Quoting.quote("a".repeat(120)));
    assertEquals('"' + "a".repeat(120) + "\"... (121 characters)", Quoting.quote("a".repeat(121)));
    assertEquals("aaa", Quoting.shorten("aaa", 3));
    assertEquals("aaa...", Quoting.shorten("aaaa", 3));
    assertEquals("aa\\n...", Quoting.escape("aa\naa", 3));
  }

  @Test
  void cutsNoSurrogatePair() {
    assertEquals("ab...", Quoting.shorten("ab" + FACE, 3));
    assertEquals("ab" + FACE + "...", Quoting.shorten("ab" + FACE + "c", 4));
    assertEquals("ab...", Quoting.escape("ab" + FACE, 3));
  }
}
