package org.mockzabbix.protocol.json;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.wire.ByteFormat;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.QuotedBytes;

/** Recognizes by the bytes at an error in JSON what its author should change. */
final class JsonHint {

  private static final int EXAMINED = 16;

  /** The beginnings of values in other notations, with what to do about them. */
  private static final Map<String, String> BEGINNINGS = beginnings();

  private JsonHint() {}

  private static Map<String, String> beginnings() {
    Map<String, String> hints = new LinkedHashMap<>();
    hints.put("'", "write double quotes instead of single ones");
    hints.put("`", "write double quotes instead of backticks");
    for (String typographic : new String[] {"\u201c", "\u201d", "\u201e", "\u2018", "\u2019"}) {
      hints.put(utf8(typographic), "write plain double quotes instead of typographic ones");
    }
    hints.put("None", "write null instead of None");
    hints.put("nil", "write null instead of nil");
    hints.put("NULL", "write null in lower case");
    hints.put("Null", "write null in lower case");
    hints.put("undefined", "write null instead of undefined");
    hints.put("True", "write true in lower case");
    hints.put("TRUE", "write true in lower case");
    hints.put("False", "write false in lower case");
    hints.put("FALSE", "write false in lower case");
    for (String name : new String[] {"NaN", "nan", "Infinity", "-Infinity", "inf", "-inf"}) {
      hints.put(name, "JSON has no " + name);
    }
    hints.put("//", "JSON has no comments");
    hints.put("/*", "JSON has no comments");
    hints.put("#", "JSON has no comments");
    hints.put("}", "remove the comma before '}'");
    hints.put("]", "remove the comma before ']'");
    hints.put("+", "remove the plus sign");
    hints.put(".", "write a digit before the point");
    hints.put("=", "write ':' between name and value");
    hints.put("\\'", "JSON has no escape \\': write the quote alone");
    hints.put("\\x", "JSON has no escape \\x: write \\u00 and two digits");
    hints.put("\\u", "a \\u escape has four hexadecimal digits, and surrogates come in pairs");
    hints.put("\n", "write a line end in a string as \\n");
    hints.put("\r", "write a carriage return in a string as \\r");
    hints.put("\t", "write a tab in a string as \\t");
    return hints;
  }

  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /**
   * Returns the hint for an error at {@code position} of {@code text[start, end)}; null if none.
   */
  static @Nullable String of(byte[] text, int start, int position, int end) {
    Bytes all = Bytes.of(text).slice(start, end - start);
    if (all.length() > 1 && all.at(1) == 0) {
      return ByteFormat.hint(all);
    }
    String rest = all.slice(position - start, Math.min(EXAMINED, end - position)).latin1();
    for (Map.Entry<String, String> hint : BEGINNINGS.entrySet()) {
      if (rest.startsWith(hint.getKey())) {
        return hint.getValue();
      }
    }
    return rest.matches("(?s)[A-Za-z_].*") ? "put names and texts in double quotes" : null;
  }

  /** Returns the hint for text that ends too early. */
  static String ofEnd(byte[] text, int start, int end) {
    int first = Math.max(start, end - EXAMINED);
    return "the data ends with "
        + QuotedBytes.of(Bytes.of(text).slice(first, end - first), EXAMINED);
  }
}
