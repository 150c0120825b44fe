package org.mockzabbix.protocol.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTypeTest {

  @ParameterizedTest
  @CsvSource({
    "'\"', STRING, true",
    "-, NUMBER, true",
    "0, NUMBER, true",
    "9, NUMBER, true",
    "t, TRUE, true",
    "f, FALSE, true",
    "n, NULL, true",
    "{, OBJECT, false",
    "[, ARRAY, false"
  })
  void isToldByTheFirstByte(char first, JsonType type, boolean scalar) {
    assertEquals(type, JsonType.startingWith((byte) first));
    assertEquals(scalar, type.isScalar());
  }
}
