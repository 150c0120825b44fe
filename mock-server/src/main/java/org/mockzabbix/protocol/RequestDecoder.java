package org.mockzabbix.protocol;

import java.util.Arrays;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.Utf8;

/** Decodes requests to the trapper port. */
final class RequestDecoder {

  private RequestDecoder() {}

  static Request decode(byte[] data, int start, int dataEnd, ZabbixVersion version) {
    int end = trimmedEnd(data, start, dataEnd);
    if (end == start) {
      return Invalid.unreadable("the packet is empty");
    }
    return data[start] == '{'
        ? json(data, start, end, version)
        : LegacyDecoder.decode(legacyText(data, start, end));
  }

  /** Servers drop spaces and line ends behind the text, and none before it. */
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
      return JsonRequest.read(data, start, end, version).decode();
    } catch (InvalidJsonException invalid) {
      return Invalid.unreadable(reason(invalid), invalid.info());
    }
  }

  private static String reason(InvalidJsonException invalid) {
    return "not valid JSON: " + invalid.getMessage();
  }

  /** A server's string ends at NUL; in JSON, the scanner handles it. */
  private static String legacyText(byte[] data, int start, int end) {
    int nul = start;
    while (nul < end && data[nul] != 0) {
      nul++;
    }
    return Utf8.withQuestionMarks(Arrays.copyOfRange(data, start, trimmedEnd(data, start, nul)));
  }

  /** Decodes the response of a passive proxy, which does not repeat its name. */
  static Request proxyData(byte[] data, int start, int end, ZabbixVersion version, String proxy) {
    try {
      return ProxyDecoder.collected(JsonRequest.read(data, start, end, version), proxy);
    } catch (InvalidJsonException invalid) {
      return Invalid.unreadable(reason(invalid));
    }
  }
}
