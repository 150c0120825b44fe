package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.protocol.Request.FrontendRequest;
import org.mockzabbix.protocol.Request.HistoryPush;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.ZabbixStats;

/** Requests of the web frontend, and for internal counters. */
class FrontendDecoderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"from\":5,\"to\":\"5\"}",
        "{\"to\":6}",
        "{\"from\":\"1m\",\"to\":60}",
        "[]"
      })
  void stats_ofTheQueue(String params) {
    assertEquals(new ZabbixStats(true), stats(params));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          5                        | cannot find tag: params
          {"from":"x"}             | invalid 'from' parameter
          {"from":"x","to":"x"}    | invalid 'from' parameter
          {"to":"5y"}              | invalid 'to' parameter
          {"from":6,"to":5}        | parameters represent an invalid interval
          {"to":5}                 | parameters represent an invalid interval
          {"from":"2m","to":"1m"}  | parameters represent an invalid interval
          """)
  void stats_ofTheQueueIsRefused(String params, String info) {
    assertEquals(Invalid.refused(RequestKind.ZABBIX_STATS, info), stats(params));
  }

  @Test
  void stats_ignoresABoundOfMoreThan21Bytes() {
    String params = "{\"from\":\"" + "x".repeat(22) + "\"}";

    assertEquals(new ZabbixStats(true), stats(params));
    assertEquals(
        "invalid 'from' parameter",
        ((Invalid) stats("{\"from\":\"" + "x".repeat(21) + "\"}")).info());
  }

  @Test
  void stats_ofAllCounters() {
    assertEquals(new ZabbixStats(false), Rows.request("{\"request\":\"zabbix.stats\"}"));
    assertEquals(
        new ZabbixStats(false), Rows.request("{\"request\":\"zabbix.stats\",\"type\":\"ping\"}"));
  }

  @Test
  void request_hasItsParametersAsText() {
    FrontendRequest request =
        (FrontendRequest)
            Rows.request(
                "{\"request\":\"queue.get\",\"sid\":\"abc\",\"type\":\"details\",\"limit\":501,"
                    + "\"data\":{\"a\": [1]}}");

    assertEquals(RequestKind.QUEUE_GET, request.kind());
    assertEquals("abc", request.sid());
    assertEquals("details", request.type());
    assertEquals(Map.of("type", "details", "limit", "501"), request.parameters());
    assertEquals("{\"a\": [1]}", request.data());
  }

  @Test
  void request_withoutASession() {
    FrontendRequest request = (FrontendRequest) Rows.request("{\"request\":\"status.get\"}");

    assertNull(request.sid());
    assertNull(request.type());
    assertNull(request.data());
  }

  @ParameterizedTest
  @CsvSource({
    "V5_0, preprocessing.test, true, up to 6.4",
    "V6_0, preprocessing.test, true, up to 6.4",
    "V7_0, preprocessing.test, false, up to 6.4",
    "V5_0, report.test, false, 6.0 and newer",
    "V6_0, report.test, true, 6.0 and newer",
    "V7_0, report.test, true, 6.0 and newer",
    "V5_0, history.push, false, 7.0 and newer",
    "V6_0, history.push, false, 7.0 and newer",
    "V7_0, history.push, true, 7.0 and newer"
  })
  void request_isKnownToSomeVersions(
      ZabbixVersion version, String name, boolean known, String versions) {
    Request request = Rows.request(version, "{\"request\":\"" + name + "\"}");

    assertEquals(known ? RequestKind.named(name) : RequestKind.UNKNOWN, request.kind());
    assertEquals(
        known
            ? null
            : "Zabbix "
                + version
                + " does not know the request \""
                + name
                + "\", which servers of versions "
                + versions
                + " know",
        request.reason());
  }

  @Test
  void historyPush() {
    HistoryPush push =
        (HistoryPush)
            Rows.request(
                "{\"request\":\"history.push\",\"sid\":\"abc\",\"clientip\":\"10.0.0.1\","
                    + "\"data\":[{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\"}]}");

    assertEquals("abc", push.sid());
    assertEquals("10.0.0.1", push.clientip());
    assertNull(push.defect());
    assertEquals("h k = \"1\"", push.values().get(0).toString());
  }

  private static Request stats(String params) {
    return Rows.request(
        "{\"request\":\"zabbix.stats\",\"type\":\"queue\",\"params\":" + params + "}");
  }
}
