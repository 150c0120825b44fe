package org.mockzabbix.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.interop.MockZabbixProgram;
import org.mockzabbix.interop.NeedsProgram;

/** The clients in other languages pass their own tests, with the jar in a path with spaces. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ClientsIT {

  private static final long PATIENCE_SECONDS = 300;

  @TempDir private Path folder;

  @Test
  @NeedsProgram("ruby")
  void ruby() throws Exception {
    assertPasses(
        "ruby",
        "\\d\\d runs, \\d+ assertions, 0 failures, 0 errors, 0 skips",
        "ruby",
        "-w",
        "test_zabbix.rb");
  }

  @Test
  @NeedsProgram("python3")
  void python() throws Exception {
    assertPasses("python", "Ran \\d\\d tests in \\S+\n\nOK", "python3", "-B", "-m", "unittest");
  }

  @Test
  @NeedsProgram("go")
  void go() throws Exception {
    assertPasses("go", "ok\\s+example.org/zabbix\\s", "go", "test", "-count=1", "./...");
  }

  @Test
  @NeedsProgram("php")
  void php() throws Exception {
    assertPasses("php", "\\d\\d tests, 0 failed", "php", "test_zabbix.php");
  }

  @Test
  @NeedsProgram("node")
  void node() throws Exception {
    assertPasses("node", "pass \\d\\d\n\\S+ fail 0\n", "node", "--test");
  }

  @Test
  @NeedsProgram({"bash", "curl"})
  void shell() throws Exception {
    assertPasses("shell", "\\d\\d tests, 0 failed", "bash", "test_zabbix.sh");
  }

  private void assertPasses(String client, String lastLines, String... command) throws Exception {
    Path jar = Files.createDirectory(folder.resolve("with spaces")).resolve("mock-zabbix.jar");
    Files.copy(MockZabbixProgram.JAR, jar);
    Path printed = folder.resolve("printed");
    ProcessBuilder tests =
        new ProcessBuilder(List.of(command))
            .directory(MarkdownFile.ROOT.resolve("examples/clients").resolve(client).toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    tests.environment().keySet().removeIf(name -> name.startsWith("MOCK_ZABBIX_"));
    tests.environment().put("MOCK_ZABBIX_JAR", jar.toString());
    tests.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = tests.start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();

    String output = Files.readString(printed, UTF_8);
    assertTrue(ended, output);
    assertEquals(0, process.exitValue(), output);
    assertTrue(Pattern.compile(lastLines).matcher(output).find(), output);
  }
}
