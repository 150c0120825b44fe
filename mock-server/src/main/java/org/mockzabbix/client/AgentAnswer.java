package org.mockzabbix.client;

import java.io.IOException;
import org.mockzabbix.protocol.AgentVersion;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.Request.CheckForm;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.protocol.json.JsonType;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.Packet;

/**
 * What an agent answered, and how.
 *
 * @param text the answer as a person would see it: of a plain one the whole text
 * @param nextTime the form in which to ask the same agent again
 */
record AgentAnswer(CheckResult result, String text, CheckForm nextTime, Packet packet) {

  private static final String NOT_SUPPORTED = "ZBX_NOTSUPPORTED";
  private static final String ERROR = "ZBX_ERROR";
  private static final String NO_DATA = "ZBX_NODATA";

  /** Whether an answer is an object or an array in JSON; anything else is the bare form. */
  static boolean looksLikeJson(Packet packet) {
    Bytes text = packet.payload();
    if (text.length() == 0 || (text.at(0) != '{' && text.at(0) != '[')) {
      return false;
    }
    return isObject(text) || text.at(0) == '[';
  }

  private static boolean isObject(Bytes text) {
    try {
      open(text);
      return true;
    } catch (InvalidJsonException notJson) {
      return false;
    }
  }

  private static JsonCursor open(Bytes text) throws InvalidJsonException {
    return JsonCursor.open(text.array(), text.offset(), text.offset() + text.length());
  }

  /** The bare form: a value, or words that say there is none. Line ends behind it are dropped. */
  static AgentAnswer plain(Packet packet, ZabbixVersion version) {
    String text = packet.payload().text().replaceAll("[\\r\\n]+$", "");
    return new AgentAnswer(plainResult(text), text, CheckForm.PLAIN, packet);
  }

  private static CheckResult plainResult(String text) {
    if (text.equals(NOT_SUPPORTED)) {
      return CheckResult.notSupported("Not supported by Zabbix Agent");
    }
    if (text.startsWith(NOT_SUPPORTED + '\0')) {
      return CheckResult.notSupported(text.substring(NOT_SUPPORTED.length() + 1));
    }
    if (text.equals(ERROR)) {
      return CheckResult.notSupported("Zabbix Agent non-critical error");
    }
    return text.equals(NO_DATA) ? new CheckResult.NoData() : CheckResult.value(text);
  }

  /**
   * The form in JSON.
   *
   * @throws IOException if the agent refuses the question as a whole, or its answer lacks something
   */
  static AgentAnswer json(Packet packet) throws IOException {
    JsonCursor top;
    try {
      top = open(packet.payload());
    } catch (InvalidJsonException invalid) {
      throw new IOException("cannot parse response: " + invalid.getMessage(), invalid);
    }
    String agent = top.textOf("version");
    if (agent == null) {
      throw new IOException("cannot find the \"version\" object in the received JSON object.");
    }
    String refusal = top.textOf("error");
    if (refusal != null) {
      throw new IOException(refusal);
    }
    boolean modern = AgentVersion.parse(agent).atLeast(7, 0);
    CheckResult result = firstOf(top);
    String text = result instanceof CheckResult.Value value ? value.text() : "";
    return new AgentAnswer(result, text, modern ? CheckForm.JSON : CheckForm.PLAIN, packet);
  }

  private static CheckResult firstOf(JsonCursor top) throws IOException {
    if (!top.find("data") || top.type() != JsonType.ARRAY) {
      throw new IOException("cannot find the \"data\" object in the received JSON object.");
    }
    JsonCursor rows = top.enter();
    if (!rows.nextElement()) {
      throw new IOException("received empty data response");
    }
    JsonCursor row = rows.enter();
    String error = row.textOf("error");
    if (error != null) {
      return CheckResult.notSupported(error);
    }
    if (!row.find("value")) {
      throw new IOException("cannot parse response: cannot find pair with name \"value\"");
    }
    return row.type() == JsonType.NULL ? new CheckResult.NoData() : CheckResult.value(row.text());
  }
}
