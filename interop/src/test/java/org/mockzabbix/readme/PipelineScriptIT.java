package org.mockzabbix.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.interop.MockZabbixProgram;

/** The example of a pipeline does what it says. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is a bash script")
class PipelineScriptIT {

  private static final String SCRIPT = "examples/pipeline.sh";

  @TempDir private Path folder;

  @Test
  void passesAndPrintsWhatTheSenderSays() throws Exception {
    Path printed = folder.resolve("printed");
    ProcessBuilder builder =
        new ProcessBuilder("bash", SCRIPT, MockZabbixProgram.JAR.toString())
            .directory(MarkdownFile.ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    builder.environment().put("MOCK_ZABBIX_TIMEOUT", "2m"); // a busy machine starts Java slowly
    Process script = builder.start();
    boolean ended = script.waitFor(120, TimeUnit.SECONDS);
    script.destroyForcibly();

    String output = Files.readString(printed, UTF_8);
    assertTrue(ended, output);
    assertEquals(
        """
        Response from "127.0.0.1:PORT": "processed: 1; failed: 0; total: 1; seconds spent: S"
        sent: 1; skipped: 0; total: 1
        READY
        Response from "127.0.0.1:PORT": "processed: 1; failed: 0; total: 1; seconds spent: S"
        sent: 1; skipped: 0; total: 1
        STOPPED
        MET web01 app.orders with value "12"
        VERDICT met: 1 of 1 expectation; the command exited with 0
        """,
        output
            .replaceAll("127.0.0.1:\\d+", "127.0.0.1:PORT")
            .replaceAll("spent: [\\d.]+", "spent: S")
            .replaceAll("(READY|STOPPED) .*", "$1"));
    assertEquals(0, script.exitValue());
  }
}
