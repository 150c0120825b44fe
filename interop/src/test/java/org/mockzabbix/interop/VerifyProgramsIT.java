package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real programs under {@code verify}: what they send is judged, and none of them is left. */
@NeedsProgram({
  "zabbix_sender",
  "zabbix_get",
  "zabbix_agentd",
  "zabbix_agent2",
  "zabbix_proxy",
})
@Timeout(180)
class VerifyProgramsIT {

  private static final String SCENARIO =
      """
      dialect: "6.0"
      strict: true
      hosts:
        - host: web01
          items:
            - {key: app.orders, type: trapper}
            - {key: app.one, type: active, delay: 1s}
        - host: db01
          agent: db01
          proxy: px
          items: [{key: app.version, type: passive, delay: 1s}]
      agents:
        - {host: db01, keys: {app.version: "1.1"}}
      """;

  private static final List<String> SENDER =
      List.of("zabbix_sender", "-z", "{host}", "-p", "{trapper}", "-s", "web01", "-k");

  private static final List<String> GETTER =
      List.of("zabbix_get", "-s", "{host}", "-p", "{agent}", "-k", "app.version");

  /** A daemon, and the item whose value it brings from somewhere else. */
  enum Daemon {
    AGENTD("zabbix_agentd", "web01 app.one", "1") {
      @Override
      String configuration(int port) {
        return agent(port) + "StartAgents=0\nAllowRoot=1\n";
      }
    },
    AGENT2("zabbix_agent2", "web01 app.one", "1") {
      @Override
      String configuration(int port) {
        return agent(port)
            + "Server=127.0.0.1\nListenIP=127.0.0.1\nListenPort="
            + Ports.free()
            + "\nControlSocket=agent.sock\nPluginSocket=plugin.sock\n";
      }
    },
    PROXY("zabbix_proxy", "db01 app.version", "1.1") {
      @Override
      String configuration(int port) {
        return RealProxy.activeConfiguration(port);
      }
    };

    private final String program;
    private final String item;
    private final String value;

    Daemon(String program, String item, String value) {
      this.program = program;
      this.item = item;
      this.value = value;
    }

    abstract String configuration(int port);

    private static String agent(int port) {
      return "ServerActive=127.0.0.1:"
          + port
          + "\nHostname=web01\nBufferSend=1\nTimeout=30\nUserParameter=app.one,echo 1; sleep 0.1\n";
    }
  }

  @Test
  void sender_met() throws Exception {
    RealProgram.Outcome run =
        verify("web01 app.orders 12", List.of(), SENDER, "app.orders", "-o", "12");

    assertVerdict(
        0,
        """
        MET web01 app.orders with value "12"
        VERDICT met: 1 of 1 expectation; the command exited with 0
        """,
        run);
    assertEquals("sent: 1; skipped: 0; total: 1", run.output().lines().toList().get(1));
  }

  @Test
  void sender_notMet() throws Exception {
    assertVerdict(
        1,
        """
        NOT MET web01 app.orders with value "12"
          expected: web01 app.orders with value "12"
          but received: 1 value for this item that does not match
          near misses:
            #N web01 app.orders = "21" <- value differs
          last exchanges:
            #N 127.0.0.1:PORT sender data: processed: 1; failed: 0; total: 1
          total: 1 value for 1 item in N exchanges on MockZabbixServer 6.0 (running, trapper 127.0.0.1:PORT)
        VERDICT not met: 0 of 1 expectation; the command exited with 0
        """,
        verify("web01 app.orders 12", List.of(), SENDER, "app.orders", "-o", "21"));
  }

  @Test
  void sender_failsByItself() throws Exception {
    assertVerdict(
        2,
        """
        MET web01 app.order, never
        VERDICT met: 1 of 1 expectation; the command exited with 2
        """,
        verify(
            "{host: web01, key: app.order, times: 0}", List.of(), SENDER, "app.order", "-o", "12"));
  }

  @Test
  void getter_met() throws Exception {
    RealProgram.Outcome run =
        verify("{requested: {key: app.version}}", List.of("--agent-port", "0"), GETTER);

    assertVerdict(
        0,
        """
        MET any request with key app.version
        VERDICT met: 1 of 1 expectation; the command exited with 0
        """,
        run);
    assertEquals("1.1\n", run.output());
  }

