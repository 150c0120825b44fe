package org.mockzabbix.benchmark;

import static org.mockzabbix.assertion.ZabbixAssertions.anyItem;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.assertion.ItemMatcher;
import org.mockzabbix.client.Sender;
import org.mockzabbix.client.Sender.OutgoingValue;

/**
 * The time until a failed assertion has its message, behind very many values in packets of 250. The
 * goal is 300 ms with a million values, and 600 ms for {@code within(300 ms)}.
 */
final class FailureBenchmark implements Benchmark {

  private static final int CHUNK = 100_000;
  private static final int ROUNDS = 7;
  private static final Duration WAIT = Duration.ofMillis(300);

  @Override
  public String name() {
    return "failure";
  }

  @Override
  public void run(Effort effort, PrintStream out) throws Exception {
    int values = 10 * effort.crowd();
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      send(server, values);
      out.printf("%nfailure: the text of a miss behind %,d values%n", values);
      ItemMatcher missing = item("web01", "app.ok");
      ItemMatcher differing = item("web01", "app.0").withValue("none");
      print(out, "an item is missing", () -> assertThat(server).received(missing).now());
      print(out, "an item has other values", () -> assertThat(server).received(differing).now());
      print(out, "two are missing", () -> assertThat(server).received(missing, missing).now());
      print(out, "any item, by its value", () -> anyWithValue(server));
      print(out, "too many values", () -> assertThat(server).receivedExactly(missing).now());
      print(out, "something was received", () -> assertThat(server).receivedNothing());
      print(out, "a wait of 300 ms", () -> assertThat(server).received(missing).within(WAIT));
    }
  }

  private static void anyWithValue(MockZabbixServer server) {
    assertThat(server).received(anyItem().withValue("none")).now();
  }

  private static void send(MockZabbixServer server, int values) throws IOException {
    Sender sender = new Sender("127.0.0.1", server.trapperPort());
    for (int first = 0; first < values; first += CHUNK) {
      List<OutgoingValue> chunk =
          IntStream.range(first, Math.min(values, first + CHUNK))
              .mapToObj(i -> OutgoingValue.of("web01", "app." + i % 1000, "value " + i))
              .toList();
      sender.send(chunk);
    }
  }

  private static void print(PrintStream out, String what, Runnable assertion) {
    long[] nanos = new long[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long begun = System.nanoTime();
      miss(assertion);
      nanos[round] = System.nanoTime() - begun;
    }
    out.println("  " + what + ": " + Percentiles.of(nanos));
  }

  private static void miss(Runnable assertion) {
    try {
      assertion.run();
    } catch (AssertionError expected) {
      return;
    }
    throw new AssertionError("the assertion is met");
  }
}
