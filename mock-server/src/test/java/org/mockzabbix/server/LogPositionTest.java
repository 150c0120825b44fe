package org.mockzabbix.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** How far a log was read: said with the values, and given back with the checks. */
@Timeout(60)
class LogPositionTest {

  private static String byNumber(String host, String rows) {
    return "{'request':'agent data','host':'"
        + host
        + "','version':'7.0.22','data':["
        + rows
        + "]}";
  }

  private static String byName(String rows) {
    return "{'request':'agent data','data':[" + rows + "]}";
  }

  @Test
  void isGivenBackWithTheChecks() throws IOException {
    Host host = Host.of("h", Item.active("log[/x]", "1s").withItemid(1));
    String question = "{'request':'active checks','host':'h','version':'7.0.22'}";
    try (MockZabbixServer server = Servers.strict70(host)) {
      WireClient.reply(server, byNumber("h", "{'itemid':1,'value':'a','lastlogsize':6,'mtime':9}"));
      String after = WireClient.reply(server, question);
      WireClient.reply(server, byNumber("h", "{'itemid':1,'lastlogsize':18}"));
      String later = WireClient.reply(server, question);
      String legacy = legacy(server);
      server.reset();
      String reset = WireClient.reply(server, question);

      assertEquals("'lastlogsize':6,'mtime':9", position(after));
      assertEquals("'lastlogsize':18,'mtime':0", position(later));
      assertEquals("log[/x]:1:18\nZBX_EOF\n", legacy);
      assertEquals("'lastlogsize':0,'mtime':0", position(reset));
    }
  }

  private static String legacy(MockZabbixServer server) throws IOException {
    byte[] bytes = WireClient.ask(server, 1, "ZBX_GET_ACTIVE_CHECKS\nh\n").bytes();
    return new String(bytes, UTF_8);
  }

  private static String position(String list) {
    return list.substring(list.indexOf("'lastlogsize'"), list.indexOf(",'timeout'"));
  }

  @Test
  void byName_isRememberedToo() throws IOException {
    Host host = Host.of("h", Item.active("log[/x]", "1s").withItemid(1));
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V6_0, host)) {
      WireClient.reply(
          server, byName("{'host':'h','key':'log[/x]','value':'a','lastlogsize':'6','mtime':2}"));

      assertEquals(
          "{'response':'success','data':[{'key':'log[/x]','delay':1,'lastlogsize':6,'mtime':2}]}",
          WireClient.reply(server, "{'request':'active checks','host':'h'}"));
    }
  }

  /** Members of a value after one with the position 6 and 9, and the position of the next list. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'mtime':51                              | 6  | 9",
        "'lastlogsize':[]                        | 6  | 9",
        "'lastlogsize':52                        | 52 | 0",
        "'lastlogsize':'x','mtime':7             | 0  | 7",
        "'lastlogsize':null                      | 0  | 0",
        "'lastlogsize':-1,'mtime':'14x'          | 0  | 14",
        "'lastlogsize':' 21','mtime':' 5'        | 0  | 5",
        "'lastlogsize':18446744073709551616,'mtime':2 | 0 | 2",
        "'lastlogsize':70,'mtime':70,'clock':1   | 70 | 70",
        "'lastlogsize':71,'clock':'x'            | 6  | 9",
        "'lastlogsize':72,'state':1              | 6  | 9",
        "'lastlogsize':73,'value':'ZBX_NOTSUPPORTED' | 6 | 9"
      })
  void isReadAsARealServerDoes(String members, long lastlogsize, long mtime) throws IOException {
    Host host = Host.of("h", Item.active("log[/x]", "1s").withItemid(1));
    try (MockZabbixServer server = Servers.strict70(host)) {
      WireClient.reply(server, byNumber("h", "{'itemid':1,'value':'a','lastlogsize':6,'mtime':9}"));
      WireClient.reply(server, byNumber("h", "{'itemid':1," + members + ",'value':'b'}"));

      assertEquals(
          "'lastlogsize':" + lastlogsize + ",'mtime':" + mtime,
          position(WireClient.reply(server, "{'request':'active checks','host':'h'}")));
    }
  }

  @Test
  void ofARefusedRow_isNotRemembered() throws IOException {
    Host host = Host.of("h", Item.active("log[/x]", "1s").withItemid(1).disabled());
    try (MockZabbixServer server = Servers.strict70(host)) {
      WireClient.reply(server, byNumber("h", "{'itemid':1,'value':'a','lastlogsize':6}"));
      server.putHost(Host.of("h", Item.active("log[/x]", "1s").withItemid(1)));

      assertEquals(
          "'lastlogsize':0,'mtime':0",
          position(WireClient.reply(server, "{'request':'active checks','host':'h'}")));
    }
  }
}
