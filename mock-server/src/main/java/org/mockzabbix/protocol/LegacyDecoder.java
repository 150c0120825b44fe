package org.mockzabbix.protocol;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
      Pattern.compile("[\\s\\uFEFF\\[\"]*\\{\\s*\\\\?\".*", Pattern.DOTALL);
  private static final Pattern NOT_A_REQUEST =
      Pattern.compile("null|None|nil|undefined|true|false|NaN|-?[0-9.]+|\"\"");
  private static final Pattern BASE64 =
      Pattern.compile("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");

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
          new ItemName(xml(text, "host"), xml(text, "key")),
          xml(text, "data"),
          false,
          xmlHint(text));
    }
    int keyStart = text.indexOf(':') + 1;
    int valueStart = text.indexOf(':', keyStart) + 1;
    if (keyStart == 0 || valueStart == 0) {
      return Invalid.unreadable(notEnoughColons(text, data));
    }
    ItemName item =
        new ItemName(text.substring(0, keyStart - 1), text.substring(keyStart, valueStart - 1));
    boolean jsonLike = JSON_AFTER_JUNK.matcher(text).matches();
    String hint = jsonLike ? ": it begins with " + junk(text) : "";
    return new LegacyData(item, text.substring(valueStart), jsonLike, hint);
  }

  private static String junk(String text) {
    return switch (text.charAt(0)) {
      case '\uFEFF' -> "a byte order mark (ef bb bf), which must be left out";
      case '[' -> "'[', but must be an object";
      case '"' -> "a quote: is it JSON in a string? Send the object itself";
      default -> "white space";
    };
  }

  private static Request activeChecks(String text) {
    String[] lines = text.split("\n", 3);
    return lines.length < 2
        ? Invalid.unreadable("ZBX_GET_ACTIVE_CHECKS is not followed by a line with the host")
        : new ActiveChecks(lines[1], AgentVersion.parse(null), null, 0, Registration.NONE, true);
  }

  private static String notEnoughColons(String text, Bytes data) {
    if (NOT_A_REQUEST.matcher(text).matches()) {
      return "the text " + text + " is not a request: send a JSON object";
    }
    if (text.length() <= ItemKey.MAX_LENGTH && ITEM_KEY.matcher(text).matches()) {
      return "the text \""
          + text
          + "\" looks like the key of a passive check: is this the wrong port?";
    }
    String hint = ByteFormat.hint(data);
    if (text.startsWith("ZBXD")) {
      hint = "is the header sent twice?";
    } else if (text.startsWith("[object ")) {
      hint = "this is a JavaScript object as text: send its JSON";
    } else if (hint == null && JSON_AFTER_JUNK.matcher(text).matches()) {
      hint = "it begins with " + junk(text);
    }
    return "the text is neither a JSON object nor legacy host:key:value: it begins with "
        + QuotedBytes.ofText(data, QUOTED)
        + (hint == null ? "" : ": " + hint);
  }

  private static String xmlHint(String text) {
    boolean areBase64 = isBase64(element(text, "host")) && isBase64(element(text, "key"));
    return areBase64 ? "" : ": host and key must be in base64";
  }

  /** Returns whether a host or key is in base64; true if it is missing. */
  private static boolean isBase64(@Nullable String element) {
    if (element == null) {
      return true;
    }
    String encoded = element.replaceAll("\\s", "");
    if (!BASE64.matcher(encoded).matches()) {
      return false;
    }
    byte[] decoded = Base64.getMimeDecoder().decode(encoded);
    return Utf8.firstInvalid(decoded, 0, decoded.length) < 0;
  }

  private static @Nullable String element(String text, String element) {
    Matcher matcher = Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  /**
   * Returns the decoded text of a base64 element; empty if it is missing or not valid base64, as in
   * a server.
   */
  private static String xml(String text, String element) {
    String encoded = element(text, element);
    if (encoded == null) {
      return "";
    }
    try {
      String decoded = Utf8.withQuestionMarks(Base64.getMimeDecoder().decode(encoded));
      int nul = decoded.indexOf('\0');
      return nul < 0 ? decoded : decoded.substring(0, nul);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }
}
