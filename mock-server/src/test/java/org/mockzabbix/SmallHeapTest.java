package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.fixtures.StartedProcess;

/** Many servers and agents in a separate process that has 128 MiB of heap. */
@Timeout(400)
class SmallHeapTest {

  @TempDir private Path folder;

  @Test
  void twentyServersAndTwentyAgents_shareTheHeap() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path out = folder.resolve("out.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                java, "-Xmx128m", "-XX:+ExitOnOutOfMemoryError", ManyServers.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = StartedProcess.of(builder);
    try {
      assertTrue(process.waitFor(360, TimeUnit.SECONDS), "still runs");
    } finally {
      process.destroyForcibly();
    }

    assertEquals(
        """
        kept 25000 values, 3000 and 1000 exchanges
        evicted 0 of the others, and counted 550 of the busy one
        all answered
        """,
        Files.readString(out, StandardCharsets.UTF_8));
  }
}
