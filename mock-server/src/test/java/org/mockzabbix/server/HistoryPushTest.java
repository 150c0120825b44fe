package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.NotStored;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.testing.WireClient;

/** How the values of a user of the frontend's API are judged. */
@Timeout(60)
class HistoryPushTest {

  private static final String SID = "0123456789abcdef0123456789abcdef";

  private static final Host HOST =
      Host.of(
          "h",
          Item.trapper("k").withItemid(1),
          Item.trapper("off").withItemid(2).disabled(),
          Item.active("agent.ping", "5s").withItemid(3),
          Item.trapper("elsewhere").withItemid(4).withAllowedHosts("192.0.2.1"),
          Item.trapper("local").withItemid(5).withAllowedHosts("127.0.0.1"),
          Item.trapper("both").withItemid(6).withAllowedHosts("127.0.0.1,192.0.2.0/24"),
          Item.trapper("n").withItemid(7).withValueType(ValueType.UNSIGNED));

  private static MockZabbixServer started(ServerConfig config) {
    return new MockZabbixServer(config.toBuilder().frontendSession(SID).build()).start();
  }

  private static MockZabbixServer strict() {
    return started(
        ServerConfig.strict(
            HOST,
            Host.of("disabled", Item.trapper("k").withItemid(8)).disabled(),
            Host.of("remote", Item.trapper("k").withItemid(9)).monitoredBy("px")));
  }

  private static String push(MockZabbixServer server, String rows) throws IOException {
    return push(server, "192.0.2.1", rows);
  }

  private static String push(MockZabbixServer server, String client, String rows)
      throws IOException {
    return WireClient.reply(
        server,
        "{'request':'history.push','sid':'%s','clientip':'%s','data':%s}"
            .formatted(SID, client, rows));
  }

