package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.cli.ProgramRun;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsMode;
import org.mockzabbix.transcript.Replay;
import org.mockzabbix.transcript.ReplayResult;
import org.mockzabbix.transcript.Transcript;

/** Runs the commands and the Java code of {@code docs/record-and-replay.md}. */
@Timeout(120)
class RecordAndReplayDocTest {

  private static final String PROGRAM = "java -jar mock-zabbix.jar ";

  @TempDir Path directory;

  /** Records a value with the command of the page. */
  private Path recorded() throws Exception {
    Path file = directory.resolve("traffic.jsonl");
    String command = page().snippets("shell").get(0).strip().replace("traffic.jsonl", "" + file);
    String[] options = (command + " --trapper-port=0").substring(PROGRAM.length()).split(" ", -1);
    try (ProgramRun run = ProgramRun.of(options)) {
      run.awaitReady().sendValue("web01", "app.ok", "1");

      assertEquals(0, run.stop());
      return file;
    }
  }

  private static MarkdownFile page() throws IOException {
    return MarkdownFile.read("docs/record-and-replay.md");
  }

  @Test
  void serveForwardsToARealServer() throws Exception {
    try (MockZabbixServer real = new MockZabbixServer().start()) {
      String command =
          page()
              .snippets("shell")
              .get(1)
              .strip()
              .replace("10051", String.valueOf(real.trapperPort()))
              .replace("10061", "0");
      try (ProgramRun run = ProgramRun.of(command.substring(PROGRAM.length()).split(" ", -1))) {
        run.awaitReady().sendValue("web01", "app.ok", "1");

        assertEquals("1", real.items("web01", "app.ok").get(0).value());
        assertEquals(0, run.stop());
        assertEquals("host:web01\tkey:app.ok\tvalue:1\tclock:0\n", run.out.text());
      }
    }
  }

  @Test
  void serveForwardsWithEncryption() throws Exception {
    TestPsk psk = TestPsk.random("web01");
    Path key = psk.writeTo(directory.resolve("web01.psk"));
    TlsConfig tls = TlsConfig.psk(psk).accepting(TlsMode.PSK);
    ServerConfig encrypted = ServerConfig.lenient().toBuilder().tls(tls).build();
    try (MockZabbixServer real = new MockZabbixServer(encrypted).start()) {
      String command =
          page()
              .snippets("shell")
              .get(2)
              .strip()
              .replaceAll("\\\\\n *", "")
              .replace("10051", String.valueOf(real.trapperPort()))
              .replace("10061", "0")
              .replace("web01.psk", key.toString());
      try (ProgramRun run = ProgramRun.of(command.substring(PROGRAM.length()).split(" ", -1))) {
        new Sender("127.0.0.1", run.awaitReady().port())
            .withTls(TlsConfig.psk(psk))
            .send("web01", "app.ok", "1");

        assertEquals("1", real.items("web01", "app.ok").get(0).value());
      }
    }
  }

  @Test
  void scenarioFromMakesAScenario() throws Exception {
    String command =
        page().snippets("shell").get(3).strip().replace("traffic.jsonl", recorded().toString());

    CommandRun run = CommandRun.of(command.substring(PROGRAM.length()).split(" ", -1));

    assertEquals(
        """
        dialect: "7.0"
        strict: true
        hosts:
          - host: "web01"
            items:
              - {key: "app.ok", type: trapper}
        """,
        run.out());
    assertEquals(0, run.exitCode());
  }

  @Test
  void replayPrintsWhatIsShown() throws Exception {
    MarkdownFile page = page();
    String file = recorded().toString();
    ServerConfig unknownHost = ServerConfig.strict(Host.of("web02", Item.trapper("app.ok")));
    try (MockZabbixServer server = new MockZabbixServer(unknownHost).start()) {
      String command =
          page.snippets("shell")
              .get(4)
              .strip()
              .replace("traffic.jsonl", file)
              .replace("10051", String.valueOf(server.trapperPort()));

      CommandRun run = CommandRun.of(command.substring(PROGRAM.length()).split(" ", -1));

      assertEquals(page.snippets("text").get(0), run.out().replace(file, "traffic.jsonl"));
      assertEquals(1, run.exitCode());
    }
  }

  @Test
  void theJavaCodeWorks() throws Exception {
    Path file = recorded();
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      int port = server.trapperPort();

      // what follows is on the page
      Transcript transcript = Transcript.read(file);
      ReplayResult result = new Replay("127.0.0.1", port).withRewrittenClocks().run(transcript);
      assertEquals(List.of(), result.differing());
      // end

      String source =
          Files.readString(
              MarkdownFile.ROOT.resolve(
                  "cli-runner/src/test/java/org/mockzabbix/cli/command/RecordAndReplayDocTest.java"));
      String code =
          source.substring(
              source.indexOf("on the page\n") + "on the page\n".length(),
              source.indexOf("      // end"));
      assertEquals(code.replace("      ", ""), page().snippets("java").get(1));
    }
  }
}
