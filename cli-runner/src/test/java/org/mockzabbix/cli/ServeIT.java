package org.mockzabbix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.client.Sender;
import org.mockzabbix.fixtures.OwnThread;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsLibrary;

/** The runnable jar in its own process: signals, streams and exit codes. */
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

  /** The jar contains only the parts of Bouncy Castle that this needs. */
  @Test
  void encryptsWithAPreSharedKey() throws Exception {
    Path keys = directory.resolve("keys");
    try (Program program = Program.start("--trapper-port=0", "--tls-self-signed=" + keys)) {
      int port = PlainSender.to(program.readError()).port();
      Path key = keys.resolve("psk.txt");
      TlsConfig psk = TlsConfig.psk(TestPsk.read("mock-zabbix", key));

      for (TlsLibrary library : TlsLibrary.values()) { // TLS 1.3, and 1.2
        Sender sender = new Sender("127.0.0.1", port).withTls(psk.like(library));
        assertEquals(1, sender.send("web01", "app.ok", "1").processed());
      }
      String value = "send -z 127.0.0.1 -s web01 -k app.ok -o 1 -p " + port;
      String encryption = " --tls-connect psk --tls-psk-identity mock-zabbix --tls-psk-file " + key;
      int exitCode = exitCode(value + encryption);
      for (int again = 0; again < 2 && exitCode != 0; again++) { // the server waits only 3 s
        exitCode = exitCode(value + encryption);
      }
      assertEquals(0, exitCode);
    }
  }

  private static int exitCode(String arguments) throws Exception {
    try (Program program = Program.start(arguments.split(" ", -1))) {
      return program.exitCode();
    }
  }

  @Test
  void portInUse_isOneLine() throws Exception {
    try (Program first = Program.start("--trapper-port=0")) {
      int port = PlainSender.to(first.readError()).port();

      try (Program second = Program.start("--trapper-port=" + port)) {
        int code = second.exitCode();

        assertEquals(
            List.of(
                "mock-zabbix: cannot listen on 127.0.0.1:"
                    + port
                    + ": Address already in use: use another port, or 0 for any free port"),
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
      assertTrue(
          version.matches("(?s)mock-zabbix \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\nJDK .*"), version);
      assertEquals(0, code);
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no ulimit")
  void fullDisk_leavesNoPartOfALine() throws Exception {
    Path output = directory.resolve("out");
    try (Program program =
        Program.startIn("ulimit -f 1; exec \"$@\"", "--trapper-port=0", "--output=" + output)) {
      PlainSender sender = PlainSender.to(program.readError());
      String value = "x".repeat(100);
      String row = Packets.value("h", "k", value);

      sender.sendValues(row + ("," + row).repeat(19));
      program.terminate();
      int code = program.exitCode();
      List<String> lines = Files.readAllLines(output);

      assertTrue(Files.readString(output).endsWith("\n"));
      assertTrue(lines.size() > 2 && lines.size() < 20, lines.size() + " lines");
      assertEquals(Set.of("host:h\tkey:k\tvalue:" + value + "\tclock:0"), Set.copyOf(lines));
      assertEquals(
          List.of(
              "mock-zabbix: cannot write to "
                  + output
                  + " (File too large): the server keeps running without writing values",
              "mock-zabbix: " + (20 - lines.size()) + " values not written to " + output,
              "STOPPED values=20 rejected=0 exchanges=1 unreadable=0 evicted=0"),
          program.restOfErrors());
      assertEquals(74, code);
    }
  }

  @Test
  void aPacketWithAMillionValuesNeedsLittleMemory() throws Exception {
    Path output = directory.resolve("out");
    try (Program program =
        Program.startIn(
            "JDK_JAVA_OPTIONS=-Xmx256m exec \"$@\"",
            "--trapper-port=0",
            "--trapper-timeout=2m",
            "--output=" + output)) {
      program.readError(); // the NOTE about the options
      PlainSender sender = PlainSender.to(program.readError());
      String row = Packets.value("web01", "app.key", "1");

      String answer = sender.sendValues(row + ("," + row).repeat(999_999));

      assertTrue(answer.contains("processed: 1000000; failed: 0; total: 1000000;"), answer);
      try (Stream<String> lines = Files.lines(output)) {
        assertEquals(1_000_000, lines.count());
      }
    }
  }

  @Test
  void recordOfALargePacketNeedsLittleMemory() throws Exception {
    Path record = directory.resolve("record");
    try (Program program =
        Program.startIn(
            "JDK_JAVA_OPTIONS=-Xmx64m exec \"$@\"",
            "--trapper-port=0",
            "--output=" + directory.resolve("out"),
            "--record=" + record)) {
      program.readError(); // the NOTE about the options
      PlainSender sender = PlainSender.to(program.readError());
      String row = Packets.value("web01", "app.key", "1");

      String answer = sender.sendValues(row + ("," + row).repeat(99_999));

      assertTrue(answer.contains("processed: 100000; failed: 0; total: 100000;"), answer);
      assertTrue(Files.size(record) > 10_000_000, Files.size(record) + " bytes");
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
  void stuckOutput_endsWithAShortMessage() throws Exception {
    try (Program program = Program.start("--trapper-port=0")) {
      PlainSender sender = PlainSender.to(program.readError());
      List<Socket> clients = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Socket client = sender.connect();
        client
            .getOutputStream()
            .write(Packets.frame(Packets.senderData("h", "k", "x".repeat(10_000))));
        clients.add(client);
      }
      assertEquals('{', clients.get(0).getInputStream().readNBytes(14)[13]); // it began to write

      program.terminate();
      int code = program.exitCode();
      List<String> errors = program.restOfErrors();

      assertTrue(
          errors
              .get(0)
              .matches(
                  "mock-zabbix: \\d+ values not written to standard output,"
                      + " because nothing reads it"),
          errors.toString());
      assertEquals(2, errors.size());
      assertEquals(74, code);
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  @Test
  void kill_losesNothingThatASenderWasTold() throws Exception {
    Path output = directory.resolve("out");
    Path record = directory.resolve("record");
    Queue<String> told = new ConcurrentLinkedQueue<>();
    CountDownLatch many = new CountDownLatch(200);
    ExecutorService senders = Executors.newFixedThreadPool(4);
    try (Program program =
        Program.start("--trapper-port=0", "--output=" + output, "--record=" + record)) {
      PlainSender sender = PlainSender.to(program.readError());
      for (int i = 0; i < 4; i++) {
        String host = "host" + i;
        senders.execute(() -> sendUntilKilled(sender, host, told, many));
      }

      assertTrue(many.await(60, TimeUnit.SECONDS), "only " + told.size() + " values were sent");
      program.process.destroyForcibly().waitFor(); // SIGKILL
      senders.shutdown();
      assertTrue(senders.awaitTermination(60, TimeUnit.SECONDS), "the senders did not end");
    }
    String lines = Files.readString(output);
    String exchanges = Files.readString(record);

    for (String value : told) {
      assertTrue(lines.contains("value:" + value + "\t"), value + " is not in the output");
      assertTrue(exchanges.contains("\"" + value + "\""), value + " is not in the record");
    }
  }

  private static void sendUntilKilled(
      PlainSender sender, String host, Queue<String> told, CountDownLatch many) {
    try {
      for (int i = 0; ; i++) {
        String value = host + '-' + i + "-end";
        if (sender.sendValue(host, "k", value).contains("processed: 1;")) {
          told.add(value);
          many.countDown();
        }
      }
    } catch (IOException | StringIndexOutOfBoundsException killed) {
      // the connection was refused, or ended inside of a response
    }
  }

  @Test
  void warningsOfTheVirtualMachine_areNotAmongTheValues() throws Exception {
    try (Program program = Program.start("--trapper-port=0")) {
      program.readError();

      String log = "";
      for (int i = 0; i < 100 && !log.contains("#0: stdout all=off"); i++) {
        log = vmLog(program.process);
      }

      assertTrue(log.contains("#0: stdout all=off"), log);
      assertTrue(log.contains("#1: stderr all=warning"), log);
    }
  }

  private static String vmLog(Process process) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    ProcessBuilder list =
        new ProcessBuilder(jcmd, String.valueOf(process.pid()), "VM.log", "list")
            .redirectErrorStream(true);
    return new String(list.start().getInputStream().readAllBytes(), UTF_8);
  }

  @Test
  void portFileOfAKilledServer_isGoneWhenTheNextOneCannotStart() throws Exception {
    Path ports = directory.resolve("ports");
    try (Program killed = Program.start("--trapper-port=0", "--port-file=" + ports)) {
      killed.readError();
      killed.process.destroyForcibly().waitFor();
    }
    boolean left = Files.exists(ports);

    try (Program next = Program.start("--bind=192.0.2.1", "--port-file=" + ports)) {
      int code = next.exitCode();

      assertTrue(left);
      assertEquals(69, code);
      assertFalse(Files.exists(ports));
    }
  }

  /**
   * A process that is ended with its test, or after one minute. The end of the process also ends
   * the threads that read its streams.
   */
  private record Program(Process process, BufferedReader errors) implements AutoCloseable {

    static Program start(String... arguments) throws IOException {
      return start(List.of(), arguments);
    }

    /** Starts the program by a command of the shell that ends in {@code exec "$@"}. */
    static Program startIn(String shellCommand, String... arguments) throws IOException {
      return start(List.of("sh", "-c", shellCommand, "sh"), arguments);
    }

    private static Program start(List<String> before, String... arguments) throws IOException {
      List<String> command = new ArrayList<>(before);
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-XX:-UsePerfData"); // its file would not fit into a small ulimit
      command.add("-jar");
      command.add(JAR.toString());
      command.addAll(List.of(arguments));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("LC_ALL", "C");
      builder.environment().keySet().removeIf(name -> name.startsWith("MOCK_ZABBIX_"));
      builder.environment().put("MOCK_ZABBIX_NO_HTTP", "true"); // the port may be in use
      Process process = builder.start();
      OwnThread.after(240_000).execute(process::destroyForcibly);
      return new Program(process, process.errorReader(UTF_8));
    }

    /** Returns the next line of standard error. */
    String readError() throws IOException {
      return String.valueOf(errors.readLine());
    }

    List<String> restOfErrors() {
      return errors.lines().toList();
    }

    /** Sends SIGTERM. Unlike {@code Process.destroy}, leaves the streams open. */
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
