package org.mockzabbix.protocol;

import java.util.Arrays;
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
 * <p>Agents before 7.0 read all data as a key. Agents since 7.0 read JSON as a request in JSON, and
 * all other data as a key (protocol: passive checks). The agent in C reads up to the first NUL.
 */
final class PassiveCheckDecoder {

  private static final long MAX_TIMEOUT = 600;

  /** The largest number of bytes of an invalid member that the agent quotes. */
  private static final int QUOTED = 64;

  private static final String NO_ARRAY =
      ": \"data\" is an object instead of an array: write [ and ] around it";

  private PassiveCheckDecoder() {}

  static Request decode(byte[] data, int start, int end, AgentProgram agent) {
    return agent.isAgent2()
        ? decodeForAgent2(data, start, end, agent)
        : decodeForAgent(data, start, endOfText(data, start, end), agent);
  }

  private static Request decodeForAgent2(byte[] data, int start, int end, AgentProgram agent) {
    Request json = agent.knowsJson() ? Agent2CheckDecoder.decode(data, start, end) : null;
    return json == null ? key(text(data, start, end)) : json;
  }

  private static int endOfText(byte[] data, int start, int end) {
    int at = start;
    while (at < end && data[at] != 0) {
      at++;
    }
    return at;
  }

  private static Request decodeForAgent(byte[] data, int start, int end, AgentProgram agent) {
    JsonCursor json = agent.knowsJson() ? json(data, start, end) : null;
    return json == null ? key(text(data, start, end).replaceAll("[\\r\\n]+$", "")) : request(json);
  }

  private static PassiveCheck key(String key) {
    return new PassiveCheck(key, PassiveCheckFormat.PLAIN, null);
  }

  private static String text(byte[] data, int start, int end) {
    return Utf8.withQuestionMarks(Arrays.copyOfRange(data, start, end));
  }

  private static @Nullable JsonCursor json(byte[] data, int start, int end) {
    try {
      return JsonCursor.openObjectOrArray(data, start, end);
    } catch (InvalidJsonException notJson) {
      return null;
    }
  }

  private static Request request(JsonCursor top) {
    String name = top.textOf("request");
    if (name == null) {
      return refusedWithout("request", top, "object");
    }
    if (!name.equals(RequestKind.PASSIVE_CHECK.wireName())) {
      return refused("unknown request \"" + name + '"', UnknownRequest.hintOfAgent(name));
    }
    if (!top.find("data")) {
      return refusedWithout("data", top, "array");
    }
    return top.type().isScalar()
        ? refused(notFound("data", "array", noContainer(top)), MissingMember.wrongType(top))
        : firstCheck(top);
  }

  /** Further checks are ignored. */
  private static Request firstCheck(JsonCursor top) {
    String hint = top.type() == JsonType.OBJECT ? NO_ARRAY : "";
    JsonCursor checks = top.enter();
    if (!checks.nextElement()) {
      return checks.isEmptyWithoutSpace()
          ? refused("received empty \"data\" tag", hint)
          : refused(cannotOpen(checks.restOfContainer(QUOTED)), hint);
    }
    return checks.type().isScalar() // also the first name of an object
        ? refused(noContainer(checks), hint.isEmpty() ? MissingMember.wrongType(checks) : hint)
        : check(checks.enter());
  }

  private static Request check(JsonCursor check) {
    for (String member : new String[] {"timeout", "key"}) {
      if (check.textOf(member) == null) {
        return refusedWithout(member, check, "object");
      }
    }
    String key = String.valueOf(check.textOf("key"));
    return new PassiveCheck(key, PassiveCheckFormat.JSON, check.textOf("timeout"));
  }

  /** The agent gives no reason for a container, and reports that of an earlier error. */
  private static Invalid refusedWithout(String name, JsonCursor object, String type) {
    if (object.find(name)) {
      String info = notFound(name, type, "cannot close top level object");
      return refused(info, MissingMember.wrongType(object));
    }
    return refused(
        notFound(name, type, "cannot find pair with name \"" + name + '"'),
        MissingMember.hint(name, MissingMember.names(object)));
  }

  private static String notFound(String name, String type, String reason) {
    return "cannot find the \"" + name + "\" " + type + " in the received JSON object: " + reason;
  }

  private static String noContainer(JsonCursor value) {
    return cannotOpen(value.restOfText(QUOTED));
  }

  private static String cannotOpen(String rest) {
    return "cannot open JSON object or array \"" + rest + '"';
  }

  /** Returns whether an agent accepts this timeout: from 1 to 600 seconds, with or without unit. */
  static boolean isTimeout(String timeout) {
    long seconds = ZabbixTime.seconds(timeout).orElse(0);
    return seconds >= 1 && seconds <= MAX_TIMEOUT;
  }

  private static Invalid refused(String info, String hint) {
    return Invalid.refused(RequestKind.PASSIVE_CHECK, info, hint);
  }
}
