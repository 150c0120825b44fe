package org.mockzabbix.fault;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.mockzabbix.wire.Bytes;

/**
 * Changes the text of JSON objects and arrays, but not their content. Leaves other data as it is.
 */
final class JsonEditor {

  private static final String STRUCTURAL = "{}[]:,";
  private static final Bytes WHITESPACE = ascii(" \r\n\t");
  private static final Bytes MEMBER = ascii("\"unknown\":{\"list\":[1,\"2\",null,true]}");

  private JsonEditor() {}

  private static Bytes ascii(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Adds white space before and after each bracket, brace, colon and comma. */
  static Bytes withExtraWhitespace(Bytes json) {
    if (!startsWith(json, '{') && !startsWith(json, '[')) {
      return json;
    }
    ByteArrayOutputStream spaced = new ByteArrayOutputStream();
    boolean inString = false;
    boolean escaped = false;
    for (int i = 0; i < json.length(); i++) {
      int b = json.at(i);
      boolean structural = !inString && STRUCTURAL.indexOf(b) >= 0;
      spaced.writeBytes(structural ? WHITESPACE.toArray() : new byte[0]);
      spaced.write(b);
      spaced.writeBytes(structural ? WHITESPACE.toArray() : new byte[0]);
      inString = inString != (b == '"' && !escaped);
      escaped = inString && b == '\\' && !escaped;
    }
    return Bytes.of(spaced.toByteArray());
  }

  /** Adds an unknown member to the beginning of an object. */
  static Bytes withExtraMembers(Bytes json) {
    if (!startsWith(json, '{')) {
      return json;
    }
    Bytes rest = json.from(1);
    Bytes comma = rest.text().stripLeading().startsWith("}") ? Bytes.empty() : ascii(",");
    return json.slice(0, 1).plus(MEMBER).plus(comma).plus(rest);
  }

  private static boolean startsWith(Bytes json, char first) {
    return json.length() > 0 && json.at(0) == first;
  }
}
