package org.mockzabbix.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mockzabbix.interop.MockZabbixProgram;
import org.mockzabbix.interop.RealProgram;

/**
 * A shell in a folder with {@code mock-zabbix.jar}, and with the real programs in its path, for the
 * commands of pages.
 */
final class PageShell {

  static final int PATIENCE_SECONDS = 120;

  private final Path folder;

  PageShell(Path folder) throws IOException {
    this.folder = folder;
    Files.createSymbolicLink(folder.resolve("mock-zabbix.jar"), MockZabbixProgram.JAR);
  }

  /** Writes a file that can be run, if it is a script. */
  void put(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text, UTF_8);
    assertTrue(file.toFile().setExecutable(true));
  }

  /** Writes the program under test of the pages, which sends one value. */
  void putReport(String value) throws IOException {
    put("report.sh", "#!/bin/sh\n" + send(value) + "\n");
  }

  /** Writes a program under test that sends one value, and sends it again after a failure. */
  void putReportThatTriesAgain(String value) throws IOException {
    put("report.sh", "#!/bin/sh\n" + send(value) + " || " + send(value) + "\n");
  }

  private static String send(String value) {
    return "zabbix_sender -z $MOCK_ZABBIX_HOST -p $MOCK_ZABBIX_TRAPPER_PORT -s web01"
        + " -k app.orders -o "
        + value;
  }

  Outcome run(String command) throws Exception {
    Path errors = Files.createTempFile(folder, "errors", "");
    Path output = Files.createTempFile(folder, "output", "");
    Process shell =
        builder("bash", "-e", "-c", command)
            .redirectError(errors.toFile())
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it does not end");
      return new Outcome(shell.exitValue(), Files.readString(output), Files.readString(errors));
    } finally {
      shell.destroyForcibly();
    }
  }

  ProcessBuilder builder(String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MOCK_ZABBIX_"));
    Path java = Path.of(System.getProperty("java.home"), "bin");
    String programs =
        Stream.of("zabbix_sender", "zabbix_proxy")
            .flatMap(name -> RealProgram.find(name).stream())
            .map(program -> String.valueOf(program.toAbsolutePath().getParent()))
            .collect(Collectors.joining(File.pathSeparator));
    builder
        .environment()
        .merge(
            "PATH", "", (path, none) -> String.join(File.pathSeparator, "" + java, programs, path));
    return builder;
  }

  /** Returns what {@code verify} prints about the verdict, with the same ports in each run. */
  static String comparable(String errors) {
    return errors
        .replaceAll("(?m)^(READY|STOPPED) .*\n", "")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT");
  }

  /** The end of a command. */
  record Outcome(int exitCode, String output, String errors) {}
}
