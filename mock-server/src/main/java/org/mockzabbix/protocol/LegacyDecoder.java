package org.mockzabbix.protocol;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.protocol.Request.Registration;
import org.mockzabbix.protocol.json.Utf8;
import org.mockzabbix.wire.ByteFormat;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.QuotedBytes;

/**
 * Decodes the requests of Zabbix 1.x to which servers still respond: plain text and XML in a
 * packet.
 */
final class LegacyDecoder {

  private static final Pattern ITEM_KEY =
      Pattern.compile("[A-Za-z0-9._-]+(\\[.*])?", Pattern.DOTALL);
  private static final Pattern JSON_AFTER_JUNK =
      Pattern.compile("[\\s\\uFEFF\\[]*\\{\".*", Pattern.DOTALL);

  private static final String ACTIVE_CHECKS = "ZBX_GET_ACTIVE_CHECKS";

  private LegacyDecoder() {}

  private static final int QUOTED = 16;

  /** Returns the request in {@code text}, which the server reads from {@code data}. */
  static Request decode(String text, Bytes data) {
    if (text.startsWith(ACTIVE_CHECKS)) {
      return activeChecks(text);
    }
    if (text.startsWith("<")) {
      return new LegacyData(
          new ItemName(xml(text, "host"), xml(text, "key")), xml(text, "data"), false);
    }
    int keyStart = text.indexOf(':') + 1;
    int valueStart = text.indexOf(':', keyStart) + 1;
    if (keyStart == 0 || valueStart == 0) {
      return Invalid.unreadable(notEnoughColons(text, data));
    }
    ItemName item =
        new ItemName(text.substring(0, keyStart - 1), text.substring(keyStart, valueStart - 1));
    return new LegacyData(
        item, text.substring(valueStart), JSON_AFTER_JUNK.matcher(text).matches());
  }

  private static Request activeChecks(String text) {
    String[] lines = text.split("\n", 3);
    return lines.length < 2
        ? Invalid.unreadable("ZBX_GET_ACTIVE_CHECKS is not followed by a line with the host")
        : new ActiveChecks(lines[1], AgentVersion.parse(null), null, 0, Registration.NONE, true);
  }

  private static String notEnoughColons(String text, Bytes data) {
    if (text.length() <= ItemKey.MAX_LENGTH && ITEM_KEY.matcher(text).matches()) {
      return "the text \""
          + text
          + "\" looks like the key of a passive check: is this the wrong port?";
    }
    String hint = text.startsWith("ZBXD") ? "is the header sent twice?" : ByteFormat.hint(data);
    return "the text is neither a JSON object nor legacy host:key:value: it begins with "
        + QuotedBytes.ofText(data, QUOTED)
        + (hint == null ? "" : ": " + hint);
  }

  /**
   * Returns the decoded text of a base64 element; empty if it is missing or not valid base64, as in
   * a server.
   */
  private static String xml(String text, String element) {
    Matcher matcher = Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(text);
    if (!matcher.find()) {
      return "";
    }
    try {
      String decoded = Utf8.withQuestionMarks(Base64.getMimeDecoder().decode(matcher.group(1)));
      int nul = decoded.indexOf('\0');
      return nul < 0 ? decoded : decoded.substring(0, nul);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }
}
