package org.mockzabbix.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(30)
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
    assertTrue(parent.waitFor(10, TimeUnit.SECONDS));
    long orphan = Long.parseLong(directory.read("pid").strip());
    String program = ProcessHandle.of(orphan).flatMap(p -> p.info().command()).orElseThrow();

    AssertionError e = assertThrows(AssertionError.class, directory::close);

    assertEquals("still running: " + orphan + " (" + program + ")", e.getMessage());
    assertFalse(ProcessHandle.of(orphan).map(ProcessHandle::isAlive).orElse(false));
  }
}
