package org.mockzabbix.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.AgentVersion;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.protocol.json.JsonType;
import org.mockzabbix.protocol.json.Utf8;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.Packet;

/** An agent's response to a request for one key. Immutable. */
public final class AgentResponse {

  private static final String ERROR = "ZBX_ERROR";
  private static final int LONGEST_ERROR = 2047;

  private final CheckResult result;
  private final String text;
  private final PassiveCheckFormat format;
  private final PassiveCheckFormat nextFormat;
  private final Packet packet;
  private final @Nullable TlsInfo tls;

  private AgentResponse(
      CheckResult result,
      String text,
      PassiveCheckFormat form,
      PassiveCheckFormat nextForm,
      Packet packet,
      @Nullable TlsInfo tls) {
    this.result = result;
    this.text = text;
    this.format = form;
    this.nextFormat = nextForm;
    this.packet = packet;
    this.tls = tls;
  }

  /** Returns the value, or the reason why the key is not supported. */
  public CheckResult result() {
    return result;
  }

  /**
   * Returns the value as text. For a plain-text request, this is the whole response without
   * trailing line breaks. For a JSON request, it is empty if the response has no value.
   */
  public String text() {
    return text;
  }

  /** Returns the format of the request that the agent responded to. */
  public PassiveCheckFormat format() {
    return format;
  }

  /**
   * Returns the format in which a server requests the next value from this agent: {@code JSON} if
   * the agent is of Zabbix 7.0 or newer.
   */
  public PassiveCheckFormat nextFormat() {
    return nextFormat;
  }

  /** Returns a copy of the received bytes, including the header. */
  public byte[] packetBytes() {
    return packet.bytes().toArray();
  }

  /** Returns the encryption of the connection; null without encryption. */
  public @Nullable TlsInfo tls() {
    return tls;
  }

  /** Returns a copy over a connection with this encryption. */
  AgentResponse over(@Nullable TlsInfo tls) {
    return new AgentResponse(result, text, format, nextFormat, packet, tls);
  }

  /** Returns whether the data is a JSON object or array. Anything else is plain text. */
  static boolean looksLikeJson(Packet packet) {
    Bytes text = withoutLeadingSpace(packet.data());
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

  private static Bytes withoutLeadingSpace(Bytes text) {
    int first = 0;
    while (first < text.length() && JsonCursor.isSpace((byte) text.at(first))) {
      first++;
    }
    return text.from(first);
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

  /**
   * Reads a plain-text response. Only without a line break, a text is {@code ZBX_NOTSUPPORTED} or
   * {@code ZBX_ERROR}.
   */
  static AgentResponse plain(Packet packet) {
    byte[] bytes = packet.data().latin1().getBytes(ISO_8859_1);
    String text = withoutLineBreaks(Utf8.withQuestionMarks(bytes));
    return new AgentResponse(
        plainResult(packet.data().text(), text),
        text,
        PassiveCheckFormat.PLAIN,
        PassiveCheckFormat.PLAIN,
        packet,
        null);
  }

  private static String withoutLineBreaks(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  private static CheckResult plainResult(String whole, String value) {
    if (whole.equals(ERROR) || whole.startsWith(ERROR + '\0')) {
      return CheckResult.notSupported("Zabbix Agent non-critical error");
    }
    CheckResult result = CheckResult.ofPlainText(whole);
    return result.isSupported() ? CheckResult.value(value) : result;
  }

  /**
   * Reads a JSON response.
   *
   * @throws NoSuccessException if the agent refused the whole request, or a member is missing
   */
  static AgentResponse json(Packet packet) throws NoSuccessException {
    if (looksLikeJson(packet) && packet.data().at(0) == '[') {
      throw missing("version");
    }
    JsonCursor top;
    try {
      top = open(packet.data());
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
    String text = result.value() == null ? "" : result.value();
    PassiveCheckFormat nextForm = modern ? PassiveCheckFormat.JSON : PassiveCheckFormat.PLAIN;
    return new AgentResponse(result, text, PassiveCheckFormat.JSON, nextForm, packet, null);
  }

  private static NoSuccessException missing(String member) {
    return refused("cannot find the \"" + member + "\" object in the received JSON object.");
  }

  private static NoSuccessException refused(String why) {
    return new NoSuccessException(why, null);
  }

  private static CheckResult firstOf(JsonCursor top) throws NoSuccessException {
    if (!top.find("data") || top.type().isScalar()) {
      throw missing("data");
    }
    JsonCursor rows = top.enter();
    if (!rows.nextElement()) {
      throw refused("received empty data response");
    }
    if (rows.type().isScalar()) {
      String rest = rows.restOfText(LONGEST_ERROR);
      throw refused("cannot parse response: cannot open JSON object or array \"" + rest + '"');
    }
    return result(rows.enter());
  }

  private static CheckResult result(JsonCursor row) throws NoSuccessException {
    String error = row.textOf("error");
    if (error != null && error.getBytes(UTF_8).length <= LONGEST_ERROR) {
      return CheckResult.notSupported(error);
    }
    if (!row.find("value") || !row.type().isScalar()) {
      String missing = row.find("value") ? "error" : "value"; // as the real programs say
      throw refused("cannot parse response: cannot find pair with name \"" + missing + '"');
    }
    return row.type() == JsonType.NULL
        ? CheckResult.noData()
        : CheckResult.value(withoutLineBreaks(row.text()));
  }
}
