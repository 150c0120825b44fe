package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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

  @Test
  void positionsTakeNineBytesARow() {
    int few = Rows.of("{},{}").heapBytes();
    int more = Rows.of("{},{},{},{},{},{},{},{},{},{},{},{}").heapBytes();

    assertEquals(90, more - few);
    assertTrue(few > 18);
  }
}
