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
        "WRONG_ITEM_TYPE | failed: the item is not of a type that takes values this way",
        "PEER_NOT_ALLOWED | failed: the peer is not among the item's allowed hosts",
        "NOT_READ_AS_JSON | failed: the text does not begin with '{', so it was read as legacy"
            + " host:key:value",
        "DUPLICATE | duplicate: the id was already seen in this session",
        "NO_HOST | malformed: \"host\" is missing",
        "NO_KEY | malformed: \"key\" is missing",
        "BAD_CLOCK | malformed: \"clock\" is not a whole number from 0 to 2147483647",
        "BAD_NS | malformed: \"ns\" is not a whole number from 0 to 999999999",
        "NOT_AN_OBJECT | malformed: the row is not a JSON object, and the server stops reading"
            + " there",
        "NOT_REACHED | malformed: a row that is not a JSON object made the server drop this one"
            + " too"
      })
  void toString_saysWhatBecameOfTheRow(Outcome outcome, String text) {
    assertEquals(text, outcome.toString());
  }
}
