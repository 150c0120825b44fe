package org.mockzabbix.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** What a test has answered instead of the engine. */
@Timeout(60)
class RulesOverTheWireTest {

  private static final String SENDER =
      "{'request':'sender data','data':["
          + "{'host':'web01','key':'trap','value':'1'},{'host':'web02','key':'trap','value':'2'}]}";
  private static final String CHECKS =
      "{'request':'active checks','host':'web01','version':'7.0.22'}";
  private static final String VALUES =
      "{'request':'agent data','host':'web01','version':'7.0.22',"
          + "'data':[{'itemid':1,'value':'1'}]}";
  private static final String HEARTBEAT =
      "{'request':'active check heartbeat','host':'web01','heartbeat_freq':60}";
  private static final String LIST =
      "'data':[{'key':'k','itemid':1,'delay':'5s','lastlogsize':0,'mtime':0,'timeout':'3s'}]";

  private final MockZabbixServer server =
      Servers.strict70(
          Host.of("web01", Item.active("k", "5s").withItemid(1), Item.trapper("trap")),
          Host.of("web02", Item.trapper("trap")));

  @AfterEach
  void close() {
    server.close();
  }

  private String reply(String request) throws IOException {
    return WireClient.counts(server, request);
  }

  @Test
  void failedThenSuccess() throws IOException {
    server
        .when(RequestMatcher.activeChecks().from("web01"))
        .reply(Responder.failed("host [web01] not found"))
        .times(1);

    assertEquals("{'response':'failed','info':'host [web01] not found'}", reply(CHECKS));
    assertEquals("{'response':'success','config_revision':7," + LIST + "}", reply(CHECKS));
  }

  @Test
  void newestRuleThatMatchesAndIsNotUsedUpDecides() throws IOException {
    server.when(RequestMatcher.anyRequest()).reply(Responder.failed("oldest"));
    server.when(RequestMatcher.senderData()).reply(Responder.failed("newer")).times(2);
    server.when(RequestMatcher.senderData().from("web02")).reply(Responder.failed("other host"));
    server
        .when(RequestMatcher.senderData().from("web01"))
        .reply(Responder.failed("newest"))
        .times(1);

    assertEquals("{'response':'failed','info':'newest'}", reply(SENDER));
    assertEquals("{'response':'failed','info':'newer'}", reply(SENDER));
    assertEquals("{'response':'failed','info':'newer'}", reply(SENDER));
    assertEquals("{'response':'failed','info':'oldest'}", reply(SENDER));
    assertEquals("{'response':'failed','info':'oldest'}", reply(CHECKS));
  }

  @Test
  void failed_leavesTheRowsRejected() throws IOException {
    server.when(RequestMatcher.senderData()).reply(Responder.failed("no"));

    reply(SENDER);

    assertEquals(List.of(), server.items());
    assertEquals(2, server.rejected().size());
    assertEquals(Outcome.REFUSED_BY_RULE, server.rejected().get(0).outcome());
    assertEquals(
        "failed: a rule of the test rejected the value",
        server.rejected().get(1).outcome().toString());
  }

  @Test
  void close_sendsNoByte() throws IOException {
    server.when(RequestMatcher.agentData()).reply(Responder.close()).times(1);

    assertEquals("", reply(VALUES));
    assertEquals(List.of(), server.items());
    assertEquals(
        "{'response':'success','info':'processed: 1; failed: 0; total: 1'}", reply(VALUES));
  }

  /** The member that comes first is not the same everywhere (protocol: redirect). */
  @Test
  void redirect_inTheOrderOfEachRequest() throws IOException {
    server.when(RequestMatcher.anyRequest()).reply(Responder.redirect("192.0.2.10:10051", 5));
    String to = "'redirect':{'revision':5,'address':'192.0.2.10:10051'}";

    assertEquals("{'response':'failed'," + to + "}", reply(CHECKS));
    assertEquals("{" + to + ",'response':'failed'}", reply(SENDER));
    assertEquals("{" + to + ",'response':'failed'}", reply(VALUES));
    assertEquals("{" + to + ",'response':'failed'}", reply(HEARTBEAT));
  }

