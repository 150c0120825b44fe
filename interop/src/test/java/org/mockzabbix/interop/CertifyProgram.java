package org.mockzabbix.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mockzabbix.fixtures.CertifyRows;

/** {@code mock-zabbix.jar certify} in a process of its own. */
final class CertifyProgram {

  private static final long PATIENCE_SECONDS = 280;

  private CertifyProgram() {}

  /**
   * Runs a line that a user would type, and expects that the program under test passes.
   *
   * @param summary the line on standard error
   * @param words the line; names of real programs become their paths
   * @return the table, with T instead of the times
   */
  static String table(String summary, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(words));
    command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.replaceAll(
        word -> word.equals("mock-zabbix.jar") ? MockZabbixProgram.JAR.toString() : word);
    command.replaceAll(word -> RealProgram.find(word).map(Path::toString).orElse(word));
    try (ProcessDirectory directory = new ProcessDirectory()) {
      Process process =
          directory
              .command(command)
              .redirectOutput(directory.file("stdout").toFile())
              .redirectError(directory.file("stderr").toFile())
              .start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String table = CertifyRows.withoutTimes(directory.read("stdout"));
      assertEquals(summary + '\n', directory.read("stderr"), table);
      assertEquals(0, ended ? process.exitValue() : -1);
      return table;
    }
  }
}
