package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;

/** The commands of docs/agents.md print what stands below them, with other ports. */
@Timeout(180)
class AgentsDocCommandsTest {

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final String PROGRAM = "java -jar mock-zabbix.jar ";

  @TempDir Path directory;

  @Test
  void everyCommandPrintsWhatIsShown() throws IOException {
    MarkdownFile page = MarkdownFile.read("docs/agents.md");
    try (MockZabbixServer server = new MockZabbixServer().start();
        MockAgent agent = new MockAgent("web01").reply("system.hostname", "web01").start()) {
      Path values =
          Files.writeString(directory.resolve("values.txt"), page.snippets("values").get(0));
      List<String> commands = page.snippets("shell").subList(0, 3);
      List<String> shown = page.snippets("text");
      assertEquals(3, shown.size());

      for (int i = 0; i < commands.size(); i++) {
        boolean send = commands.get(i).startsWith(PROGRAM + "send ");
        int port = send ? server.trapperPort() : agent.port();
        CommandRun run = CommandRun.of(typed(commands.get(i), port, values));

        assertEquals(0, run.exitCode(), run.err());
        assertEquals(shown.get(i), printed(run, port));
      }
      assertEquals(
          List.of(
              "web01 app.ok = \"1\"",
              "web01 app.ok = \"1\" clock 1700000000",
              "db 01 log[\"a b\"] = \"everything up to the end of the line\" clock 1700000001"),
          server.items().stream().map(ItemValue::toString).toList());
    }
  }

  @Test
  void theEncryptedCommandsSucceed() throws IOException {
    TestCertificates certificates = TestCertificates.create();
    certificates.writeTo(directory);
    TestPsk psk = TestPsk.random("web01");
    psk.writeTo(directory.resolve("web01.psk"));
    TlsConfig certificate = TlsConfig.cert(certificates.server(), certificates.authority());
    try (MockZabbixServer server =
            new MockZabbixServer(ServerConfig.lenient().toBuilder().tls(TlsConfig.psk(psk)).build())
                .start();
        MockAgent agent = new MockAgent(AgentConfig.of("web01").withTls(certificate)).start()) {
      List<String> snippets = MarkdownFile.read("docs/agents.md").snippets("shell");
      assertEquals(4, snippets.size());

      for (String command : snippets.get(3).replaceAll("\\\\\n *", "").split("\n", -1)) {
        String line =
            command
                .strip()
                .replace("java -jar mock-zabbix.jar ", PROGRAM)
                .replaceAll("(\\w+[.](psk|crt|key))", directory + "/$1");
        int port = line.contains(" send ") ? server.trapperPort() : agent.port();
        if (!line.isEmpty()) {
          assertEquals(0, CommandRun.of(typed(line, port, directory)).exitCode(), line);
        }
      }
      assertEquals("web01 app.ok = \"1\"", server.items().get(0).toString());
    }
  }

  private static String[] typed(String line, int port, Path values) {
    List<String> words = new ArrayList<>();
    WORD.matcher(line.substring(PROGRAM.length())).results().forEach(word -> words.add(text(word)));
    words.replaceAll(word -> word.equals("values.txt") ? values.toString() : word);
    words.addAll(Arrays.asList("-p", String.valueOf(port)));
    return words.toArray(String[]::new);
  }

  private static String text(MatchResult word) {
    return word.group(1) == null ? word.group(2) : word.group(1);
  }

  private static String printed(CommandRun run, int port) {
    return run.out()
        .replace(":" + port + "\"", ":10051\"")
        .replaceAll("seconds spent: \\d\\.\\d{6}", "seconds spent: 0.000512");
  }
}
