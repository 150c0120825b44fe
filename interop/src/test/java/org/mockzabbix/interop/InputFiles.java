package org.mockzabbix.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generates odd input files of zabbix_sender, the same ones for each seed. */
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
    "K\u00f6ln",
    "\ufeffdb1",
    "\"a\"b"
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
    "k\\"
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
    "0x1F"
  };
  private static final String[] NANOSECONDS = {
    "0", "5", "999999999", "1000000000", "-1", "ns", "\"7\"", "00001", "1e3"
  };
  private static final String[] VALUES = {
    "1", "a b  c", "\"quoted\"", "\"a\\\"b\"", "\"a\\nb\"", "\"a\\tb\"", "\"a\" ", "\"a\" b",
        "\"a\"b", "\"\"",
    "\"open", "mid\"quote", "C:\\dir", "\u00fc\ud83d\ude00", "'x'", "trailing  ", "\tx",
        "{\"a\":1}", "\u0001", "x\ry"
  };
  private static final String[] ENDS = {"\n", "\n", "\n", "\r\n", "\r\r\n"};

  private final Random random;
  private final boolean clocks;
  private final boolean nanoseconds;

  /** Creates a generator of files that fit {@link #options}. */
  InputFiles(long seed) {
    random = new Random(seed);
    clocks = random.nextBoolean();
    nanoseconds = clocks && random.nextBoolean();
  }

  /** Returns the options with which the file is to be read. */
  List<String> options() {
    List<String> options = new ArrayList<>();
    if (random.nextInt(3) > 0) {
      options.addAll(List.of("-s", "default"));
    }
    if (clocks) {
      options.add("-T");
    }
    if (nanoseconds) {
      options.add("-N");
    }
    if (random.nextInt(3) == 0) {
      options.add("-v");
    }
    return options;
  }

  /** Returns the text of a file; most files have a line that a sender refuses. */
  String file() {
    StringBuilder file = new StringBuilder();
    int lines = 1 + random.nextInt(6);
    for (int i = 0; i < lines; i++) {
      file.append(random.nextInt(12) == 0 ? "" : line());
      file.append(i + 1 < lines || random.nextInt(4) > 0 ? any(ENDS) : "");
    }
    return file.toString();
  }

  private String line() {
    List<String> fields = new ArrayList<>(List.of(usual("db1", HOSTS), usual("k", KEYS)));
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
    return random.nextInt(3) > 0 ? plain : any(odd);
  }

  private String any(String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
