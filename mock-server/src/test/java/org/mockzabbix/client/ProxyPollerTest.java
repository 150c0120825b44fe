package org.mockzabbix.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.testing.FakeProxy.packet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.FakeProxy;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** The server's side of a passive proxy, in a conversation with a scripted one. */
@Timeout(60)
class ProxyPollerTest {

  private static final Host BEHIND =
      Host.of("behind", Item.trapper("trap").withItemid(1)).monitoredBy("px");

  private static final byte[] EMPTY_PACKET = packet(1, "");

  private static final String HELLO =
      "{'version':'7.0.22','session':'" + Servers.SESSION + "','config_revision':0}";
  private static final String TAKEN = "{'response':'success','version':'7.0.22'}";
  private static final String NO_DATA =
      "{'session':'" + Servers.SESSION + "','version':'7.0.22','clock':1795302447,'ns':44750757}";

  private static ProxyPoller poller(MockZabbixServer server, FakeProxy proxy) {
    return server.proxyPoller("px", proxy.address());
  }

  @Test
  void fetch_ofAnEmptyPacketIsUnreadable() throws Exception {
    try (MockZabbixServer server = Servers.strict70(BEHIND);
        FakeProxy proxy = FakeProxy.answering(EMPTY_PACKET)) {

      Exchange exchange = poller(server, proxy).fetch();

      assertEquals(RequestKind.UNREADABLE, exchange.kind());
      assertEquals(Optional.of("the packet is empty"), exchange.reason());
      assertEquals(1, server.exchanges().size());
    }
  }

