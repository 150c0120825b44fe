package org.mockzabbix.parity;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process with children that this program started. */
final class RunningProcess {

  private static final long PATIENCE_SECONDS = 15;

  private RunningProcess() {}

  /** Ends a process with a signal, and with force what still runs after 15 s. */
  static void end(Process process, String signal) {
    List<ProcessHandle> children = process.descendants().toList();
    try {
      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
