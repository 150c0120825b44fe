package org.mockzabbix.benchmark;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Runs one benchmark, or all of them: {@code java -jar benchmarks.jar [NAME|all [ROUNDS]]}. What
 * else the machine does at that time is part of the figures, so that its load is printed first.
 */
public final class Main {

  private static final List<Benchmark> ALL =
      List.of(
          new WaitBenchmark(),
          new CrowdBenchmark(),
          new FailureBenchmark(),
          new ConfigurationBenchmark(),
          new TlsBenchmark());
  private static final int WRONG_USAGE = 64;

  private Main() {}

  /** Ends with exit code 64 if there is no such benchmark. */
  public static void main(String[] args) throws Exception {
    try {
      run(args, Effort.FULL, System.out);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(WRONG_USAGE);
    }
  }

  static void run(String[] args, Effort full, PrintStream out) throws Exception {
    Effort effort = args.length > 1 ? full.withRounds(rounds(args[1])) : full;
    List<Benchmark> chosen = chosen(args.length > 0 ? args[0] : "all");
    out.println(machine());
    for (Benchmark benchmark : chosen) {
      benchmark.run(effort, out);
    }
  }

  private static int rounds(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("rounds must be a number but was " + text, e);
    }
  }

  private static List<Benchmark> chosen(String name) {
    List<Benchmark> chosen =
        ALL.stream().filter(each -> name.equals("all") || name.equals(each.name())).toList();
    if (chosen.isEmpty()) {
      String names = String.join(", ", ALL.stream().map(Benchmark::name).toList());
      throw new IllegalArgumentException(
          "there is no benchmark " + name + ": use one of " + names + ", or all");
    }
    return chosen;
  }

  private static String machine() {
    return "Java %s on %s, %d processors, load %.2f"
        .formatted(
            Runtime.version(),
            System.getProperty("os.name"),
            Runtime.getRuntime().availableProcessors(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
