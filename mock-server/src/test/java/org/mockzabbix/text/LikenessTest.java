package org.mockzabbix.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikenessTest {

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "web01,web01,is the same",
        "web01,Web01,differs in case only",
        "web01,web01 ,differs in white space only",
        "web01,web02,differs by one character",
        "web01,web1,differs by one character",
        "web01,Web1,differs by one character",
        "web01,wweb01,differs by one character",
        "system.cpu.load,system.cpu.laod,differs by two characters",
        "web01,db01,differs",
        "ab,cd,differs",
        "a,b,differs",
        "web01,'',differs",
        "'',web01,differs",
      })
  void saysWhatSetsNamesApart(String expected, String actual, String words) {
    assertEquals(words, Likeness.of(expected, actual).words());
  }

  @Test
  void slipsAreNearerThanOtherNames() {
    int[] distances = {
      distance("web01", "web01"),
      distance("web01", "WEB01"),
      distance("web01", "web02"),
      distance("system.cpu.load", "system.cpu.laod"),
      distance("system.cpu.load", "system.cpu.util"),
      distance("system.cpu.load", "agent.ping"),
    };

    for (int i = 1; i < distances.length; i++) {
      assertTrue(distances[i - 1] < distances[i], distances[i - 1] + " < " + distances[i]);
    }
  }

  private static int distance(String expected, String actual) {
    return Likeness.of(expected, actual).distance();
  }

  @Test
  void longNames_differenceBehindTheComparedPart() {
    String beginning = "k".repeat(2000);

    assertEquals("differs", Likeness.of(beginning + "a", beginning + "b").words());
  }

  @Test
  void content_isNotComparedByCharacters() {
    assertEquals("differs", Likeness.ofContent("0.42", "0.41").words());
    assertEquals("differs in case only", Likeness.ofContent("up", "UP").words());
    assertEquals("differs in white space only", Likeness.ofContent("up", "up\n").words());
  }
}
