package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RequestValues;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.Rows;

/**
 * The counts of a Zabbix server, whose chunks of 256 well-formed rows show through (protocol: how
 * rows are counted).
 */
class HistoryCounterTest {

  private static final String GOOD = "{\"host\":\"h\",\"key\":\"k\",\"value\":\"v\"}";
  private static final String MALFORMED = "{\"key\":\"k\",\"value\":\"v\"}";
  private static final String BAD_CLOCK = "{\"host\":\"h\",\"key\":\"k\",\"clock\":-1}";
  private static final String NO_VALUE = "{\"host\":\"h\",\"key\":\"k\"}";
  private static final String SCALAR = "5";

  /** Rows as a number and a kind, again and again. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // rows             | processed failed total
        "                   | 0 0 0",
        "1 good             | 1 0 1",
        "3 good             | 3 0 3",
        "1 novalue          | 1 0 1",
        "1 bad              | 0 0 0",
        "5 bad              | 0 0 0",
        "1 clock            | 0 0 0",
        "1 scalar           | 0 0 0",
        "1 good 1 bad       | 1 1 2",
        "1 bad 1 good       | 1 1 2",
        "1 good 1 bad 1 clock 1 good | 2 2 4",
        "1 good 1 scalar    | 0 0 0",
        "1 scalar 1 good    | 0 0 0",
        "1 bad 1 scalar     | 0 0 0",
        "255 good           | 255 0 255",
        "256 good           | 256 0 256",
        "257 good           | 257 0 257",
        "300 good           | 300 0 300",
        "512 good           | 512 0 512",
        "1000 good          | 1000 0 1000",
        "255 good 1 scalar  | 0 0 0",
        "256 good 1 scalar  | 256 0 256",
        "300 good 1 scalar  | 256 0 256",
        "511 good 1 scalar 100 good | 256 0 256",
        "512 good 1 scalar 100 good | 512 0 512",
        "256 good 1 bad     | 256 0 256",
        "256 good 9 bad     | 256 0 256",
        "256 good 9 bad 1 good | 257 9 266",
        "255 good 1 bad     | 255 1 256",
        "255 good 1 bad 1 good | 256 1 257",
        "255 good 1 bad 1 good 1 scalar | 256 1 257",
        "255 good 1 bad 1 good 1 bad | 256 1 257",
        "100 bad 256 good   | 256 100 356",
        "300 bad 1 good     | 1 300 301",
        "300 bad            | 0 0 0",
        "256 good 300 bad 1 scalar | 256 0 256"
      })
  void counts(String rows, String counts) {
    assertEquals(counts, counts(count(rows(rows == null ? "" : rows))));
  }

  @Test
  void outcomes_ofACountedChunk() {
    RowOutcomes verdicts = count(GOOD + "," + MALFORMED + "," + BAD_CLOCK + "," + NO_VALUE);

    assertEquals(
        List.of(Outcome.PROCESSED, Outcome.NO_HOST, Outcome.BAD_CLOCK, Outcome.PROCESSED),
        outcomes(verdicts, 4));
  }

  @Test
  void outcomes_ofAChunkWithAScalar() {
    RowOutcomes verdicts = count(String.join(",", GOOD, MALFORMED, SCALAR, GOOD, BAD_CLOCK));

    assertEquals(
        List.of(
            Outcome.NOT_REACHED,
            Outcome.NO_HOST,
            Outcome.NOT_AN_OBJECT,
            Outcome.NOT_REACHED,
            Outcome.BAD_CLOCK),
        outcomes(verdicts, 5));
  }

  @Test
  void outcomes_ofAChunkBeforeThatWithTheScalar() {
    RowOutcomes verdicts = count(rows("256 good 1 good 1 scalar 1 good"));

    assertEquals(Outcome.PROCESSED, verdicts.outcome(255));
    assertEquals(Outcome.NOT_REACHED, verdicts.outcome(256));
    assertEquals(Outcome.NOT_AN_OBJECT, verdicts.outcome(257));
    assertEquals(Outcome.NOT_REACHED, verdicts.outcome(258));
  }

  @Test
  void outcomes_ofMalformedRowsThatAreNotCounted() {
    RowOutcomes verdicts = count(rows("256 good 2 bad"));

    assertEquals(Outcome.PROCESSED, verdicts.outcome(255));
    assertEquals(Outcome.NO_HOST, verdicts.outcome(256));
    assertEquals(Outcome.NO_HOST, verdicts.outcome(257));
  }

  @Test
  void wellFormedRowsAreJudged() {
    RequestValues rows = Rows.of(String.join(",", GOOD, MALFORMED, GOOD));

    RowOutcomes verdicts =
        HistoryCounter.count(
            rows, (row, verdict) -> row == 0 ? Outcome.UNKNOWN_KEY : Outcome.PEER_NOT_ALLOWED);

    assertEquals("0 3 3", counts(verdicts));
    assertEquals(
        List.of(Outcome.UNKNOWN_KEY, Outcome.NO_HOST, Outcome.PEER_NOT_ALLOWED),
        outcomes(verdicts, 3));
  }

  @Test
  void aFailedRowIsAWellFormedOne() {
    RowOutcomes verdicts =
        HistoryCounter.count(Rows.of(GOOD), (row, verdict) -> Outcome.UNKNOWN_HOST);

    assertEquals("0 1 1", counts(verdicts));
  }

  @Test
  void malformedAndUnreachedRowsAreNotJudged() {
    RequestValues rows = Rows.of(String.join(",", MALFORMED, GOOD, SCALAR, GOOD));

    RowOutcomes verdicts =
        HistoryCounter.count(rows, (row, verdict) -> fail("asked for row " + row));

    assertEquals("0 0 0", counts(verdicts));
  }

  private static RowOutcomes count(String rows) {
    return HistoryCounter.count(Rows.of(rows), (row, verdict) -> Outcome.PROCESSED);
  }

  /** The rows that {@code "2 good 1 scalar"} describes. */
  private static String rows(String description) {
    List<String> rows = new ArrayList<>();
    String[] words = description.split(" ", -1);
    for (int i = 0; i + 1 < words.length; i += 2) {
      for (int n = Integer.parseInt(words[i]); n > 0; n--) {
        rows.add(row(words[i + 1]));
      }
    }
    return String.join(",", rows);
  }

  private static String row(String kind) {
    return switch (kind) {
      case "good" -> GOOD;
      case "novalue" -> NO_VALUE;
      case "bad" -> MALFORMED;
      case "clock" -> BAD_CLOCK;
      case "scalar" -> SCALAR;
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static String counts(RowOutcomes verdicts) {
    return verdicts.processed() + " " + verdicts.failed() + " " + verdicts.total();
  }

  private static List<Outcome> outcomes(RowOutcomes verdicts, int rows) {
    return IntStream.range(0, rows).mapToObj(verdicts::outcome).toList();
  }
}
