package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryRowsTest {

  @Test
  void readsRowsInTheirOrder() {
    RequestValues rows =
        Rows.of(
            "{\"host\":\"h\",\"key\":\"a\"} , 5 ,{\"host\":\"h\"},{\"host\":\"h\",\"key\":\"b\"}");

    assertEquals(4, rows.size());
    assertEquals(new ItemName("h", "a"), rows.get(0).item());
    assertEquals(new ItemName("h", "b"), rows.get(3).item());
    assertEquals(
        List.of(Outcome.PROCESSED, Outcome.NOT_AN_OBJECT, Outcome.NO_KEY, Outcome.PROCESSED),
        IntStream.range(0, 4).mapToObj(rows::defect).toList());
  }

  @Test
  void anEmptyArrayHasNoRows() {
    assertEquals(0, Rows.of("").size());
    assertEquals(0, Rows.of(" ").size());
  }

  @Test
  void anObjectInPlaceOfTheArray_isOneRow() {
    Request request =
        Rows.request("{\"request\":\"sender data\",\"data\": {\"host\":\"h\",\"key\":\"k\"}}");

    RequestValues rows = request.values();

    assertEquals(1, rows.size());
    assertEquals(Outcome.NOT_AN_ARRAY, rows.defect(0));
    assertEquals(new ItemName("h", "k"), rows.get(0).item());
    assertEquals("\"host\":\"h\",\"key\":\"k\"}}", rows.restFromFirstScalar());
  }

  @Test
  void anEmptyObjectInPlaceOfTheArray_hasNoRows() {
    assertEquals(0, Rows.request("{\"request\":\"sender data\",\"data\":{ }}").values().size());
  }

  @Test
  void readsManyRows() {
    String json =
        IntStream.range(0, 1000)
            .mapToObj(i -> "{\"host\":\"h\",\"key\":\"k" + i + "\",\"value\":" + i + "}")
            .collect(Collectors.joining(","));

    RequestValues rows = Rows.of(json);

    assertEquals(1000, rows.size());
    assertEquals(new ItemName("h", "k999"), rows.get(999).item());
    assertEquals(new ItemName("h", "k999").hashCode(), rows.itemHash(999));
    assertEquals("999", rows.get(999).value());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"host":"h"}      | ``
          ``                | ``
          [],{}             | ``
          {}, 5 ,{}         | 5 ,{}]}
          [],"a",1          | "a",1]}
          """)
  void restFromFirstScalar_isWhatTheServerQuotes(String json, String rest) {
    assertEquals(rest, Rows.of(json).restFromFirstScalar());
  }

  @Test
  void restFromFirstScalar_isOfAtMost64Bytes() {
    assertEquals("1".repeat(64), Rows.of("{}," + "1".repeat(65)).restFromFirstScalar());
  }

  @Test
  void startAndEnd_areThoseInThePacket() {
    String json = Rows.json("{} , {\"host\":\"h\"}");
    RequestValues rows = Rows.request(json).values();

    assertEquals("{\"host\":\"h\"}", json.substring(rows.start(1), rows.end(1)));
  }

  @Test
  void areByItemid_ifOneHostIsThatOfAllValues() {
    String json = "{\"request\":\"agent data\",\"version\":\"%s\",\"host\":\"h\",\"data\":[{}]}";

    assertTrue(Rows.request(json.formatted("7.0.0")).values().areByItemid());
    assertFalse(Rows.request(json.formatted("4.2.0")).values().areByItemid());
    assertFalse(Rows.pushed("{}").areByItemid());
  }

  @Test
  void positionsTakeNineBytesARow() {
    int few = Rows.of("{},{}").heapBytes();
    int more = Rows.of("{},{},{},{},{},{},{},{},{},{},{},{}").heapBytes();

    assertEquals(90, more - few);
    assertTrue(few > 18);
  }
}
