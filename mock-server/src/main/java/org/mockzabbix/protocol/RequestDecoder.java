package org.mockzabbix.protocol;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Request.Refused;
import org.mockzabbix.protocol.Request.SenderData;
import org.mockzabbix.protocol.Request.Unknown;
import org.mockzabbix.protocol.Request.Unreadable;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.wire.Bytes;

/** Turns a packet's payload into the request that a server of one version sees in it. Immutable. */
public final class RequestDecoder {

  private static final int SESSION_LENGTH = 32;

  /** Bytes of an unfit {@code data} that the server quotes at most. */
  private static final int QUOTED_DATA = 64;

  private final ZabbixVersion version;

  public RequestDecoder(ZabbixVersion version) {
    this.version = version;
  }

  /**
   * Decodes; never fails, for what cannot be read is {@link Unreadable}. The same bytes always give
   * the same.
   */
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
        : LegacyDecoder.decode(
            payload.slice(0, trimmedEnd(text, start, nul(text, start, end)) - start));
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

  /** Where a server's string ends; the check of JSON looks for it by itself. */
  private static int nul(byte[] text, int start, int end) {
    int nul = start;
    while (nul < end && text[nul] != 0) {
      nul++;
    }
    return nul;
  }

  private Request json(byte[] text, int start, int end) {
    JsonCursor top;
    try {
      top = JsonCursor.open(text, start, end);
    } catch (InvalidJsonException invalid) {
      return new Unreadable("not valid JSON: " + invalid.getMessage(), invalid.info());
    }
    String name = top.textOf("request");
    return switch (name == null ? "" : name) {
      case "sender data" -> senderData(text, end, top);
      default -> new Unknown(name);
    };
  }

  private Request senderData(byte[] text, int end, JsonCursor top) {
    String refusal = refusalOfData(top);
    if (refusal == null && !version.atLeast(ZabbixVersion.V7_0)) {
      refusal = refusalOfSession(top);
    }
    if (refusal != null) {
      return new Refused(RequestKind.SENDER_DATA, refusal);
    }
    top.find("data");
    return new SenderData(HistoryRows.read(text, end, top.enter()));
  }

  private @Nullable String refusalOfData(JsonCursor top) {
    boolean found = top.find("data");
    if (found && !top.type().isScalar()) {
      return null;
    }
    if (version.atLeast(ZabbixVersion.V7_0)) {
      return "cannot open \"data\" token";
    }
    return found
        ? "cannot open JSON object or array \"" + top.restOfText(QUOTED_DATA) + "\""
        : "cannot find pair with name \"data\"";
  }

  private static @Nullable String refusalOfSession(JsonCursor top) {
    String session = top.textOf("session");
    int length = session == null ? SESSION_LENGTH : session.getBytes(StandardCharsets.UTF_8).length;
    return length == SESSION_LENGTH ? null : "invalid session token length " + length;
  }
}
