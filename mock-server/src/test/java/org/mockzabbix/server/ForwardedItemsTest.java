package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.fixtures.ScriptedPeer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.IncomingRequest;
import org.mockzabbix.rule.MockResponse;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** A server that forwards names the values that clients send by {@code itemid}. */
@Timeout(60)
class ForwardedItemsTest {

  private static final String CHECKS =
      "{'request':'active checks','host':'web01','version':'6.0','session':'"
          + Servers.SESSION
          + "'}";

  private static final Host WEB01 =
      Host.of(
          "web01",
          Item.active("app.ok", "1s").withItemid(23301),
          Item.active("log[/x y,\"ä\"]", "1s").withItemid(23302));

  private static MockZabbixServer between(ServerConfig config, MockZabbixServer real) {
    return between(config, real.trapperPort());
  }

  private static MockZabbixServer between(ServerConfig config, int port) {
    return new MockZabbixServer(config.toBuilder().forward("127.0.0.1:" + port).build()).start();
  }

  private static String data(long itemid, String value) {
    return "{'request':'agent data','host':'web01','version':'6.0','session':'"
        + (Servers.SESSION + "','data':[{'itemid':" + itemid)
        + (",'id':" + itemid + ",'value':'" + value + "','clock':1795301700,'ns':1}]}");
  }

  private static List<String> shown(List<ItemValue> values) {
    return values.stream().map(ItemValue::toString).toList();
  }

  /** Responds as the server itself would. */
  private static MockResponse normally(IncomingRequest incoming, Supplier<MockResponse> engine) {
    return engine.get();
  }

  @ParameterizedTest
  @EnumSource
  void agents_receiveItemidsThatNameTheirValues(ZabbixVersion version) throws IOException {
    try (MockZabbixServer real = Servers.strict(version, WEB01);
        MockZabbixServer between = between(ServerConfig.lenient(), real)) {
      WireClient.reply(between, CHECKS);

      assertEquals(
          "{'response':'success','info':'processed: 1; failed: 0; total: 1'}",
          WireClient.counts(between, data(23301, "1")));
      WireClient.reply(between, data(23302, "line"));

      assertEquals("1", between.items("web01", "app.ok").get(0).value());
      assertEquals("line", between.items("web01", "log[/x y,\"ä\"]").get(0).value());
      assertEquals(shown(real.items()), shown(between.items()));
    }
  }

  @Test
  void itemOfTheRealServer_precedesTheOneWithTheSameNumber() throws IOException {
    ServerConfig own =
        ServerConfig.strict(
            Host.of(
                "web01",
                Item.active("app.ok", "1s").withItemid(1),
                Item.active("other", "1s").withItemid(23301)));
    try (MockZabbixServer real = Servers.strict(ZabbixVersion.V6_0, WEB01);
        MockZabbixServer between = between(own, real)) {
      WireClient.reply(between, CHECKS);
      WireClient.reply(between, data(23301, "1"));
      WireClient.reply(between, data(23302, "line"));

      assertEquals("1", between.items("web01", "app.ok").get(0).value());
      ItemValue missing = between.rejected().get(0);
      assertEquals(Outcome.UNKNOWN_ITEMID, missing.outcome());
      assertEquals("log[/x y,\"ä\"]", missing.key());
    }
  }

  @Test
  void valuesOfAnotherHostsItem_areRecordedThere() throws IOException {
    ServerConfig own = ServerConfig.lenient(Host.of("web02", Item.active("app.ok", "1s")));
    try (MockZabbixServer real =
            Servers.strict(
                ZabbixVersion.V6_0,
                Host.of("web02", Item.active("app.ok", "1s").withItemid(23303)));
        MockZabbixServer between = between(own, real)) {
      WireClient.reply(between, CHECKS.replace("web01", "web02"));
      between.when(RequestMatcher.agentData()).reply(ForwardedItemsTest::normally);
      WireClient.reply(between, data(23303, "1"));

      assertEquals(1, between.items("web02", "app.ok").size());
    }
  }

  @Test
  void names_remainAfterAReset() throws IOException {
    try (MockZabbixServer real = Servers.strict(ZabbixVersion.V7_0, WEB01);
        MockZabbixServer between = between(ServerConfig.lenient(), real)) {
      WireClient.reply(between, CHECKS);
      between.reset(); // the agent does not request the list again

      WireClient.reply(between, data(23301, "1"));

      assertEquals("1", between.items("web01", "app.ok").get(0).value());
    }
  }

