package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentVersionTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "7.0.22,     7.0, true",
        "6.0,        6.0, true",
        "4.4,        4.4, true",
        "4.4.0rc1,   4.4, true",
        "4.2.8,      4.2, false",
        "10.0.1,     10.0, true",
        "' 7.0',     7.0, true",
        "'7 .0',     4.2, false",
        "3.4,        3.4, false",
        "-,          4.2, false",
        "'',         4.2, false",
        "7,          4.2, false",
        "a.b,        4.2, false",
        "99999.1,    4.2, false"
      })
  void parse(String text, String version, boolean knowsItemids) {
    AgentVersion parsed = AgentVersion.parse(text);

    assertEquals(version, parsed.toString());
    assertEquals(knowsItemids, parsed.knowsItemids());
  }

  @Test
  void atLeast_comparesMajorFirst() {
    AgentVersion version = new AgentVersion(6, 4);

    assertTrue(version.atLeast(6, 4));
    assertTrue(version.atLeast(6, 0));
    assertTrue(version.atLeast(5, 9));
    assertFalse(version.atLeast(6, 5));
    assertFalse(version.atLeast(7, 0));
    assertTrue(version.atLeast(new AgentVersion(6, 4)));
    assertFalse(version.atLeast(new AgentVersion(6, 5)));
  }
}
