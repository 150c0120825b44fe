package org.mockzabbix.parity;

import java.util.List;
import java.util.Random;
import org.mockzabbix.protocol.ValueType;

/**
 * The members of a value in JSON, valid and odd: what clients send, and what their authors forget.
 * Not thread-safe.
 */
final class OddValues {

  private static final String[] NUMBERS = {
    "\"5\"",
    "\" 5 \"",
    "\"1e5\"",
    "\"0x1F\"",
    "\"-0\"",
    "\"-1\"",
    "\"+5\"",
    "\"5.0\"",
    "\"5.7\"",
    "\"18446744073709551615\"",
    "\"18446744073709551616\"",
    "\"\"",
    "\"abc\"",
    "\"1,5\"",
    "\"5\\n\"",
    "\"\\t5\"",
    "\"007\"",
    "\"1K\"",
    "\"5 6\"",
    "\"\\uff11\"",
    "\"\\\"5\\\"\"",
    "\"1e3\\u0000\"",
    "true",
    "42",
    "4.5",
    "4.0",
    "null",
    "{\"a\":1}",
    "[7]",
    "-3",
    "\"1E+5\"",
    "\".5\"",
    "\"5.\"",
    "\"inf\"",
    "\"nan\"",
    "\"1e308\"",
    "\"-1.7976931348623157e+308\"",
    "\"1e-400\"",
    "\"0.1\"",
    "\"123456789.123456789\"",
    "\"1e\"",
    "\"4.9e-324\"",
    "\"1_000\"",
    "\"99999999999999999999\"",
    "1e22",
    "\"1e400\"",
    "\"--5\"",
    "\"++5\"",
    "\"5-\"",
    "\"5e-1\"",
    "\"0.0\"",
    "\"00\"",
    "\"-5.5\"",
    "\"1.\"",
    "\".\"",
    "\"-\"",
    "\"e5\"",
    "\"1.0e2\"",
    "\"1e+\"",
    "\"5 \\n\"",
    "\"\\r5\"",
    "\"'5'\"",
    "\"0.30000000000000004\"",
    "\"1234567.891\"",
    "\"1e15\"",
    "\"1e16\"",
    "\"123456789012345678\"",
    "\"0.00001\"",
    "\"0.0001\"",
    "\"1e-5\"",
    "\"ZBX_NOTSUPPORTED\"",
    "false",
    "0",
    "1.0e0",
    "1E2",
    "-0.0",
    "\"5.00000000000000000001\"",
    "\"4.99999999999999999999\""
  };

  // Not the bytes of a surrogate: PostgreSQL refuses them in the error of an item, and the server
  // then loses the errors of other items, too.
  private static final String[] PIECES = {
    "a",
    "b c",
    "\\n",
    "\\r\\n",
    "\\t",
    "é",
    "\\u00e9",
    "😀",
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\udc00",
    "\\u0001",
    "\\/",
    "\\b",
    "\\f",
    "\\\\",
    "\\\"",
    "'",
    "%s",
    "\\u0000",
    "\\x",
    "\\u12",
    "\udcff",
    "\udcc3",
    "\udcc0\udcaf",
    "\udcf0\udc9f",
    "\uFEFF",
    "<b>",
    "{$M}",
    " ",
    "\\u007f",
    "\u007f",
    "\\uFFFF",
    "\u2028",
    "0",
    "-",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":"
  };

  private static final String[] CLOCKS = {
    "0",
    "1",
    "-1",
    "\"x\"",
    "\"\"",
    "2147483647",
    "2147483648",
    "4294967296",
    "1e9",
    "true",
    "null",
    "[]",
    "{}",
    "\" 5\"",
    "1.0",
    "1700000000000",
    "\"1e9\"",
    "\"+5\""
  };

  private static final String[] NS = {
    "0", "\"5\"", "999999999", "1000000000", "-1", "null", "\"\"", "1.5", "true", "[]", "\"x\""
  };

