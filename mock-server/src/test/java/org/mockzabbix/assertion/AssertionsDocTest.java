package org.mockzabbix.assertion;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.anyItem;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;
import static org.mockzabbix.rule.RequestMatcher.activeChecks;
import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.Sender;
import org.mockzabbix.client.Sender.OutgoingValue;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ItemValue.Source;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** The snippets of {@code docs/assertions.md}: each of them is here, word for word. */
@Timeout(60)
class AssertionsDocTest {

  private final MockZabbixServer server = new MockZabbixServer().start();

  @AfterEach
  void close() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> everySnippetIsHere() throws IOException {
    return MarkdownFile.read("docs/assertions.md").everySnippetIsIn(AssertionsDocTest.class);
  }

  private void send(OutgoingValue... values) throws IOException {
    new Sender("127.0.0.1", server.trapperPort()).send(List.of(values));
  }

  private static OutgoingValue value(String key, String value) {
    return OutgoingValue.of("web01", key, value);
  }

  @Test
  void theValue() throws IOException {
    send(value("app.load", "0.42"));

    assertThat(server).received(item("web01", "app.load").withValue("0.42")).within(ofSeconds(5));

    ItemValue load = assertThat(server).received(item("web01", "app.load")).within(ofSeconds(5));
    assertEquals(Source.SENDER, load.source());
  }

  @Test
  void howOften() throws IOException {
    send(value("app.ok", "1"), value("app.ok", "2"), value("app.ok", "3"));

    assertThat(server).received(item("web01", "app.ok")).times(3).within(ofSeconds(5));
    assertThat(server).received(item("web01", "app.ok")).atLeast(2).within(ofSeconds(5));
    assertThat(server).received(item("web01", "app.ok")).atMost(3);
    assertThat(server).received(item("web01", "app.ok")).timesBetween(2, 4).now();

    assertThat(server).received(item("web01", "app.ok")).times(3).during(ofMillis(50));

    await().until(() -> server.items("web01", "app.ok").size() >= 3);

    Expectation three = Expectation.of(item("web01", "app.ok")).times(3).within(ofSeconds(5));

    assertThat(server).meets(three);
  }

  @Test
  void nothing() {
    assertThat(server).received(item("web01", "app.failed")).never();
    assertThat(server).received(item("web01", "app.failed")).never().during(ofMillis(50));
    assertThat(server).receivedNothing().during(ofMillis(50));
  }

  @Test
  void several() throws IOException {
    send(value("app.started", "1"), value("app.ok", "1"), value("app.load", "0.42"));

    ItemMatcher started = item("web01", "app.started");
    ItemMatcher ok = item("web01", "app.ok");

    assertThat(server).received(started, ok).within(ofSeconds(5));
    assertThat(server).received(started, ok).inOrder().now();
    assertThat(server).received(started, ok).inOnePacket().now();

    assertThat(server)
        .receivedExactly(started, ok.withValue("1"), item("web01", "app.load"))
        .within(ofSeconds(5));
  }

  @Test
  void amongEachOther() throws IOException {
    send(value("app.ok", "1").at(Instant.ofEpochSecond(5)));

    assertThat(server).noDuplicates();
    assertThat(server).received(item("web01", "app.ok")).noDuplicates().during(ofMillis(50));
    assertThat(server).received(anyItem().withHost("web01")).inOrderOfTime();
  }

  @Test
  void whichValues() throws IOException {
    send(
        value("net.if.in[eth0,bytes]", "100.4").at(Instant.now()),
        value("vfs.fs.discovery", "[{\"{#FSNAME}\":\"/\"}]"));

    assertThat(server)
        .received(
            anyItem()
                .withHostLike("web*")
                .withKeyName("net.if.in")
                .withParameter(1, "eth0")
                .withNumber(100, 0.5)
                .withClockNearNow(ofSeconds(60)))
        .now();
    assertThat(server)
        .received(item("web01", "vfs.fs.discovery").withDiscoveryRow("{#FSNAME}", "/"))
        .now();
  }

  @Test
  void rejected() throws IOException {
    Host host = Host.of("web01", Item.trapper("app.ok"));
    try (MockZabbixServer server = new MockZabbixServer(ServerConfig.strict(host)).start()) {
      new Sender("127.0.0.1", server.trapperPort()).send("web01", "app.olk", "1");

      assertThat(server)
          .rejected(item("web01", "app.olk"))
          .because(Outcome.UNKNOWN_KEY)
          .within(ofSeconds(5));
      assertThat(server).rejected(anyItem().withHost("web01")).times(1).now();

      assertThat(server).noUnreadable();
    }
  }

  @Test
  void requests() throws IOException {
    server.when(senderData()).reply(Responder.processed(1, 0));
    send(value("app.ok", "1"));
    send(value("app.ok", "1"));

    assertThat(server).requested(senderData().from("web01")).times(2).within(ofSeconds(5));
    assertThat(server).requested(activeChecks()).never();

    assertThat(server).everyRuleUsed();
    assertThat(server).everyRuleUsedWithin(ofSeconds(5));
  }

  @Test
  void questions() throws IOException {
    MockAgent agent = server.agent("web01");
    server.agent("web02");
    new Getter().get(agent.address(), "agent.ping");
    new Getter().get(agent.address(), "net.if.in[\"eth0\"]");

    assertThat(agent).asked("agent.ping").times(1).within(ofSeconds(5));
    assertThat(agent).asked(ItemKey.parse("net.if.in[eth0]")).now();
    assertThat(server.agents().get(1)).asked("agent.ping").never();
  }

  @Test
  void reports() throws IOException {
    server.putHost(Host.of("web01").monitoredBy("px"));
    WireClient.reply(server, "{'request':'active checks','host':'web09','host_metadata':'linux'}");
    WireClient.reply(
        server,
        "{'request':'proxy data','host':'px','session':'"
            + Servers.SESSION
            + "','version':'7.0.22','interface availability':[{'interfaceid':224838230219,"
            + "'available':1}],'auto registration':[{'clock':1,'host':'web07','ip':'192.0.2.7'}],"
            + "'clock':1795000000,'ns':0}");

    assertThat(server).registered("web09").withMetadata("linux").within(ofSeconds(5));
    assertThat(server).registered("web07").throughProxy("px").now();
    assertThat(server).available("web01").within(ofSeconds(5));
    assertThat(server).unavailable("db01").never();
    assertThat(server)
        .registered("web09")
        .withLike(ReportPart.METADATA, "lin*")
        .with(ReportPart.IP, "127.0.0.1")
        .with(ReportPart.PORT, "10050")
        .now();
    Exchange exchange = server.exchanges().get(1);
    ProxyData data = (ProxyData) exchange.request();
    String error = data.report().interfaces().get(0).error();
    assertEquals("", error);
  }

  @Test
  void awaitility() throws IOException {
    send(value("app.load", "0.42"));

    assertThat(server)
        .using(await("the first load").atMost(ofSeconds(30)))
        .received(item("web01", "app.load"))
        .eventually();
  }

  @Test
  void theFailure() throws IOException {
    send(value("app.ok", "1"), value("app.laod", "0.42"));

    AssertionError failure =
        assertThrows(
            AssertionError.class,
            () ->
                assertThat(server)
                    .receivedExactly(
                        item("web01", "app.ok").withValue("1"), item("web01", "app.load"))
                    .now());

    assertEquals(
        MarkdownFile.read("docs/assertions.md").snippets("text").get(0),
        failure.getMessage().replace(":" + server.trapperPort(), ":40051") + "\n");
  }
}
