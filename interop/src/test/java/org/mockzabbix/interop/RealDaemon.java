package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A real Zabbix daemon, run in the foreground and never as a service, in a directory of its own
 * that has its configuration, its log and whatever else it makes. Closing fails if a process is
 * left. Confined to one thread.
 *
 * <p>Its working directory is that directory, so that its configuration can use bare file names.
 */
final class RealDaemon {

  /** A proxy that is told to end while it makes its database never ends: seen with 6.0.14. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String CONFIGURATION = "daemon.conf";
  private static final String LOG = "daemon.log";

  private final Release release;
  private final String program;
  private final ProcessDirectory directory;
  private @Nullable Run current;

  /**
   * One run of it.
   *
   * @param hook ends it if the tests themselves are ended half-way
   */
  private record Run(Process process, Thread hook) {}

  /** A daemon that is not started yet. */
  RealDaemon(Release release, String program) throws IOException {
    this.release = release;
    this.program = program;
    this.directory = ProcessDirectory.inMemory();
  }

  /** A file in its directory. */
  Path file(String name) {
    return directory.file(name);
  }

  /** Starts it, for the first time or again. It logs where {@link #log} finds it. */
  void start(String configuration) throws IOException {
    Files.writeString(
        file(CONFIGURATION), configuration + "LogType=console\nPidFile=daemon.pid\n", UTF_8);
    String command = release.find(program).orElseThrow().toString();
    Process process =
        directory
            .program(release, List.of(command, "-f", "-c", CONFIGURATION))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(file(LOG).toFile()))
            .start();
    Thread hook = new Thread(process::destroy, "end of " + program);
    Runtime.getRuntime().addShutdownHook(hook);
    current = new Run(process, hook);
  }

  /** What it has said so far. */
  String log() throws IOException {
    return Files.exists(file(LOG)) ? directory.read(LOG) : "";
  }

  /** Waits until it has said {@code text}. */
  void awaitLog(String text) {
    Awaitility.await(program + " says: " + text).atMost(PATIENCE).until(() -> log().contains(text));
  }

  /** Itself and what it started. */
  List<ProcessHandle> processes() {
    return directory.processes();
  }

  /**
   * Tells it to end, and waits until it has. Nothing if it does not run.
   *
   * @throws AssertionError if it did not obey, or had ended before; it is not left running
   */
  void stop() throws InterruptedException {
    Run run = current;
    if (run == null) {
      return;
    }
    current = null;
    Runtime.getRuntime().removeShutdownHook(run.hook());
    if (!run.process().isAlive()) {
      throw new AssertionError(program + " ended by itself, with " + run.process().exitValue());
    }
    end(run.process());
  }

  private void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          program + " did not end within " + PATIENCE.toSeconds() + " s of being told to");
    }
  }

  /** Ends it, and fails if it leaves processes; those are killed. */
  void close() throws IOException, InterruptedException {
    try {
      stop();
      awaitNoProcess();
    } finally {
      directory.close();
    }
  }

  /** The command of a check may outlive its agent by a moment. */
  private void awaitNoProcess() {
    Awaitility.await(program + " leaves no process")
        .atMost(PATIENCE)
        .until(() -> processes().isEmpty());
  }

  @Override
  public String toString() {
    return program;
  }
}