  private static List<Outcome> outcomes(MockZabbixServer server) {
    return server.exchanges().get(0).items().stream().map(ItemValue::outcome).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{'itemid':1,'value':'x'}             | 1 | - | PROCESSED",
        "{'itemid':'1','value':5}             | 1 | - | PROCESSED",
        "{'host':'h','key':'k','value':null}  | 1 | - | PROCESSED",
        "{'host':'remote','key':'k','value':1}| 9 | - | PROCESSED",
        "{'itemid':2,'value':1}               | 2 | Item is disabled. | ITEM_DISABLED",
        "{'itemid':3,'value':1}               | 3 | Unsupported item type. | WRONG_ITEM_TYPE",
        "{'itemid':8,'value':1}               | 8 | Host is not monitored. | HOST_DISABLED",
        "{'itemid':4,'value':1} | 4 | Connection source address is not in item's allowed hosts"
            + " list. | PEER_NOT_ALLOWED",
        "{'itemid':5,'value':1} | 5 | Client IP is not in item's allowed hosts list. |"
            + " CLIENTIP_NOT_ALLOWED",
        "{'itemid':6,'value':1}               | 6 | - | PROCESSED",
        "{'itemid':99,'value':1} | - | No permissions to referred object or it does not exist. |"
            + " UNKNOWN_ITEMID",
        "{'itemid':'18446744073709551615','value':1} | - | No permissions to referred object or it"
            + " does not exist. | UNKNOWN_ITEMID",
        "{'host':'h','key':'none','value':1} | - | No permissions to referred object or it does"
            + " not exist. | UNKNOWN_KEY",
        "{'host':'none','key':'k','value':1} | - | No permissions to referred object or it does"
            + " not exist. | UNKNOWN_HOST"
      })
  void row_hasItsOwnResult(String row, Long itemid, String error, Outcome outcome)
      throws IOException {
    try (MockZabbixServer server = strict()) {
      String reply = push(server, "[" + row + "]");

      String result = itemid == null ? "" : "'itemid':" + itemid;
      if (error != null) {
        result += (result.isEmpty() ? "" : ",") + "'error':'" + error + "'";
      }
      assertEquals("{'response':'success','data':[{" + result + "}]}", reply);
      assertEquals(List.of(outcome), outcomes(server));
    }
  }

  @Test
  void values_areRecordedWithItemAndSource() throws IOException {
    try (MockZabbixServer server = strict()) {
      String reply =
          push(
              server,
              "[{'itemid':1,'value':'a'},{'itemid':99,'value':'b'},{'itemid':2,'value':3}]");

      assertEquals(
          "{'response':'success','data':[{'itemid':1},"
              + "{'error':'No permissions to referred object or it does not exist.'},"
              + "{'itemid':2,'error':'Item is disabled.'}]}",
          reply);
      ItemValue value = server.items().get(0);
      assertEquals("h", value.host());
      assertEquals("k", value.key());
      assertEquals("a", value.value());
      assertEquals(ItemValue.Source.HISTORY_PUSH, value.source());
      assertEquals(1, server.items().size());
      assertEquals(2, server.rejected().size());
      assertEquals("off", server.rejected().get(1).key());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'value':1} | missing \"host\" or \"itemid\" tag",
        "{'host':'h','value':1} | missing \"host\" or \"itemid\" tag",
        "{'host':{},'key':'k','value':1} | missing \"host\" or \"itemid\" tag",
        "{'itemid':1,'key':'k','value':1} | \"itemid\" tag conflicts with \"host\" and \"itemid\""
            + " tags",
        "{'itemid':0,'value':1} | invalid \"itemid\" tag value: \"0\"",
        "{'itemid':'a','value':1} | invalid \"itemid\" tag value: \"a\"",
        "{'itemid':null,'value':1} | invalid \"itemid\" tag value: \"\"",
        "{'itemid':1} | missing \"value\" tag",
        "{'itemid':1,'value':[1]} | missing \"value\" tag",
        "{'itemid':1,'value':1,'clock':'abc'} | invalid \"clock\" tag value: \"abc\"",
        "{'itemid':1,'value':1,'clock':0} | invalid \"clock\" tag value: \"0\"",
        "{'itemid':1,'value':1,'clock':2147483648} | invalid \"clock\" tag value: \"2147483648\"",
        "{'itemid':1,'value':1,'clock':1,'ns':1000000000} | invalid \"ns\" tag value:"
            + " \"1000000000\"",
        "{'itemid':1,'value':1,'ns':5} | cannot use \"ns\" tag without \"clock\" tag",
        "[] | missing \"host\" or \"itemid\" tag",
        "5 | cannot open object"
      })
  void row_thatIsNotValidRefusesAll(String row, String defect) throws IOException {
    try (MockZabbixServer server = strict()) {
      String reply = push(server, "[{'itemid':1,'value':1}," + row + "]");

      assertEquals(
          "{'response':'failed','info':'Cannot parse item #2 data: "
              + defect.replace("\"", "\\'")
              + ".'}",
          reply);
      assertEquals(List.of(), server.items());
      assertEquals(Outcome.REFUSED_REQUEST, outcomes(server).get(0));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'data':[]                         | Cannot find tag: \"clientip\".",
        "'clientip':{},'data':[]           | Cannot find tag: \"clientip\".",
        "'clientip':'','data':[]           | Invalid tag \"clientip\" value: .",
        "'clientip':'localhost','data':[]  | Invalid tag \"clientip\" value: localhost.",
        "'clientip':'[::1]','data':[]      | Invalid tag \"clientip\" value: [::1].",
        "'clientip':'1.2.3.256','data':[]  | Invalid tag \"clientip\" value: 1.2.3.256.",
        "'clientip':'::1'                  | Cannot find tag: \"data\".",
        "'clientip':'::1','data':'x'       | Cannot find tag: \"data\".",
        "'clientip':'::1','data':{'a':1}   | Cannot parse item #1 data: cannot open object."
      })
  void request_isRefused(String members, String info) throws IOException {
    try (MockZabbixServer server = strict()) {
      String reply =
          WireClient.reply(
              server, "{'request':'history.push','sid':'" + SID + "'," + members + "}");

      assertEquals("{'response':'failed','info':'" + info.replace("\"", "\\'") + "'}", reply);
    }
  }

  @Test
  void request_canHaveNoValues() throws IOException {
    try (MockZabbixServer server = strict()) {
      assertEquals("{'response':'success','data':[]}", push(server, "[]"));
      assertEquals("{'response':'success','data':[]}", push(server, "{}"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'clock':9,'ns':1  | 'clock':9,'ns':1 | true",
        "'clock':9,'ns':0  | 'clock':9        | true",
        "'clock':9         | 'clock':9        | false",
        "'clock':9,'ns':1  | 'clock':9,'ns':2 | false",
        "'x':1             | 'x':1            | false"
      })
  void timestamp_canOccurOnce(String first, String second, boolean repeated) throws IOException {
    try (MockZabbixServer server = strict()) {
      String reply =
          push(
              server,
              "[{'itemid':1,'value':1,%s},{'itemid':1,'value':1,%s},{'itemid':7,'value':1,%s}]"
                  .formatted(first, second, second));

      String error = repeated ? ",'error':'Duplicate timestamp found.'" : "";
      assertEquals(
          "{'response':'success','data':[{'itemid':1},{'itemid':1" + error + "},{'itemid':7}]}",
          reply);
      Outcome outcome = repeated ? Outcome.REPEATED_TIMESTAMP : Outcome.PROCESSED;
      assertEquals(List.of(Outcome.PROCESSED, outcome, Outcome.PROCESSED), outcomes(server));
    }
  }

  @Test
  void values_areStoredByValueType() throws IOException {
    try (MockZabbixServer server = strict()) {
      push(
          server,
          "[{'itemid':7,'value':'5.7'},{'itemid':7,'value':'abc'},"
              + "{'itemid':7,'value':'1','clock':1}]");

      List<ItemValue> values = server.items();
      assertEquals("5", values.get(0).stored().orElseThrow());
      assertEquals(NotStored.UNSUITABLE, values.get(1).notStored().orElseThrow());
      assertEquals(NotStored.TOO_OLD, values.get(2).notStored().orElseThrow());
    }
  }

  /** The API knows no state, and no text that stands for one. */
  @Test
  void values_areNeverNotSupported() throws IOException {
    Host host = Host.of("t", Item.trapper("k").withItemid(1).withValueType(ValueType.TEXT));
    try (MockZabbixServer server = started(ServerConfig.strict(host))) {
      push(
          server, "[{'itemid':1,'value':'why','state':1},{'itemid':1,'value':'ZBX_NOTSUPPORTED'}]");

      assertEquals("why", server.items().get(0).stored().orElseThrow());
      assertTrue(!server.items().get(0).isNotSupported());
      assertEquals("ZBX_NOTSUPPORTED", server.items().get(1).stored().orElseThrow());
    }
  }

  /** The API knows no members of log entries. */
  @Test
  void values_haveNoMembersOfLogEntries() throws IOException {
    Host host = Host.of("t", Item.trapper("k").withItemid(1).withValueType(ValueType.LOG));
    try (MockZabbixServer server = started(ServerConfig.strict(host))) {
      push(server, "[{'itemid':1,'value':'x','timestamp':5,'source':'s','severity':4}]");

      assertTrue(server.items().get(0).timestamp().isEmpty());
      assertTrue(server.items().get(0).eventSource().isEmpty());
      assertTrue(server.items().get(0).severity().isEmpty());
    }
  }

  @Test
  void rule_failsValues() throws IOException {
    try (MockZabbixServer server = strict()) {
      server
          .when(RequestMatcher.anyRequest())
          .reply(Responder.failedValues(value -> value.value().equals("2")));

      String reply = push(server, "[{'itemid':1,'value':1},{'itemid':1,'value':2}]");

      assertEquals(
          "{'response':'success','data':[{'itemid':1},"
              + "{'error':'No permissions to referred object or it does not exist.'}]}",
          reply);
      assertEquals(List.of(Outcome.PROCESSED, Outcome.REFUSED_BY_RULE), outcomes(server));
    }
  }

  @Test
  void lenientServer_acceptsEveryItem() throws IOException {
    try (MockZabbixServer server = started(ServerConfig.lenient())) {
      String reply =
          push(
              server,
              "[{'host':'a','key':'k','value':1},{'host':'b','key':'k','value':1},"
                  + "{'host':'a','key':'k','value':2},{'itemid':77,'value':3},"
                  + "{'host':'a','key':'k[','value':4}]");

      String number = reply.replaceAll(".*?'itemid':(\\d+).*", "$1");
      assertTrue(
          reply.matches(
              "\\{'response':'success','data':\\[\\{'itemid':N},\\{'itemid':\\d+},\\{'itemid':N},"
                      .replace("N", number)
                  + "\\{'itemid':77},\\{'error':'No permissions to referred object or it does not"
                  + " exist.'}]}"),
          reply);
      assertEquals(4, server.items().size());
      Inventory configured = Inventory.strict(List.of(Host.of("a", Item.trapper("k"))));
      assertEquals(Long.parseLong(number), configured.item(new ItemName("a", "k")).item().itemid());
      assertEquals("a", server.items().get(0).host());
      assertEquals(Outcome.UNKNOWN_KEY, server.rejected().get(0).outcome());
    }
  }
}
