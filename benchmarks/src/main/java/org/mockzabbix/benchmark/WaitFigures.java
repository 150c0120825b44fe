package org.mockzabbix.benchmark;

import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.mockzabbix.MockZabbixServer;

/** The lines about waiting that several benchmarks print. Stateless. */
final class WaitFigures {

  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final int WARM_UP = 20;

  private WaitFigures() {}

  static void print(MockZabbixServer server, Effort effort, Runnable afterRound, PrintStream out)
      throws Exception {
    Waiting waiting = Waiting.measure(server, effort.rounds(), afterRound);
    out.println("  returns after the request's first byte:    " + waiting.afterRequest());
    out.println("  returns after the reply's last byte:       " + waiting.afterReply());
    out.printf(
        Locale.ROOT,
        "  the first time, after the request:         %.2f ms%n",
        waiting.first() / 1e6);
    for (int i = 0; i < WARM_UP; i++) {
      waitInVain(server, AT_ONCE);
    }
    print(server, AT_ONCE, out);
    print(server, effort.idle(), out);
  }

  /** A miss has its failure explained, which costs something whether it waited or not. */
  private static void print(MockZabbixServer server, Duration duration, PrintStream out) {
    CpuTime cost = CpuTime.of(() -> waitInVain(server, duration));
    out.println("  processor time of a miss after " + duration.toMillis() + " ms: " + cost);
  }

  private static void waitInVain(MockZabbixServer server, Duration duration) {
    try {
      assertThat(server).received(item("nobody", "nothing")).within(duration);
    } catch (AssertionError expected) {
      return;
    }
    throw new AssertionError("a value arrived that nobody sent");
  }
}
