package org.mockzabbix.stress;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Runs rounds of {@link StressRound} for a time: {@code java -Xmx96m -cp benchmarks.jar
 * org.mockzabbix.stress.StressMain [SECONDS [SEED]]}. Prints what was done, and each promise that
 * did not hold. Ends with exit code 0 if all held, 1 if not, 64 for wrong arguments.
 */
public final class StressMain {

  private static final int BROKEN = 1;
  private static final int WRONG_USAGE = 64;

  /** Classes are loaded and buffers grown in the first rounds, so they do not count. */
  private static final int WARM_UP_ROUNDS = 2;

  private static final long HEAP_GROWTH = 4L << 20;
  private static final long DESCRIPTOR_GROWTH = 5;

  private StressMain() {}

  /** Runs the program. */
  public static void main(String[] args) throws Exception {
    try {
      int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
      long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
      if (args.length > 2 || seconds < 1) {
        throw new NumberFormatException();
      }
      System.exit(run(Duration.ofSeconds(seconds), seed, System.out) ? 0 : BROKEN);
    } catch (NumberFormatException e) {
      System.err.println("use: StressMain [SECONDS [SEED]], with 1 second or more");
      System.exit(WRONG_USAGE);
    }
  }

  static boolean run(Duration length, long seed, PrintStream out) throws Exception {
    out.printf(
        "stress: %d s with seed %d, Java %s, a heap of at most %d MB%n",
        length.toSeconds(), seed, Runtime.version(), Runtime.getRuntime().maxMemory() >> 20);
    Report report = new Report();
    Resources settled = null;
    Resources last = Resources.now();
    SplittableGenerator random =
        RandomGeneratorFactory.<SplittableGenerator>of("L64X128MixRandom").create(seed);
    Instant end = Instant.now().plus(length);
    for (int round = 1; report.isClean() && Instant.now().isBefore(end); round++) {
      new StressRound(report, random).run();
      last = Resources.now();
      last.threads().forEach(name -> report.broken("the thread " + name + " is left"));
      if (round == WARM_UP_ROUNDS) {
        settled = last;
        out.println("after the warm-up: " + settled);
      }
    }
    if (settled != null) {
      checkGrowth(settled, last, report);
    }
    out.println("at the end: " + last);
    out.println(report.figures());
    report.problems().forEach(problem -> out.println("BROKEN: " + problem));
    out.println(report.isClean() ? "stress: passed" : "stress: failed");
    return report.isClean();
  }

  private static void checkGrowth(Resources settled, Resources last, Report report) {
    if (last.heap() > settled.heap() + HEAP_GROWTH) {
      report.broken("the heap grew from %,d to %,d bytes".formatted(settled.heap(), last.heap()));
    }
    if (last.descriptors() > settled.descriptors() + DESCRIPTOR_GROWTH) {
      report.broken(
          "open files grew from %d to %d".formatted(settled.descriptors(), last.descriptors()));
    }
  }
}
