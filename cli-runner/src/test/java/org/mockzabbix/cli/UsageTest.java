package org.mockzabbix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.cli.console.Console;

/** {@code docs/command-line.md} shows the usage of commands; {@code -Dupdate} writes it. */
@Execution(ExecutionMode.SAME_THREAD) // the tests write to one file
class UsageTest {

  /** An option with its description, whose further lines are indented. */
  private static final Pattern OPTION =
      Pattern.compile("^ {2}(-\\w,|   ) --.*\\n(?: {10,}.*\\n)*", Pattern.MULTILINE);

  private static final Path PAGE =
      Path.of(System.getProperty("basedir", "."), "../docs/command-line.md");

  @ParameterizedTest
  @CsvSource({
    "serve, <!-- usage -->, <!-- /usage -->",
    "verify, <!-- usage of verify -->, <!-- /usage of verify -->"
  })
  void thePageShowsTheUsage(String command, String first, String last) throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(first + '\n') + first.length() + 1;
    int end = page.indexOf(last);
    assertTrue(
        page.contains(first) && end >= start,
        PAGE + " has no place for the usage: lines " + first + " and " + last);
    String usage = "```text\n" + ownUsage(command) + "```\n";

    if (System.getProperty("update") != null) {
      Files.writeString(PAGE, page.substring(0, start) + usage + page.substring(end));
      return;
    }

    assertEquals(
        usage, page.substring(start, end), PAGE + " is behind: run this test with -Dupdate");
  }

  /** Returns the usage without the options that the page has already, in the usage of serve. */
  private static String ownUsage(String command) {
    if (command.equals("serve")) {
      return usage(command);
    }
    Set<String> shared = new HashSet<>();
    OPTION.matcher(usage("serve")).results().forEach(option -> shared.add(words(option.group())));
    shared.removeIf(option -> option.startsWith("-h,"));
    return OPTION
        .matcher(usage(command))
        .replaceAll(
            option ->
                shared.contains(words(option.group()))
                    ? ""
                    : Matcher.quoteReplacement(option.group()));
  }

  private static String words(String option) {
    return option.replaceAll("\\s", "");
  }

  private static String usage(String command) {
    CapturedLines out = new CapturedLines();
    PrintStream err = new PrintStream(new CapturedLines(), true, UTF_8);
    Console console = new Console(InputStream.nullInputStream(), out, err, Map.of());
    new Main(console, stop -> {}).run(command, "--help");
    return out.text();
  }
}
