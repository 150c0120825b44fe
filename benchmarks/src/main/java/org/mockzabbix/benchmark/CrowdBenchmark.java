package org.mockzabbix.benchmark;

import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.IntStream;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.client.Sender.OutgoingValue;

/**
 * The same as {@link WaitBenchmark} with a crowd of values recorded before, half of them for the
 * item that is waited for.
 */
final class CrowdBenchmark implements Benchmark {

  private static final int ROUNDS_OF_NOW = 21;

  @Override
  public String name() {
    return "crowd";
  }

  @Override
  public void run(Effort effort, PrintStream out) throws Exception {
    int crowd = effort.crowd();
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      new Sender("127.0.0.1", server.trapperPort()).send(values(crowd));
      int rounds = Math.max(1, effort.rounds() / 10);
      out.printf("%ncrowd: the same behind %,d values, %,d times%n", crowd, rounds);
      WaitFigures.print(server, effort.withRounds(rounds), () -> {}, out);
      out.println("  the last of them found, without waiting:   " + found(server, crowd - 1));
    }
  }

  private static List<OutgoingValue> values(int crowd) {
    return IntStream.range(0, crowd)
        .mapToObj(
            i ->
                OutgoingValue.of(
                    Waiting.HOST, i % 2 == 0 ? "app.other" : Waiting.KEY, "crowd " + i))
        .toList();
  }

  private static Percentiles found(MockZabbixServer server, int last) {
    long[] nanos = new long[ROUNDS_OF_NOW];
    for (int round = 0; round < nanos.length; round++) {
      long begun = System.nanoTime();
      assertThat(server).received(item(Waiting.HOST, Waiting.KEY).withValue("crowd " + last)).now();
      nanos[round] = System.nanoTime() - begun;
    }
    return Percentiles.of(nanos);
  }
}