  @Test
  void valuesThatTheRealServerRefuses_areNamed() throws IOException {
    try (MockZabbixServer real = Servers.strict(ZabbixVersion.V6_0, WEB01);
        MockZabbixServer between = between(ServerConfig.lenient(), real)) {
      WireClient.reply(between, CHECKS);
      real.putHost(Host.of("web01"));

      WireClient.reply(between, data(23301, "1"));

      ItemValue refused = between.rejected().get(0);
      assertEquals("web01 app.ok", refused.host() + ' ' + refused.key());
      assertEquals(Outcome.REFUSED_AFTER_FORWARDING, refused.outcome());
    }
  }

  @Test
  void rules_matchTheNames() throws IOException {
    try (MockZabbixServer real = Servers.strict(ZabbixVersion.V6_0, WEB01);
        MockZabbixServer between = between(ServerConfig.lenient(), real)) {
      between
          .when(RequestMatcher.agentData().from("web01").withKey("app.ok"))
          .reply(Responder.failed("busy"));
      WireClient.reply(between, CHECKS);

      assertEquals(
          "{'response':'failed','info':'busy'}", WireClient.reply(between, data(23301, "1")));
      assertEquals("app.ok", between.rejected().get(0).key());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"60", "70"})
  void proxies_receiveItemidsThatNameTheirValues(String version) throws IOException {
    String recording = "proxy" + version + "_active";
    Captures.Connection config = new Captures.Connection(recording, 1);
    byte[] reply = config.toClient();
    try (ScriptedPeer real = ScriptedPeer.answering(reply);
        MockZabbixServer between = between(ServerConfig.lenient(), real.port())) {
      PlainSender proxy = new PlainSender(between.trapperPort());
      proxy.sendBytes(config.toServer());
      between.when(RequestMatcher.anyRequest()).reply(ForwardedItemsTest::normally);
      WireClient.reply(
          between,
          "{'request':'proxy data','host':'kitproxy','version':'6.0.14','clock':1,'ns':5,"
              + "'history data':[{'id':1,'itemid':900022,'clock':1,'ns':7,'value':'1'}]}");

      ItemValue value = between.items("kitbehind", "agent.ping").get(0);
      assertEquals("1", value.value());
      assertEquals("kitproxy", value.proxy().orElse(""));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "{}",
        "[1]",
        "{\"response\":\"failed\",\"info\":\"host [web01] not found\"}",
        "{\"response\":\"success\",\"data\":1}",
        "{\"response\":\"success\",\"data\":[1,[],{},{\"itemid\":23301},{\"key\":\"k\"}]}",
        "{\"response\":\"success\",\"data\":[{\"itemid\":\"x\",\"key\":\"app.ok\"}]}",
        "{\"response\":\"success\",\"data\":[{\"itemid\":23301,\"key\":[]}]}",
        "{\"hosts\":1,\"items\":[]}",
        "{\"hosts\":{\"fields\":[\"hostid\",\"host\"],\"data\":[[1],[[],{}],2]},\"items\":{}}",
        "{\"items\":{\"fields\":[\"itemid\",\"hostid\",\"key_\"],\"data\":[[23301,1,\"k\"]]}}",
        "{\"hosts\":{\"fields\":[\"hostid\",\"host\"],\"data\":[[1,\"web01\"]]},"
            + "\"items\":{\"fields\":[\"itemid\",\"hostid\",\"key_\"],\"data\":[[\"\",1,\"k\"]]}}",
      })
  void responseWithoutItems_namesNothing(String json) throws IOException {
    try (MockZabbixServer between = new MockZabbixServer().start()) {
      between.when(RequestMatcher.activeChecks()).reply(Responder.json(json));
      between.when(RequestMatcher.proxyConfig()).reply(Responder.json(json));
      String config = "{'request':'proxy config','host':'px','version':'6.0.14'}";

      assertEquals(json, WireClient.reply(between, CHECKS).replace('\'', '"'));
      assertEquals(json, WireClient.reply(between, config).replace('\'', '"'));
      WireClient.reply(between, data(23301, "1"));

      Exchange values = between.exchanges().get(2);
      assertEquals("", values.items().get(0).key());
      assertEquals(List.of(), values.warnings());
    }
  }
}
