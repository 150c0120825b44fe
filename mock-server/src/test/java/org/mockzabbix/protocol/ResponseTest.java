package org.mockzabbix.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockzabbix.protocol.ZabbixVersion.V6_0;
import static org.mockzabbix.protocol.ZabbixVersion.V7_0;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.protocol.AgentProgram.Variant;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.wire.Bytes;

/** Isolated, because it changes the default locale for a moment. */
@Isolated
class ResponseTest {

  @Test
  void processed_isOnePacketInTheServersOrder() {
    Bytes bytes = Bytes.of(new Processed(1, 0, 1, 0.000055).toBytes(1));

    String json =
        "{\"response\":\"success\","
            + "\"info\":\"processed: 1; failed: 0; total: 1; seconds spent: 0.000055\"}";
    assertEquals(90, json.length());
    assertEquals(Bytes.of(concat(header("01", "5a"), json)), bytes);
  }

  @Test
  void processed_flagsAreEchoed() {
    Bytes bytes = Bytes.of(new Processed(1, 0, 1, 0).toBytes(0x81));

    assertEquals("5a425844" + "81", bytes.hex(5).replace("...", ""));
  }

  @Test
  void failed_escapesItsInfo() {
    Bytes bytes = Bytes.of(Response.failed("cannot open \"data\" token").toBytes(1));

    String json = "{\"response\":\"failed\",\"info\":\"cannot open \\\"data\\\" token\"}";
    assertEquals(Bytes.of(concat(header("01", "39"), json)), bytes);
  }

  @Test
  void failed_lengthCountsBytes() {
    Bytes bytes = Bytes.of(Response.failed("é€😀").toBytes(1));

    String json = "{\"response\":\"failed\",\"info\":\"é€😀\"}";
    assertEquals(31 + 9, json.getBytes(UTF_8).length);
    assertEquals(Bytes.of(concat(header("01", "28"), json)), bytes);
  }

  @Test
  void none_isNoByte() {
    assertEquals(Bytes.empty(), Bytes.of(Response.none().toBytes(1)));
  }

