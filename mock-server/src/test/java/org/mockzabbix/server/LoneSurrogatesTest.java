package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;
import org.mockzabbix.transcript.ExchangeJson;

/**
 * Half of a surrogate pair in a string of JSON, which clients send after they cut a character.
 * Servers before 7.0 treat the member as absent; later ones reject the packet (measured).
 */
class LoneSurrogatesTest {

  private static final Host HOST = Host.of("h1", Item.trapper("trap1"));

  private static String rows(String... rows) {
    return "{'request':'sender data','data':[" + String.join(",", rows) + "]}";
  }

  private static String row(String value) {
    return "{'host':'h1','key':'trap1','value':'" + value + "'}";
  }

  private static String counts(int processed, int failed) {
    return "{'response':'success','info':'processed: %d; failed: %d; total: %d'}"
        .formatted(processed, failed, processed + failed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bad\\ud83d!", "\\ude00", "\\ud83d\\ud83d", "\\ud83d\\u0041", "\\uD83D"})
  void before70_costsOnlyItsValue(String bad) throws IOException {
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V6_0, HOST)) {
      assertEquals(
          counts(3, 0), WireClient.counts(server, rows(row("before"), row(bad), row("after"))));

      assertEquals(
          List.of("before", "after"), server.items().stream().map(ItemValue::value).toList());
    }
  }

  @Test
  void before70_aHostIsMissing() throws IOException {
    String bad = "{'host':'h\\ud83d','host':'h1','key':'trap1','value':'1'}";
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V6_0, HOST)) {
      assertEquals(counts(0, 0), WireClient.counts(server, rows(bad)));
      assertEquals(counts(1, 1), WireClient.counts(server, rows(bad, row("1"))));

      assertEquals(
          "malformed: \"host\" is missing as text: it has a \\u escape of half a character:"
              + " send both surrogates",
          server.rejected().get(0).rejection().orElseThrow());
    }
  }

  @Test
  void before70_aRequestIsUnknown() throws IOException {
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V6_0, HOST)) {
      assertEquals("", WireClient.reply(server, "{'request':'sender data\\ud83d','data':[]}"));

      assertEquals(
          "the JSON has no \"request\" string: it has a \\u escape of half a character:"
              + " send both surrogates",
          server.exchanges().get(0).reason().orElseThrow());
    }
  }

  /** A server finds no member behind a name that it cannot decode. */
  @ParameterizedTest
  @EnumSource(names = {"V5_0", "V6_0"})
  void before70_membersBehindABadNameAreMissing(ZabbixVersion version) throws IOException {
    String bad = "'x\\udc00':1";
    try (MockZabbixServer server = Servers.strict(version, HOST)) {
      assertEquals("", WireClient.reply(server, "{" + bad + ",'request':'sender data','data':[]}"));
      assertEquals(
          "{'response':'failed','info':'cannot find pair with name \\'host\\''}",
          WireClient.reply(server, "{'request':'active checks'," + bad + ",'host':'h1'}"));
      String name = "'host':'h1','key':'trap1'";
      assertEquals(
          counts(1, 0), WireClient.counts(server, rows("{" + name + "," + bad + ",'value':'1'}")));
      assertEquals(
          counts(0, 0), WireClient.counts(server, rows("{" + bad + "," + name + ",'value':'1'}")));
      assertEquals(
          counts(1, 0),
          WireClient.counts(
              server, "{'request':'sender data','x':{" + bad + "},'data':[" + row("1") + "]}"));

      assertEquals(
          "the JSON has no \"request\" string: it is behind a name with a \\u escape of half a"
              + " character: send both surrogates",
          server.exchanges().get(0).reason().orElseThrow());
    }
  }

  @Test
  void since70_isAnError() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOST)) {
      String packet = rows(row("bad\\ud83d!")).replace('\'', '"');

      assertEquals(
          """
          {"response":"failed","info":"cannot parse as a valid JSON object: invalid escape sequence \
          in string at: '\\\\ud83d!\\"}]}'"}""",
          WireClient.ask(server.trapperPort(), packet).body());
    }
  }

  @Test
  void before70_aValueOfAnyDepthIsProcessed() throws IOException {
    String deep = "[".repeat(200_000) + "]".repeat(200_000);
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V6_0, HOST)) {
      assertEquals(
          counts(1, 0),
          WireClient.counts(server, rows("{'host':'h1','key':'trap1','value':" + deep + "}")));

      assertEquals("processed", server.exchanges().get(0).items().get(0).outcome().toString());
      assertTrue(ExchangeJson.ofServer().text(server.exchanges().get(0)).contains("processed"));
    }
  }
}
