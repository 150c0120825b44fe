package org.mockzabbix.parity;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process with children that this program started. It ends with this program, also if that is
 * interrupted.
 */
final class RunningProcess {

  private static final long PATIENCE_SECONDS = 15;

  private final Process process;
  private final String signal;
  private final Thread hook = new Thread(this::kill, "parity-end");

  /**
   * Starts a process.
   *
   * @param signal the signal that ends it, such as {@code TERM}
   */
  RunningProcess(ProcessBuilder builder, String signal) throws IOException {
    this.process = builder.start();
    this.signal = signal;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process with its signal, and with force what still runs after 15 s. */
  void end() {
    Runtime.getRuntime().removeShutdownHook(hook);
    kill();
  }

  private void kill() {
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