  @Test
  void headerless_isTheTextAlone() {
    assertEquals(Bytes.of("OK"), Bytes.of(Response.headerless("OK").toBytes(3)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.000000",
    "0.000055, 0.000055",
    "0.0000004, 0.000000",
    "0.0000005, 0.000001",
    "0.0000015, 0.000002",
    "0.999999, 0.999999",
    "0.9999996, 1.000000",
    "1.5, 1.500000",
    "75.000001, 75.000001",
    "123456, 123456.000000",
    "-0.5, 0.000000"
  })
  void info_secondsSpentHaveSixDecimals(double seconds, String text) {
    assertEquals(
        "processed: 2; failed: 1; total: 3; seconds spent: " + text,
        new Processed(2, 1, 3, seconds).info());
  }

  @Test
  void info_isTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

      assertEquals(
          "processed: 1234; failed: 0; total: 1234; seconds spent: 1.500000",
          new Processed(1234, 0, 1234, 1.5).info());
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "processed: 1; failed: 2                                       | 1 2 3",
        "processed: 3; failed: 0; total: 3; seconds spent: 0.000055 | 3 0 3",
        "processed: 999999999; failed: 0                               | 999999999 0 999999999",
        "processed: 9999999999; failed: 0                              | none",
        "failed: 1; processed: 2                                       | none",
        "was processed: 1; failed: 2                                   | none",
        "                                                              | none"
      })
  void find_readsWhatAnInfoBeginsWith(@Nullable String info, String counts) {
    assertEquals(
        counts,
        Processed.find(info)
            .map(found -> found.processed() + " " + found.failed() + " " + found.total())
            .orElse("none"));
  }

  @Test
  void withOutcomes_countsAgain() {
    RowOutcomes.Builder rows = new RowOutcomes.Builder(2);
    rows.set(0, Outcome.PROCESSED);
    rows.set(1, Outcome.UNKNOWN_KEY);
    rows.count(0, 2);
    RowOutcomes outcomes = rows.build();
    Response pushed = Response.pushed(List.of(7L, 8L), RowOutcomes.allProcessed(2));

    assertEquals(new Processed(1, 1, 2, 0.5), new Processed(2, 0, 2, 0.5).withOutcomes(outcomes));
    assertEquals(Response.pushed(List.of(7L, 8L), outcomes), pushed.withOutcomes(outcomes));
    assertEquals(Response.success(), Response.success().withOutcomes(outcomes));
  }

  @Test
  void withUploadDisabled_changesSuccessOnly() {
    Response stopped = Response.json("{\"response\":\"success\",\"upload\":\"disabled\"}");

    assertEquals(stopped, new Processed(1, 0, 1, 0).withUploadDisabled());
    assertEquals(stopped, Response.success("fine").withUploadDisabled());
    assertEquals(Response.failed("no"), Response.failed("no").withUploadDisabled());
  }

  @ParameterizedTest
  @CsvSource({
    "PROCESSED, '{\"itemid\":7}'",
    "ITEM_DISABLED, '{\"itemid\":7,\"error\":\"Item is disabled.\"}'",
    "WRONG_ITEM_TYPE, '{\"itemid\":7,\"error\":\"Unsupported item type.\"}'",
    "HOST_DISABLED, '{\"itemid\":7,\"error\":\"Host is not monitored.\"}'",
    "PEER_NOT_ALLOWED, '{\"itemid\":7,\"error\":\"Connection source address is not in item''s"
        + " allowed hosts list.\"}'",
    "CLIENTIP_NOT_ALLOWED, '{\"itemid\":7,\"error\":\"Client IP is not in item''s allowed hosts"
        + " list.\"}'",
    "REPEATED_TIMESTAMP, '{\"itemid\":7,\"error\":\"Duplicate timestamp found.\"}'",
    "UNKNOWN_ITEMID, '{\"error\":\"No permissions to referred object or it does not exist.\"}'"
  })
  void pushed_hasTheErrorOfEachValue(Outcome outcome, String row) {
    RowOutcomes.Builder rows = new RowOutcomes.Builder(1);
    rows.set(0, outcome);

    assertEquals(
        "{\"response\":\"success\",\"data\":[" + row + "]}",
        Response.pushed(List.of(7L), rows.build()).text());
  }

  @Test
  void check_repeatsItsLengthAsAgent2Before70() {
    assertEquals("5a425844 01 01000000 01000000 31", checkBytes(V6_0, Variant.AGENT2));
    assertEquals("5a425844 01 01000000 00000000 31", checkBytes(V7_0, Variant.AGENT2));
    assertEquals("5a425844 01 01000000 00000000 31", checkBytes(V6_0, Variant.AGENT));
  }

  private static String checkBytes(ZabbixVersion version, Variant variant) {
    AgentProgram agent = new AgentProgram(version, variant);
    Response response = Response.check(CheckResult.value("1"), PassiveCheckFormat.PLAIN, agent);
    String hex = HexFormat.of().formatHex(response.toBytes(1));
    return hex.replaceFirst("(.{8})(..)(.{8})(.{8})", "$1 $2 $3 $4 ");
  }

  static Stream<Arguments> results() {
    return Stream.of(
        arguments(new Processed(1, 0, 1, 0.5), "processed: 1; failed: 0; total: 1", null),
        arguments(Response.failed("host not found"), "failed: host not found", "host not found"),
        arguments(Response.success("fine"), "", null),
        arguments(Response.none(), "", null),
        arguments(Response.refusedSilently("no session"), "", "no session"),
        arguments(Response.refused("{}", "no session"), "", "no session"),
        arguments(
            received("{\"response\":\"success\",\"info\":\"processed: 1; seconds spent: 0.1\"}"),
            "processed: 1",
            null),
        arguments(received("{\"response\":\"success\"}"), "", null),
        arguments(
            received("{\"response\":\"failed\",\"info\":\"host not found\"}"),
            "failed: host not found",
            "host not found"),
        arguments(
            received("{\"response\":\"failed\",\"info\":\"no; seconds spent: 0.1\"}"),
            "failed: no",
            "no; seconds spent: 0.1"),
        arguments(
            received("{\"redirect\":{\"reset\":true},\"response\":\"failed\"}"),
            "failed: the response has no \"info\"",
            "the response has no \"info\""),
        arguments(received("1.5"), "", null),
        arguments(Response.received("{\"response\":".getBytes(UTF_8)), "", null));
  }

  @ParameterizedTest
  @MethodSource("results")
  void summaryAndRefusal(Response response, String summary, @Nullable String refusal) {
    assertEquals(summary, response.summary());
    assertEquals(refusal, response.refusal());
  }

  @Test
  void info() {
    assertEquals("fine", Response.success("fine").info());
    assertEquals("no", Response.failed("no").info());
    assertEquals("fine", received("{\"info\":\"fine\"}").info());
    assertNull(received("1.5").info());
    assertNull(Response.json("{\"info\":\"fine\"}").info());
  }

  /** Returns the response of a real server with this data in a packet. */
  private static Response received(String data) {
    return Response.received(Response.json(data).toBytes(1));
  }

  private static String header(String flags, String length) {
    return "5a425844" + flags + length + "000000" + "00000000";
  }

  private static byte[] concat(String hex, String json) {
    byte[] header = HexFormat.of().parseHex(hex);
    byte[] body = json.getBytes(UTF_8);
    byte[] all = Arrays.copyOf(header, header.length + body.length);
    System.arraycopy(body, 0, all, header.length, body.length);
    return all;
  }
}