  private final Random random;
  private final long now;
  private int unique;

  OddValues(Random random, long now) {
    this.random = random;
    this.now = now;
  }

  private String pick(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  /** Returns a value as JSON for an item of a value type. */
  String value(ValueType type) {
    boolean numeric = type == ValueType.FLOAT || type == ValueType.UNSIGNED;
    int kind = random.nextInt(10);
    if (numeric ? kind < 6 : kind == 0) {
      return pick(NUMBERS);
    } else if (numeric && kind < 9) {
      return number();
    } else if (kind == 1) {
      return '"' + pick("x", "é", "😀").repeat(pick(LENGTHS)) + '"';
    }
    return '"' + text() + '"';
  }

  private static final int[] LENGTHS = {64, 65, 254, 255, 256, 300, 2048, 65_535, 65_536, 70_000};

  private int pick(int... numbers) {
    return numbers[random.nextInt(numbers.length)];
  }

  private String number() {
    double value = Math.scalb(random.nextDouble() - 0.3, random.nextInt(140) - 50);
    return switch (random.nextInt(4)) {
      case 0 -> String.valueOf(value);
      case 1 -> '"' + String.valueOf(value) + '"';
      case 2 -> '"' + Long.toUnsignedString(random.nextLong()) + '"';
      default -> String.valueOf(random.nextInt(1_000_000));
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(5);
    for (int piece = 0; piece < pieces; piece++) {
      // Two thirds plain, or hardly any packet would be valid.
      text.append(random.nextInt(3) > 0 ? pick("a", "b ", "7", "é", "line\\n") : pick(PIECES));
    }
    return text.toString();
  }

  /** Adds clock and ns, or one of them, or none. */
  void time(List<String> members) {
    switch (random.nextInt(10)) {
      case 0, 1 -> {}
      case 2 -> members.add("\"clock\":" + clock());
      case 3 -> members.add("\"ns\":" + ns());
      case 4 -> {
        members.add("\"clock\":" + clock());
        members.add("\"ns\":" + ns());
      }
      default -> {
        members.add("\"clock\":" + (now - 1000 + random.nextInt(5)));
        members.add("\"ns\":" + (random.nextInt(8) == 0 ? 7 : ++unique));
      }
    }
  }

  String clock() {
    return switch (random.nextInt(6)) {
      case 0 -> pick(CLOCKS);
      case 1 -> String.valueOf(now - 86_400L * pick(1, 60, 89, 91, 400));
      case 2 -> String.valueOf(now + 86_400L * pick(1, 365, 3650));
      case 3 -> "\"" + (now - 5000) + '"';
      default -> String.valueOf(now - 2000 + random.nextInt(3));
    };
  }

  String ns() {
    return random.nextInt(3) == 0 ? pick(NS) : String.valueOf(random.nextInt(1_000_000_000));
  }

  /** Adds members of a log entry. */
  void log(List<String> members) {
    if (random.nextInt(3) == 0) {
      members.add(
          "\"timestamp\":" + pick("5", "\"1700000000\"", "-1", "\"abc\"", "2147483648", "null"));
    }
    if (random.nextInt(3) == 0) {
      members.add(
          "\"source\":" + pick("\"src\"", "\"" + "s".repeat(100) + '"', "5", "null", "\"é\""));
    }
    if (random.nextInt(3) == 0) {
      members.add("\"severity\":" + pick("4", "\"4\"", "99", "-1", "\"x\"", "1.5"));
    }
    if (random.nextInt(3) == 0) {
      members.add("\"eventid\":" + pick("77", "\"77\"", "-1", "\"x\"", "4294967296"));
    }
    if (random.nextInt(4) == 0) {
      members.add("\"lastlogsize\":" + pick("100", "\"100\"", "\"abc\"", "-1"));
      members.add("\"mtime\":" + pick("5", "\"5\"", "\"x\""));
    }
  }
}