  @Test
  void getter_notMet() throws Exception {
    assertVerdict(
        1,
        """
        NOT MET any request with key app.name
          expected: any request with key app.name
          but received: no matching request
          last exchanges:
            #N 127.0.0.1:PORT passive checks app.version
          total: 0 values for 0 items in N exchanges on MockZabbixServer 6.0 (running, trapper 127.0.0.1:PORT)
        VERDICT not met: 0 of 1 expectation; the command exited with 0
        """,
        verify("{requested: {key: app.name}}", List.of("--agent-port", "0"), GETTER));
  }

  @ParameterizedTest
  @EnumSource
  void daemon_endedWhenMet(Daemon daemon) throws Exception {
    assertVerdict(
        0,
        """
        MET ITEM with value "VALUE"
        VERDICT met: 1 of 1 expectation; nothing more is expected, so the command was ended
        """
            .replace("ITEM", daemon.item)
            .replace("VALUE", daemon.value),
        verify(daemon, daemon.item + ' ' + daemon.value));
  }

  @ParameterizedTest
  @EnumSource
  void daemon_endedWhenItCannotBeMet(Daemon daemon) throws Exception {
    String[] item = daemon.item.split(" ", 2);
    RealProgram.Outcome run =
        verify(daemon, "{host: " + item[0] + ", key: " + item[1] + ", times: 0}");

    assertVerdict(
        1,
        """
        NOT MET ITEM, never
          expected: ITEM, never
          but received: N matching values
          matching:
            #N ITEM = "VALUE"
          total: N values for 1 item in N exchanges on MockZabbixServer 6.0 (running, trapper 127.0.0.1:PORT)
        VERDICT not met: 0 of 1 expectation; an expectation cannot be met any more, so the command was ended
        """
            .replace("ITEM", daemon.item)
            .replace("VALUE", daemon.value),
        withAnyNumberOfValues(run));
  }

  /** Another value may arrive before the daemon is ended. */
  private static RealProgram.Outcome withAnyNumberOfValues(RealProgram.Outcome run) {
    String errors =
        run.errors()
            .replaceAll("\\d+ (matching value|value)s?", "N $1s")
            .replaceAll("(\n +#)\\d+( .*) clock \\d+ ns \\d+", "$1N$2")
            .replaceAll("(?m)(^ +#N .*\n)\\1+", "$1");
    return new RealProgram.Outcome(run.exitCode(), run.output(), errors);
  }

  private static RealProgram.Outcome verify(Daemon daemon, String expectation) throws Exception {
    int port = Ports.free();
    return verify(
        daemon.configuration(port) + "LogType=file\nLogFile=daemon.log\nPidFile=daemon.pid\n",
        expectation,
        List.of("--trapper-port", String.valueOf(port), "--agent-port", "0", "--stop-when-met"),
        List.of(daemon.program, "-f", "-c", "daemon.conf"));
  }

  private static RealProgram.Outcome verify(
      String expectation, List<String> options, List<String> command, String... more)
      throws Exception {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(List.of(more));
    return verify("", expectation, options, whole);
  }

  /** Closing the directory fails if a process is left. */
  private static RealProgram.Outcome verify(
      String configuration, String expectation, List<String> options, List<String> command)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("verify", "--quiet", "--timeout", "2m"));
    arguments.addAll(List.of("--scenario", "scenario.yaml", "--expect", expectation));
    arguments.addAll(options);
    arguments.add("--");
    arguments.add(RealProgram.find(command.get(0)).map(Path::toString).orElseThrow());
    arguments.addAll(command.subList(1, command.size()));
    try (ProcessDirectory directory = ProcessDirectory.inMemory()) {
      Files.writeString(directory.file("scenario.yaml"), SCENARIO, UTF_8);
      Files.writeString(directory.file("daemon.conf"), configuration, UTF_8);
      return RealProgram.jar(Duration.ofMinutes(2)).runIn(directory, "", arguments);
    }
  }

  private static void assertVerdict(int exitCode, String verdict, RealProgram.Outcome run) {
    String errors =
        run.errors()
            .replaceAll("(?m)^(READY|STOPPED) .*\n", "")
            .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
            .replaceAll("#\\d+ ", "#N ")
            .replaceAll("\\d+ exchanges? on", "N exchanges on");
    assertEquals(verdict, errors);
    assertEquals(exitCode, run.exitCode());
  }
}
