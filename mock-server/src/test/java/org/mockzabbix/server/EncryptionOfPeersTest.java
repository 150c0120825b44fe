package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.client.Sender.OutgoingValue;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.TlsKit;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsMode;

/** What hosts and proxies require of connections, as real servers were measured. */
@Timeout(120)
class EncryptionOfPeersTest {

  private static final List<String> HOSTS =
      Stream.concat(Arrays.stream(TlsKit.hosts()).map(Host::name), Stream.of("nosuch")).toList();

  /**
   * The hosts whose values fail: a because of the type, d of the subject, e of the issuer, f of the
   * identity.
   */
  @ParameterizedTest
  @CsvSource({
    "plain,  unencrypted,          tp:a tc:a tpc:a tci:a tcs:a tcx:a tcr:a tp2:a",
    "id-tp,  TLS with PSK,         tu:a tc:a tuc:a tci:a tcs:a tcx:a tcr:a tp2:f",
    "id-tp2, TLS with PSK,         tu:a tp:f tc:a tup:f tpc:f tuc:a tall:f tci:a tcs:a tcx:a tcr:a",
    "client, TLS with certificate, tu:a tp:a tup:a tcs:d tcx:e tcr:e tp2:a",
    "agent,  TLS with certificate, tu:a tp:a tup:a tci:d tcs:d tcx:e tcr:e tp2:a"
  })
  void valuesOverWrongConnectionsFail(String client, String type, String failing)
      throws IOException {
    List<String> expected = new ArrayList<>();
    for (String failure : failing.split(" ", -1)) {
      String[] parts = failure.split(":", -1);
      String host = "host \"" + parts[0] + '"';
      expected.add(
          "failed: "
              + switch (parts[1]) {
                case "a" -> "connection of type \"" + type + "\" is not allowed for " + host;
                case "d" -> host + " certificate subject does not match";
                case "e" -> host + " certificate issuer does not match";
                default -> host + " is using false PSK identity";
              });
    }
    expected.add("failed: no such host");
    for (ZabbixVersion version : ZabbixVersion.values()) {
      try (MockZabbixServer server = TlsKit.start(version)) {
        Sender sender =
            new Sender("127.0.0.1", server.trapperPort()).withTls(TlsKit.client(client));
        Sender.SendResult result =
            sender.send(HOSTS.stream().map(h -> OutgoingValue.of(h, "trap", "1")).toList());

        assertEquals(
            expected, server.rejected().stream().map(v -> v.rejection().orElse("")).toList());
        assertEquals(expected.size(), result.failed());
        assertEquals(HOSTS.size() - expected.size(), result.processed());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void agentDataIsJudgedInBothForms(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = TlsKit.start(version)) {
      String value = "'key':'agent.ping','value':'1','id':1,'clock':1,'ns':1";
      long itemid = IdAllocator.hash("tp", "agent.ping");
      for (String json :
          List.of(
              "{'request':'agent data','session':'"
                  + Servers.SESSION
                  + "','data':[{'host':'tp',"
                  + value
                  + "}]}",
              "{'request':'agent data','session':'"
                  + Servers.SESSION
                  + "','host':'tp','version':'6.4.0','data':[{'itemid':"
                  + itemid
                  + ",'value':'1','id':1,'clock':1,'ns':1}]}")) {
        server.reset();
        String reply = TlsKit.ask(server, TlsConfig.unencrypted(), json);

        assertTrue(reply.contains("processed: 0; failed: 1; total: 1"), reply);
        assertEquals(
            "failed: connection of type \"unencrypted\" is not allowed for host \"tp\"",
            server.rejected().get(0).rejection().orElseThrow());
      }
    }
  }

  /** The answers of 6.0, and of 7.0 if they differ. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "plain  | tp  | connection of type \"unencrypted\" is not allowed for host \"tp\" | -",
        "plain  | tc  | connection of type \"unencrypted\" is not allowed for host \"tc\" | -",
        "id-tp  | tu  | connection of type \"TLS with PSK\" is not allowed for host \"tu\" | -",
        "id-tp  | tc  | connection of type \"TLS with PSK\" is not allowed for host \"tc\" | -",
        "client | tu  | connection of type \"TLS with certificate\" is not allowed for host \"tu\" | -",
        "client | tp  | connection of type \"TLS with certificate\" is not allowed for host \"tp\" | -",
        "id-tp2 | tp  | false PSK identity for host \"tp\" | host \"tp\": false PSK identity",
        "client | tcs | certificate subject does not match for host \"tcs\""
            + " | host \"tcs\": certificate subject does not match",
        "client | tcx | certificate issuer does not match for host \"tcx\""
            + " | host \"tcx\": certificate issuer does not match",
        "client | nosuch | host [nosuch] not found | -"
      })
  void activeChecksAreRefused(String client, String host, String info60, String info70)
      throws IOException {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      boolean is70 = version.atLeast(ZabbixVersion.V7_0);
      String info = is70 && info70 != null ? info70 : info60;
      try (MockZabbixServer server = TlsKit.start(version)) {
        assertEquals(
            "{'response':'failed','info':'" + info.replace("\"", "\\'") + "'}",
            TlsKit.ask(
                server,
                TlsKit.client(client),
                "{'request':'active checks','host':'" + host + "'}"));
        assertEquals(info, server.exchanges().get(0).reason().orElseThrow());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"plain, tu", "id-tp, tp", "client, tci", "plain, none", "id-tp, none", "agent, none"})
  void activeChecksAreListed(String client, String host) throws IOException {
    try (MockZabbixServer server = TlsKit.start(ZabbixVersion.V7_0)) {
      String json = "{'request':'active checks','host':'" + host + "'}";
      String reply = TlsKit.ask(server, TlsKit.client(client), json);

      assertTrue(reply.startsWith("{'response':'success'"), reply);
    }
  }

  /** Without a reason, the proxy is accepted. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "id-tp  | prp  | -",
        "client | prc  | -",
        "plain  | pru  | -",
        "agent  | prn  | -",
        "plain  | prp  | connection of type \"unencrypted\" is not allowed for proxy \"prp\"",
        "id-tp  | pru  | connection of type \"TLS with PSK\" is not allowed for proxy \"pru\"",
        "client | prp  | connection of type \"TLS with certificate\" is not allowed for proxy \"prp\"",
        "id-tp2 | prp  | proxy \"prp\" is using false PSK identity",
        "agent  | prci | proxy \"prci\" certificate subject does not match",
        "client | nopr | proxy \"nopr\" not found"
      })
  void proxiesAreJudged(String client, String proxy, String info) throws IOException {
    Proxy[] proxies = {
      Proxy.active("prn"),
      Proxy.active("pru").withTls(PeerTls.accepting(TlsMode.UNENCRYPTED)),
      Proxy.active("prp").withTls(PeerTls.psk(TlsKit.PSK)),
      Proxy.active("prc").withTls(PeerTls.cert()),
      Proxy.active("prci").withTls(PeerTls.cert().withSubject(TlsKit.SUBJECT))
    };
    for (ZabbixVersion version : ZabbixVersion.values()) {
      try (MockZabbixServer server = TlsKit.start(version, proxies)) {
        TlsConfig tls = TlsKit.client(client);
        String from = "'host':'" + proxy + "','version':'" + version.release() + "'";
        String config = TlsKit.ask(server, tls, "{'request':'proxy config'," + from + "}");
        String data =
            TlsKit.ask(server, tls, "{'request':'proxy data'," + from + ",'history data':[]}");
        String heartbeat = TlsKit.ask(server, tls, "{'request':'proxy heartbeat'," + from + "}");

        if (info == null) {
          assertTrue(config.startsWith("{'"), config);
          assertTrue(data.contains("'response':'success'"), data);
          continue;
        }
        String failed = "{'response':'failed','info':'" + info.replace("\"", "\\'") + "'}";
        boolean is70 = version.atLeast(ZabbixVersion.V7_0);
        assertEquals(List.of("", failed, is70 ? "" : failed), List.of(config, data, heartbeat));
        assertEquals(info, server.exchanges().get(0).reason().orElseThrow());
      }
    }
  }

  @Test
  void valuesOfARefusedProxyAreRefusedWithIt() throws IOException {
    Proxy proxy = Proxy.active("prp").withTls(PeerTls.psk(TlsKit.PSK));
    try (MockZabbixServer server = TlsKit.start(ZabbixVersion.V7_0, proxy)) {
      TlsKit.ask(
          server,
          TlsConfig.unencrypted(),
          "{'request':'proxy data','host':'prp','version':'7.0.0','session':'"
              + Servers.SESSION
              + "','history data':"
              + "[{'id':1,'itemid':1,'clock':1,'ns':1,'value':'1'}]}");

      assertEquals(
          List.of(Outcome.REFUSED_REQUEST),
          server.rejected().stream().map(ItemValue::outcome).toList());
    }
  }

  @Test
  void thePortKnowsTheKeysOfHostsWithoutSettingsOfItsOwn() throws IOException {
    TestPsk psk = TestPsk.random("web01");
    Host web01 = Host.of("web01", Item.trapper("app.ok")).withTls(PeerTls.psk(psk));
    try (MockZabbixServer server = new MockZabbixServer(ServerConfig.lenient()).start()) {
      Sender sender = new Sender("127.0.0.1", server.trapperPort()).withTls(TlsConfig.psk(psk));
      assertThrows(IOException.class, () -> sender.send("web01", "app.ok", "1"));
      assertTrue(
          server.exchanges().get(0).reason().orElseThrow().startsWith("the client used TLS, but"));
      server.putHost(web01);
      assertEquals(1, sender.send("web01", "app.ok", "1").processed());
      server.putHost(web01.withTls(PeerTls.psk(TestPsk.random("web01"))));
      assertThrows(IOException.class, () -> sender.send("web01", "app.ok", "1"));
      assertEquals(
          "the client has another key for the PSK identity \"web01\"",
          server.exchanges().get(2).reason().orElseThrow());
      server.putHost(web01);
      assertEquals(1, sender.send("web01", "app.ok", "1").processed());
      server.reset();
      assertThrows(IOException.class, () -> sender.send("web01", "app.ok", "1"));
    }
  }

  @Test
  void oneIdentityHasOneKey() {
    TestPsk psk = TestPsk.random("id");
    TestPsk other = TestPsk.random("id");
    Host a = Host.of("a").withTls(PeerTls.psk(psk));
    Host same = Host.of("same").withTls(PeerTls.psk(psk));
    Host b = Host.of("b").withTls(PeerTls.psk(other));
    Proxy proxy = Proxy.active("p").withTls(PeerTls.psk(other));
    String rest =
        " have different keys for the PSK identity \"id\": give both the same key, or one of them"
            + " another identity";

    assertEquals("host \"a\" and host \"b\"" + rest, error(ServerConfig.lenient(a, same, b)));
    assertEquals(
        "host \"a\" and proxy \"p\"" + rest,
        error(ServerConfig.lenient(a).toBuilder().proxy(proxy).build()));
    assertEquals(
        "the server and host \"b\"" + rest,
        error(ServerConfig.lenient(b).toBuilder().tls(TlsConfig.psk(psk)).build()));
    try (MockZabbixServer server = new MockZabbixServer(ServerConfig.lenient(a, same))) {
      String change =
          assertThrows(IllegalArgumentException.class, () -> server.putHost(b)).getMessage();
      assertEquals("host \"a\" and host \"b\"" + rest, change);
      server.removeHost("a");
      server.removeHost("same");
      server.putHost(b);
    }
  }

  private static String error(ServerConfig config) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> new MockZabbixServer(config))
            .getMessage());
  }
}
