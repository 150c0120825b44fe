package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.protocol.Request.CommandResult;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** Tasks for proxies, and remote commands that would never run. */
class ProxyTasksTest {

  private static final String NONE = "{'upload':'enabled','response':'success'}";

  private static final ServerConfig CONFIG =
      ServerConfig.strict(
              Host.of("behind", Item.passive("k", "1m").withItemid(30003)).monitoredBy("px"),
              Host.of("own", Item.passive("k", "1m")))
          .toBuilder()
          .clock(() -> Instant.ofEpochSecond(1795000000))
          .build();

  private static MockZabbixServer server(ZabbixVersion version) {
    return new MockZabbixServer(CONFIG.toBuilder().version(version).build()).start();
  }

  private static String data(ZabbixVersion version, String more) {
    return "{'request':'proxy data','host':'px','session':'"
        + (Servers.SESSION + "','version':'" + version.release() + "'," + more)
        + "'clock':1795000000,'ns':0}";
  }

  @ParameterizedTest
  @EnumSource(
      value = ZabbixVersion.class,
      names = {"V6_0", "V7_0"})
  void runOnAgent_isATaskOfTheProxy(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = server(version)) {
      RemoteCommand command = server.runOnAgent("behind", RemoteCommand.of("echo hi"));

      assertEquals(
          "{'upload':'enabled','response':'success','tasks':[{'type':2,'clock':1795000000,"
              + "'ttl':600,'commandtype':0,'command':'echo hi','execute_on':0,'port':0,"
              + "'authtype':0,'username':'','password':'','publickey':'','privatekey':'',"
              + "'alertid':0,'parent_taskid':1,'hostid':167717060443}]}",
          WireClient.reply(server, data(version, "")));
      String result =
          "'tasks':[{'type':3,'clock':1,'ttl':0,'status':0,'info':'hi','parent_taskid':1}],";
      assertEquals(NONE, WireClient.reply(server, data(version, result)));
      ProxyData reported = (ProxyData) server.exchanges().get(1).request();
      assertEquals(
          List.of(new CommandResult(command.id(), "hi", null)), reported.report().taskResults());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ZabbixVersion.class,
      names = {"V6_0", "V7_0"})
  void checkNow_isATaskOfTheProxy(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = server(version)) {
      server.checkNow("behind", "k");

      assertEquals(
          "{'upload':'enabled','response':'success','tasks':["
              + "{'type':6,'clock':1795000000,'ttl':600,'itemid':30003}]}",
          WireClient.reply(server, data(version, "")));
      assertEquals(NONE, WireClient.reply(server, data(version, "")));
    }
  }

  @Test
  void tasks_areRemovedByReset() throws IOException {
    try (MockZabbixServer server = server(ZabbixVersion.V7_0)) {
      server.checkNow("behind", "k");
      server.reset();

      assertEquals(NONE, WireClient.reply(server, data(ZabbixVersion.V7_0, "")));
    }
  }

  @Test
  void checkNow_needsAnItemBehindAProxy() {
    try (MockZabbixServer server = server(ZabbixVersion.V7_0)) {
      assertEquals(
          "no proxy monitors the host own: let the server poll the item",
          assertThrows(IllegalArgumentException.class, () -> server.checkNow("own", "k"))
              .getMessage());
      assertEquals(
          "the server does not have the item behind x",
          assertThrows(IllegalArgumentException.class, () -> server.checkNow("behind", "x"))
              .getMessage());
    }
  }

  @Test
  void aCommandThatIsRefused_takesNoNumber() throws IOException {
    try (MockZabbixServer server = server(ZabbixVersion.V7_0)) {
      for (int i = 0; i < 10_000; i++) {
        server.checkNow("behind", "k");
      }
      IllegalStateException refused =
          assertThrows(
              IllegalStateException.class,
              () -> server.runOnAgent("behind", RemoteCommand.of("true")));

      assertEquals(
          "10000 tasks wait for proxies, the most that a server keeps: a proxy fetches them when it"
              + " sends its data",
          refused.getMessage());
      assertEquals(Optional.empty(), server.command(1));
      WireClient.reply(server, data(ZabbixVersion.V7_0, ""));
      assertEquals(1, server.runOnAgent("behind", RemoteCommand.of("true")).id());
    }
  }

  @Test
  void runOnAgent_isRefusedWhereNothingWouldHappen() {
    RemoteCommand command = RemoteCommand.of("true");
    try (MockZabbixServer old = server(ZabbixVersion.V6_0);
        MockZabbixServer older = server(ZabbixVersion.V5_0)) {
      assertEquals(
          "a server of 6.0 does not send commands to active agents: use 7.0, or poll"
              + " system.run[...]",
          assertThrows(IllegalStateException.class, () -> old.runOnAgent("own", command))
              .getMessage());
      assertEquals(
          "a server of 5.0 sends no tasks to proxies: use 6.0 or 7.0",
          assertThrows(IllegalStateException.class, () -> older.runOnAgent("behind", command))
              .getMessage());
    }
  }
}
