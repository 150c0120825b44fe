package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class TestNameTest {

  @Test
  void fileName_ofPlainLettersIsTheName() {
    assertEquals(
        "org.example.ATest$In.sends-2", TestName.fileName("org.example.ATest$In.sends-2", "id"));
  }

  /** A method name that Kotlin allows; the rocket is one character of two units. */
  @Test
  void fileName_getsAHashIfCharactersAreReplaced() {
    String rocket = TestName.fileName("ATest.sends \ud83d\ude80", "a");

    assertEquals("ATest.sends__-61", rocket);
    assertNotEquals(rocket, TestName.fileName("ATest.sends \ud83d\ude81", "b"));
  }

  @Test
  void fileName_longNamesAreCut() {
    assertEquals("x".repeat(200) + "-61", TestName.fileName("x".repeat(300), "a"));
    assertEquals("x".repeat(200), TestName.fileName("x".repeat(200), "a"));
  }
}
