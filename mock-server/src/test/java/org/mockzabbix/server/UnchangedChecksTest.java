package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/**
 * What an agent gets that has its list already, and what commands come with it (protocol: active
 * agent).
 */
@Timeout(60)
class UnchangedChecksTest {

  @Test
  void unchanged_inTheSessionThatGotTheList() throws IOException {
    try (MockZabbixServer server = Servers.strict70(Host.of("h"))) {
      String full = list("");
      String short_ = "{'response':'success'}";

      assertEquals(full, WireClient.reply(server, withSession(0)));
      assertEquals(short_, WireClient.reply(server, withSession(7)));
      assertEquals(short_, WireClient.reply(server, withSession(7)));
      assertEquals(full, WireClient.reply(server, withSession(6)));
      assertEquals(full, WireClient.reply(server, withSession(8)));
      assertEquals(full, WireClient.reply(server, withSession(7).replace("0123", "3210")));
    }
  }

  /** Two agents with one host name, or an agent and a test client. */
  @Test
  void unchanged_inEachOfSeveralSessions() throws IOException {
    try (MockZabbixServer server = Servers.strict70(Host.of("h"))) {
      WireClient.reply(server, withSession(0));
      WireClient.reply(server, withSession(0).replace("0123", "3210"));

      assertEquals("{'response':'success'}", WireClient.reply(server, withSession(7)));
      assertEquals(
          "{'response':'success'}",
          WireClient.reply(server, withSession(7).replace("0123", "3210")));
    }
  }

  @Test
  void unchanged_notWithoutASession() throws IOException {
    String question = "{'request':'active checks','host':'h','config_revision':7}";
    try (MockZabbixServer server = Servers.strict70(Host.of("h"))) {
      WireClient.reply(server, question);

      assertEquals(list(""), WireClient.reply(server, question));
    }
  }

  @Test
  void unchanged_notAfterTheHostChanged() throws IOException {
    try (MockZabbixServer server = Servers.strict70(Host.of("h"))) {
      WireClient.reply(server, withSession(0));
      server.putHost(Host.of("h", Item.active("k", "5s").withItemid(1)));

      assertEquals(8, server.configRevision());
      assertEquals(
          "{'response':'success','config_revision':8,'data':[{'key':'k','itemid':1,'delay':'5s'"
              + rest()
              + "]}",
          WireClient.reply(server, withSession(7)));
    }
  }

  @Test
  void unchanged_afterAnotherHostChanged() throws IOException {
    try (MockZabbixServer server = Servers.strict70(Host.of("h"), Host.of("other"))) {
      WireClient.reply(server, withSession(0));
      server.putHost(Host.of("other", Item.active("k", "5s")));
      server.removeHost("other");

      assertEquals(9, server.configRevision());
      assertEquals("{'response':'success'}", WireClient.reply(server, withSession(7)));
      assertEquals(list(""), WireClient.reply(server, withSession(9)));
    }
  }

  @Test
  void unchanged_notAfterReset() throws IOException {
    try (MockZabbixServer server = Servers.strict70(Host.of("h"))) {
      WireClient.reply(server, withSession(0));
      server.reset();

      assertEquals(list(""), WireClient.reply(server, withSession(7)));
    }
  }

  @Test
  void unchanged_isNotKnownTo60() throws IOException {
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V6_0, Host.of("h"))) {
      WireClient.reply(server, withSession(0));

      assertEquals("{'response':'success','data':[]}", WireClient.reply(server, withSession(7)));
    }
  }

  private static String withSession(long revision) {
    return "{'request':'active checks','host':'h','version':'7.0.22','session':'"
        + (Servers.SESSION + "','config_revision':" + revision + "}");
  }

  @Test
  void commands_areGivenOnceBehindTheList() throws IOException {
    try (MockZabbixServer server = Servers.strict70(Host.of("h"))) {
      RemoteCommand echo = server.runOnAgent("h", RemoteCommand.of("echo \"hi\""));
      RemoteCommand numbered = server.runOnAgent("h", new RemoteCommand(1324, "reboot", false, 60));

      assertEquals(1, echo.id());
      assertEquals(1324, numbered.id());
      assertEquals(
          "{'response':'success','config_revision':7,'data':[],'commands':["
              + "{'command':'echo \\'hi\\'','id':1,'wait':1,'timeout':3},"
              + "{'command':'reboot','id':1324,'wait':0,'timeout':60}]}",
          WireClient.reply(server, withSession(0)));
      assertEquals("{'response':'success'}", WireClient.reply(server, withSession(7)));
    }
  }

  @Test
  void commands_comeWithAnUnchangedListToo() throws IOException {
    try (MockZabbixServer server = Servers.strict70(Host.of("h"))) {
      WireClient.reply(server, withSession(0));
      server.runOnAgent("h", RemoteCommand.of("uptime"));

      assertEquals(
          "{'response':'success','commands':["
              + "{'command':'uptime','id':1,'wait':1,'timeout':3}]}",
          WireClient.reply(server, withSession(7)));
    }
  }

  @Test
  void commands_areForTheirHostOnly() throws IOException {
    try (MockZabbixServer server = Servers.strict70(Host.of("h"), Host.of("other"))) {
      server.runOnAgent("other", RemoteCommand.of("uptime"));

      assertEquals(list(""), WireClient.reply(server, withSession(0)));
    }
  }

  @Test
  void commands_areForgottenByReset() throws IOException {
    try (MockZabbixServer server = Servers.strict70(Host.of("h"))) {
      server.runOnAgent("h", RemoteCommand.of("uptime"));
      server.reset();

      assertEquals(list(""), WireClient.reply(server, withSession(0)));
      assertEquals(1, server.runOnAgent("h", RemoteCommand.of("uptime")).id());
    }
  }

  private static String list(String rows) {
    return "{'response':'success','config_revision':7,'data':[" + rows + "]}";
  }

  private static String rest() {
    return ",'lastlogsize':0,'mtime':0,'timeout':'3s'}";
  }
}
