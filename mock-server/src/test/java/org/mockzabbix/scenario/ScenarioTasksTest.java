package org.mockzabbix.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.assertion.ReportPart;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** The remote commands and the items to check that a scenario begins with. */
@Timeout(60)
class ScenarioTasksTest {

  private static final String COMMANDS =
      """
      strict: true
      hosts:
        - {host: web01}
        - {host: branch01, proxy: px, items: [{key: app.ok, type: passive, itemid: 7}]}
      commands:
        - {host: web01, command: uptime}
        - {host: branch01, command: reboot, wait: false}
        - {host: web01, command: sleep 5, wait: false, timeout: 10s}
      checkNow:
        - {host: branch01, key: app.ok}
      """;

  private static MockZabbixServer started(String scenario) {
    return new MockZabbixServer(Scenario.parse("s.yaml", scenario)).start();
  }

  private static String activeChecks(MockZabbixServer server) throws IOException {
    return WireClient.reply(
        server,
        "{'request':'active checks','host':'web01','version':'7.0.9','session':'"
            + Servers.SESSION
            + "'}");
  }

  private static String proxyData(MockZabbixServer server, String sections) throws IOException {
    return WireClient.reply(
            server,
            "{'request':'proxy data','host':'px','version':'7.0.9','session':'"
                + (Servers.SESSION + "'," + sections + "'clock':1,'ns':0}"))
        .replaceAll("'clock':[0-9]+", "'clock':1");
  }

  @Test
  void areReceivedOnceAfterEachReset() throws IOException {
    String commands =
        "'commands':[{'command':'uptime','id':1,'wait':1,'timeout':3},"
            + "{'command':'sleep 5','id':2,'wait':0,'timeout':10}]";
    try (MockZabbixServer server = started(COMMANDS)) {
      assertTrue(activeChecks(server).contains(commands), () -> server.exchanges().toString());
      assertTrue(!activeChecks(server).contains("commands"));
      String tasks = proxyData(server, "");
      assertTrue(
          tasks.contains("{'type':2,'clock':1,'ttl':600,'commandtype':0,'command':'reboot'"));
      assertTrue(tasks.contains("'parent_taskid':3"), tasks);
      assertTrue(tasks.endsWith("{'type':6,'clock':1,'ttl':600,'itemid':7}]}"), tasks);
      assertEquals("{'upload':'enabled','response':'success'}", proxyData(server, ""));

      server.reset();
      assertTrue(activeChecks(server).contains(commands));
      assertTrue(proxyData(server, "").contains("'parent_taskid':3"));
    }
  }

  @Test
  void resultsAreThoseOfTheCommand() throws IOException {
    try (MockZabbixServer server = started(COMMANDS)) {
      proxyData(
          server, "'tasks':[{'type':3,'clock':1,'status':0,'info':'done','parent_taskid':3}],");

      assertThat(server)
          .commandResult(RemoteCommand.of("reboot").withId(3))
          .with(ReportPart.HOST, "branch01")
          .with(ReportPart.OUTPUT, "done")
          .with(ReportPart.PROXY, "px")
          .now();
      assertEquals(Optional.of("uptime"), server.command(1));
      assertEquals(4, server.runOnAgent("web01", RemoteCommand.of("id")).id());
    }
  }

  /** A scenario whose tasks would never be received, and why. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dialect: '6.0'|commands: [{host: h, command: c}]"
            + "|a command for h would have no effect: a server of 6.0 does not send commands to"
            + " active agents: use 7.0, or poll system.run[...]",
        "dialect: '5.0'|commands: [{host: behind, command: c}]"
            + "|a command for behind would have no effect: a server of 5.0 sends no tasks to proxies:"
            + " use 6.0 or 7.0",
        "strict: true|commands: [{host: nobody, command: c}]"
            + "|a command for nobody would have no effect: the server does not have the host",
        "dialect: '5.0'|checkNow: [{host: behind, key: k}]"
            + "|checkNow of behind k would have no effect: a server of 5.0 sends no tasks to proxies:"
            + " use 6.0 or 7.0",
        "dialect: '7.0'|checkNow: [{host: h, key: k}]"
            + "|checkNow of h k would have no effect: no proxy monitors the host h: let the"
            + " server poll the item",
        "dialect: '7.0'|checkNow: [{host: behind, key: other}]"
            + "|checkNow of behind other would have no effect: the server does not have the item"
      })
  void thatWouldHaveNoEffect_areRefused(String setting, String task, String reason) {
    String scenario =
        setting
            + "\nhosts:\n"
            + "  - {host: h, items: [{key: k, type: passive}]}\n"
            + "  - {host: behind, proxy: px, items: [{key: k, type: passive}]}\n"
            + task;

    ScenarioException e =
        assertThrows(ScenarioException.class, () -> Scenario.parse("s.yaml", scenario));

    assertEquals("s.yaml:5: " + reason, e.getMessage());
  }

  @Test
  void aTimeoutWithAFraction_isRefused() {
    ScenarioException e =
        assertThrows(
            ScenarioException.class,
            () ->
                Scenario.parse("s.yaml", "commands: [{host: web01, command: c, timeout: 1500ms}]"));

    assertEquals(
        "s.yaml:1: commands[0].timeout must be in whole seconds, but was 1500 ms", e.getMessage());
  }

  /** In 6.0, proxies receive commands; later registered agents can receive them, too. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dialect: '6.0'|hosts: [{host: h, proxy: px}]",
        "strict: false|hosts: []",
        "strict: true|autoRegister: {items: []}"
      })
  void thatCanBeReceived_areTaken(String setting, String more) {
    String scenario = setting + "\n" + more + "\ncommands: [{host: h, command: c}]";

    ServerConfig config = Scenario.parse("s.yaml", scenario).server();

    assertEquals(Map.of("h", List.of(RemoteCommand.of("c"))), config.commands());
    new MockZabbixServer(config).close();
  }

  @Test
  void inJava() throws IOException {
    Host behind = Host.of("behind", Item.passive("k", "1h")).monitoredBy("px");
    ServerConfig config =
        ServerConfig.strict(Host.of("web01"), behind).toBuilder()
            .runOnAgent("web01", RemoteCommand.of("uptime"))
            .checkNow("behind", "k")
            .build();
    assertEquals(List.of(new ItemName("behind", "k")), config.checksNow());
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      assertTrue(activeChecks(server).contains("'command':'uptime','id':1"));
      server.reconfigure(config.toBuilder().withoutTasks().build());
      assertTrue(!activeChecks(server).contains("uptime"));
    }
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> config.toBuilder().version(ZabbixVersion.V6_0).build());
    assertTrue(e.getMessage().startsWith("a command for web01 would have no effect: "));
  }
}
