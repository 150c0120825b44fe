package org.mockzabbix.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;
import org.mockzabbix.protocol.json.GoJson;

/**
 * Decodes a request in JSON as Zabbix agent 2 does: names of members may differ in case, the last
 * of two members with the same name counts, and a member of another type makes the whole request
 * invalid. Not thread-safe.
 */
final class Agent2CheckDecoder {

  private static final int MIN_TIMEOUT = 1;
  private static final int MAX_TIMEOUT = 600;
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final String UNSUPPORTED = ": unsupported timeout value.";
  private static final String NO_ARRAY =
      ": \"data\" is an object instead of an array: write [ and ] around it";

  private String request = "";
  private int checks;
  private String key = "";
  private GoJson.@Nullable Value timeout;
  private boolean mistyped;
  private String hint = "";

  private Agent2CheckDecoder() {}

  /** Returns the request; null if the data is not JSON, so that it is a key. */
  static @Nullable Request decode(byte[] data, int start, int end) {
    GoJson.Value json = GoJson.parse(data, start, end);
    return json == null ? null : new Agent2CheckDecoder().request(json);
  }

  private Request request(GoJson.Value json) {
    read(json);
    if (mistyped) {
      return refused("Failed to unmarshall json request into passiveChecksRequest.", hint);
    }
    if (checks == 0) {
      return refused("Received empty \"data\" tag.", emptyHint(json));
    }
    if (!request.equals(RequestKind.PASSIVE_CHECK.wireName())) {
      return refused(
          "Unknown request type " + GoFormat.quoted(request) + '.',
          UnknownRequest.hintOfAgent(request));
    }
    String error = timeoutError();
    return error == null
        ? new PassiveCheck(key, PassiveCheckFormat.JSON, timeoutText())
        : refused("Failed to parse passive check timeout: " + error + UNSUPPORTED, "");
  }

  private static Invalid refused(String info, String hint) {
    return Invalid.refused(RequestKind.PASSIVE_CHECK, info, hint);
  }

  private void read(GoJson.Value json) {
    if (json instanceof GoJson.Members members) {
      members.entries().forEach(this::readMember);
    } else if (json instanceof GoJson.Text) {
      mistyped(": remove the quotes around the key");
    } else if (!(json instanceof GoJson.Null)) {
      mistyped("");
    }
  }

  private void mistyped(String reason) {
    mistyped = true;
    hint = hint.isEmpty() ? reason : hint;
  }

  private void readMember(Map.Entry<String, GoJson.Value> member) {
    if (isNamed(member.getKey(), "request")) {
      request = string("request", member.getValue(), request);
    } else if (isNamed(member.getKey(), "data")) {
      readData(member.getValue());
    }
  }

  /** Compares names as Go does: U+017F is an s, but neither U+0130 nor U+0131 is an i. */
  private static boolean isNamed(String sent, String name) {
    return sent.replace('\u017f', 's').toLowerCase(Locale.ROOT).equals(name);
  }

  private String string(String name, GoJson.Value value, String before) {
    if (value instanceof GoJson.Text text) {
      return text.text();
    }
    if (!(value instanceof GoJson.Null)) {
      mistyped(": \"" + name + "\" is not a string");
    }
    return before;
  }

  private void readData(GoJson.Value value) {
    if (value instanceof GoJson.Array array) {
      checks = array.elements().size();
      array.elements().stream().skip(1).forEach(this::readIgnored);
      array.elements().stream().limit(1).forEach(this::readCheck);
    } else if (value instanceof GoJson.Null) {
      checks = 0;
    } else {
      mistyped(value instanceof GoJson.Members ? NO_ARRAY : ": \"data\" is not an array");
    }
    if (checks == 0) { // the next array does not continue this one
      key = "";
      timeout = null;
    }
  }

  /** Reads a check that is never carried out; it must have the right types all the same. */
  private void readIgnored(GoJson.Value check) {
    Agent2CheckDecoder ignored = new Agent2CheckDecoder();
    ignored.readCheck(check);
    if (ignored.mistyped) {
      mistyped(ignored.hint);
    }
  }

  private void readCheck(GoJson.Value check) {
    if (check instanceof GoJson.Members members) {
      members.entries().forEach(this::readCheckMember);
    } else if (!(check instanceof GoJson.Null)) {
      mistyped(": an element of \"data\" is not an object");
    }
  }

  private void readCheckMember(Map.Entry<String, GoJson.Value> member) {
    if (isNamed(member.getKey(), "key")) {
      key = string("key", member.getValue(), key);
    } else if (isNamed(member.getKey(), "timeout")) {
      timeout = member.getValue() instanceof GoJson.Null ? null : member.getValue();
      if (!member.getValue().isFinite()) {
        mistyped(": \"timeout\" is too large");
      }
    }
  }

  private static String emptyHint(GoJson.Value json) {
    List<String> names =
        json instanceof GoJson.Members members
            ? members.entries().stream().map(Map.Entry::getKey).toList()
            : List.of();
    return names.stream().anyMatch(name -> isNamed(name, "data"))
        ? ""
        : MissingMember.hint("data", names);
  }

  private @Nullable String timeoutText() {
    if (timeout instanceof GoJson.Text text) {
      return text.text();
    }
    return timeout instanceof GoJson.Decimal number ? number.text() : null;
  }

  private @Nullable String timeoutError() {
    if (timeout == null) {
      return null;
    }
    if (timeout instanceof GoJson.Decimal number) {
      return rangeError(truncated(number.value()));
    }
    return timeout instanceof GoJson.Text text
        ? timeoutError(text.text())
        : "unexpected timeout " + GoFormat.quoted(timeout) + " of type " + GoFormat.type(timeout);
  }

  private static long truncated(double number) {
    return Math.abs(number) < Long.MAX_VALUE ? (long) number : Long.MIN_VALUE;
  }

  private static @Nullable String timeoutError(String text) {
    if (text.isEmpty()) {
      return "value cannot be empty";
    }
    Long seconds = integer(text);
    if (seconds != null) {
      return rangeError(seconds);
    }
    int last = text.length() - 1;
    char unit = text.charAt(last);
    if (unit != 's' && unit != 'm') {
      return "invalid time suffix format";
    }
    Long number = integer(text.substring(0, last));
    return number == null
        ? "cannot parse " + GoFormat.quoted(text) + " as seconds"
        : rangeError(number * (unit == 'm' ? 60 : 1));
  }

  private static @Nullable Long integer(String text) {
    try {
      return INTEGER.matcher(text).matches() ? Long.valueOf(text) : null;
    } catch (NumberFormatException tooLarge) {
      return null;
    }
  }

  private static @Nullable String rangeError(long seconds) {
    if (seconds > MAX_TIMEOUT) {
      return "timeout " + seconds + " is too large, max - " + MAX_TIMEOUT;
    }
    return seconds < MIN_TIMEOUT
        ? "timeout " + seconds + " is too small, min - " + MIN_TIMEOUT
        : null;
  }
}
