package org.mockzabbix.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.mockzabbix.fixtures.CertifyRows;

/** {@code mock-zabbix.jar certify} in a process of its own. */
final class CertifyProgram {

  private static final List<String> PROGRAM = List.of("java", "-jar", "mock-zabbix.jar");
  private static final Duration PATIENCE = Duration.ofSeconds(280);

  private CertifyProgram() {}

  /**
   * Runs a line that a user would type, and expects that the program under test passes.
   *
   * @param summary the line on standard error
   * @param words the line; names of real programs become their paths
   * @return the table, with T instead of the times
   */
  static String table(String summary, String... words) throws Exception {
    assertEquals(PROGRAM, List.of(words).subList(0, PROGRAM.size()));
    List<String> arguments =
        Stream.of(words)
            .skip(PROGRAM.size())
            .map(word -> RealProgram.find(word).map(Path::toString).orElse(word))
            .toList();

    RealProgram.Outcome outcome = RealProgram.jar(PATIENCE).run(arguments);

    String table = CertifyRows.withoutTimes(outcome.output());
    assertEquals(summary + '\n', outcome.errors(), table);
    assertEquals(0, outcome.exitCode());
    return table;
  }
}
