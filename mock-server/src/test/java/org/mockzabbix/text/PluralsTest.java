package org.mockzabbix.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PluralsTest {

  @Test
  void onlyOneIsSingular() {
    assertEquals("0 values", Plurals.count(0, "value"));
    assertEquals("1 value", Plurals.count(1, "value"));
    assertEquals("3 values", Plurals.count(3, "value"));
  }

  @Test
  void usesTheGivenPlural() {
    assertEquals("1 match", Plurals.count(1, "match", "matches"));
    assertEquals("2 matches", Plurals.count(2, "match", "matches"));
  }

  @Test
  void countsTimes() {
    assertEquals("once", Plurals.times(1));
    assertEquals("0 times", Plurals.times(0));
    assertEquals("2 times", Plurals.times(2));
  }
}
