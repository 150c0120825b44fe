package org.mockzabbix.protocol;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.protocol.json.JsonType;
import org.mockzabbix.protocol.json.Utf8;
import org.mockzabbix.text.ZabbixTime;

/**
 * Decodes requests to an agent as a specific agent program does.
 *
 * <p>Agents before 7.0 read all data as a key. Agents since 7.0 read a JSON object as a request in
 * JSON, and all other data as a key (protocol: passive checks).
 */
final class PassiveCheckDecoder {

  private static final Pattern JSON_SCALAR =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?|true|false|null|\"[^\"\\\\]*\"|\\[.*]");
  private static final long MAX_TIMEOUT = 600;
  private static final String NO_ARRAY =
      ": \"data\" is an object instead of an array: write [ and ] around it";

  private final AgentProgram agent;

  private PassiveCheckDecoder(AgentProgram agent) {
    this.agent = agent;
  }

  static Request decode(byte[] data, int start, int end, AgentProgram agent) {
    return new PassiveCheckDecoder(agent).decode(data, start, end);
  }

  private Request decode(byte[] data, int start, int end) {
    if (agent.knowsJson()) {
      JsonCursor json = json(data, start, end);
      if (json != null) {
        return request(json);
      }
      if (agent.isAgent2() && isJsonScalar(data, start, end)) {
        String hint = data[start] == '"' ? ": remove the quotes around the key" : "";
        return refused("Failed to unmarshall json request into passiveChecksRequest.", hint);
      }
    }
    return new PassiveCheck(key(data, start, end), PassiveCheckFormat.PLAIN, null);
  }

  private static @Nullable JsonCursor json(byte[] data, int start, int end) {
    int first = start;
    while (first < end && JsonCursor.isSpace(data[first])) {
      first++;
    }
    if (first == end || data[first] != '{') {
      return null;
    }
    try {
      return JsonCursor.open(data, first, end);
    } catch (InvalidJsonException notJson) {
      return null;
    }
  }

  private static boolean isJsonScalar(byte[] data, int start, int end) {
    return JSON_SCALAR.matcher(text(data, start, end)).matches();
  }

  private static String text(byte[] data, int start, int end) {
    return Utf8.withQuestionMarks(Arrays.copyOfRange(data, start, end));
  }

  /**
   * Returns the data as a key. Zabbix agent drops line ends after the key; Zabbix agent 2 keeps
   * them.
   */
  private String key(byte[] data, int start, int end) {
    String text = text(data, start, end);
    return agent.isAgent2() ? text : text.replaceAll("[\\r\\n]+$", "");
  }

  private Request request(JsonCursor top) {
    String error = requestError(top);
    if (error != null) {
      return refused(error, requestHint(top));
    }
    boolean hasData = top.find("data");
    JsonCursor checks = hasData ? top.enter() : JsonCursor.reopen(new byte[0], 0, 0);
    if (!checks.nextElement()) {
      return refused(
          agent.isAgent2() ? "Received empty \"data\" tag." : "received empty \"data\" tag",
          dataHint(top, hasData));
    }
    String hint = top.type() == JsonType.OBJECT ? NO_ARRAY : null;
    return check(checks.enter(), hint); // further elements are ignored
  }

  private static String requestHint(JsonCursor top) {
    String name = top.textOf("request");
    if (name == null) {
      return MissingMember.hint("request", MissingMember.names(top));
    }
    if (RequestKind.named(name) != RequestKind.UNKNOWN) {
      return ": is this the wrong port?";
    }
    String known = RequestKind.PASSIVE_CHECK.wireName();
    return UnknownRequest.isLike(name, known) ? ": did you mean \"" + known + "\"?" : "";
  }

  private static String dataHint(JsonCursor top, boolean hasData) {
    if (!hasData) {
      return MissingMember.hint("data", MissingMember.names(top));
    }
    return switch (top.type()) {
      case ARRAY -> "";
      case OBJECT -> NO_ARRAY;
      default -> MissingMember.wrongType(top);
    };
  }

  private @Nullable String requestError(JsonCursor top) {
    String request = top.textOf("request");
    if ("passive checks".equals(request)) {
      return null;
    }
    if (agent.isAgent2()) {
      return "Unknown request type \"" + (request == null ? "" : request) + "\".";
    }
    return request == null
        ? "cannot find the \"request\" object in the received JSON object: "
            + "cannot find pair with name \"request\""
        : "unknown request \"" + request + "\"";
  }

  /**
   * Returns the request for the first check.
   *
   * @param hint explains a missing member; null if the members themselves do
   */
  private Request check(JsonCursor check, @Nullable String hint) {
    String key = check.textOf("key");
    String timeout = check.textOf("timeout");
    if (!agent.isAgent2() && key == null) {
      return refused(missing("key"), missingHint("key", check, hint));
    }
    if (!agent.isAgent2() && timeout == null) {
      return refused(missing("timeout"), missingHint("timeout", check, hint));
    }
    if (agent.isAgent2() && timeout != null && !isTimeout(timeout)) {
      return refused(
          "Failed to parse passive check timeout: invalid time suffix format: "
              + "unsupported timeout value.");
    }
    return new PassiveCheck(key == null ? "" : key, PassiveCheckFormat.JSON, timeout);
  }

  private static String missingHint(String member, JsonCursor check, @Nullable String hint) {
    return hint == null ? MissingMember.hint(member, MissingMember.names(check)) : hint;
  }

  private static String missing(String member) {
    return "cannot find the \""
        + member
        + "\" object in the received JSON object: cannot find pair with name \""
        + member
        + "\"";
  }

  /** Returns whether an agent accepts this timeout: from 1 to 600 seconds, with or without unit. */
  static boolean isTimeout(String timeout) {
    long seconds = ZabbixTime.seconds(timeout).orElse(0);
    return seconds >= 1 && seconds <= MAX_TIMEOUT;
  }

  private static Invalid refused(String info) {
    return refused(info, "");
  }

  private static Invalid refused(String info, String hint) {
    return Invalid.refused(RequestKind.PASSIVE_CHECK, info, hint);
  }
}
