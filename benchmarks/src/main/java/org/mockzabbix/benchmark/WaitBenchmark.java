package org.mockzabbix.benchmark;

import java.io.PrintStream;
import org.mockzabbix.MockZabbixServer;

/**
 * Measures the time until a waiting assertion returns, and the cost of the wait. The promise: at
 * most 5 ms after the reply was sent, 99 times of 100, and no processor time while nothing arrives.
 * The server is empty at the start of each round, as in a test.
 */
final class WaitBenchmark implements Benchmark {

  @Override
  public String name() {
    return "wait";
  }

  @Override
  public void run(Effort effort, PrintStream out) throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      out.printf("%nwait: a value arrives at a random moment, %,d times%n", effort.rounds());
      WaitFigures.print(server, effort, server::reset, out);
    }
  }
}
