package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** Values with {@code state} 1 whose reason is missing, which servers fail (measured). */
class MissingReasonTest {

  private static final Host[] HOSTS = {
    Host.of("h", Item.trapper("trap").withItemid(1), Item.active("ping", "5s").withItemid(2)),
    Host.of("behind", Item.trapper("trap").withItemid(3)).monitoredBy("px")
  };

  private static final String FAILED =
      "{'response':'success','info':'processed: 0; failed: 1; total: 1'}";
  private static final String PROCESSED =
      "{'response':'success','info':'processed: 1; failed: 0; total: 1'}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'state':1",
        "'state':'1'",
        "'state':1,'value':{'a':1}",
        "'state':1,'value':[]",
        "'state':1,'lastlogsize':5",
        "'state':' 1'",
        "'state':'\\t1'",
        "'state':'1x'",
        "'state':'+1'",
        "'state':'01'",
        "'state':1.0",
        "'state':1e0",
        "'state':257",
        "'state':4294967297"
      })
  void failsByNameAndByItemid(String members) throws IOException {
    String sender = "{'request':'sender data','data':[{'host':'h','key':'trap'," + members + "}]}";
    String byName = "{'request':'agent data','data':[{'host':'h','key':'ping'," + members + "}]}";
    String byItemid =
        "{'request':'agent data','host':'h','version':'7.0.0','data':[{'itemid':2,"
            + members
            + "}]}";
    for (ZabbixVersion version : ZabbixVersion.values()) {
      try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
        assertEquals(FAILED, WireClient.counts(server, sender));
        assertEquals(FAILED, WireClient.counts(server, byName));
        assertEquals(FAILED, WireClient.counts(server, byItemid));

        server.rejected().forEach(row -> assertEquals(Outcome.NO_REASON, row.outcome()));
        assertEquals(
            "failed: \"state\" is 1, but \"value\", which must be the reason, is missing",
            server.rejected().get(0).rejection().orElseThrow());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void failsAtALenientServer(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = Servers.lenient(version)) {
      assertEquals(
          FAILED,
          WireClient.counts(
              server, "{'request':'sender data','data':[{'host':'any','key':'k','state':1}]}"));
    }
  }

  @Test
  void failsFromAProxy() throws IOException {
    String request =
        "{'request':'proxy data','host':'px','version':'7.0.0',"
            + "'history data':[{'id':1,'itemid':3,'clock':1700000000,'ns':1,'state':1}]}";
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(server, request);

      assertEquals(Outcome.NO_REASON, server.rejected().get(0).outcome());
    }
  }

  @Test
  void anUnknownItemComesFirst() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(
          server, "{'request':'sender data','data':[{'host':'h','key':'none','state':1}]}");

      assertEquals(Outcome.UNKNOWN_KEY, server.rejected().get(0).outcome());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'state':0",
        "'state':1,'value':''",
        "'state':1,'value':null",
        "'state':2",
        "'state':null",
        "'state':true",
        "'state':'x'",
        "'state':''",
        "'state':[1]",
        "'state':-1"
      })
  void anyReasonIsEnough(String members) throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      assertEquals(
          PROCESSED,
          WireClient.counts(
              server,
              "{'request':'sender data','data':[{'host':'h','key':'trap'," + members + "}]}"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLargestItemidIsNoItem(ZabbixVersion version) throws IOException {
    String row = "{'itemid':18446744073709551615,'value':'1'}";
    try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
      assertEquals(
          FAILED,
          WireClient.counts(
              server,
              "{'request':'agent data','host':'h','version':'7.0.0','data':[" + row + "]}"));

      assertEquals(Outcome.UNKNOWN_ITEMID, server.rejected().get(0).outcome());
    }
  }
}
