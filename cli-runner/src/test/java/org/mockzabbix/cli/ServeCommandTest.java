package org.mockzabbix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.fixtures.PlainSender;

@Timeout(60)
class ServeCommandTest {

  @TempDir Path directory;

  @Test
  void writesTheLineBeforeTheSenderHasItsAnswer() throws Exception {
    try (ProgramRun run = ProgramRun.of("serve", "--trapper-port", "0")) {
      PlainSender sender = run.awaitReady();

      String answer = sender.sendValue("web01", "app.ok", "1");
      String written = run.out.text();

      assertTrue(
          answer.startsWith(
              "{\"response\":\"success\",\"info\":\"processed: 1; failed: 0; total: 1;"),
          answer);
      assertEquals("host:web01\tkey:app.ok\tvalue:1\tclock:0\n", written);
    }
  }

  @Test
  void serveIsTheCommandIfThereIsNone() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port", "0")) {
      run.awaitReady();

      assertTrue(run.err.text().matches("READY trapper=127\\.0\\.0\\.1:\\d+\n"), run.err.text());
    }
  }

  @Test
  void stopsWhenAsked_withASummary() throws Exception {
    try (ProgramRun run = ProgramRun.of("serve", "--trapper-port", "0")) {
      PlainSender sender = run.awaitReady();
      sender.sendValues(
          "{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\"},{\"host\":\"h\",\"key\":\"k\"},{}");
      sender.send("no json");

      int code = run.stop();

      assertEquals(0, code);
      assertEquals(
          "STOPPED values=1 rejected=1 exchanges=2 unreadable=1 evicted=0", last(run.errorLines()));
    }
  }

  @Test
  void stopsAtTheEndOfStandardInput() throws Exception {
    try (ProgramRun run = ProgramRun.of("serve", "--trapper-port", "0", "--stop-on-stdin-eof")) {
      run.awaitReady();

      run.endInput();
      int code = run.exitCode();

      assertEquals(0, code);
      assertEquals(
          "STOPPED values=0 rejected=0 exchanges=0 unreadable=0 evicted=0", last(run.errorLines()));
    }
  }

  @Test
  void writesRowsInTheirOrder_processedOnesThatHaveAValue() throws Exception {
    try (ProgramRun run = ProgramRun.of("serve", "--trapper-port", "0")) {
      PlainSender sender = run.awaitReady();

      sender.sendValues(
          "{\"host\":\"h\",\"key\":\"b\",\"value\":\"1\",\"clock\":5},{\"host\":\"h\"},"
              + "{\"host\":\"h\",\"key\":\"no value\"},{\"host\":\"h\",\"key\":\"a\",\"value\":2}");

      assertEquals(
          List.of("host:h\tkey:b\tvalue:1\tclock:5", "host:h\tkey:a\tvalue:2\tclock:0"),
          run.out.lines());
    }
  }

  @Test
  void keepsTheLinesOfAPacketTogether() throws Exception {
    try (ProgramRun run = ProgramRun.of("serve", "--trapper-port", "0")) {
      PlainSender sender = run.awaitReady();
      ExecutorService senders = Executors.newFixedThreadPool(8);

      List<Future<String>> answers = new ArrayList<>();
      for (int packet = 0; packet < 40; packet++) {
        String row = "{\"host\":\"h\",\"key\":\"" + packet + "\",\"value\":\"v\"}";
        String rows = row + ("," + row).repeat(99);
        answers.add(senders.submit(() -> sender.sendValues(rows)));
      }
      for (Future<String> answer : answers) {
        answer.get(20, TimeUnit.SECONDS);
      }
      senders.shutdown();

      assertEquals(40, runsOfEqualLines(run.out.lines()));
      assertEquals(4000, run.out.lines().size());
    }
  }

  private static int runsOfEqualLines(List<String> lines) {
    int runs = 0;
    String previous = "";
    for (String line : lines) {
      runs += line.equals(previous) ? 0 : 1;
      previous = line;
    }
    return runs;
  }

  @Test
  void writesToAFile_thatBeginsEmpty() throws Exception {
    Path file = Files.writeString(directory.resolve("out"), "of another run\n");
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--output=" + file)) {
      PlainSender sender = run.awaitReady();
      String atFirst = Files.readString(file);

      sender.sendValue("h", "k", "äöü😀");

      assertEquals("", atFirst);
      assertEquals("host:h\tkey:k\tvalue:äöü😀\tclock:0\n", Files.readString(file, UTF_8));
      assertEquals("", run.out.text());
    }
  }

  @Test
  void writesJson() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--format=json")) {
      run.awaitReady().sendValue("h", "k", "v");

      String line = run.out.text();

      assertTrue(
          line.matches(
              "\\{\"host\":\"h\",\"key\":\"k\",\"value\":\"v\",\"type\":\"string\","
                  + "\"source\":\"sender\",\"exchange\":1,\"receivedAt\":\"[0-9T:.-]+Z\"}\n"),
          line);
    }
  }

  @Test
  void portFile_isThereWhenReady_andGoneWhenStopped() throws Exception {
    Path file = directory.resolve("ports");
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--port-file=" + file)) {
      PlainSender sender = run.awaitReady();
      String content = Files.readString(file);

      run.stop();

      assertEquals("{\"host\": \"127.0.0.1\", \"trapper\": " + sender.port() + "}\n", content);
      assertFalse(Files.exists(file));
    }
  }

  @Test
  void portInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path output = Files.writeString(directory.resolve("out"), "of the server that has the port");
      int port = taken.getLocalPort();

      int code;
      List<String> told;
      try (ProgramRun run = ProgramRun.of("--trapper-port=" + port, "--output=" + output)) {
        code = run.exitCode();
        told = run.errorLines();
      }

      assertEquals(69, code);
      assertEquals(
          List.of("mock-zabbix: cannot listen on 127.0.0.1:" + port + ": Address already in use"),
          told);
      assertEquals("of the server that has the port", Files.readString(output));
    }
  }

  @Test
  void addressOfNobodyHere() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--bind=192.0.2.1")) {
      int code = run.exitCode();

      assertEquals(69, code);
      assertEquals(
          List.of("mock-zabbix: cannot listen on 192.0.2.1:0: Cannot assign requested address"),
          run.errorLines());
    }
  }

  @Test
  void outputThatCannotBeWritten() throws Exception {
    Path file = directory.resolve("missing/out");
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--output=" + file)) {
      int code = run.exitCode();

      assertEquals(69, code);
      assertEquals(
          List.of("mock-zabbix: cannot write " + file + " (No such file or directory)"),
          run.errorLines());
    }
  }

  @Test
  void portFileThatCannotBeWritten() throws Exception {
    Path file = directory.resolve("missing/ports");
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--port-file=" + file)) {
      int code = run.exitCode();

      assertEquals(69, code);
      assertEquals(
          List.of("mock-zabbix: cannot write " + file + " (No such file or directory)"),
          run.errorLines());
    }
  }

  @Test
  void servesOnWhenTheOutputFails_andSaysSoOnce() throws Exception {
    try (ProgramRun run =
        ProgramRun.of(new ServeOutputTest.BrokenPipe(), "serve", "--trapper-port", "0")) {
      PlainSender sender = run.awaitReady();

      String first = sender.sendValue("h", "k", "1");
      String second = sender.sendValue("h", "k", "2");
      int code = run.stop();

      assertTrue(first.contains("processed: 1;"), first);
      assertTrue(second.contains("processed: 1;"), second);
      assertEquals(74, code);
      assertEquals(
          List.of(
              "READY trapper=127.0.0.1:" + sender.port(),
              "mock-zabbix: cannot write to standard output (Broken pipe):"
                  + " the server keeps running without writing values",
              "mock-zabbix: 2 values not written to standard output",
              "STOPPED values=2 rejected=0 exchanges=2 unreadable=0 evicted=0"),
          run.errorLines());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX) // has a disk that is always full
  void servesOnWhenTheDiskIsFull() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--output=/dev/full")) {
      PlainSender sender = run.awaitReady();

      sender.sendValue("h", "k", "1");
      int code = run.stop();

      assertEquals(74, code);
      assertEquals(
          "mock-zabbix: cannot write to /dev/full (No space left on device):"
              + " the server keeps running without writing values",
          run.errorLines().get(1));
    }
  }

  private static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }
}
