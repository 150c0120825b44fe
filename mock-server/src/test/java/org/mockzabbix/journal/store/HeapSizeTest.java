package org.mockzabbix.journal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.CompletedPoll;
import org.mockzabbix.protocol.Request.FailedPoll;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.Processed;

/** What a text takes; {@link JournalMemoryTest} compares whole journals with the real heap. */
class HeapSizeTest {

  private static final int EMPTY_TEXT = 44;

  @ParameterizedTest
  @CsvSource({"'', 0", "abc, 3", "\u00ff, 1", "\u0100, 2", "ab\u20ac, 6", "\u20acab, 6"})
  void text_hasTwoBytesForEachCharacterUnlessItIsLatin1(String text, int bytes) {
    assertEquals(EMPTY_TEXT + bytes, HeapSize.of(text));
  }

  @Test
  void absentText_isFree() {
    assertEquals(0, HeapSize.of((String) null));
  }

  @Test
  void list_hasItsReferences() {
    assertEquals(0, HeapSize.of(List.of()));
    assertEquals(0, HeapSize.ofList(List.of()));
    assertEquals(48, HeapSize.ofList(List.of("a", "b")));
    assertEquals(48 + 2 * EMPTY_TEXT + 3, HeapSize.of(List.of("a", "bc")));
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        arguments(2, text -> new Invalid(RequestKind.UNREADABLE, text, text)),
        arguments(2, text -> new PassiveCheck(text, PassiveCheckFormat.JSON, text)),
        arguments(3, text -> new FailedPoll(new ItemName(text, text), text)),
        arguments(2, text -> completed(new CheckResult(null, text), new ItemName(text, ""))),
        arguments(1, text -> completed(new CheckResult(null, ""), new ItemName("", text))));
  }

  private static Arguments arguments(int texts, Function<String, Request> request) {
    return Arguments.of(texts, request);
  }

  private static Request completed(CheckResult result, ItemName item) {
    return new CompletedPoll(item, result, PassiveCheckFormat.JSON);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void request_hasItsTexts(int texts, Function<String, Request> request) {
    assertEquals(
        1000L * texts,
        HeapSize.of(request.apply("x".repeat(1000))) - HeapSize.of(request.apply("")));
    assertTrue(HeapSize.of(request.apply("")) >= (long) texts * EMPTY_TEXT);
  }

  @Test
  void response_hasItsTextUnlessItIsMadeFromNumbers() {
    long bare = HeapSize.of(Response.none());

    assertEquals(bare, HeapSize.of(new Processed(1, 0, 1, 0.000055)));
    assertEquals(bare + EMPTY_TEXT + 4, HeapSize.of(Response.json("{  }")));
  }
}
