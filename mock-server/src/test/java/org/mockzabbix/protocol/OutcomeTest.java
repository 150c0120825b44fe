package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.protocol.Outcome.Kind;

class OutcomeTest {

  @ParameterizedTest
  @EnumSource
  void onlyProcessedIsProcessed(Outcome outcome) {
    assertEquals(outcome == Outcome.PROCESSED, outcome.isProcessed());
    assertEquals(outcome == Outcome.PROCESSED, outcome.kind() == Kind.PROCESSED);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "PROCESSED | processed",
        "UNKNOWN_HOST | failed: no such host",
        "UNKNOWN_KEY | failed: the host has no item with this key",
        "HOST_DISABLED | failed: the host is disabled",
        "ITEM_DISABLED | failed: the item is disabled",
        "WRONG_ITEM_TYPE | failed: items of this type do not accept values sent this way",
        "PEER_NOT_ALLOWED | failed: the item's allowed hosts do not contain the peer",
        "NOT_READ_AS_JSON | failed: the text does not begin with '{', so it was read as legacy"
            + " host:key:value",
        "DUPLICATE | duplicate: the server already received this id in this session",
        "NO_HOST | malformed: \"host\" is missing",
        "NO_KEY | malformed: \"key\" is missing",
        "BAD_CLOCK | malformed: \"clock\" is not an integer from 0 to 2147483647",
        "BAD_NS | malformed: \"ns\" is not an integer from 0 to 999999999",
        "NOT_AN_OBJECT | malformed: the element is not a JSON object, so the server stops"
            + " reading there",
        "NOT_REACHED | malformed: the server dropped this value because of an element that"
            + " is not a JSON object"
      })
  void toString_namesKindAndReason(Outcome outcome, String text) {
    assertEquals(text, outcome.toString());
  }
}
