package org.mockzabbix.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.cli.ProgramRun;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.fixtures.PlainSocket;
import org.mockzabbix.fixtures.ReservedPort;

/** The lines of {@code serve} about its clients on standard error. */
@Timeout(180)
class ServeLogTest {

  @TempDir private Path directory;

  @Test
  void strictRejects_andSaysWhy() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--strict")) {
      String answer = run.awaitReady().sendValue("h", "k", "1");

      String notice = run.err.awaitLine("REJECTED");

      assertTrue(answer.contains("processed: 0; failed: 1; total: 1;"), answer);
      assertTrue(
          notice.matches("REJECTED 127\\.0\\.0\\.1:\\d+: h k = \"1\" \\(failed: no such host\\)"),
          notice);
      assertEquals("", run.out.text());
    }
  }

  @Test
  void lenientRejectsAnImpossibleKey_andSaysWhy() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0")) {
      String answer = run.awaitReady().sendValue("h", "a[mean][90]", "1");

      String notice = run.err.awaitLine("REJECTED");

      assertTrue(answer.contains("processed: 0; failed: 1; total: 1;"), answer);
      assertTrue(
          notice.endsWith(
              ": h a[mean][90] = \"1\" (failed: the host has no item with this key, and cannot have"
                  + " one: text after the closing bracket (character 8))"),
          notice);
      assertEquals("", run.out.text());
    }
  }

  @Test
  void tellsEachReasonWithinAPacket() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--strict")) {
      run.awaitReady()
          .sendValues(
              "{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\"},{\"host\":\"h\",\"key\":\"b\",\"value\":\"1\"},"
                  + "{\"host\":\"h\"},{}");
      run.stop();

      assertEquals(
          List.of(
              "REJECTED PEER: 2 of 4 values, the first: h k = \"1\" (failed: no such host)",
              "REJECTED PEER: 1 of 4 values: h  = (no value) (malformed: \"key\" is missing:"
                  + " the members are \"host\")",
              "REJECTED PEER: 1 of 4 values:   = (no value) (malformed: \"host\" is missing)"),
          notices(run));
    }
  }

  @Test
  void tellsWhatARealServerDoesNotStore() throws Exception {
    Path scenario = directory.resolve("scenario.yaml");
    Files.writeString(
        scenario,
        "dialect: '6.0'\nstrict: true\ntrapperPort: 0\nhosts: [{host: h, items: ["
            + "{key: c, type: trapper, valueType: character},"
            + "{key: u, type: trapper, valueType: unsigned}]}]\n");
    try (ProgramRun run = ProgramRun.of("--scenario=" + scenario)) {
      run.awaitReady()
          .sendValues(
              "{\"host\":\"h\",\"key\":\"c\",\"value\":[1]},"
                  + "{\"host\":\"h\",\"key\":\"c\",\"value\":\""
                  + "x".repeat(300)
                  + "\"},"
                  + "{\"host\":\"h\",\"key\":\"c\",\"value\":\"a\",\"clock\":0},"
                  + "{\"host\":\"h\",\"key\":\"u\",\"value\":\"b\"},"
                  + "{\"host\":\"h\",\"key\":\"u\",\"value\":\"c\"},"
                  + "{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\"}");
      run.stop();

      String processed = "(a 6.0 server counts this value as processed, but does not store it";
      assertEquals(
          List.of(
              "REJECTED PEER: 1 of 6 values: h k = \"1\" (failed: the host has no item with this"
                  + " key)",
              "NOT STORED PEER: 2 of 6 values, the first: h u = \"b\" "
                  + processed
                  + ", and the item is not supported: Value of type \"string\" is not suitable for"
                  + " value type \"Numeric (unsigned)\". Value \"b\")",
              "NOT STORED PEER: 1 of 6 values: h c = \"a\" clock 0 "
                  + processed
                  + ": its clock is older than the history storage period of the item)",
              "CUT PEER: 1 of 6 values: h c = \""
                  + "x".repeat(120)
                  + "\"... (300 characters) (a 6.0 server stores only the first 255 of the 300"
                  + " characters)",
              "NOT STORED PEER: 1 of 6 values: h c = (an array) "
                  + processed
                  + ": its value is an array)"),
          notices(run));
    }
  }

  /** Returns the lines between READY and STOPPED, without the ports of clients. */
  private static List<String> notices(ProgramRun run) {
    List<String> lines = run.errorLines();
    return lines.subList(1, lines.size() - 1).stream()
        .map(line -> line.replaceFirst("127\\.0\\.0\\.1:\\d+", "PEER"))
        .toList();
  }

  @Test
  void longValueDoesNotHideTheReason() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--strict")) {
      run.awaitReady().sendValue("h", "k", "x".repeat(5000));

      String notice = run.err.awaitLine("REJECTED");

      assertTrue(
          notice.endsWith(
              ": h k = \"" + "x".repeat(120) + "\"... (5000 characters) (failed: no such host)"),
          notice);
    }
  }

  @Test
  void tellsAMistakeOnce_announcesTheSecond_andCountsTheOthers() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--strict")) {
      PlainSender sender = run.awaitReady();
      for (int i = 0; i < 5; i++) {
        sender.send("{\"request\":\"active checks\",\"host\":\"web09\"}");
      }
      sender.send("{\"request\":\"active checks\",\"host\":\"web10\"}");
      run.stop();

      assertEquals(
          List.of(
              "REFUSED PEER: active checks: host [web09] not found",
              "AGAIN PEER: active checks: host [web09] not found: from now on, this is only counted",
              "REFUSED PEER: active checks: host [web10] not found",
              "TOTAL 5 times: REFUSED active checks: host [web09] not found"),
          notices(run));
    }
  }

  @Test
  void tellsOfUnknownProxies_andOfThoseOfAnotherVersion() throws Exception {
    Path scenario = scenario("trapperPort: 0\nstrict: true\nhosts: [{host: web01, proxy: px}]\n");
    try (ProgramRun run = ProgramRun.of("--scenario=" + scenario)) {
      PlainSender sender = run.awaitReady();
      sender.send("{\"request\":\"proxy config\",\"host\":\"py\",\"version\":\"7.0.0\"}");
      sender.send("{\"request\":\"proxy config\",\"host\":\"px\",\"version\":\"5.0.0\"}");
      run.stop();

      assertEquals(
          List.of(
              "REFUSED PEER: proxy config: proxy \"py\" not found",
              "REFUSED PEER: proxy config of px: proxy and server major versions do not match"
                  + " (5.0 and 7.0.22)"),
          notices(run));
    }
  }

  @Test
  void tellsWhatAgentsAreAskedInVain_andCountsTheirExchanges() throws Exception {
    Path scenario =
        scenario("trapperPort: 0\nagents: [{host: web 01, port: 0, keys: {agent.ping: 1}}]\n");
    try (ProgramRun run = ProgramRun.of("--scenario=" + scenario)) {
      run.awaitReady();
      PlainSender asker = PlainSender.to(run.errorLines().get(0)); // the agent is named last
      for (int i = 0; i < 3; i++) {
        asker.send("agent.ping");
      }
      asker.send("no.such");
      asker.send("{\"request\":\"passive checks\",\"data\":[{\"key\":\"other\",\"timeout\":3}]}");
      asker.sendBytes("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
      run.stop();

      List<String> notices = notices(run);
      assertEquals(
          List.of(
              "UNSUPPORTED PEER: agent[\"web 01\"]: no.such: Unsupported item key.",
              "UNSUPPORTED PEER: agent[\"web 01\"]: other: Unsupported item key."),
          notices.subList(0, 2));
      assertTrue(
          notices.get(2).startsWith("UNREADABLE PEER: agent[\"web 01\"]: missing header"),
          notices.get(2));
      assertEquals(3, notices.size());
      assertEquals(
          "STOPPED values=0 rejected=0 exchanges=6 unreadable=1 evicted=0",
          run.errorLines().get(run.errorLines().size() - 1));
    }
  }

  @Test
  void tellsWhichRulesApplied_andWhichWereNeverUsed() throws Exception {
    Path scenario =
        scenario(
            """
            trapperPort: 0
            rules:
              - {when: {request: sender data, host: web01}, fault: close}
              - {when: {request: sender data, host: web02}, fault: reset}
            """);
    try (ProgramRun run = ProgramRun.of("--scenario=" + scenario)) {
      PlainSender sender = run.awaitReady();
      sender.sendValue("web01", "k", "1");
      sender.sendValue("web01", "k", "2");
      run.stop();

      assertEquals(
          List.of(
              "TOTAL 2 times: RULE for sender data from web01: close before the reply",
              "UNUSED rule for sender data from web02, used 0 times"),
          notices(run));
    }
  }

  @Test
  void announcesWhenLinesAreLeftOut() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--strict")) {
      PlainSender sender = run.awaitReady();
      for (int i = 0; i < 25; i++) {
        sender.sendValue("host" + i, "k", "1");
      }
      String announced = run.err.awaitLine("LEFT OUT");
      run.stop();

      assertTrue(announced.startsWith("LEFT OUT from here: after 20 lines, more"), announced);
      assertEquals("LEFT OUT 5 lines like these", notices(run).get(21));
    }
  }

  @Test
  void quiet_hasNoLinesAboutClients() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0", "--strict", "--quiet")) {
      PlainSender sender = run.awaitReady();
      sender.sendValue("h", "k", "1");
      sender.send("no json");
      run.stop();

      assertEquals(List.of(), notices(run));
    }
  }

  private Path scenario(String text) throws IOException {
    return Files.writeString(directory.resolve("scenario.yaml"), text);
  }

  @Test
  void tellsOfWhatItCannotRead() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0")) {
      run.awaitReady().sendBytes("{\"request\":\"sender data\"}\n".getBytes(UTF_8));

      String notice = run.err.awaitLine("UNREADABLE");

      assertTrue(
          notice.matches(
              "UNREADABLE 127\\.0\\.0\\.1:\\d+: missing header: expected 'ZBXD', received"
                  + " '\\{\"request\":\"send\\.\\.\\.': is the 13-byte header missing\\?"),
          notice);
    }
  }

  @Test
  void tellsOfUnknownRequest_harmlessly() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0")) {
      run.awaitReady().send("{\"request\":\"so\\nso\\u001b[2J\"}");

      String notice = run.err.awaitLine("UNKNOWN");

      assertTrue(
          notice.endsWith(": no Zabbix server knows the request \"so\\nso\\u001b[2J\""), notice);
    }
  }

  @Test
  void tellsOfRefusedRequest() throws Exception {
    try (ProgramRun run = ProgramRun.of("--trapper-port=0")) {
      run.awaitReady().send("{\"request\":\"sender data\"}");

      String notice = run.err.awaitLine("REFUSED");

      assertTrue(
          notice.endsWith(": sender data: cannot open \"data\" token: the members are \"request\""),
          notice);
    }
  }

  @Test
  void tellsOfWarning_asItComes() throws Exception {
    try (ReservedPort nobody = new ReservedPort();
        ProgramRun run =
            ProgramRun.of("--trapper-port=0", "--forward=127.0.0.1:" + nobody.number())) {
      run.awaitReady().sendValue("h", "k", "1");

      String notice = run.err.awaitLine("WARNING"); // before the server stops

      assertTrue(
          notice.matches(
              "WARNING 127\\.0\\.0\\.1:\\d+: forwarding to 127\\.0\\.0\\.1:\\d+ failed: cannot connect"
                  + " to \\[\\[127\\.0\\.0\\.1]:\\d+]: Connection refused"),
          notice);
    }
  }

  @Test
  void tellsOfWarning_thatComesAfterTheResponse() throws Exception {
    CountDownLatch received = new CountDownLatch(1);
    CountDownLatch sent = new CountDownLatch(1);
    OutputStream slow =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            received.countDown();
            try {
              sent.await();
            } catch (InterruptedException ended) {
              throw new InterruptedIOException();
            }
          }
        };
    try (ProgramRun run = ProgramRun.of(slow, "--trapper-port=0");
        PlainSocket socket = new PlainSocket(run.awaitReady().port())) {
      socket.send(
          Packets.frame(
              "{\"request\":\"sender data\",\"data\":[{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\"}]}"));
      received.await();
      socket.send("XYZ");
      sent.countDown();

      String notice = run.err.awaitLine("WARNING"); // before the server stops

      assertTrue(
          notice.matches(
              "WARNING 127\\.0\\.0\\.1:\\d+: 3 bytes more than declared arrived after the packet"),
          notice);
    }
  }
}
