package org.mockzabbix.assertion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureLinesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"value\":\"0.42\" | #1 h k = \"0.42\"",
        "\"value\":0.42 | #1 h k = 0.42",
        "\"value\":true | #1 h k = true",
        "\"value\":null | #1 h k = null",
        "\"value\":{\"a\":1} | #1 h k = (a JSON object)",
        "\"value\":[] | #1 h k = (a JSON array)",
        "\"clock\":7 | #1 h k = (no value) clock 7",
        "\"value\":1,\"clock\":7,\"ns\":5 | #1 h k = 1 clock 7 ns 5",
        "\"value\":\"No such file\",\"state\":1 | #1 h k = \"No such file\" (not supported)",
      })
  void value_asItWasSent(String members, String words) {
    String row = "{\"host\":\"h\",\"key\":\"k\"," + members + "}";

    assertEquals(words, FailureLines.value(Inbox.value(row)));
  }

  @Test
  void value_thatWasSentByNumber() {
    assertEquals(
        "#1 itemid 30001 = 1", FailureLines.value(Inbox.value("{\"itemid\":30001,\"value\":1}")));
  }

  @Test
  void message_isEscapedAndCutBetweenCharacters() {
    assertEquals("a\\n日", FailureLines.message("a\n日"));
    assertEquals("x".repeat(240), FailureLines.message("x".repeat(240)));
    assertEquals("x".repeat(239) + "...", FailureLines.message("x".repeat(239) + "\ud83d\ude00"));
  }
}
