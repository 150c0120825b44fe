package org.mockzabbix.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.cli.BrokenPipe;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.cli.ProgramRun;
import org.mockzabbix.cli.StuckPipe;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSender;

@Timeout(180)
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
  void stopsAtOnce_andCountsAPacketThatIsNotComplete() throws Exception {
    try (ProgramRun run = ProgramRun.of("serve", "--trapper-port", "0")) {
      PlainSender sender = run.awaitReady();
      try (Socket client = sender.connect()) {
        client.getOutputStream().write(Arrays.copyOf(Packets.frame("{\"request\":\"x\"}"), 20));
        sender.sendValue("h", "k", "1"); // the part has arrived when this is answered

        int code = run.stop();

        assertEquals(0, code);
        assertTrue(
            run.errorLines().get(1).endsWith(": declared 15 bytes, the server was stopped after 7"),
            run.err.text());
        assertEquals(
            "STOPPED values=1 rejected=0 exchanges=2 unreadable=1 evicted=0",
            last(run.errorLines()));
      }
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
                  + "\"outcome\":\"processed\",\"time\":\"[0-9T:.-]+Z\","
                  + "\"peer\":\"127\\.0\\.0\\.1:\\d+\",\"source\":\"sender\",\"exchange\":1}\n"),
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
          List.of(
              "mock-zabbix: cannot listen on 127.0.0.1:"
                  + port
                  + ": Address already in use: use another port, or 0 for any free port"),
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
          List.of(
              "mock-zabbix: cannot listen on 192.0.2.1:0: Cannot assign requested address: use an address of this machine, for example 127.0.0.1"),
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
    try (ProgramRun run = ProgramRun.of(new BrokenPipe(), "serve", "--trapper-port", "0")) {
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

  @ParameterizedTest
  @CsvSource({"0.0.0.0, 127.0.0.1, 127.0.0.1", "::, [::1], ::1", "::1, [::1], ::1"})
  void namesAnAddressForClients(String bind, String ready, String host) throws Exception {
    Path ports = directory.resolve("ports");
    try (ProgramRun run =
        ProgramRun.of(
            "--trapper-port=0", "--agent-port=0", "--bind", bind, "--port-file=" + ports)) {
      run.awaitReady();
      String line = run.errorLines().get(0);

      assertTrue(line.startsWith("READY trapper=" + ready + ":"), line);
      assertTrue(line.contains(" agent[mock-zabbix]=" + ready + ":"), line);
      assertTrue(Files.readString(ports).startsWith("{\"host\": \"" + host + "\", \"trapper\": "));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--strcit", "--scenario=missing.yaml", "--bind=192.0.2.1", "--trapper-port=x"})
  void stalePortFile_isGoneIfTheStartFails(String wrong) throws Exception {
    Path ports = Files.writeString(directory.resolve("ports"), "stale");

    int code = CommandRun.of("serve", wrong, "--port-file", ports.toString()).exitCode();

    assertTrue(code == 64 || code == 69);
    assertFalse(Files.exists(ports));
  }

  @Test
  void stalePortFile_ofAVariable_isGoneIfTheStartFails() throws Exception {
    Path ports = Files.writeString(directory.resolve("ports"), "stale");
    Map<String, String> environment = Map.of("MOCK_ZABBIX_PORT_FILE", ports.toString());

    int code = CommandRun.withEnvironment(environment, "--strcit").exitCode();

    assertEquals(64, code);
    assertFalse(Files.exists(ports));
  }

  @Test
  void helpRemovesNoPortFile() throws Exception {
    Path ports = Files.writeString(directory.resolve("ports"), "of a running server");

    int code = CommandRun.of("serve", "--port-file=" + ports, "--help").exitCode();

    assertEquals(0, code);
    assertTrue(Files.exists(ports));
  }

  @Test
  void oneFileForTwoUses_isRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "of the user");

    CommandRun run = CommandRun.of("serve", "--output=" + file, "--port-file=" + file);

    assertEquals(64, run.exitCode());
    assertEquals(
        "mock-zabbix: --output and --port-file are the same file ("
            + file
            + "): use two files\nTry 'mock-zabbix serve --help' for more.\n",
        run.err());
    assertEquals("of the user", Files.readString(file));
  }

  @Test
  void stuckOutput_costsNoThreadForEachClient() throws Exception {
    StuckPipe pipe = new StuckPipe();
    try (ProgramRun run = ProgramRun.of(pipe, "serve", "--trapper-port", "0")) {
      PlainSender sender = run.awaitReady();
      List<Socket> clients = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        Socket client = sender.connect();
        client.getOutputStream().write(Packets.frame(Packets.senderData("h", "k", "1")));
        clients.add(client);
      }
      pipe.awaitWriter();

      int code = run.stop();
      int writers = pipe.writers();

      assertEquals(1, writers);
      assertEquals(74, code);
      assertEquals(
          "mock-zabbix: COUNT values not written to standard output, because nothing reads it",
          run.errorLines().get(1).replaceFirst("\\d+", "COUNT"));
      assertTrue(last(run.errorLines()).startsWith("STOPPED values="), run.err.text());
      for (Socket client : clients) {
        client.close();
      }
    } finally {
      pipe.release();
    }
  }

  @Test
  void stuckOutput_continuesWhenItIsReadAgain() throws Exception {
    StuckPipe pipe = new StuckPipe();
    try (ProgramRun run = ProgramRun.of(pipe, "serve", "--trapper-port", "0")) {
      PlainSender sender = run.awaitReady();
      try (Socket client = sender.connect()) {
        client.getOutputStream().write(Packets.frame(Packets.senderData("h", "k", "1")));
        pipe.awaitWriter();

        pipe.release();

        assertTrue(
            new String(client.getInputStream().readAllBytes(), UTF_8).contains("processed: 1;"));
        assertEquals(0, run.stop());
      }
    }
  }

  private static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }
}
