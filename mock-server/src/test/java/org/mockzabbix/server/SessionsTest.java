package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** What was delivered before in the same session is a duplicate, and counts as failed. */
@Timeout(60)
class SessionsTest {

  private static final String SESSION = "'session':'" + Servers.SESSION + "',";

  private static final Host[] HOSTS = {
    Host.of("a", Item.active("k", "1s").withItemid(1), Item.trapper("t").withItemid(3)),
    Host.of("b", Item.active("k", "1s").withItemid(2))
  };

  /** Packets, and the ids of the values that are taken over: each packet has its own list. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1            | 1",
        "1 / 1        | 1 / ",
        "1 / 2        | 1 / 2",
        "5 / 3 / 6    | 5 / / 6",
        "1 2 3 / 2 3 4 | 1 2 3 / 4",
        "0 / 0        | 0 / 0",
        "3 0 / 3 0    | 3 0 / 3 0",
        "0 3 / 3 0    | 0 3 / 0",
        "2 1          | 2 1",
        "1 1          | 1 1",
        "2 1 / 2      | 2 1 / 2",
        "3 / 5 2 / 5 2 | 3 / 5 / 5",
        "30 null / 25 / 31 | 30 null / 25 / 31",
        "30 20 25 / 22 / 26 | 30 20 25 / / 26",
        "30 / 20 40 / 35 | 30 / 40 /",
        "30 / 40 20 / 35 / 21 | 30 / 40 / 35 /",
        "5 null 5     | 5 null 5",
        "18446744073709551615 / 5 | 18446744073709551615 /"
      })
  void byNumber_theLastIdOfAPacketCounts(String packets, String taken) throws IOException {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      assertEquals(
          words(taken),
          words(deliver(version, packets, "'version':'7.0','host':'a',", "'itemid':1")));
    }
  }

  /** Since 6.0 the last id of a packet counts only if it is higher. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10 / 5 / 7 / 11        | 10 / / 7 / 11        | 10 / / / 11",
        "30 / null / 25 / 31    | 30 / null / 25 / 31  | 30 / null / / 31",
        "30 / 0 / 25            | 30 / 0 / 25          | 30 / 0 /",
        "30 / 20 20 / 25        | 30 / / 25            | 30 / /",
        "30 / bad / 25          | 30 / /               | 30 / /"
      })
  void byNumber_aLowerIdCountsBefore60(String packets, String in50, String since60)
      throws IOException {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      assertEquals(
          words(version.atLeast(ZabbixVersion.V6_0) ? since60 : in50),
          words(deliver(version, packets, "'version':'7.0','host':'a',", "'itemid':1")));
    }
  }

  /** Servers before 7.0 take a sender that sends its host and version for an agent. */
  @ParameterizedTest
  @EnumSource(names = {"V5_0", "V6_0"})
  void senderByNumber_hasTheSessionOfItsHost(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
      String sent =
          request("'version':'6.0.14','host':'a',", "{'itemid':3,'value':'x','id':5}")
              .replace("agent data", "sender data");
      WireClient.reply(server, sent);
      WireClient.reply(server, sent);
      WireClient.reply(server, byNumber("a", 1, 5));
      WireClient.reply(server, byNumber("a", 1, 6));

      assertEquals(2, server.items().size());
    }
  }

  @ParameterizedTest
  @CsvSource({"nobody, nobody", "false, false", "'', ''", "null, ''", "5, 5"})
  void senderByNumber_ofAnUnknownHost(String host, String name) throws IOException {
    for (ZabbixVersion version : List.of(ZabbixVersion.V5_0, ZabbixVersion.V6_0)) {
      try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
        String quoted = "nobody".equals(host) || host.isEmpty() ? "'" + host + "'" : host;
        String rows = "'data':[{'itemid':3,'value':'x'}]}";

        assertEquals(
            "{'response':'success','info':'unknown host '" + name + "''}",
            WireClient.reply(
                server,
                "{'request':'sender data','version':'6.0.14','host':" + quoted + "," + rows));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1            | 1",
        "1 / 1        | 1 / ",
        "1 / 2        | 1 / 2",
        "5 / 3 / 6    | 5 / / 6",
        "1 2 3 / 2 3 4 | 1 2 3 / 4",
        "0 / 0        | 0 / 0",
        "2 1          | 2",
        "1 1          | 1",
        "2 1 / 2      | 2 /",
        "3 / 5 2 / 5 2 | 3 / 5 /",
        "30 null / 25 / 31 | 30 null / 25 / 31",
        "30 / null / 25 / 31 | 30 / null / 25 / 31",
        "30 -1 / 25   | 30 -1 / 25",
        "30 / 0 / 25  | 30 / 0 / 25",
        "30 / 20 40 / 35 | 30 / 40 /",
        "30 / 40 20 / 35 / 21 | 30 / 40 / /",
        "30 20 25 / 22 / 26 | 30 / /",
        "null 5 / 3 / 6 | null 5 / / 6",
        "5 null 5     | 5 null 5",
        "18446744073709551615 / 5 | 18446744073709551615 /"
      })
  void byName_eachRowCounts(String packets, String taken) throws IOException {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      assertEquals(words(taken), words(deliver(version, packets, "", "'host':'a','key':'k'")));
    }
  }

  private static String words(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /** Delivers packets with rows of these ids, and says which ids were processed. */
  private static String deliver(ZabbixVersion version, String packets, String members, String row)
      throws IOException {
    List<String> taken = new ArrayList<>();
    try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
      for (String ids : packets.split("/", -1)) {
        List<String> rows = new ArrayList<>();
        for (String id : ids.strip().split(" +", -1)) {
          String invalid = id.equals("bad") ? ",'clock':'x'" : "";
          rows.add(
              "{" + row + ",'value':'" + id + "','id':" + id.replace("bad", "0") + invalid + "}");
        }
        int before = server.items().size();
        WireClient.reply(server, request(members, String.join(",", rows)));
        List<ItemValue> items = server.items();
        items.subList(before, items.size()).forEach(item -> taken.add(item.value()));
        taken.add("/");
      }
    }
    return String.join(" ", taken.subList(0, taken.size() - 1));
  }

  private static String request(String members, String rows) {
    return "{'request':'agent data'," + SESSION + members + "'data':[" + rows + "]}";
  }

  private static String byNumber(String host, int itemid, int id) {
    return request(
        "'version':'7.0','host':'" + host + "',",
        "{'itemid':" + itemid + ",'value':'x','id':" + id + "}");
  }

  @ParameterizedTest
  @EnumSource
  void duplicate_isCountedFailedAndKeptAside(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
      WireClient.reply(server, byNumber("a", 1, 1));

      assertEquals(
          "{'response':'success','info':'processed: 0; failed: 1; total: 1'}",
          WireClient.counts(server, byNumber("a", 1, 1)));
      assertEquals(Outcome.DUPLICATE, server.rejected().get(0).outcome());
      assertEquals(1, server.items().size());
    }
  }

  @Test
  void session_isOfOneHost() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(server, byNumber("a", 1, 5));
      WireClient.reply(server, byNumber("b", 2, 5));

      assertEquals(2, server.items().size());
    }
  }

  @Test
  void session_isOfEachHostWhereTheRowsNameIt() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(
          server,
          request(
              "",
              """
              {'host':'a','key':'k','value':'1','id':5},{'host':'b','key':'k','value':'2','id':4},\
              {'host':'a','key':'k','value':'3','id':5},{'host':'b','key':'k','value':'4','id':5}"""));

      assertEquals(List.of("1", "2", "4"), server.items().stream().map(ItemValue::value).toList());
    }
  }

  @Test
  void session_isSharedByBothWaysOfNaming() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(server, byNumber("a", 1, 5));
      WireClient.reply(server, request("", "{'host':'a','key':'k','value':'1','id':5}"));

      assertEquals(1, server.items().size());
    }
  }

  @Test
  void session_anotherOneBeginsAnew() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(server, byNumber("a", 1, 5));
      WireClient.reply(server, byNumber("a", 1, 1).replace("0123", "3210"));

      assertEquals(2, server.items().size());
    }
  }

  @Test
  void session_withoutOneNothingIsADuplicate() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(server, byNumber("a", 1, 5).replace(SESSION, ""));
      WireClient.reply(server, byNumber("a", 1, 5).replace(SESSION, ""));

      assertEquals(2, server.items().size());
    }
  }

  @Test
  void session_isForgottenByReset() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(server, byNumber("a", 1, 5));
      server.reset();
      WireClient.reply(server, byNumber("a", 1, 5));

      assertEquals(1, server.items().size());
      assertEquals(List.of(), server.rejected());
    }
  }

  @Test
  void session_countsRowsOfItemsThatTakeNothing() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(server, byNumber("a", 3, 5));
      WireClient.reply(server, byNumber("a", 1, 5));

      assertEquals(
          List.of(Outcome.WRONG_ITEM_TYPE, Outcome.DUPLICATE),
          server.rejected().stream().map(ItemValue::outcome).toList());
    }
  }

  @Test
  void session_malformedRowsDoNotCount() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(
          server,
          request(
              "'version':'7.0','host':'a',",
              "{'itemid':1,'value':'x','id':1},{'value':'x','id':9}"));
      WireClient.reply(server, byNumber("a", 1, 2));

      assertEquals(2, server.items().size());
    }
  }

  @Test
  void unknownItem_isUnknownBeforeItIsADuplicate() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(server, byNumber("a", 1, 5));
      WireClient.reply(server, byNumber("a", 99, 5));

      assertEquals(Outcome.UNKNOWN_ITEMID, server.rejected().get(0).outcome());
    }
  }

  /** Only 6.0 looks at the session of a sender. */
  @ParameterizedTest
  @CsvSource({"V6_0, 1", "V7_0, 2"})
  void sender_inASession(ZabbixVersion version, int taken) throws IOException {
    String row = "{'host':'a','key':'t','value':'x','id':1}";
    String request = "{'request':'sender data'," + SESSION + "'data':[" + row + "]}";
    try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
      WireClient.reply(server, request);
      WireClient.reply(server, request);

      assertEquals(taken, server.items("a", "t").size());
    }
  }

  /** A sender that says its version and its host is taken for an agent by 6.0. */
  @ParameterizedTest
  @CsvSource({
    "V6_0, '''itemid'':3',              1 0 1",
    "V6_0, '''itemid'':1',              0 1 1",
    "V6_0, '''itemid'':99',             0 1 1",
    "V6_0, '''host'':''a'',''key'':''t''', 0 0 0",
    "V7_0, '''itemid'':3',              0 0 0",
    "V7_0, '''host'':''a'',''key'':''t''', 1 0 1"
  })
  void sender_withAVersionAndAHost(ZabbixVersion version, String name, String counts)
      throws IOException {
    try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
      String reply =
          WireClient.counts(
              server,
              "{'request':'sender data','version':'6.0','host':'a','data':[{"
                  + (name + ",'value':'x'}]}"));

      assertEquals(
          counts,
          reply.replaceAll(".*processed: (\\d+); failed: (\\d+); total: (\\d+).*", "$1 $2 $3"));
      assertEquals(counts.charAt(0) - '0', server.items("a", "t").size());
    }
  }

  @Test
  void sender_byNumberQuotesTheRowThatCannotBeRead() throws IOException {
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V6_0, HOSTS)) {
      assertEquals(
          "{'response':'success','info':'cannot open JSON object or array \\'5]}\\''}",
          WireClient.reply(
              server,
              "{'request':'sender data','version':'6.0','host':'a','data':[{'itemid':3},5]}"));
    }
  }
}
