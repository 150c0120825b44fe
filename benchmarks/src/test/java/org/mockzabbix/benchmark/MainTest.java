package org.mockzabbix.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The benchmarks run; what they measure is nobody's fact. */
@Timeout(60)
class MainTest {

  private static final Effort LITTLE = new Effort(10, Duration.ofMillis(20), 1_000);

  @Test
  void everyBenchmarkPrintsItsFigures() throws Exception {
    List<String> lines = run("all").lines().map(line -> line.replaceAll("-?\\d.*", "N")).toList();

    assertEquals(
        List.of(
            "Java N",
            "",
            "wait: a value arrives at a random moment, N",
            "  returns after the request's first byte:    pN",
            "  returns after the reply's last byte:       pN",
            "  the first time, after the request:         N",
            "  processor time of a miss after N",
            "  processor time of a miss after N",
            "",
            "crowd: the same behind N",
            "  returns after the request's first byte:    pN",
            "  returns after the reply's last byte:       pN",
            "  the first time, after the request:         N",
            "  processor time of a miss after N",
            "  processor time of a miss after N",
            "  the last of them found, without waiting:   pN",
            "",
            "failure: the text of a miss behind N",
            "  an item is missing: pN",
            "  an item has other values: pN",
            "  two are missing: pN",
            "  any item, by its value: pN",
            "  too many values: pN",
            "  something was received: pN",
            "  a wait of N",
            "",
            "configuration: N",
            "  configuration of the proxy: pN",
            "  checks of the agent: pN",
            "  created one by one, of one host: N",
            "",
            "tls: connections of N",
            "  openssl s_server -psk:      N",
            "  with a pre-shared key:      N",
            "  ratio:                      N",
            "  plain, port without keys:   N",
            "  plain, port with keys:      N",
            "  ratio:                      N",
            "  handshake, BcTlsCrypto:     N",
            "  handshake, JcaTlsCrypto:    N"),
        lines);
  }

  @Test
  void unknownBenchmark_namesThoseThatThereAre() {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> run("weight"));

    assertEquals(
        "there is no benchmark weight: use one of wait, crowd, failure, configuration, tls, or all",
        e.getMessage());
  }

  @Test
  void roundsThatAreNone() {
    assertEquals(
        "rounds must be a number but was many",
        assertThrows(IllegalArgumentException.class, () -> run("wait", "many")).getMessage());
    assertEquals(
        "rounds must be 1..1000000 but was 0",
        assertThrows(IllegalArgumentException.class, () -> run("wait", "0")).getMessage());
  }

  @Test
  void percentileIsTheSmallestThatSoManyDoNotExceed() {
    long[] nanos = new long[200];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = (200 - i) * 1_000_000L;
    }

    assertEquals(
        "p50 100.00  p90 180.00  p99 198.00  max 200.00 ms", Percentiles.of(nanos).toString());
    assertEquals(7, Percentiles.of(new long[] {7}).at(50));
  }

  private static String run(String... args) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Main.run(args, LITTLE, new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }
}
