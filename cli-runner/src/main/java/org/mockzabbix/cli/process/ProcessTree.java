package org.mockzabbix.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A process and the processes that it has started, directly or indirectly. Processes whose parent
 * has ended are found by their environment, on systems that show it in {@code /proc}. Not
 * thread-safe.
 */
final class ProcessTree {

  /** The time for processes to end by themselves after SIGTERM. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration KILL_TIME = Duration.ofSeconds(2);
  private static final long POLL_MILLIS = 10;
  private static final Path PROC = Path.of("/proc");

  private final ProcessHandle root;
  private final List<String> marks;
  private final Instant begun;
  private final Set<ProcessHandle> seen = new LinkedHashSet<>();

  /**
   * Creates the tree of a process.
   *
   * @param marks entries of the environment that only processes of this tree have
   */
  ProcessTree(ProcessHandle root, List<String> marks) {
    this.root = root;
    this.marks = List.copyOf(marks);
    this.begun = ProcessHandle.current().info().startInstant().orElse(Instant.MIN);
    seen.add(root);
  }

  /** Remembers the processes of this moment. Their parents may end later. */
  void observe() {
    root.descendants().forEach(seen::add);
  }

  /**
   * Ends all processes: with SIGTERM, and those that are left after 5 s with SIGKILL.
   *
   * @return the number of processes that were running, without the first one
   */
  int end() {
    List<ProcessHandle> running = running();
    running.forEach(ProcessHandle::destroy);
    if (!awaitEnd(GRACE)) {
      running().forEach(ProcessHandle::destroyForcibly);
      awaitEnd(KILL_TIME);
    }
    return (int) running.stream().filter(process -> !process.equals(root)).count();
  }

  private List<ProcessHandle> running() {
    List.copyOf(seen).forEach(process -> process.descendants().forEach(seen::add));
    ProcessHandle.allProcesses().filter(this::isMarked).forEach(seen::add);
    return seen.stream().filter(ProcessTree::isRunning).toList();
  }

  private boolean awaitEnd(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    boolean interrupted = Thread.interrupted();
    while (!running().isEmpty() && System.nanoTime() - end < 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return running().isEmpty();
  }

  /** Returns false for a zombie as well, which nobody may ever collect in a container. */
  private static boolean isRunning(ProcessHandle process) {
    // isAlive comes last: a process that ends meanwhile has no file, and would seem to run.
    boolean isZombie = read(process, "stat").matches("(?s).*\\) [ZX] .*");
    return !isZombie && process.isAlive();
  }

  private boolean isMarked(ProcessHandle process) {
    boolean isOurs =
        !process.equals(ProcessHandle.current())
            && !process.info().startInstant().orElse(Instant.MIN).isBefore(begun);
    return isOurs && Arrays.asList(read(process, "environ").split("\0")).containsAll(marks);
  }

  /** Returns the content of a file about a process; empty if it cannot be read. */
  private static String read(ProcessHandle process, String file) {
    try {
      Path path = PROC.resolve(String.valueOf(process.pid())).resolve(file);
      return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
    } catch (IOException | SecurityException endedOrForeign) {
      return "";
    }
  }
}
