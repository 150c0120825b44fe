package org.mockzabbix.protocol;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Request.CheckForm;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.Request.Refused;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.protocol.json.Utf8;
import org.mockzabbix.wire.Bytes;

/**
 * Reads what an agent is asked, the way one kind of agent does. Immutable; the same bytes always
 * give the same request.
 *
 * <p>Before 7.0 whatever comes is a key. Since then a JSON object is a question in JSON, and
 * anything else a key (protocol: passive checks).
 */
public final class PassiveCheckDecoder implements Decoder {

  private static final long MAX_TIMEOUT = 600;

  private final AgentIdentity agent;

  /** Reads as an agent of this kind and version does. */
  public PassiveCheckDecoder(AgentIdentity agent) {
    this.agent = agent;
  }

  /** What is no question is a key that breaks the rules. */
  @Override
  @SuppressWarnings("exports") // called inside the module only
  public Request decode(Bytes payload) {
    if (agent.knowsJson()) {
      Optional<JsonCursor> json = json(payload);
      if (json.isPresent()) {
        return question(json.get());
      }
      if (agent.isAgent2() && isJsonScalar(payload)) {
        return refused("Failed to unmarshall json request into passiveChecksRequest.");
      }
    }
    return new PassiveCheck(key(payload), CheckForm.PLAIN, null);
  }

  private static Optional<JsonCursor> json(Bytes payload) {
    byte[] text = payload.array();
    int end = payload.offset() + payload.length();
    if (payload.length() == 0 || text[payload.offset()] != '{') {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonCursor.open(text, payload.offset(), end));
    } catch (InvalidJsonException noQuestion) {
      return Optional.empty();
    }
  }

  private static boolean isJsonScalar(Bytes payload) {
    return payload
        .text()
        .matches("-?(0|[1-9]\\d*)(\\.\\d+)?|true|false|null|\"[^\"\\\\]*\"|\\[.*]");
  }

  /** The agent in C drops line ends behind a key; agent 2 does not. */
  private String key(Bytes payload) {
    String text = Utf8.withQuestionMarks(payload.toArray());
    return agent.isAgent2() ? text : text.replaceAll("[\\r\\n]+$", "");
  }

  private Request question(JsonCursor top) {
    String wrong = wrongRequest(top);
    if (wrong != null) {
      return refused(wrong);
    }
    JsonCursor rows = top.find("data") ? top.enter() : JsonCursor.reopen(new byte[0], 0, 0);
    if (!rows.nextElement()) {
      return refused(
          agent.isAgent2() ? "Received empty \"data\" tag." : "received empty \"data\" tag");
    }
    return check(rows.enter()); // the others are ignored
  }

  private @Nullable String wrongRequest(JsonCursor top) {
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

  private Request check(JsonCursor row) {
    String key = row.textOf("key");
    String timeout = row.textOf("timeout");
    if (!agent.isAgent2() && key == null) {
      return refused(missing("key"));
    }
    if (!agent.isAgent2() && timeout == null) {
      return refused(missing("timeout"));
    }
    if (agent.isAgent2() && timeout != null && !isTimeout(timeout)) {
      return refused(
          "Failed to parse passive check timeout: invalid time suffix format: "
              + "unsupported timeout value.");
    }
    return new PassiveCheck(key == null ? "" : key, CheckForm.JSON, timeout);
  }

  private static String missing(String member) {
    return "cannot find the \""
        + member
        + "\" object in the received JSON object: cannot find pair with name \""
        + member
        + "\"";
  }

  /** Whether an agent takes this for a timeout: 1 to 600 seconds, with a unit or without. */
  public static boolean isTimeout(String timeout) {
    long seconds = TimeSuffix.seconds(timeout).orElse(0);
    return seconds >= 1 && seconds <= MAX_TIMEOUT;
  }

  private static Refused refused(String info) {
    return new Refused(RequestKind.PASSIVE_CHECK, info);
  }
}
