package org.mockzabbix.protocol;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mockzabbix.protocol.json.GoJson;

/** Prints values as the formats of Go do, for the error texts of Zabbix agent 2. */
final class GoFormat {

  private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b\\\"";
  private static final String LETTERS = "abfnrtv\\\"";
  private static final int MAX_PLAIN_EXPONENT = 5;
  private static final int MIN_PLAIN_EXPONENT = -4;

  private GoFormat() {}

  /** Returns the text in quotes, as {@code %q} prints a string. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> append(quoted, c));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int c) {
    int letter = ESCAPED.indexOf(c);
    if (letter >= 0) {
      quoted.append('\\').append(LETTERS.charAt(letter));
    } else if (isPrintable(c)) {
      quoted.appendCodePoint(c);
    } else {
      quoted.append(String.format(c < 0x80 ? "\\x%02x" : c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
    }
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  /** Returns JSON text with the escapes of {@code json.Marshal} for use in HTML. */
  static String htmlEscaped(String json) {
    StringBuilder escaped = new StringBuilder(json.length());
    json.chars()
        .forEach(
            c -> {
              boolean special = c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029;
              escaped.append(special ? String.format("\\u%04x", c) : String.valueOf((char) c));
            });
    return escaped.toString();
  }

  /** Returns a value that is not {@code null} itself as {@code %q} prints it. */
  static String quoted(GoJson.Value value) {
    if (value instanceof GoJson.Text text) {
      return quoted(text.text());
    }
    if (value instanceof GoJson.Decimal number) {
      return "%!q(float64=" + plain(number.value()) + ')';
    }
    if (value instanceof GoJson.Bool bool) {
      return "%!q(bool=" + bool.value() + ')';
    }
    if (value instanceof GoJson.Array array) {
      return array.elements().stream()
          .map(GoFormat::quoted)
          .collect(Collectors.joining(" ", "[", "]"));
    }
    if (value instanceof GoJson.Members members) {
      return members.sorted().entrySet().stream()
          .map(member -> quoted(member.getKey()) + ':' + quoted(member.getValue()))
          .collect(Collectors.joining(" ", "map[", "]"));
    }
    return "<nil>";
  }

  /** Returns the type of a value as {@code %T} prints it. */
  static String type(GoJson.Value value) {
    if (value instanceof GoJson.Array) {
      return "[]interface {}";
    }
    return value instanceof GoJson.Members ? "map[string]interface {}" : "bool";
  }

  private static String plain(double number) {
    if (number == 0) {
      return String.format(Locale.ROOT, "%.0f", number); // with the sign of -0
    }
    BigDecimal decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= MIN_PLAIN_EXPONENT && exponent <= MAX_PLAIN_EXPONENT) {
      return decimal.toPlainString();
    }
    String digits = decimal.scaleByPowerOfTen(-exponent).toPlainString();
    return digits + String.format(Locale.ROOT, "e%+03d", exponent);
  }
}
