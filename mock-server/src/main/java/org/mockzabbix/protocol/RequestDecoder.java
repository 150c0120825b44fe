package org.mockzabbix.protocol;

import java.util.Arrays;
import org.mockzabbix.protocol.Request.Unknown;
import org.mockzabbix.protocol.Request.Unreadable;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.protocol.json.Utf8;
import org.mockzabbix.wire.Bytes;

/**
 * Turns a packet's payload into the request that a server of one version sees in it. Immutable; the
 * same bytes always give the same request.
 */
public final class RequestDecoder implements Decoder {

  private final ZabbixVersion version;

  /** Reads as servers of this version do. */
  public RequestDecoder(ZabbixVersion version) {
    this.version = version;
  }

  @Override
  @SuppressWarnings("exports") // called inside the module only
  public Request decode(Bytes payload) {
    byte[] text = payload.array();
    int start = payload.offset();
    int end = trimmedEnd(text, start, start + payload.length());
    if (end == start) {
      return new Unreadable("the packet is empty", null);
    }
    return text[start] == '{'
        ? json(text, start, end)
        : LegacyDecoder.decode(legacyText(text, start, end));
  }

  /** A server's string ends at NUL; the check of JSON looks for it by itself. */
  private static String legacyText(byte[] text, int start, int end) {
    int nul = start;
    while (nul < end && text[nul] != 0) {
      nul++;
    }
    return Utf8.withQuestionMarks(Arrays.copyOfRange(text, start, trimmedEnd(text, start, nul)));
  }

  /**
   * Reads what a passive proxy answers when it is asked for what it collected; it does not repeat
   * its own name.
   */
  @SuppressWarnings("exports") // called inside the module only
  public Request decodeCollected(Bytes payload, String proxy) {
    byte[] text = payload.array();
    int end = payload.offset() + payload.length();
    try {
      JsonCursor top = JsonCursor.open(text, payload.offset(), end);
      return ProxyDecoder.collected(new Message(text, end, top, version), proxy);
    } catch (InvalidJsonException invalid) {
      return new Unreadable("not valid JSON: " + invalid.getMessage(), null);
    }
  }

  /** Servers drop spaces and line ends behind the text, and none before it. */
  private static int trimmedEnd(byte[] text, int start, int length) {
    int end = length;
    while (end > start
        && (text[end - 1] == ' ' || text[end - 1] == '\r' || text[end - 1] == '\n')) {
      end--;
    }
    return end;
  }

  private Request json(byte[] text, int start, int end) {
    try {
      return named(new Message(text, end, JsonCursor.open(text, start, end), version));
    } catch (InvalidJsonException invalid) {
      return new Unreadable("not valid JSON: " + invalid.getMessage(), invalid.info());
    }
  }

  private static Request named(Message message) {
    String name = message.text("request");
    return switch (name == null ? "" : name) {
      case "sender data" -> HistoryDecoder.senderData(message);
      case "agent data" -> HistoryDecoder.agentData(message);
      case "history.push" -> HistoryDecoder.historyPush(message);
      case "active checks" -> AgentDecoder.activeChecks(message);
      case "active check heartbeat" -> AgentDecoder.heartbeat(message);
      case "proxy config" -> ProxyDecoder.config(message);
      case "proxy data" -> ProxyDecoder.data(message);
      case "proxy heartbeat" -> ProxyDecoder.heartbeat(message);
      case "zabbix.stats" -> FrontendDecoder.stats(message);
      case "queue.get" -> FrontendDecoder.question(RequestKind.QUEUE_GET, message);
      case "status.get" -> FrontendDecoder.question(RequestKind.STATUS_GET, message);
      default -> new Unknown(name);
    };
  }
}
