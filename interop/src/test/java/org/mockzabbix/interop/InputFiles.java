package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * Generates odd input files of zabbix_sender, the same ones for each seed. Each character is a byte
 * of the file.
 */
final class InputFiles {

  private static final String[] BLANKS = {" ", " ", " ", "  ", "\t", " \t "};
  private static final String[] HOSTS = {
    "db1",
    "-",
    "\"web 01\"",
    "\"a\\\"b\"",
    "x\"y",
    "\"\"",
    "\"open",
    utf8("K\u00f6ln"),
    utf8("\ufeffdb1"),
    "\"a\"b",
    "K\u00f6ln",
    "d\u00c3",
    "\u00ff\u00fe",
    "-x",
    "\"-\"",
    "--",
    "h".repeat(3000),
    "a\0b",
    utf8("\u00a0db1"),
    "db1\f",
    "db1\u000b",
    "'db1'",
    "db1,db2"
  };
  private static final String[] KEYS = {
    "k",
    "log[/a,b]",
    "\"a b\"",
    "\"log[\\\"a b\\\"]\"",
    "k[\"a\"]",
    "\"\\\\\"",
    "\"n\\nl\"",
    "{$M}",
    "\"k",
    "k\\",
    "k[\u00e4]",
    "log[\"/a b\"]",
    "k\0x",
    "k".repeat(3000),
    "k[a,b",
    "\"\"",
    "\"k\"x",
    "\"k\\",
    "\"k\\\"",
    "k\"",
    "k/x",
    utf8("\u65e5\u672c")
  };
  private static final String[] CLOCKS = {
    "0",
    "1",
    "1700000000",
    "2147483647",
    "2147483648",
    "-1",
    "+5",
    "1.5",
    "abc",
    "\"5\"",
    "007",
    "\"\"",
    "1700000000000",
    "99999999999999999999",
    "0x1F",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
    "4294967295",
    "4294967296",
    "1e9",
    "1700000000.5",
    "-0",
    "0",
    "00000000000000000000001",
    "1 ",
    "1\0",
    "\"1700000000",
    "1700000000\"",
    "\u0661",
    "253402300800"
  };
  private static final String[] NANOSECONDS = {
    "0",
    "5",
    "999999999",
    "1000000000",
    "-1",
    "ns",
    "\"7\"",
    "00001",
    "1e3",
    "999999999",
    "9999999999",
    "18446744073709551616",
    "0.5",
    "+1",
    "",
    "\"\"",
    "5\"",
    "\u00b2"
  };
  private static final String[] VALUES = {
    "1",
    "a b  c",
    "\"quoted\"",
    "\"a\\\"b\"",
    "\"a\\nb\"",
    "\"a\\tb\"",
    "\"a\" ",
    "\"a\" b",
    "\"a\"b",
    "\"\"",
    "\"open",
    "mid\"quote",
    "C:\\dir",
    utf8("\u00fc\ud83d\ude00"),
    "'x'",
    "trailing  ",
    "\tx",
    "{\"a\":1}",
    "\u0001",
    "x\ry",
    "\u00fc",
    "\u00c3",
    "\u00e2\u0082",
    "\u00ed\u00a0\u0080",
    "\u00f0\u009f\u0098",
    "\u00c0\u0080",
    "\u00f5\u0080\u0080\u0080",
    "a\u0080b\u00ffc",
    "\u00fe\u00ff\0a",
    utf8("\u00a0"),
    utf8("\u2028"),
    utf8("\ufeff"),
    utf8("\ufffd"),
    "a\0b",
    "\0",
    "\0\0",
    "\u007f\u001b[31m",
    "\b\f\u000b",
    "\"a\0b\"",
    "\"\\\"",
    "\"\\\\\"",
    "\"a\\",
    "\"a\\\"",
    "\"\\t\\r\\x\"",
    "\"\\u0041\"",
    "\"a\"\r",
    "\" a \"",
    "\"a\"  \t",
    "\"a\"\u000b",
    "\\",
    "\\n",
    "\"\\n\\n\"",
    "/",
    "</a>",
    "v".repeat(3000),
    "w".repeat(70_000),
    "\"" + "x".repeat(70_000) + "\"",
    utf8("\u00e9").repeat(40_000)
  };
  private static final String[] ENDS = {
    "\n", "\n", "\n", "\n", "\r\n", "\r\r\n", "\r", "\n\r", "\0\n"
  };

  private final Random random;
  private final boolean clocks;
  private final boolean nanoseconds;
  private final boolean groups;

  /** Creates a generator of files that fit {@link #options}. */
  InputFiles(long seed, ZabbixVersion version) {
    random = new Random(seed);
    clocks = random.nextBoolean();
    nanoseconds = clocks && random.nextBoolean();
    groups = version == ZabbixVersion.V7_0 && random.nextInt(4) == 0;
  }

  /** Returns the options with which the file is to be read. */
  List<String> options() {
    List<String> options = new ArrayList<>();
    if (random.nextInt(3) > 0) {
      options.addAll(List.of("-s", random.nextInt(4) > 0 ? "default" : "a \"b\""));
    }
    if (clocks) {
      options.add("-T");
    }
    if (nanoseconds) {
      options.add("-N");
    }
    if (random.nextInt(3) == 0) {
      options.add(random.nextInt(3) > 0 ? "-v" : "-vv");
    }
    if (groups) {
      options.add("-g");
    }
    if (random.nextInt(8) == 0) {
      options.add("-r");
    }
    if (random.nextInt(4) == 0) {
      options.add("-"); // the file is standard input
    }
    return options;
  }

  /** Returns the text of a file; most files have a line that a sender refuses. */
  String file() {
    StringBuilder file = new StringBuilder();
    int lines = random.nextInt(30) == 0 ? 240 + random.nextInt(300) : 1 + random.nextInt(6);
    file.append(random.nextInt(30) == 0 ? utf8("\ufeff") : "");
    for (int i = 0; i < lines; i++) {
      boolean plain = lines > 200 && random.nextInt(400) > 0;
      file.append(random.nextInt(plain ? 9999 : 12) == 0 ? "" : line(plain));
      file.append(i + 1 < lines || random.nextInt(4) > 0 ? any(ENDS) : "");
    }
    return file.toString();
  }

  private String line(boolean plain) {
    List<String> fields = new ArrayList<>(List.of(usual("db1", HOSTS), usual("k", KEYS)));
    if (plain) {
      return (random.nextBoolean() ? "db1 k" : "db2 k")
          + (clocks ? " 1700000000" : "")
          + (nanoseconds ? " 5" : "")
          + " "
          + random.nextInt(99);
    }
    if (clocks) {
      fields.add(usual("1700000000", CLOCKS));
    }
    if (nanoseconds) {
      fields.add(usual("5", NANOSECONDS));
    }
    fields.add(any(VALUES));
    if (random.nextInt(10) == 0) {
      fields.remove(random.nextInt(fields.size()));
    }
    StringBuilder line = new StringBuilder(random.nextInt(8) == 0 ? any(BLANKS) : "");
    for (String field : fields) {
      line.append(line.isEmpty() || line.toString().isBlank() ? "" : any(BLANKS)).append(field);
    }
    return line.toString();
  }

  private String usual(String plain, String... odd) {
    return random.nextInt(6) > 0 ? plain : any(odd);
  }

  private String any(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private static String utf8(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
