package org.mockzabbix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.fixtures.PlainSender;

/** The runnable jar as a process of its own: signals, streams and exit codes. */
class ServeIT {

  private static final Path JAR =
      Path.of(System.getProperty("basedir", "."), "target/mock-zabbix.jar");

  @TempDir Path directory;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
  void recordsBeforeItAnswers_andEndsCleanlyAtSigterm() throws Exception {
    Path output = directory.resolve("out");
    Path ports = directory.resolve("ports");
    try (Program program =
        Program.start("--trapper-port=0", "--port-file=" + ports, "--output=" + output)) {
      PlainSender sender = PlainSender.to(program.readError());
      String portsWritten = Files.readString(ports);

      String answer = sender.sendValue("web01", "app.ok", "1");
      String written = Files.readString(output);
      program.terminate();
      int code = program.exitCode();

      assertEquals("{\"host\": \"127.0.0.1\", \"trapper\": " + sender.port() + "}\n", portsWritten);
      assertTrue(answer.contains("processed: 1; failed: 0; total: 1;"), answer);
      assertEquals("host:web01\tkey:app.ok\tvalue:1\tclock:0\n", written);
      assertEquals(
          "STOPPED values=1 rejected=0 exchanges=1 unreadable=0 evicted=0", program.readError());
      assertEquals(0, code);
      assertFalse(Files.exists(ports));
    }
  }

  @Test
  void portInUse_isOneLine() throws Exception {
    try (Program first = Program.start("--trapper-port=0")) {
      int port = PlainSender.to(first.readError()).port();

      try (Program second = Program.start("--trapper-port=" + port)) {
        int code = second.exitCode();

        assertEquals(
            List.of("mock-zabbix: cannot listen on 127.0.0.1:" + port + ": Address already in use"),
            second.restOfErrors());
        assertEquals(69, code);
      }
    }
  }

  @Test
  void stopsWithItsParent() throws Exception {
    try (Program program = Program.start("--trapper-port=0", "--stop-on-stdin-eof")) {
      program.readError();

      program.process.getOutputStream().close();
      int code = program.exitCode();

      assertEquals(0, code);
      assertEquals(
          List.of("STOPPED values=0 rejected=0 exchanges=0 unreadable=0 evicted=0"),
          program.restOfErrors());
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
  void servesOnWhenNobodyReadsItsOutput() throws Exception {
    try (Program program = Program.start("--trapper-port=0")) {
      PlainSender sender = PlainSender.to(program.readError());
      program.process.getInputStream().close();

      sender.sendValue("h", "k", "1");
      String answer = sender.sendValue("h", "k", "2");
      program.terminate();
      int code = program.exitCode();

      assertTrue(answer.contains("processed: 1;"), answer);
      assertEquals(
          List.of(
              "mock-zabbix: cannot write to standard output (Broken pipe):"
                  + " the server keeps running without writing values",
              "mock-zabbix: 2 values not written to standard output",
              "STOPPED values=2 rejected=0 exchanges=2 unreadable=0 evicted=0"),
          program.restOfErrors());
      assertEquals(74, code);
    }
  }

  @Test
  void writesUtf8_whateverTheLocaleIs() throws Exception {
    try (Program program = Program.start("--trapper-port=0", "--stop-on-stdin-eof")) {
      PlainSender sender = PlainSender.to(program.readError());

      sender.sendValue("h", "k", "ä😀");
      program.process.getOutputStream().close();
      byte[] written = program.process.getInputStream().readAllBytes();

      assertEquals("host:h\tkey:k\tvalue:ä😀\tclock:0\n", new String(written, UTF_8));
    }
  }

  @Test
  void refusesWrongUsage() throws Exception {
    try (Program program = Program.start("--no-such-option")) {
      int code = program.exitCode();

      assertEquals(64, code);
      assertEquals("mock-zabbix: Unknown option: '--no-such-option'", program.readError());
    }
  }

  @Test
  void tellsItsVersion() throws Exception {
    try (Program program = Program.start("--version")) {
      int code = program.exitCode();

      String version = new String(program.process.getInputStream().readAllBytes(), UTF_8);
      assertTrue(version.matches("mock-zabbix \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n"), version);
      assertEquals(0, code);
    }
  }

  /**
   * A process that is gone when the test is over, however the test ends, and after a minute at
   * most: that also ends whoever still reads its streams.
   */
  private record Program(Process process, BufferedReader errors) implements AutoCloseable {

    static Program start(String... arguments) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-jar");
      command.add(JAR.toString());
      command.addAll(List.of(arguments));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("LC_ALL", "C");
      builder.environment().keySet().removeIf(name -> name.startsWith("MOCK_ZABBIX_"));
      Process process = builder.start();
      CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES).execute(process::destroyForcibly);
      return new Program(process, process.errorReader(UTF_8));
    }

    /** The next line on standard error. */
    String readError() throws IOException {
      return String.valueOf(errors.readLine());
    }

    List<String> restOfErrors() {
      return errors.lines().toList();
    }

    /** Sends SIGTERM, and leaves the streams open, which {@code Process.destroy} closes. */
    void terminate() {
      process.toHandle().destroy();
    }

    int exitCode() throws InterruptedException {
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it does not end");
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