  @Test
  void redirectReset_inTheOrderOfEachRequest() throws IOException {
    server.when(RequestMatcher.anyRequest()).reply(Responder.redirectReset());

    assertEquals("{'response':'failed','redirect':{'reset':true}}", reply(CHECKS));
    assertEquals("{'redirect':{'reset':true},'response':'failed'}", reply(SENDER));
    assertEquals("{'redirect':{'reset':true},'response':'failed'}", reply(VALUES));
    assertEquals("{'redirect':{'reset':true},'response':'failed'}", reply(HEARTBEAT));
  }

  @Test
  void redirect_saysTheRevisionHoweverLarge() throws IOException {
    server
        .when(RequestMatcher.senderData())
        .reply(Responder.redirect("[2001:db8::1]:10051", Long.MAX_VALUE));

    assertEquals(
        "{'redirect':{'revision':9223372036854775807,'address':'[2001:db8::1]:10051'},"
            + "'response':'failed'}",
        reply(SENDER));
  }

  /** Of several rows the first one decides, as in a real server. */
  @ParameterizedTest
  @CsvSource({"web01, true", "web02, false"})
  void from_looksAtTheFirstRow(String host, boolean matches) throws IOException {
    server.when(RequestMatcher.senderData().from(host)).reply(Responder.close());

    assertEquals(matches, reply(SENDER).isEmpty());
  }

