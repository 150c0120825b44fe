package org.mockzabbix.interop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(120)
class ProcessDirectoryTest {

  @Test
  void close_nothingRuns() throws Exception {
    ProcessDirectory directory = new ProcessDirectory();
    Files.writeString(directory.file("some.txt"), "text");

    directory.close();

    assertFalse(Files.exists(directory.file("")));
  }

  /** The parent has ended, so that no tree of processes leads to what it left behind. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void close_orphanStillRuns() throws Exception {
    ProcessDirectory directory = new ProcessDirectory();
    Process parent =
        directory
            .command(List.of("sh", "-c", "sleep 60 & echo $! > pid"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertTrue(parent.waitFor(40, TimeUnit.SECONDS));
    long orphan = Long.parseLong(directory.read("pid").strip());
    String shell = Path.of("/bin/sh").toRealPath().toString(); // whose copy becomes the program
    String program =
        await()
            .atMost(40, TimeUnit.SECONDS)
            .until(() -> program(orphan), name -> !Set.of("", shell).contains(name));

    AssertionError e = assertThrows(AssertionError.class, directory::close);

    assertEquals("still running: " + orphan + " (" + program + ")", e.getMessage());
    assertFalse(ProcessHandle.of(orphan).map(ProcessHandle::isAlive).orElse(false));
  }

  private static String program(long process) {
    return ProcessHandle.of(process).flatMap(p -> p.info().command()).orElse("");
  }
}
