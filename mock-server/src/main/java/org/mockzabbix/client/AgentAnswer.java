package org.mockzabbix.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.mockzabbix.protocol.AgentVersion;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.Request.CheckForm;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.protocol.json.JsonType;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.Packet;

/**
 * What an agent answered, and how.
 *
 * @param text the answer as a person would see it: of a plain one the whole text
 * @param form the form of the question that it answers
 * @param nextTime the form in which to ask the same agent again
 */
record AgentAnswer(
    CheckResult result, String text, CheckForm form, CheckForm nextTime, Packet packet) {

  private static final String NOT_SUPPORTED = "ZBX_NOTSUPPORTED";
  private static final String ERROR = "ZBX_ERROR";

  /** Whether an answer is an object or an array in JSON; anything else is the bare form. */
  static boolean looksLikeJson(Packet packet) {
    Bytes text = packet.payload();
    if (text.length() == 0 || (text.at(0) != '{' && text.at(0) != '[')) {
      return false;
    }
    try {
      open(text.at(0) == '{' ? text : inObject(text));
      return true;
    } catch (InvalidJsonException notJson) {
      return false;
    }
  }

  private static Bytes inObject(Bytes array) {
    byte[] before = "{\"array\":".getBytes(UTF_8);
    byte[] text = Arrays.copyOf(before, before.length + array.length() + 1);
    System.arraycopy(array.array(), array.offset(), text, before.length, array.length());
    text[text.length - 1] = '}';
    return Bytes.of(text);
  }

  private static JsonCursor open(Bytes text) throws InvalidJsonException {
    return JsonCursor.open(text.array(), text.offset(), text.offset() + text.length());
  }

  /** The bare form: a value, or words that say there is none. Line ends behind it are dropped. */
  static AgentAnswer plain(Packet packet) {
    String text = withoutLineEnds(packet.payload().text());
    return new AgentAnswer(plainResult(text), text, CheckForm.PLAIN, CheckForm.PLAIN, packet);
  }

  private static String withoutLineEnds(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  private static CheckResult plainResult(String text) {
    if (text.equals(NOT_SUPPORTED)) {
      return CheckResult.notSupported("Not supported by Zabbix Agent");
    }
    if (text.startsWith(NOT_SUPPORTED + '\0')) {
      return CheckResult.notSupported(text.substring(NOT_SUPPORTED.length() + 1));
    }
    return text.equals(ERROR)
        ? CheckResult.notSupported("Zabbix Agent non-critical error")
        : CheckResult.value(text);
  }

  Getter.Answer shown() {
    return new Getter.Answer(result, form, text);
  }

  /**
   * The form in JSON.
   *
   * @throws NoSuccessException if the agent refuses the question as a whole, or its answer lacks
   *     something
   */
  static AgentAnswer json(Packet packet) throws NoSuccessException {
    if (looksLikeJson(packet) && packet.payload().at(0) == '[') {
      throw missing("version");
    }
    JsonCursor top;
    try {
      top = open(packet.payload());
    } catch (InvalidJsonException invalid) {
      throw refused("cannot parse response: " + invalid.getMessage());
    }
    String agent = top.textOf("version");
    if (agent == null) {
      throw missing("version");
    }
    String refusal = top.textOf("error");
    if (refusal != null) {
      throw refused(refusal);
    }
    boolean modern = AgentVersion.parse(agent).atLeast(7, 0);
    CheckResult result = firstOf(top);
    String text = result instanceof CheckResult.Value value ? value.text() : "";
    CheckForm nextTime = modern ? CheckForm.JSON : CheckForm.PLAIN;
    return new AgentAnswer(result, text, CheckForm.JSON, nextTime, packet);
  }

  private static NoSuccessException missing(String member) {
    return refused("cannot find the \"" + member + "\" object in the received JSON object.");
  }

  private static NoSuccessException refused(String why) {
    return new NoSuccessException(why, null);
  }

  private static CheckResult firstOf(JsonCursor top) throws NoSuccessException {
    if (!top.find("data") || top.type() != JsonType.ARRAY) {
      throw missing("data");
    }
    JsonCursor rows = top.enter();
    if (!rows.nextElement()) {
      throw refused("received empty data response");
    }
    JsonCursor row = rows.enter();
    String error = row.textOf("error");
    if (error != null) {
      return CheckResult.notSupported(error);
    }
    if (!row.find("value") || !row.type().isScalar()) {
      throw refused("cannot parse response: cannot find pair with name \"value\"");
    }
    return row.type() == JsonType.NULL ? new CheckResult.NoData() : CheckResult.value(row.text());
  }
}
