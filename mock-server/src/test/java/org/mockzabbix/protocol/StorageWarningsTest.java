package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.protocol.ItemValue.Context;
import org.mockzabbix.protocol.ItemValue.Source;

/** What the author of a client reads about a value that a real server does not store. */
class StorageWarningsTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          TOO_OLD        | {"value":"5"}             | its clock is older than the history storage period of the item
          HISTORY_OFF    | {"value":"5"}             | the item keeps no history
          NO_VALUE       | {}                        | it has no value
          NO_VALUE       | {"value":{}}              | its value is an object
          NO_VALUE       | {"value":[]}              | its value is an array
          DUPLICATE_TIME | {"clock":5,"ns":6}        | the item already has a value with this clock and ns; a database that was created by Zabbix 6.0 or newer keeps only the first
          DUPLICATE_TIME | {"clock":5}               | the item already has a value with this clock and ns (without ns, the server counts from 0 in each packet); a database that was created by Zabbix 6.0 or newer keeps only the first
          """)
  void nothingIsStored(NotStored reason, String json, String because) {
    assertEquals(
        List.of("a 6.0 server counts this value as processed, but does not store it: " + because),
        warnings(json, ValueType.UNSIGNED, reason));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          UNSUITABLE    | {"value":"on"}                       | Value of type "string" is not suitable for value type "Numeric (unsigned)". Value "on"
          NOT_SUPPORTED | {"value":"No such\\nfile","state":1} | No such\\nfile
          """)
  void nothingIsStored_andTheItemIsNotSupported(NotStored reason, String json, String because) {
    assertEquals(
        List.of(
            "a 6.0 server counts this value as processed, but does not store it, and the item is"
                + " not supported: "
                + because),
        warnings(json, ValueType.UNSIGNED, reason));
  }

  @Test
  void theReasonOfAnItemThatIsNotSupported_isShortened() {
    String json = "{\"state\":1,\"value\":\"" + "x".repeat(241) + "\"}";

    String warning = warnings(json, null, NotStored.NOT_SUPPORTED).get(0);

    assertEquals(" " + "x".repeat(240) + "...", warning.substring(warning.lastIndexOf(' ')));
  }

  @Test
  void aTextIsCut() {
    String json = "{\"value\":\"" + "x".repeat(256) + "\"}";

    assertEquals(
        List.of("a 6.0 server stores only the first 255 of the 256 characters"),
        warnings(json, ValueType.CHARACTER, null));
    assertEquals(List.of(), warnings(json, ValueType.TEXT, null));
  }

  @Test
  void theSourceOfALogEntryIsCut() {
    String json = "{\"value\":\"x\",\"source\":\"%s\"}";

    assertEquals(
        List.of("a 6.0 server stores only the first 64 of the 65 characters of the log source"),
        warnings(json.formatted("s".repeat(65)), ValueType.LOG, null));
    assertEquals(List.of(), warnings(json.formatted("s".repeat(64)), ValueType.LOG, null));
    assertEquals(List.of(), warnings(json.formatted("s".repeat(65)), ValueType.TEXT, null));
  }

  private static List<String> warnings(String json, ValueType type, NotStored reason) {
    byte[] codes = {RowOutcomes.storageCode(type, reason)};
    RowOutcomes outcomes = RowOutcomes.allProcessed(1).withStored(ZabbixVersion.V6_0, codes);
    Context context = new Context(Source.SENDER, null, 1, 1, 0, Instant.EPOCH, 10051, null);
    return ItemValue.of(Rows.of(json).get(0), outcomes, context).storageWarnings();
  }
}
