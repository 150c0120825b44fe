package org.mockzabbix.protocol;

import java.util.Arrays;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.Utf8;
import org.mockzabbix.wire.Bytes;

/**
 * Decodes the data of packets into requests, as real servers and agents do.
 *
 * <p>The same data always results in an equal request. A request refers to the array that it was
 * decoded from, so the array must not change afterwards.
 */
public final class RequestDecoder {

  private static final String EMPTY_PACKET = "the packet is empty";

  private RequestDecoder() {}

  /**
   * Returns the request that a server of {@code version} reads from the data of a packet.
   *
   * @param data holds the data of the packet, inflated
   * @param end where the data ends, exclusive
   */
  public static Request decode(byte[] data, int start, int end, ZabbixVersion version) {
    int textEnd = trimmedEnd(data, start, end);
    if (textEnd == start) {
      return Invalid.unreadable(EMPTY_PACKET);
    }
    return data[start] == '{'
        ? json(data, start, textEnd, version)
        : LegacyDecoder.decode(
            legacyText(data, start, textEnd), Bytes.of(data).slice(start, end - start));
  }

  /**
   * Returns the index in {@code data} of the error for which a server of {@code version} cannot
   * read JSON; -1 if the data is not a JSON object, or valid.
   *
   * @param data holds the data of the packet, inflated
   * @param end where the data ends, exclusive
   */
  public static int invalidAt(byte[] data, int start, int end, ZabbixVersion version) {
    int textEnd = trimmedEnd(data, start, end);
    if (textEnd == start || data[start] != '{') {
      return -1;
    }
    try {
      JsonRequest.read(data, start, textEnd, version);
      return -1;
    } catch (InvalidJsonException invalid) {
      return invalid.position();
    }
  }

  /**
   * Returns the request that an agent reads from the data of a packet.
   *
   * @param data holds the data of the packet
   * @param end where the data ends, exclusive
   */
  public static Request decode(byte[] data, int start, int end, AgentProgram agent) {
    return PassiveCheckDecoder.decode(data, start, end, agent);
  }

  /**
   * Returns the {@link Request.ProxyData} in the response of a passive proxy, which does not
   * include the proxy's name.
   *
   * @param data holds the data of the packet, inflated
   * @param end where the data ends, exclusive
   */
  public static Request decodeProxyData(
      byte[] data, int start, int end, ZabbixVersion version, String proxy) {
    if (start == end) {
      return Invalid.unreadable(EMPTY_PACKET);
    }
    try {
      return ProxyDecoder.collected(JsonRequest.read(data, start, end, version), proxy);
    } catch (InvalidJsonException invalid) {
      return Invalid.unreadable(invalid.reason());
    }
  }

  /**
   * Decodes a request by its kind. The switch has no default, so that the compiler reports a
   * missing kind.
   */
  private static Request decode(JsonRequest json) {
    return switch (json.kind()) {
      case SENDER_DATA -> HistoryDecoder.senderData(json);
      case AGENT_DATA -> HistoryDecoder.agentData(json);
      case HISTORY_PUSH -> FrontendDecoder.historyPush(json);
      case ACTIVE_CHECKS -> AgentDecoder.activeChecks(json);
      case ACTIVE_CHECK_HEARTBEAT -> AgentDecoder.heartbeat(json);
      case PROXY_CONFIG -> ProxyDecoder.config(json);
      case PROXY_DATA -> ProxyDecoder.data(json);
      case PROXY_HEARTBEAT -> ProxyDecoder.heartbeat(json);
      case ZABBIX_STATS -> FrontendDecoder.stats(json);
      case QUEUE_GET, STATUS_GET, COMMAND, ITEM_TEST, EXPRESSIONS_EVALUATE, ALERT_SEND ->
          FrontendDecoder.request(json);
      case PREPROCESSING_TEST -> FrontendDecoder.preprocessingTest(json);
      case REPORT_TEST -> FrontendDecoder.reportTest(json);
      case UNKNOWN -> json.unknown();
      case PROXY_TASKS, POLL, PASSIVE_CHECK, LEGACY_DATA, UNREADABLE, EMPTY ->
          throw new IllegalStateException(json.kind() + " is not a request to a server");
    };
  }

  /**
   * Returns the end of the text without trailing spaces and line ends, which servers ignore.
   * Servers do not ignore leading ones.
   */
  private static int trimmedEnd(byte[] data, int start, int dataEnd) {
    int end = dataEnd;
    while (end > start
        && (data[end - 1] == ' ' || data[end - 1] == '\r' || data[end - 1] == '\n')) {
      end--;
    }
    return end;
  }

  private static Request json(byte[] data, int start, int end, ZabbixVersion version) {
    try {
      return decode(JsonRequest.read(data, start, end, version));
    } catch (InvalidJsonException invalid) {
      return Invalid.unreadable(invalid.reason(), invalid.info());
    }
  }

  /**
   * Returns the text up to the first NUL, where a string of a server ends. In JSON, the scanner
   * does this.
   */
  private static String legacyText(byte[] data, int start, int end) {
    int nul = start;
    while (nul < end && data[nul] != 0) {
      nul++;
    }
    return Utf8.withQuestionMarks(Arrays.copyOfRange(data, start, trimmedEnd(data, start, nul)));
  }
}