  /** What each request says of its host or proxy. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'request':'sender data','data':[{'host':'x','key':'k'}]}",
        "{'request':'agent data','data':[{'host':'x','key':'k'}]}",
        "{'request':'agent data','host':'x','version':'7.0','data':[{'itemid':1}]}",
        "{'request':'active checks','host':'x'}",
        "{'request':'active check heartbeat','host':'x'}",
        "{'request':'proxy config','host':'x','version':'7.0'}",
        "{'request':'proxy data','host':'x','version':'7.0'}",
        "x:k:v",
        "ZBX_GET_ACTIVE_CHECKS\nx\n",
        "{'request':'history.push','data':[{'host':'x','key':'k','value':1}]}"
      })
  void from_knowsTheHostOfEveryRequest(String request) throws IOException {
    Rule rule = server.when(RequestMatcher.anyRequest().from("x")).reply(Responder.close());

    assertEquals("", reply(request));
    assertEquals(1, rule.uses());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'request':'zabbix.stats'}",
        "{'request':'queue.get'}",
        "{'request':'foo'}",
        "{'request':'sender data','data':[]}",
        "{'request':'active check heartbeat'}"
      })
  void from_isNobodyWhereNothingIsSaid(String request) throws IOException {
    Rule nobody = server.when(RequestMatcher.anyRequest().from("")).reply(Responder.close());

    reply(request);

    assertEquals(1, nobody.uses());
  }

  @Test
  void anyRequest_isNotWhatCouldNotBeRead() throws IOException {
    Rule rule = server.when(RequestMatcher.anyRequest()).reply(Responder.failed("no"));

    assertEquals(
        "{'response':'failed','info':'cannot parse as a valid JSON object: "
            + "unexpected end of object value'}",
        reply("{'request':"));
    assertEquals(0, rule.uses());
  }

  @Test
  void request_matchesRefusedOnesToo() throws IOException {
    server.when(RequestMatcher.activeChecks()).reply(Responder.failed("rule"));

    assertEquals("{'response':'failed','info':'rule'}", reply("{'request':'active checks'}"));
  }

  @Test
  void and_narrowsByATestOfOnesOwn() throws IOException {
    server
        .when(RequestMatcher.senderData().and("compressed", incoming -> incoming.flags() == 3))
        .reply(Responder.failed("no"));

    String plain = WireClient.ask(server, 1, SENDER.replace('\'', '"')).body();
    WireClient.Answer compressed = WireClient.ask(server, 3, SENDER.replace('\'', '"'));

    assertEquals("{\"response\":\"success\"", plain.substring(0, 21));
    assertEquals("{\"response\":\"failed\",\"info\":\"no\"}", compressed.body());
    assertEquals(3, compressed.flags());
  }

  @Test
  void answering_ofOnesOwnMaySayAnything() throws IOException {
    server
        .when(RequestMatcher.agentData())
        .reply((incoming, engine) -> MockResponse.of(Response.json("{\"response\":\"perhaps\"}")));

    assertEquals("{'response':'perhaps'}", reply(VALUES));
    assertEquals(List.of(), server.items());
  }

  @Test
  void uploadDisabled_takesValuesOverAndGivesTheList() throws IOException {
    server.when(RequestMatcher.anyRequest()).reply(Responder.uploadDisabled());

    assertEquals("{'response':'success','upload':'disabled'}", reply(VALUES));
    assertEquals(
        "{'response':'success','config_revision':7," + LIST + ",'upload':'disabled'}",
        reply(CHECKS));
    assertEquals(1, server.items("web01", "k").size());
  }

  @Test
  void uploadDisabled_ofAnUnchangedList() throws IOException {
    String asked = CHECKS.replace("}", ",'session':'" + Servers.SESSION + "','config_revision':7}");
    reply(asked);
    server.when(RequestMatcher.activeChecks()).reply(Responder.uploadDisabled());

    assertEquals("{'response':'success','upload':'disabled'}", reply(asked));
    server.runOnAgent("web01", RemoteCommand.of("uptime"));
    assertEquals(
        "{'response':'success','commands':[{'command':'uptime','id':1,'wait':1,'timeout':3}],"
            + "'upload':'disabled'}",
        reply(asked));
  }

  @Test
  void uploadDisabled_leavesRefusalsAndOthersAsTheyAre() throws IOException {
    server.when(RequestMatcher.anyRequest()).reply(Responder.uploadDisabled());

    assertEquals(
        "{'response':'failed','info':'host [nope] not found'}",
        reply("{'request':'active checks','host':'nope'}"));
    assertEquals("", reply(HEARTBEAT));
    assertEquals(
        "{'response':'success','info':'processed: 2; failed: 0; total: 2'}", reply(SENDER));
    assertEquals(
        "{'response':'failed','info':'Permission denied.'}", reply("{'request':'queue.get'}"));
  }

  @Test
  void unusedRules_areThoseThatNeverMatched() throws IOException {
    Rule used = server.when(RequestMatcher.senderData()).reply(Responder.close()).times(1);
    Rule unused = server.when(RequestMatcher.proxyData().from("px")).reply(Responder.close());

    reply(SENDER);
    reply(SENDER);

    assertEquals(List.of(unused), server.unusedRules());
    assertEquals("rule for sender data, used once", used.toString());
    assertEquals("rule for proxy data from px, used 0 times", unused.toString());
  }

  @Test
  void reset_forgetsRules() throws IOException {
    server.when(RequestMatcher.anyRequest()).reply(Responder.close());

    server.reset();

    assertEquals(
        "{'response':'success','info':'processed: 2; failed: 0; total: 2'}", reply(SENDER));
    assertEquals(List.of(), server.unusedRules());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void times_mustBeAtLeastOne(long times) {
    Rule rule = server.when(RequestMatcher.anyRequest()).reply(Responder.close());

    assertEquals(
        "times must be at least 1, but was " + times,
        assertThrows(IllegalArgumentException.class, () -> rule.times(times)).getMessage());
  }

  @Test
  void toString_ofMatchers() {
    assertEquals("any request", RequestMatcher.anyRequest().toString());
    assertEquals("zabbix.stats", RequestMatcher.request(RequestKind.ZABBIX_STATS).toString());
    assertEquals("active checks from a", RequestMatcher.activeChecks().from("a").toString());
    assertEquals(
        "active check heartbeat often",
        RequestMatcher.activeCheckHeartbeat().and("often", incoming -> true).toString());
    assertEquals("proxy config", RequestMatcher.proxyConfig().toString());
    assertEquals("agent data", RequestMatcher.agentData().toString());
  }
}
