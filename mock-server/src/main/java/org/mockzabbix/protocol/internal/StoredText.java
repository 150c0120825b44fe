package org.mockzabbix.protocol.internal;

import java.util.OptionalDouble;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.text.Quoting;

/** Converts values to the text that a server with a PostgreSQL database stores. */
public final class StoredText {

  private static final int LONGEST_CHARACTER = 255;
  private static final int LONGEST_TEXT = 65_535;
  private static final int QUOTED = 240; // characters of a value in an error, as of 7.0

  private StoredText() {}

  /** Returns whether a server of this version can store a value of an item of this type. */
  public static boolean isSuitable(ValueType type, String value, ZabbixVersion version) {
    return switch (type) {
      case UNSIGNED -> StoredNumber.unsigned(value, version) != null;
      case FLOAT ->
          StoredNumber.decimal(value).stream()
              .anyMatch(number -> !StoredNumber.isOutOfRange(number, version));
      case CHARACTER, TEXT, LOG -> true;
    };
  }

  /** Returns the text that is stored of a suitable value. It is the same in all versions. */
  public static String of(ValueType type, String value) {
    return switch (type) {
      case UNSIGNED ->
          String.valueOf(StoredNumber.unsigned(value, ZabbixVersion.newest())); // accepts the most
      case FLOAT -> StoredNumber.print(StoredNumber.decimal(value).orElseThrow());
      case CHARACTER, TEXT, LOG -> beginning(value, longest(type));
    };
  }

  /** Returns the largest number of characters that is stored of a value that is a text. */
  public static int longest(ValueType type) {
    return type == ValueType.CHARACTER ? LONGEST_CHARACTER : LONGEST_TEXT;
  }

  /** Returns at most {@code max} characters (code points) from the beginning. */
  private static String beginning(String text, int max) {
    return isLonger(text, max) ? text.substring(0, text.offsetByCodePoints(0, max)) : text;
  }

  /** Returns whether a text has more than {@code max} characters (code points). */
  public static boolean isLonger(String text, int max) {
    return text.length() > max && text.codePointCount(0, text.length()) > max;
  }

  /** Returns the error of an item with a value that is not suitable, on one line. */
  public static String unsuitable(ValueType type, String value) {
    OptionalDouble number =
        type == ValueType.FLOAT ? StoredNumber.decimal(value) : OptionalDouble.empty();
    if (number.isPresent()) {
      return "Value "
          + StoredNumber.printForError(number.getAsDouble())
          + " is too small or too large.";
    }
    String shown = beginning(value, QUOTED);
    return "Value of type \"string\" is not suitable for value type \""
        + type.title()
        + "\". Value \""
        + Quoting.escape(shown)
        + (shown.length() < value.length() ? "(truncated)" : "")
        + '"';
  }
}
