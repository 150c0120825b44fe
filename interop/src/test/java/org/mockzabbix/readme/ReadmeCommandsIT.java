package org.mockzabbix.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.interop.MockZabbixProgram;
import org.mockzabbix.interop.NeedsProgram;
import org.mockzabbix.interop.RealProgram;

/** The commands of README.md, and of the page that continues it, without building first. */
@NeedsProgram("zabbix_sender")
@Timeout(180)
class ReadmeCommandsIT {

  static final String SERVE_AT_ONCE = "java -jar cli-runner/target/mock-zabbix.jar serve\n";

  static final String VERIFY =
      """
      java -jar cli-runner/target/mock-zabbix.jar verify --expect 'web01 app.ok 1' -- \\
        zabbix_sender -z {host} -p {trapper} -s web01 -k app.ok -o 1
      """;

  private static final String START = "docs/start-command-line.md";

  @Test
  void serveAtOnce() throws Exception {
    try (MockZabbixProgram program = MockZabbixProgram.typed(inPlace(SERVE_AT_ONCE))) {
      assertEquals(0, program.stop());
    }
  }

  @Test
  void serveAndSend() throws Exception {
    List<String> commands = MarkdownFile.read(START).snippets("shell");
    try (MockZabbixProgram program = MockZabbixProgram.typed(inPlace(commands.get(4)))) {
      String printed = type(commands.get(5), program);

      assertEquals(
          MarkdownFile.read(START).snippets("text").get(2),
          printed
              .replace(":" + program.trapperPort() + "\"", ":10051\"")
              .replaceAll("seconds spent: \\d\\.\\d{6}", "seconds spent: 0.000512"));
      assertEquals(0, program.stop());
    }
  }

  @Test
  void verifyTheSender(@TempDir Path folder) throws Exception {
    Path sender = RealProgram.find("zabbix_sender").orElseThrow();
    Path printed = folder.resolve("printed");
    Process shell =
        new ProcessBuilder(
                "bash", "-c", "PATH=" + sender.getParent() + ":$PATH; " + inPlace(VERIFY))
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    assertTrue(shell.waitFor(120, TimeUnit.SECONDS), "it did not end");

    List<String> lines = Files.readAllLines(printed);
    assertEquals(0, shell.exitValue(), lines::toString);
    assertEquals(
        "VERDICT met: 1 of 1 expectation; the command exited with 0", lines.get(lines.size() - 1));
  }

  private static String inPlace(String line) {
    return line.replaceFirst(
        "(cli-runner/target/)?mock-zabbix\\.jar",
        Matcher.quoteReplacement(MockZabbixProgram.JAR.toString()));
  }

  /** Types {@code lines} where {@code program} runs, and returns what they print. */
  private static String type(String lines, MockZabbixProgram program) throws Exception {
    Path sender = RealProgram.find("zabbix_sender").orElseThrow();
    String function =
        "zabbix_sender() { '" + sender + "' -p " + program.trapperPort() + " \"$@\"; }\n";
    Path output = program.file("printed");
    Process shell =
        new ProcessBuilder("bash", "-e", "-c", function + lines)
            .directory(output.getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(shell.waitFor(60, TimeUnit.SECONDS), "it did not end");
    String printed = Files.readString(output, UTF_8);
    assertEquals(0, shell.exitValue(), printed);
    return printed;
  }
}
