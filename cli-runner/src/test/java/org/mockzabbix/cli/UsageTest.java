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
import org.mockzabbix.cli.console.Console;

/** {@code docs/command-line.md} shows the usage of serve; {@code -Dupdate} writes it. */
class UsageTest {

  private static final Path PAGE =
      Path.of(System.getProperty("basedir", "."), "../docs/command-line.md");
  private static final String START = "<!-- usage -->\n";
  private static final String END = "<!-- /usage -->";

  @Test
  void thePageShowsTheUsageOfServe() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(START) + START.length();
    int end = page.indexOf(END);
    assertTrue(
        page.contains(START) && end >= start,
        PAGE + " has no place for the usage: lines " + START.strip() + " and " + END);
    String usage = "```text\n" + usage() + "```\n";

    if (System.getProperty("update") != null) {
      Files.writeString(PAGE, page.substring(0, start) + usage + page.substring(end));
      return;
    }

    assertEquals(
        usage, page.substring(start, end), PAGE + " is behind: run this test with -Dupdate");
  }

  private static String usage() {
    CapturedLines out = new CapturedLines();
    PrintStream err = new PrintStream(new CapturedLines(), true, UTF_8);
    Console console = new Console(InputStream.nullInputStream(), out, err, Map.of());
    new Main(console, stop -> {}).run("serve", "--help");
    return out.text();
  }
}
