package org.mockzabbix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.ActiveCheckHeartbeat;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.Request.AgentData;
import org.mockzabbix.protocol.Request.CompletedPoll;
import org.mockzabbix.protocol.Request.FailedPoll;
import org.mockzabbix.protocol.Request.FrontendRequest;
import org.mockzabbix.protocol.Request.HistoryPush;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.Request.ProxyConfig;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.protocol.Request.ProxyHeartbeat;
import org.mockzabbix.protocol.Request.SenderData;
import org.mockzabbix.protocol.Request.ZabbixStats;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/**
 * Every type of request is recorded and answered, and a malformed variant of it is refused as the
 * real program refuses it. A new type fails here until it has a sample.
 */
@Timeout(60)
class EveryRequestExchangeTest {

  private static final String DENIED = "{'response':'failed','info':'Permission denied.'}";

  /** Says something, to a server or to the agent beside it, and gives what came back. */
  private interface Talk {
    String with(MockZabbixServer server, MockAgent agent) throws IOException;
  }

  /**
   * How to say one type of request.
   *
   * @param expected the answer, in which {@code '} stands for {@code "}; empty for none
   */
  private record Turn(Class<? extends Request> type, Talk talk, String expected) {}

  private record Sample(ZabbixVersion version, Turn wellFormed, Turn malformed) {}

  private static Sample sample(Turn wellFormed, Turn malformed) {
    return new Sample(ZabbixVersion.V7_0, wellFormed, malformed);
  }

  private static Turn turn(Class<? extends Request> type, Talk talk, String expected) {
    return new Turn(type, talk, expected);
  }

  private static final List<Sample> SAMPLES =
      List.of(
          sample(
              turn(
                  SenderData.class,
                  packet(
                      "{'request':'sender data','data':[{'host':'h','key':'trap','value':'1'}]}"),
                  "{'response':'success','info':'processed: 1; failed: 0; total: 1'}"),
              turn(
                  Invalid.class,
                  packet("{'request':'sender data'}"),
                  "{'response':'failed','info':'cannot open \\'data\\' token'}")),
          sample(
              turn(
                  ActiveChecks.class,
                  packet("{'request':'active checks','host':'h','version':'7.0.22'}"),
                  "{'response':'success','config_revision':7,'data':[{'key':'k','itemid':1,"
                      + "'delay':'5s','lastlogsize':0,'mtime':0,'timeout':'3s'}]}"),
              turn(
                  Invalid.class,
                  packet("{'request':'active checks'}"),
                  "{'response':'failed','info':'cannot find pair with name \\'host\\''}")),
          sample(
              turn(
                  AgentData.class,
                  packet(
                      "{'request':'agent data','host':'h','version':'7.0.22',"
                          + "'data':[{'itemid':1,'value':'1'}]}"),
                  "{'response':'success','info':'processed: 1; failed: 0; total: 1'}"),
              turn(
                  Invalid.class,
                  packet("{'request':'agent data','host':'h','data':[],'session':'2'}"),
                  "{'response':'failed','info':'invalid session token length 1'}")),
          sample(
              turn(
                  ActiveCheckHeartbeat.class,
                  packet("{'request':'active check heartbeat','host':'h','heartbeat_freq':60}"),
                  ""),
              turn(
                  ActiveCheckHeartbeat.class,
                  packet("{'request':'active check heartbeat','heartbeat_freq':'soon'}"),
                  "")),
          sample(
              turn(
                  ProxyConfig.class,
                  packet(
                      "{'request':'proxy config','host':'px','version':'5.0.8','session':'"
                          + (Servers.SESSION + "','config_revision':7}")),
                  "{'response':'failed','info':'proxy and server major versions do not match',"
                      + "'version':'7.0.22'}"),
              turn(Invalid.class, packet("{'request':'proxy config'}"), "")),
          sample(
              turn(
                  ProxyData.class,
                  packet(
                      "{'request':'proxy data','host':'px','version':'7.0.22',"
                          + "'history data':[{'itemid':2,'value':'1'}]}"),
                  "{'upload':'enabled','response':'success'}"),
              turn(
                  Invalid.class,
                  packet("{'request':'proxy data'}"),
                  "{'response':'failed','info':'missing name of proxy'}")),
          new Sample(
              ZabbixVersion.V6_0,
              turn(
                  ProxyHeartbeat.class,
                  packet("{'request':'proxy heartbeat','host':'px'}"),
                  "{'response':'success'}"),
              turn(
                  Invalid.class,
                  packet("{'request':'proxy heartbeat'}"),
                  "{'response':'failed','info':'missing name of proxy'}")),
          sample(
              turn(
                  ZabbixStats.class,
                  packet("{'request':'zabbix.stats','type':'queue','params':{'from':'6'}}"),
                  "{'response':'success','queue':0}"),
              turn(
                  Invalid.class,
                  packet("{'request':'zabbix.stats','type':'queue'}"),
                  "{'response':'failed','info':'cannot find tag: params'}")),
          sample(
              turn(
                  FrontendRequest.class,
                  packet("{'request':'queue.get','type':'overview','sid':'x'}"),
                  DENIED),
              turn(FrontendRequest.class, packet("{'request':'status.get','type':{}}"), DENIED)),
          sample(
              turn(
                  FrontendRequest.class,
                  packet("{'request':'command','sid':'x','scriptid':'1','hostid':'10001'}"),
                  DENIED),
              turn(
                  FrontendRequest.class,
                  packet("{'request':'command'}"),
                  "{'response':'failed','info':'Failed to parse sid tag'}")),
          sample(
              turn(
                  FrontendRequest.class,
                  packet("{'request':'item.test','sid':'x','data':{}}"),
                  DENIED),
              turn(FrontendRequest.class, packet("{'request':'item.test','data':5}"), DENIED)),
          sample(
              turn(
                  HistoryPush.class,
                  packet("{'request':'history.push','sid':'x','data':[{'itemid':1,'value':1}]}"),
                  DENIED),
              turn(HistoryPush.class, packet("{'request':'history.push','data':5}"), DENIED)),
          sample(
              turn(LegacyData.class, packet("h:trap:1"), "OK"),
              turn(Invalid.class, packet("h:trap"), "")),
          sample(
              turn(
                  Invalid.class,
                  packet("{'request':'active checks','host':'h','port':'x'}"),
                  "{'response':'failed','info':'\\'x\\' is not a valid port'}"),
              turn(
                  Invalid.class,
                  packet("{'request':'proxy data','host':'a/b'}"),
                  "{'response':'failed','info':'invalid proxy name \\'a/b\\':"
                      + " name contains invalid character '/''}")),
          sample(
              turn(Invalid.class, packet("{'request':'foo'}"), ""),
              turn(Invalid.class, packet("{'request':{}}"), "")),
          sample(
              turn(
                  Invalid.class,
                  packet("{'request':"),
                  "{'response':'failed','info':'cannot parse as a valid JSON object: "
                      + "unexpected end of object value'}"),
              turn(Invalid.class, bytes("GET / HTTP/1.1\r\n\r\n"), "")),
          sample(turn(Invalid.class, bytes(""), ""), turn(Invalid.class, bytes("Z"), "")),
          sample(
              turn(PassiveCheck.class, question("agent.ping"), "1"),
              turn(
                  PassiveCheck.class,
                  question("agent.ping["),
                  "ZBX_NOTSUPPORTED\0Invalid item key format.")),
          sample(
              turn(CompletedPoll.class, poll("agent.ping"), "1"),
              turn(CompletedPoll.class, poll("no.such"), "Unsupported item key.")),
          sample(
              turn(
                  FailedPoll.class,
                  EveryRequestExchangeTest::pollNobody,
                  "cannot connect to [[127.0.0.1]:PORT]: Connection refused"),
              turn(
                  FailedPoll.class,
                  EveryRequestExchangeTest::pollATrapper,
                  "Received empty response from Zabbix Agent at [127.0.0.1]. Assuming that agent"
                      + " dropped connection because of access permissions.")));