  @Test
  void configure_ofAProxyThatAnswersWithAnEmptyPacket() throws Exception {
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V6_0, BEHIND);
        FakeProxy proxy = FakeProxy.answering(EMPTY_PACKET)) {
      ProxyPoller poller = poller(server, proxy);

      String message = assertThrows(IOException.class, poller::configure).getMessage();

      assertTrue(message.endsWith("not valid JSON: the packet is empty"), message);
    }
  }

  @Test
  void configure_in60() throws Exception {
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V6_0, BEHIND);
        FakeProxy proxy = FakeProxy.answering(packet(3, TAKEN))) {
      String tables =
          WireClient.reply(server, "{'request':'proxy config','host':'px','version':'6.0.14'}");

      poller(server, proxy).configure();

      assertEquals(List.of("3 {'request':'proxy config','data':" + tables + "}"), proxy.received());
    }
  }

  @Test
  void configure_in70() throws Exception {
    try (MockZabbixServer server = Servers.strict70(BEHIND);
        FakeProxy proxy = FakeProxy.answering(packet(1, HELLO), packet(3, TAKEN))) {
      String document =
          WireClient.reply(
              server,
              "{'request':'proxy config','host':'px','version':'7.0.22','session':'s','config_revision':0}");

      poller(server, proxy).configure();

      assertEquals(List.of("1 {'request':'proxy config'}", "3 " + document), proxy.received());
      assertTrue(document.startsWith("{'full_sync':1,'data':{'hosts':"), document);
    }
  }

  @Test
  void configure_isNoExchange() throws Exception {
    try (MockZabbixServer server = Servers.strict70(BEHIND);
        FakeProxy proxy = FakeProxy.answering(packet(1, HELLO), packet(3, TAKEN))) {
      poller(server, proxy).configure();

      assertEquals(List.of(), server.exchanges());
    }
  }

  @ParameterizedTest
  @EnumSource
  void fetch_recordsWhatTheProxyCollected(ZabbixVersion version) throws Exception {
    String collected =
        "{'session':'"
            + (Servers.SESSION + "','interface availability':")
            + "[{'interfaceid':20001,'available':1,'error':''}],"
            + "'history data':[{'id':1,'itemid':1,'clock':1795302447,'ns':5,'value':'x'}],"
            + ("'version':'" + version.release() + "','clock':1795302448,'ns':44750757,'more':1}");
    try (MockZabbixServer server = Servers.strict(version, BEHIND);
        FakeProxy proxy = FakeProxy.answering(packet(3, collected))) {
      Exchange exchange = poller(server, proxy).fetch();

      assertEquals(
          List.of("3 {'request':'proxy data'}", "3 {'response':'success'}"), proxy.received());
      ItemValue value = server.items("behind", "trap").get(0);
      assertEquals("x", value.value());
      assertEquals(Optional.of("px"), value.proxy());
      assertEquals(ItemValue.Source.PROXY, value.source());
      assertEquals(exchange.id(), value.exchange());
      assertEquals(exchange.id(), server.exchanges().get(0).id());
      ProxyData data = (ProxyData) exchange.request();
      assertEquals("px", data.proxy());
      assertEquals(List.of("interface availability", "history data"), data.sections());
      assertTrue(data.more());
    }
  }

  @Test
  void fetch_givesTheProxyItsTasks() throws Exception {
    try (MockZabbixServer server = Servers.strict70(BEHIND);
        FakeProxy proxy = FakeProxy.answering(packet(3, NO_DATA))) {
      server.checkNow("behind", "trap");
      poller(server, proxy).fetch();

      String response = proxy.received().get(1).replaceAll("'clock':[0-9]+", "'clock':1");
      assertEquals(
          "3 {'response':'success','tasks':[{'type':6,'clock':1,'ttl':600,'itemid':1}]}", response);
    }
  }

  @Test
  void fetch_isAnExchangeThatWeOpened() throws Exception {
    try (MockZabbixServer server = Servers.strict70(BEHIND);
        FakeProxy proxy = FakeProxy.answering(packet(3, NO_DATA))) {
      Exchange exchange = poller(server, proxy).fetch();

      assertEquals(proxy.address(), exchange.peer());
      assertEquals(0, exchange.localPort());
      assertEquals(0, exchange.connection());
      assertEquals(RequestKind.PROXY_DATA, exchange.kind());
      assertEquals(Response.success(), exchange.response());
      assertEquals(NO_DATA.replace('\'', '"'), exchange.text());
      assertEquals(
          "{\"response\":\"success\"}",
          new WireClient.Answer(exchange.responseBytes(), true).body());
      assertEquals(List.of(), exchange.items());
    }
  }

  @Test
  void fetch_ofTheSameValuesTwice() throws Exception {
    String collected =
        "{'version':'7.0.9','session':'"
            + (Servers.SESSION + "','history data':[{'id':1,'itemid':1,'value':'x'}]}");
    try (MockZabbixServer server = Servers.strict70(BEHIND);
        FakeProxy once = FakeProxy.answering(packet(3, collected));
        FakeProxy again = FakeProxy.answering(packet(3, collected))) {
      poller(server, once).fetch();
      poller(server, again).fetch();

      assertEquals(1, server.items().size());
      assertEquals(Outcome.DUPLICATE, server.rejected().get(0).outcome());
    }
  }

  @Test
  void fetch_ofAPlainAnswer() throws Exception {
    try (MockZabbixServer server = Servers.strict70(BEHIND);
        FakeProxy proxy =
            FakeProxy.answering(
                packet(1, "{'version':'7.0.9','history data':[{'itemid':1,'value':'x'}]}"))) {
      poller(server, proxy).fetch();

      assertEquals(1, server.items("behind", "trap").size());
    }
  }

  @Test
  void fetch_ofHostsThatAreNotItsOwn() throws Exception {
    try (MockZabbixServer server = Servers.strict70(BEHIND);
        FakeProxy proxy =
            FakeProxy.answering(
                packet(3, "{'version':'7.0.9','history data':[{'itemid':1,'value':'x'}]}"))) {
      server.proxyPoller("other", proxy.address()).fetch();

      assertEquals(Outcome.NOT_THIS_PROXY, server.rejected().get(0).outcome());
    }
  }

  @Test
  void fetch_remembersLogPositions() throws Exception {
    try (MockZabbixServer server = Servers.strict70(BEHIND);
        FakeProxy proxy =
            FakeProxy.answering(
                packet(
                    3,
                    "{'version':'7.0.9','history data':[{'itemid':1,'value':'x','lastlogsize':42}]}"))) {
      poller(server, proxy).fetch();

      String document =
          WireClient.reply(
              server,
              "{'request':'proxy config','host':'px','version':'7.0.22','session':'s','config_revision':0}");
      assertTrue(document.contains("[1,42,0]"), document);
    }
  }

  /** What the proxy sends, and the hosts that the server then has. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7.0.9 | 0123456789abcdef0123456789abcdef | 1 | behind, web09",
        "9.0.0 | 0123456789abcdef0123456789abcdef | 0 | behind",
        "7.0.9 | short                            | 0 | behind"
      })
  void fetch_processesAllOfTheDataOrNothing(
      String version, String session, int values, String hosts) throws Exception {
    String collected =
        ("{'version':'" + version + "','session':'" + session + "',")
            + "'history data':[{'id':1,'itemid':1,'value':'x'}],"
            + "'auto registration':[{'clock':1,'host':'web09','ip':'127.0.0.5'}]}";
    ServerConfig config = ServerConfig.strict(BEHIND).toBuilder().autoRegister(List.of()).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start();
        FakeProxy proxy = FakeProxy.answering(packet(3, collected))) {
      poller(server, proxy).fetch();

      assertEquals(values, server.items().size());
      assertEquals(
          hosts, String.join(", ", server.hosts().stream().map(Host::name).sorted().toList()));
    }
  }

  @Test
  void fetch_ofTextThatIsNoJson() throws Exception {
    try (MockZabbixServer server = Servers.strict70(BEHIND);
        FakeProxy proxy = FakeProxy.answering(packet(3, "{'history data':"))) {
      Exchange exchange = poller(server, proxy).fetch();

      assertEquals(RequestKind.UNREADABLE, exchange.kind());
      assertEquals(
          Optional.of(
              "not valid JSON (the data ends with '{\"history data\":'): unexpected end of object value"),
          exchange.reason());
    }
  }

  @ParameterizedTest
  @EnumSource
  void fetchTasks_recordsTheAnswer(ZabbixVersion version) throws Exception {
    String answer =
        "{'tasks':[{'type':3,'clock':1,'ttl':0,'status':0,'info':'ok','parent_taskid':5}],"
            + "'version':'7.0.22','clock':1795302448,'ns':47622789}";
    try (MockZabbixServer server = Servers.strict(version, BEHIND);
        FakeProxy proxy = FakeProxy.answering(packet(3, answer))) {
      Exchange exchange = poller(server, proxy).fetchTasks();

      assertEquals(
          List.of("3 {'request':'proxy tasks'}", "3 {'response':'success'}"), proxy.received());
      assertEquals(List.of("tasks"), ((ProxyData) exchange.request()).sections());
      assertEquals("ok", exchange.json().get("tasks").get(0).get("info").asText());
    }
  }

  @Test
  void poller_worksBeforeTheServerListens() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer();
        FakeProxy proxy = FakeProxy.answering(packet(3, NO_DATA))) {
      poller(server, proxy).fetch();

      assertEquals(1, server.exchanges().size());
    }
  }

  private static String failure(FakeProxy proxy, Executable step) throws IOException {
    IOException e = assertThrows(IOException.class, step);
    int port = proxy.address().getPort();
    return e.getMessage()
        .replace("[[127.0.0.1]:" + port + "]", "PROXY")
        .replace("127.0.0.1:" + port, "PROXY");
  }

  /** An active proxy that is asked as if it were a passive one. */
  @Test
  void configure_ofAnActiveProxy() throws Exception {
    String misconfigured =
        "{'response':'failed','info':'misconfiguration error: the proxy is running in the active"
            + " mode but server at \\'127.0.0.1\\' sends requests to it as to proxy in passive"
            + " mode','version':'7.0.22'}";
    try (MockZabbixServer server = Servers.strict70(BEHIND);
        FakeProxy proxy = FakeProxy.answering(packet(3, misconfigured))) {
      assertEquals(
          "the proxy at PROXY refused the configuration: misconfiguration error: the proxy is running in the active"
              + " mode but server at \"127.0.0.1\" sends requests to it as to proxy in passive mode",
          failure(proxy, poller(server, proxy)::configure));
    }
  }

  @ParameterizedTest
  @CsvSource({"V6_0, 1", "V7_0, 2"})
  void configure_thatTheProxyRefuses(ZabbixVersion version, int answers) throws Exception {
    byte[] refused = packet(3, "{'response':'failed','info':'connection is not allowed'}");
    try (MockZabbixServer server = Servers.strict(version, BEHIND);
        FakeProxy proxy =
            answers == 1
                ? FakeProxy.answering(refused)
                : FakeProxy.answering(packet(1, HELLO), refused)) {
      assertEquals(
          "the proxy at PROXY refused the configuration: connection is not allowed",
          failure(proxy, poller(server, proxy)::configure));
    }
  }

  @Test
  void configure_ofAProxyOfAnotherVersion() throws Exception {
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V6_0, BEHIND);
        FakeProxy proxy = FakeProxy.answering(packet(1, HELLO))) {
      assertEquals(
          "the proxy at PROXY refused the configuration: the response reports no success: the"
              + " version of the proxy is 7.0.22, that of the server 6.0.14",
          failure(proxy, poller(server, proxy)::configure));
    }
  }

  @Test
  void configure_refusedWithoutAReason() throws Exception {
    try (MockZabbixServer server = Servers.strict70(BEHIND);
        FakeProxy proxy = FakeProxy.answering(packet(3, "{'response':'failed'}"))) {
      assertEquals(
          "the proxy at PROXY refused the configuration: the response has no reason",
          failure(proxy, poller(server, proxy)::configure));
    }
  }

  @Test
  void configure_answeredWithTextThatIsNoJson() throws Exception {
    try (MockZabbixServer server = Servers.strict70(BEHIND);
        FakeProxy proxy = FakeProxy.answering(packet(3, "{'response':"))) {
      assertEquals(
          "the proxy at PROXY refused the configuration: the response is not valid JSON: unexpected end of object value",
          failure(proxy, poller(server, proxy)::configure));
    }
  }

  @Test
  void closedWithoutAnAnswer() throws Exception {
    try (MockZabbixServer server = Servers.strict70(BEHIND);
        FakeProxy proxy = FakeProxy.closingBehind()) {
      assertEquals(
          "PROXY: the connection was closed without a response",
          failure(proxy, poller(server, proxy)::fetch));
      assertEquals(List.of(), server.exchanges());
    }
  }

  @Test
  void closedInsideAnAnswer() throws Exception {
    byte[] half = {'Z', 'B', 'X', 'D', 1, 10, 0, 0, 0, 0, 0, 0, 0, '{'};
    try (MockZabbixServer server = Servers.strict70(BEHIND);
        FakeProxy proxy = FakeProxy.closingBehind(half)) {
      assertEquals(
          "PROXY: declared 10 bytes, the connection was closed after 1",
          failure(proxy, poller(server, proxy)::fetch));
    }
  }

  @Test
  void answeredWithBytesThatAreNoPacket() throws Exception {
    try (MockZabbixServer server = Servers.strict70(BEHIND);
        FakeProxy proxy = FakeProxy.answering(new byte[] {'H', 'T', 'T', 'P', '/', '1'})) {
      assertEquals(
          "PROXY: missing header: expected 'ZBXD', received 'HTTP/1': this looks like an HTTP response",
          failure(proxy, poller(server, proxy)::fetch));
    }
  }

  @Test
  void nobodyListens() throws Exception {
    try (MockZabbixServer server = Servers.strict70(BEHIND);
        ReservedPort unused = new ReservedPort()) {
      ProxyPoller nobody = server.proxyPoller("px", unused.address());

      IOException e = assertThrows(IOException.class, nobody::fetch);

      assertEquals(
          "cannot connect to [[127.0.0.1]:" + unused.number() + "]: Connection refused",
          e.getMessage());
    }
  }

  @Test
  void addressThatNobodyKnows() {
    try (MockZabbixServer server = Servers.strict70(BEHIND)) {
      ProxyPoller nowhere =
          server.proxyPoller("px", InetSocketAddress.createUnresolved("nowhere.invalid", 10051));

      IOException e = assertThrows(IOException.class, nowhere::fetch);

      assertEquals("cannot resolve [nowhere.invalid]", e.getMessage());
    }
  }
}
