package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The working directory of one process under test, and the mark by which that process and whatever
 * it started are found again (on Linux). Closing it ends what still runs, and then fails.
 */
final class ProcessDirectory implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 10;

  private static final Path MEMORY = Path.of("/dev/shm");

  private final Path path;

  ProcessDirectory() throws IOException {
    this(Path.of(System.getProperty("java.io.tmpdir")));
  }

  private ProcessDirectory(Path parent) throws IOException {
    path = Files.createTempDirectory(parent, "mock-zabbix-interop-").toRealPath();
  }

  /**
   * A directory that waits for no disk, where there is such a thing: a proxy makes its database in
   * hundreds of writes that it waits for one by one, 0.1 s in memory and 6 s on a busy disk.
   */
  static ProcessDirectory inMemory() throws IOException {
    return Files.isWritable(MEMORY) ? new ProcessDirectory(MEMORY) : new ProcessDirectory();
  }

  /** A process that is to run here, without variables that would change what it does. */
  ProcessBuilder command(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(path.toFile());
    builder.environment().keySet().removeIf(ProcessDirectory::wouldChangeIt);
    return builder;
  }

  private static boolean wouldChangeIt(String variable) {
    return variable.startsWith("MOCK_ZABBIX_") || variable.endsWith("JAVA_TOOL_OPTIONS");
  }

  /** Returns a process of a real program, which is to be started here. */
  ProcessBuilder program(Release release, List<String> command) {
    ProcessBuilder builder = command(command);
    builder.environment().putAll(release.environment());
    return builder;
  }

  Path file(String name) {
    return path.resolve(name);
  }

  String read(String name) throws IOException {
    return Files.readString(file(name), UTF_8);
  }

  @Override
  public void close() throws IOException {
    List<ProcessHandle> left = processes();
    List<String> names = left.stream().map(ProcessDirectory::describe).toList();
    left.forEach(ProcessHandle::destroyForcibly);
    left.forEach(process -> awaitEnd(process.onExit()));
    delete();
    if (!left.isEmpty()) {
      throw new AssertionError("still running: " + String.join(", ", names));
    }
  }

  /** The processes that run here at this moment. */
  List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses().filter(this::runsHere).toList();
  }

  private boolean runsHere(ProcessHandle process) {
    try {
      Path link = Path.of("/proc", String.valueOf(process.pid()), "cwd");
      return Files.readSymbolicLink(link).equals(path);
    } catch (IOException endedOrNotOurs) {
      return false;
    }
  }

  private static String describe(ProcessHandle process) {
    return process.pid() + process.info().command().map(command -> " (" + command + ")").orElse("");
  }

  private static void awaitEnd(CompletableFuture<ProcessHandle> end) {
    try {
      end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("a killed process did not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void delete() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
