package org.mockzabbix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** README.md shows the usage as it is; {@code -Dupdate} puts it there. */
class UsageTest {

  private static final Path README = Path.of(System.getProperty("basedir", "."), "../README.md");
  private static final String START = "<!-- usage -->\n";
  private static final String END = "<!-- /usage -->";

  @Test
  void readmeShowsTheUsageOfServe() throws IOException {
    String readme = Files.readString(README);
    int start = readme.indexOf(START) + START.length();
    int end = readme.indexOf(END);
    assertTrue(
        readme.contains(START) && end >= start,
        "README.md has no place for the usage: lines " + START.strip() + " and " + END);
    String usage = "```text\n" + usage() + "```\n";

    if (System.getProperty("update") != null) {
      Files.writeString(README, readme.substring(0, start) + usage + readme.substring(end));
      return;
    }

    assertEquals(
        usage, readme.substring(start, end), "README.md is behind: run this test with -Dupdate");
  }

  private static String usage() {
    CapturedLines out = new CapturedLines();
    PrintStream err = new PrintStream(new CapturedLines(), true, UTF_8);
    Console console = new Console(InputStream.nullInputStream(), out, err, Map.of());
    new Main(console, stop -> {}).run("serve", "--help");
    return out.text();
  }
}
