package org.mockzabbix.stress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the process holds while no server runs.
 *
 * @param heap bytes of live objects
 * @param descriptors open files and sockets; 0 if the system does not say
 * @param threads the names of the threads of Mock Zabbix
 */
record Resources(long heap, long descriptors, List<String> threads) {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  static Resources now() {
    List<String> threads =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.startsWith("mock-zabbix"))
            .sorted()
            .toList();
    return new Resources(liveHeap(), descriptorCount(), threads);
  }

  private static long liveHeap() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  private static long descriptorCount() {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return open.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For example {@code heap 5.2 MB descriptors 12 threads 0}. */
  @Override
  public String toString() {
    return "heap %.1f MB  descriptors %d  threads %d"
        .formatted(heap / 1e6, descriptors, threads.size());
  }
}
