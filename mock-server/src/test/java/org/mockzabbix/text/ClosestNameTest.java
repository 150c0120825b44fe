package org.mockzabbix.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosestNameTest {

  @ParameterizedTest
  @CsvSource({
    "kye, key",
    "keys, key",
    "KEY, key",
    "form, from",
    "wolk, walk",
    "tmes, times",
    "stirct, strict",
    "trappr-prt, trapper-port",
    "V, v",
  })
  void aTypingErrorIsClose(String name, String known) {
    assertEquals(Optional.of(known), ClosestName.of(name, List.of("zz", known)));
  }

  @ParameterizedTest
  @CsvSource({
    "x, v",
    "ab, ac",
    "foo, for all",
    "xey, key it",
    "bye, key",
    "foam, from",
    "versoin, expose",
    "strict, record",
    "format, output",
    "web01, db01",
    "'', key",
  })
  void anotherWordIsNotClose(String name, String known) {
    assertEquals(Optional.empty(), ClosestName.of(name, List.of(known)));
  }

  @Test
  void theNameWithTheFewestErrorsIsTheClosest() {
    List<String> known = List.of("http-token", "http-tokens", "http-port");

    assertEquals(Optional.of("http-token"), ClosestName.of("http-tokn", known));
    assertEquals(Optional.of("http-port"), ClosestName.of("http-prot", known));
  }

  @Test
  void theBeginningOfOneNameIsClose() {
    List<String> known = List.of("max-packet-size", "7.0", "http-port", "http-token", "verify");

    assertEquals(Optional.of("max-packet-size"), ClosestName.of("max-packet", known));
    assertEquals(Optional.of("7.0"), ClosestName.of("7", known));
    assertEquals(Optional.empty(), ClosestName.of("http", known));
    assertEquals(Optional.empty(), ClosestName.of("v", known));
    assertEquals(Optional.empty(), ClosestName.of("", known));
  }

  @Test
  void theEndOfALongNameIsNotCompared() {
    String name = "k".repeat(100_000);

    assertEquals(Optional.empty(), ClosestName.of(name, List.of("key")));
    assertEquals(Optional.of(name + 'a'), ClosestName.of(name + 'b', List.of(name + 'a')));
  }
}
