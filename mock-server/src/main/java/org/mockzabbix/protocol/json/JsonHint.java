package org.mockzabbix.protocol.json;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.wire.ByteFormat;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.QuotedBytes;

/** Recognizes by the bytes at an error in JSON what its author should change. */
final class JsonHint {

  private static final int EXAMINED = 16;
  private static final String QUOTES_MISSING = "put names and texts in double quotes";

  /** The rest of a value that the end of the text or a NUL byte cuts off. */
  private static final Pattern CUT_OFF_VALUE =
      Pattern.compile("(?s)(-|t(ru?)?|f(a(ls?)?)?|n(ul?)?)?(\0.*)?");

  private static final Pattern CUT_OFF_ESCAPE =
      Pattern.compile("(?s)\\\\(u[0-9A-Fa-f]{0,4})?(\0.*)?");

  private static final Pattern DECIMAL_COMMA = Pattern.compile(":\\s*-?[0-9]+,$");

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
    hints.put("+", "remove the plus sign");
    hints.put(".", "write a digit before the point");
    hints.put("\\\"", "write quotes around names and texts without a backslash");
    hints.put("\\'", "JSON has no escape \\': write the quote alone");
    hints.put("\\x", "JSON has no escape \\x: write \\u00 and two digits");
    hints.put("\\u", "a \\u escape has four hexadecimal digits, and surrogates come in pairs");
    return hints;
  }

  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /**
   * Returns the hint for an error at {@code position} of {@code text[start, end)}, where a name or
   * value begins; null if none.
   */
  static @Nullable String of(byte[] text, int start, int position, int end) {
    Bytes all = Bytes.of(text).slice(start, end - start);
    if (isWide(all)) {
      return ByteFormat.hint(all);
    }
    String rest = beginning(text, position, end);
    if (CUT_OFF_VALUE.matcher(rest).matches()) {
      return ofEnd(text, start, end);
    }
    int examined = Math.min(EXAMINED, position - start);
    String before = all.slice(position - start - examined, examined).latin1().stripTrailing();
    String hint = ofPunctuation(before, rest);
    if (hint == null) {
      hint = ofBeginning(rest);
    }
    return hint == null && rest.matches("(?s)[0-9A-Za-z_].*") ? QUOTES_MISSING : hint;
  }

  /** Returns whether the text seems to have two or four bytes for each character. */
  private static boolean isWide(Bytes all) {
    return all.length() > 1 && all.at(1) == 0;
  }

  private static String beginning(byte[] text, int position, int end) {
    return Bytes.of(text).slice(position, Math.min(EXAMINED, end - position)).latin1();
  }

  private static @Nullable String ofPunctuation(String before, String rest) {
    if (rest.matches("(?s)-?0[0-9].*")) {
      return "remove the zeros before the number";
    }
    if (rest.matches("(?s)[0-9].*") && DECIMAL_COMMA.matcher(before).find()) {
      return "write a decimal point instead of a comma";
    }
    if (!rest.matches("(?s)[,;}\\]].*")) {
      return null;
    }
    if (before.endsWith(":")) {
      return "write a value after ':'";
    }
    return before.endsWith(",") && rest.charAt(0) != ';'
        ? "remove the comma before '" + rest.charAt(0) + "'"
        : null;
  }

  private static @Nullable String ofBeginning(String rest) {
    for (Map.Entry<String, String> hint : BEGINNINGS.entrySet()) {
      if (rest.startsWith(hint.getKey())) {
        return hint.getValue();
      }
    }
    return null;
  }

  /**
   * Returns the hint for an error at {@code position} of {@code text[start, end)}, where a name or
   * value has ended; null if none.
   *
   * @param expected the character that could be there
   */
  static @Nullable String instead(char expected, byte[] text, int start, int position, int end) {
    return position == end || text[position] == 0
        ? ofEnd(text, start, end)
        : instead(expected, (char) text[position - 1], beginning(text, position, end));
  }

  private static @Nullable String instead(char expected, char before, String rest) {
    char found = rest.charAt(0);
    if (before == '"' && ",;:={}[] \"".indexOf(found) < 0) {
      return "write a quote inside a string as \\\"";
    }
    if (expected == ':') {
      return found == '}' ? "write a value after the name" : "write ':' between name and value";
    }
    if (found == ';') {
      return "write ',' instead of ';'";
    }
    if (found == '}' || found == ']') {
      return "write '" + expected + "' before '" + found + "'";
    }
    String parts = expected == '}' ? "members" : "elements";
    if (before == '"' && found == '"') {
      return "write ',' between " + parts + ", or a quote inside a string as \\\"";
    }
    return "\"{[".indexOf(found) >= 0 ? "write ',' between " + parts : afterValue(before, rest);
  }

  private static @Nullable String afterValue(char before, String rest) {
    if (before == '0' && rest.matches("(?s)[xX][0-9A-Fa-f].*")) {
      return "JSON has no hexadecimal numbers";
    }
    boolean goesOn = Character.isLetterOrDigit(before) || before == '.';
    return goesOn && !rest.startsWith("//") && !rest.startsWith("/*")
        ? QUOTES_MISSING
        : ofBeginning(rest);
  }

  /** Returns the hint for a backslash in a string that does not begin an escape. */
  static String ofEscape(byte[] text, int start, int position, int end) {
    String rest = beginning(text, position, end);
    if (CUT_OFF_ESCAPE.matcher(rest).matches()) {
      return ofEnd(text, start, end);
    }
    String known = ofBeginning(rest);
    return known == null
        ? "JSON has no escape " + shown(rest) + ": write a backslash as \\\\"
        : known;
  }

  private static String shown(String rest) {
    boolean isVisible = rest.charAt(1) > ' ' && rest.charAt(1) <= '~';
    return isVisible ? rest.substring(0, 2) : "with this character";
  }

  /** Returns the hint for a control character in a string. */
  static String ofControl(byte control) {
    return switch (control) {
      case '\n' -> "write a line end in a string as \\n";
      case '\r' -> "write a carriage return in a string as \\r";
      case '\t' -> "write a tab in a string as \\t";
      default -> String.format(Locale.ROOT, "write this control character as \\u%04x", control);
    };
  }

  /** Returns the hint for text that ends too early. */
  static String ofEnd(byte[] text, int start, int end) {
    for (int at = start; at < end; at++) {
      if (text[at] == 0) {
        return "a NUL byte ends the text";
      }
    }
    int first = Math.max(start, end - EXAMINED);
    return "the data ends with "
        + QuotedBytes.of(Bytes.of(text).slice(first, end - first), EXAMINED);
  }
}