  /** A packet to the server. */
  private static Talk packet(String text) {
    return (server, agent) ->
        text(WireClient.ask(server, 1, text.replace('\'', '"')))
            .replaceFirst("; seconds spent: \\d+\\.\\d{6}'", "'");
  }

  /** Bytes to the server, and the end of the stream. */
  private static Talk bytes(String text) {
    return (server, agent) -> {
      try (WireClient client = new WireClient(server.trapperPort())) {
        client.send(text.getBytes(UTF_8));
        client.halfClose();
        return text(client.readToEnd(Duration.ofSeconds(20)));
      }
    };
  }

  /** A packet to the agent. */
  private static Talk question(String key) {
    return (server, agent) -> text(WireClient.ask(agent.port(), key));
  }

  /** What the poller hears from the agent. */
  private static Talk poll(String key) {
    return (server, agent) -> server.poll(agent.address(), key).items().get(0).value();
  }

  private static String pollNobody(MockZabbixServer server, MockAgent agent) throws IOException {
    try (ReservedPort nobody = new ReservedPort()) {
      return reason(server.poll("127.0.0.1:" + nobody.number(), "agent.ping"));
    }
  }

  private static String pollATrapper(MockZabbixServer server, MockAgent agent) {
    return reason(server.poll("127.0.0.1:" + server.trapperPort(), "agent.ping"));
  }

  private static String reason(Exchange exchange) {
    return exchange.reason().orElseThrow().replaceFirst("]:\\d+]", "]:PORT]");
  }

  private static String text(WireClient.Answer answer) {
    String raw = new String(answer.bytes(), UTF_8);
    return (raw.startsWith("ZBXD") ? answer.body() : raw).replace('"', '\'');
  }

  @Test
  void everyTypeHasASample() {
    Set<Class<?>> types = Arrays.stream(Request.class.getPermittedSubclasses()).collect(toSet());

    assertEquals(
        types, SAMPLES.stream().map(sample -> sample.wellFormed().type()).collect(toSet()));
  }

  @TestFactory
  Stream<DynamicTest> isRecordedAndAnswered() {
    return SAMPLES.stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.wellFormed().type().getSimpleName(),
                    () -> check(sample.version(), sample.wellFormed())));
  }

  @TestFactory
  Stream<DynamicTest> isRefusedAsTheRealProgramDoesWhenMalformed() {
    return SAMPLES.stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.wellFormed().type().getSimpleName(),
                    () -> check(sample.version(), sample.malformed())));
  }

  private static void check(ZabbixVersion version, Turn turn) throws IOException {
    Host own = Host.of("h", Item.active("k", "5s").withItemid(1), Item.trapper("trap"));
    Host behind = Host.of("b", Item.trapper("trap").withItemid(2)).monitoredBy("px");
    try (MockZabbixServer server = Servers.strict(version, own, behind);
        MockAgent agent = server.agent("h").reply("agent.ping", "1")) {
      String answer = turn.talk().with(server, agent);

      assertEquals(turn.expected(), answer);
      List<Exchange> exchanges = server.exchanges();
      assertEquals(turn.type(), exchanges.get(exchanges.size() - 1).request().getClass());
    }
  }
}
