package org.mockzabbix.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.interop.NeedsProgram;
import org.mockzabbix.interop.Ports;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;

/** The commands of the start page and of the recipes do what the pages say. */
@NeedsProgram("zabbix_sender")
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are those of a shell")
class RecipePagesIT {

  @TempDir private Path folder;
  private PageShell shell;

  @BeforeEach
  void open() throws IOException {
    shell = new PageShell(folder);
  }

  @Test
  @NeedsProgram("ruby")
  void startPage_judgesARubyScript() throws Exception {
    MarkdownFile page = MarkdownFile.read("docs/start-command-line.md");
    List<String> commands = page.snippets("shell");
    shell.put("report.rb", page.snippets("ruby").get(0));

    PageShell.Outcome right = shell.run(commands.get(1));
    PageShell.Outcome sender = shell.run(commands.get(2));
    PageShell.Outcome wrong = shell.run(commands.get(3));

    assertEquals(0, right.exitCode(), right.errors());
    assertTrue(right.errors().endsWith(page.snippets("text").get(0)), right.errors());
    assertEquals(0, sender.exitCode(), sender.errors());
    assertEquals(1, wrong.exitCode());
    assertEquals(
        PageShell.comparable(page.snippets("text").get(1)), PageShell.comparable(wrong.errors()));
  }

  @Test
  @NeedsProgram("ruby")
  void fluentdSuite_isValidRuby() throws Exception {
    List<String> snippets = MarkdownFile.read("docs/recipe-other-languages.md").snippets("ruby");
    shell.put("test_fluentd.rb", snippets.get(snippets.size() - 1));

    assertEquals("Syntax OK\n", shell.run("ruby -wc test_fluentd.rb").output());
  }

  @Test
  void replaceAMock_findsTheResetAndTheRetry() throws Exception {
    MarkdownFile page = MarkdownFile.read("docs/recipe-replace-a-mock.md");
    shell.put("reset.yaml", page.snippets("yaml").get(0));
    shell.putReport("12");

    PageShell.Outcome plain = shell.run(page.snippets("shell").get(0));
    PageShell.Outcome once = shell.run(page.snippets("shell").get(1));
    shell.putReportThatTriesAgain("12");
    PageShell.Outcome again = shell.run(page.snippets("shell").get(1));

    assertEquals(0, plain.exitCode(), plain.errors());
    assertEquals(1, once.exitCode(), "zabbix_sender sends once, and fails: " + once.errors());
    assertEquals(0, again.exitCode(), again.errors());
  }

  @Test
  void productionProblem_becomesATest() throws Exception {
    List<String> commands =
        MarkdownFile.read("docs/recipe-production-problem.md").snippets("shell");
    shell.putReport("12");
    try (MockZabbixServer real = new MockZabbixServer(ServerConfig.strict()).start()) {
      record(commands.get(0).strip().replace("10051", "" + real.trapperPort()));

      PageShell.Outcome scenario = shell.run(commands.get(1));
      PageShell.Outcome verdict = shell.run(commands.get(2));
      real.putHost(Host.of("web01", Item.trapper("app.orders")));
      PageShell.Outcome replay =
          shell.run(commands.get(3).replace("10051", "" + real.trapperPort()));

      assertEquals(0, scenario.exitCode(), scenario.errors());
      assertEquals(1, verdict.exitCode(), verdict.errors());
      assertTrue(verdict.errors().contains("rejected"), verdict.errors());
      assertEquals(1, replay.exitCode(), replay.errors());
      assertTrue(replay.output().contains("+ info: \"processed: 1; failed: 0;"), replay.output());
    }
  }

  /** Runs the command of the page while the real sender sends a value through it. */
  private void record(String command) throws Exception {
    String line = "exec " + command.replace("10061", "0 --no-http");
    Process server = shell.builder("bash", "-c", line).start();
    try (BufferedReader errors = server.errorReader(UTF_8)) {
      String ready = errors.readLine();
      String port = ready.substring(ready.lastIndexOf(':') + 1);
      shell.run("zabbix_sender -z 127.0.0.1 -p " + port + " -s web01 -k app.orders -o 12 || true");
      server.toHandle().destroy();
      assertTrue(server.waitFor(PageShell.PATIENCE_SECONDS, TimeUnit.SECONDS), "it does not end");
      assertEquals(0, server.exitValue());
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  @NeedsProgram("zabbix_proxy")
  void proxy_deliversTheValueOfAMockAgent() throws Exception {
    MarkdownFile page = MarkdownFile.read("docs/recipe-programs.md");
    String port = "" + Ports.free();
    shell.put("proxy.yaml", page.snippets("yaml").get(1));
    shell.put(
        "proxy.conf",
        page.snippets("properties").get(0).replace("10061", port)
            + "AllowRoot=1\nSocketDir=.\nListenIP=127.0.0.1\nListenPort="
            + Ports.free()
            + "\n");

    PageShell.Outcome run = shell.run(page.snippets("shell").get(0).replace("10061", port));

    assertEquals(0, run.exitCode(), run.output() + run.errors());
  }

  @Test
  @NeedsProgram("zabbix_agentd")
  void pskAgent_isExplainedAndThenPasses() throws Exception {
    MarkdownFile page = MarkdownFile.read("docs/recipe-programs.md");
    String port = "" + Ports.free();
    String command = page.snippets("shell").get(1).replace("10061", port);
    shell.put("web01.yaml", page.snippets("yaml").get(0));
    shell.put("web01.psk", "0123456789abcdef".repeat(4));
    shell.put("agent.psk", "fedcba9876543210".repeat(4));
    shell.put(
        "agent.conf",
        page.snippets("properties").get(1).replace("10061", port)
            + "AllowRoot=1\nPidFile="
            + folder.resolve("agent.pid")
            + "\n");

    PageShell.Outcome other = shell.run(command);
    shell.put("agent.psk", "0123456789abcdef".repeat(4));
    PageShell.Outcome same = shell.run(command.replace("20s", "90s")); // of a busy machine

    assertEquals(1, other.exitCode(), other.errors());
    assertTrue(
        PageShell.comparable(other.errors())
            .contains(PageShell.comparable(page.snippets("text").get(0))),
        other.errors());
    assertEquals(0, same.exitCode(), same.errors());
  }
}
