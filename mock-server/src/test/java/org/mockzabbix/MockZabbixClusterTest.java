package org.mockzabbix;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.mockzabbix.assertion.ReportPart;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.fixtures.UnresolvableHost;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** Several servers with one journal, and clients that are sent from one to the other. */
@Timeout(60)
class MockZabbixClusterTest {

  private final MockZabbixCluster cluster = new MockZabbixCluster(3);

  @BeforeEach
  void start() {
    cluster.start();
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  private GroupClient client() {
    return new GroupClient(cluster.address(0), cluster.address(1));
  }

  /** Which node each exchange went to. */
  private List<Integer> route() {
    List<Integer> ports = cluster.nodes().stream().map(MockZabbixServer::trapperPort).toList();
    return cluster.exchanges().stream().map(Exchange::localPort).map(ports::indexOf).toList();
  }

  @Test
  void onlyTheFirstNodePolls() {
    ServerConfig config = ServerConfig.lenient().toBuilder().poll(true).build();

    try (MockZabbixCluster polling = new MockZabbixCluster(3, config)) {
      assertEquals(
          List.of(true, false, false),
          polling.nodes().stream().map(node -> node.config().pollsFromStart()).toList());
    }
  }

  @Test
  void redirectThatCannotWork_isRefused() {
    MockZabbixCluster cluster = new MockZabbixCluster(3).start();
    cluster.node(2).close();

    assertRefused(
        "a host must have a name, but the name is empty", () -> cluster.redirect("").from(0).to(1));
    assertRefused(
        "node 0 cannot redirect to itself: name another node in to(...)",
        () -> cluster.redirect("web01").from(0).to(0));
    assertRefused(
        "node 0 cannot redirect to itself: name another node in to(...)",
        () -> cluster.redirect("web01", 0, 0, 1));
    assertRefused(
        "node 2 is closed: to redirect to a node that is down, use its refuseConnections()",
        () -> cluster.redirect("web01").from(0).to(2));
    assertRefused(
        "already closed: create a new server", () -> cluster.redirect("web01").from(2).to(0));
    cluster.close();
    assertRefused(
        "already closed: create a new cluster", () -> cluster.redirect("web01").from(0).to(1));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(RuntimeException.class, call).getMessage());
  }

  @Test
  void nodesRecordInOneJournal() throws IOException {
    WireClient.reply(cluster.node(2), "{'request':'foo'}");
    new GroupClient(cluster.address(1)).send("web01", "1");

    assertEquals(List.of(2, 1), route());
    assertEquals(2, cluster.node(0).exchanges().size());
    assertEquals(1, cluster.items().size());
    assertEquals("1", cluster.items("web01", "k").get(0).value());
    assertEquals(List.of(), cluster.items("web02", "k"));
    assertSame(cluster.journal(), cluster.node(1).journal());
  }

  @Test
  void unusedRules_aRuleOfTheConfigurationIsUsedByOneNode() throws IOException {
    RuleDefinition written =
        RuleDefinition.forRequests(
            RequestMatcher.senderData(), Responder.processed(1, 0), List.of());
    ServerConfig config = ServerConfig.lenient().toBuilder().rule(written).build();
    try (MockZabbixCluster two = new MockZabbixCluster(2, config).start()) {
      two.node(0).when(RequestMatcher.activeChecks()).reply(Responder.close());
      assertEquals(2, two.unusedRules().size());

      new GroupClient(two.address(1)).send("web01", "1");

      assertEquals("[rule for active checks, used 0 times]", two.unusedRules().toString());
      assertEquals(2, two.node(0).unusedRules().size());
    }
  }

  @Test
  void unusedRules_countsForwardingOnce() throws IOException {
    try (MockZabbixServer real = new MockZabbixServer().start();
        MockZabbixCluster two =
            new MockZabbixCluster(
                2,
                ServerConfig.lenient().toBuilder()
                    .forward("127.0.0.1:" + real.trapperPort())
                    .build())) {
      two.start();
      assertEquals("[rule for any request, used 0 times]", two.unusedRules().toString());

      new GroupClient(two.address(1)).send("web01", "1");

      assertEquals(List.of(), two.unusedRules());
    }
  }

  @Test
  void redirect_isFollowed() throws IOException {
    cluster.redirect("web01", 0, 2, 5);

    JsonNode answer = client().send("web01", "1");

    assertEquals("success", answer.get("response").asText());
    assertEquals(List.of(0, 2), route());
    assertThat(cluster).received(item("web01", "k").withValue("1")).times(1).within(ofSeconds(5));
    assertEquals(1, cluster.node(0).rejected().size());
  }

  @Test
  void redirect_readsAsASentence() throws IOException {
    GroupClient client = client();

    cluster.redirect("web01").from(0).to(1);
    client.send("web01", "1");
    cluster.redirect("web01").from(1).to(2); // has a higher revision than the first one
    client.send("web01", "2");

    assertEquals(List.of(0, 1, 1, 2), route());
    assertEquals(2, cluster.items("web01", "k").size());
  }

  @Test
  void redirect_hasTheRevisionOfTheTest() throws IOException {
    GroupClient client = client();

    cluster.redirect("web01").from(0).withRevision(5).to(1);
    client.send("web01", "1");
    cluster.redirect("web01").from(1).withRevision(4).to(2); // which the client ignores
    client.send("web01", "2");

    assertEquals(List.of(0, 1, 1), route());
  }

  @Test
  void unfinishedRedirect_fails() {
    MockZabbixCluster own = new MockZabbixCluster(2).start();
    ClusterRedirect redirect = own.redirect("web01");
    assertEquals(
        "call from(...) first, with the node that redirects",
        assertThrows(IllegalStateException.class, () -> redirect.to(1)).getMessage());
    assertNotNull(own.redirect("web02").from(0));

    AssertionError e = assertThrows(AssertionError.class, own::close);

    assertEquals(
        "unfinished redirect of web02: add from(...) and to(...)",
        e.getMessage().lines().findFirst().orElseThrow());
  }

  @Test
  void redirect_isRememberedByTheClient() throws IOException {
    cluster.redirect("web01", 0, 2, 5);
    GroupClient client = client();

    client.send("web01", "1");
    client.send("web01", "2");

    assertEquals(List.of(0, 2, 2), route());
    assertEquals(
        List.of("1", "2"), cluster.items("web01", "k").stream().map(ItemValue::value).toList());
  }

  @Test
  void redirect_isForItsHostOnly() throws IOException {
    cluster.redirect("web01", 0, 2, 5);

    client().send("web02", "1");

    assertEquals(List.of(0), route());
  }

  @Test
  void redirect_isNotFollowedTwiceInARow() {
    cluster.redirect("web01", 0, 1, 5);
    cluster.redirect("web01", 1, 2, 6);

    IOException e = assertThrows(IOException.class, () -> client().send("web01", "1"));

    assertEquals("sequential redirect responses detected", e.getMessage());
    assertEquals(List.of(0, 1), route());
    assertEquals(List.of(), cluster.items());
  }

  @Test
  void redirect_ofALowerRevisionIsIgnored() throws IOException {
    cluster.redirect("web01", 0, 1, 5).times(1);
    cluster.redirect("web01", 1, 2, 4);
    GroupClient client = client();

    IOException second = assertThrows(IOException.class, () -> client.send("web01", "1"));
    JsonNode third = client.send("web01", "2");

    assertEquals("sequential redirect responses detected", second.getMessage());
    assertEquals("failed", third.get("response").asText());
    assertEquals(List.of(0, 1, 1), route());
  }

  @Test
  void redirect_isResetByTheServer() throws IOException {
    cluster.redirect("web01", 0, 2, 5).times(1);
    GroupClient client = client();
    client.send("web01", "1");
    cluster
        .node(2)
        .when(RequestMatcher.senderData().from("web01"))
        .reply(Responder.redirectReset())
        .times(1);

    client.send("web01", "2");

    assertEquals(List.of(0, 2, 2, 0), route());
    assertEquals(2, cluster.items("web01", "k").size());
  }

  @Test
  void failover_whenTheFirstNodeIsClosed() throws IOException {
    try (ReservedPort own = new ReservedPort();
        MockZabbixCluster group = new MockZabbixCluster(2, at(own.ownHost())).start()) {
      GroupClient client = new GroupClient(group.address(0), group.address(1));
      group.node(0).close();

      client.send("web01", "1");

      assertEquals(group.node(1).trapperPort(), group.exchanges().get(0).localPort());
      assertThat(group).received(item("web01", "k").withValue("1")).now();
    }
  }

  /** No other test is given a port of this host after a node was closed. */
  private static ServerConfig at(String host) {
    return ServerConfig.lenient().toBuilder().bindAddress(host).build();
  }

  /** With one reset for each node, the journal lost what came between two of them. */
  @Test
  void reset_resetsTheSharedJournalOnce() throws IOException {
    new GroupClient(cluster.address(1)).send("web01", "1");
    long version = cluster.journal().version();

    cluster.reset();

    assertEquals(version + 1, cluster.journal().version());
    assertEquals(List.of(), cluster.exchanges());
  }

  @Test
  void reset_forgetsWhatEveryNodeGotAndItsRules() throws IOException {
    cluster.redirect("web01", 0, 2, 5);
    client().send("web01", "1");

    cluster.reset();
    client().send("web01", "2");

    assertEquals(List.of(0), route());
    assertEquals("2", cluster.items().get(0).value());
  }

  @Test
  void close_closesEveryNodeAndKeepsTheJournal() throws IOException {
    try (ReservedPort own = new ReservedPort()) {
      MockZabbixCluster group = new MockZabbixCluster(2, at(own.ownHost())).start();
      new GroupClient(group.address(0)).send("web01", "1");

      group.close();
      group.close();

      for (MockZabbixServer node : group.nodes()) {
        assertThrows(
            ConnectException.class, () -> new Socket(node.host(), node.trapperPort()).close());
      }
      assertEquals(1, group.items().size());
    }
  }

  @Test
  void start_twiceHasNoEffect() {
    int port = cluster.node(0).trapperPort();

    assertSame(cluster, cluster.start());

    assertEquals(port, cluster.node(0).trapperPort());
  }

  @Test
  void start_onAnAddressThatNobodyHas() {
    ServerConfig nowhere =
        ServerConfig.lenient().toBuilder().bindAddress(UnresolvableHost.NAME).build();
    MockZabbixCluster unreachable = new MockZabbixCluster(2, nowhere);

    assertThrows(UncheckedIOException.class, unreachable::start);

    assertTrue(unreachable.toString().endsWith("(closed)]"), unreachable.toString());
  }

  @Test
  void address_namesHostAndPort() {
    assertEquals("127.0.0.1:" + cluster.node(1).trapperPort(), cluster.address(1));
    assertNotEquals(cluster.address(0), cluster.address(1));
  }

  @Test
  void refusedConnections_areThoseOfAllNodes() {
    assertEquals(0, cluster.refusedConnections());
  }

  @Test
  void toString_showsEveryNode() {
    String text = cluster.toString();

    assertTrue(text.startsWith("MockZabbixCluster [MockZabbixServer 7.0 (running, "), text);
    assertTrue(text.contains("trapper " + cluster.address(2)), text);
  }

  @Test
  void node_thatThereIsNot() {
    assertEquals(
        "node must be from 0 to 2, but was 3",
        assertThrows(IllegalArgumentException.class, () -> cluster.node(3)).getMessage());
    assertEquals(
        "node must be from 0 to 2, but was -1",
        assertThrows(IllegalArgumentException.class, () -> cluster.node(-1)).getMessage());
  }

  @Test
  void config_needsTwoNodes() {
    assertEquals(
        "nodes must be at least 2, but was 1",
        assertThrows(IllegalArgumentException.class, () -> new MockZabbixCluster(1)).getMessage());
  }

  @Test
  void config_cannotNameAPort() {
    ServerConfig config = ServerConfig.lenient().toBuilder().trapperPort(10051).build();

    assertEquals(
        "trapperPort must be 0 for a cluster, but was 10051: each node chooses a free port",
        assertThrows(IllegalArgumentException.class, () -> new MockZabbixCluster(2, config))
            .getMessage());
  }

  @Test
  void onPort_selectsWhatOneNodeReceived() throws Exception {
    try (MockZabbixCluster group = new MockZabbixCluster(2).start()) {
      WireClient.ask(
          group.node(1).trapperPort(),
          "{\"request\":\"sender data\",\"data\":[{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\"}]}");
      int first = group.node(0).trapperPort();
      int second = group.node(1).trapperPort();

      assertThat(group).received(item("h", "k").onPort(second)).times(1).now();
      AssertionError failure =
          assertThrows(
              AssertionError.class,
              () -> assertThat(group).received(item("h", "k").onPort(first)).now());

      assertTrue(
          failure.getMessage().contains("port is " + second + " instead of " + first),
          failure.getMessage());
    }
  }

  @Test
  void commandsOfAllNodes_haveDifferentNumbers() throws IOException {
    RemoteCommand first = cluster.node(0).runOnAgent("web01", RemoteCommand.of("uptime"));
    RemoteCommand second = cluster.node(1).runOnAgent("db01", RemoteCommand.of("df"));

    assertEquals(List.of(1L, 2L), List.of(first.id(), second.id()));
    assertEquals(Optional.of("web01"), cluster.hostOfCommand(1));
    assertEquals(Optional.of("df"), cluster.node(0).command(2));
    WireClient.reply(
        cluster.node(1),
        "{'request':'agent data','host':'db01','session':'"
            + (Servers.SESSION + "','version':'7.0','commands':[{'id':2,'value':'ok'}]}"));
    assertThat(cluster)
        .commandResult(second)
        .with(ReportPart.HOST, "db01")
        .with(ReportPart.OUTPUT, "ok")
        .now();

    cluster.reset();

    assertEquals(Optional.empty(), cluster.command(1));
    assertEquals(1, cluster.node(2).runOnAgent("web01", RemoteCommand.of("id")).id());
  }

  @Test
  void commandsOfTheSettings_areKnownWithTheNumberThatTheirNodeSends() throws IOException {
    ServerConfig common =
        ServerConfig.lenient().toBuilder()
            .runOnAgent("web01", RemoteCommand.of("uptime"))
            .runOnAgent("web01", RemoteCommand.of("df"))
            .build();
    ServerConfig own =
        common.toBuilder().withoutTasks().runOnAgent("web01", RemoteCommand.of("id")).build();
    try (MockZabbixCluster three = new MockZabbixCluster(3, common).start()) {
      three.node(1).reconfigure(own);

      String both =
          "'commands':[{'command':'uptime','id':1,'wait':1,'timeout':3},"
              + "{'command':'df','id':2,'wait':1,'timeout':3}]";
      assertTrue(activeChecks(three.node(2)).contains(both));
      assertTrue(
          activeChecks(three.node(1))
              .contains("'commands':[{'command':'id','id':3,'wait':1,'timeout':3}]"));
      assertTrue(activeChecks(three.node(0)).contains(both));
      assertEquals(
          List.of("uptime", "df", "id"),
          Stream.of(1L, 2L, 3L).flatMap(id -> three.command(id).stream()).toList());
      assertEquals(List.of(1L, 2L, 3L), three.node(1).commandIds());
      assertEquals(4, three.node(0).runOnAgent("web01", RemoteCommand.of("w")).id());
    }
  }

  private static String activeChecks(MockZabbixServer node) throws IOException {
    return WireClient.reply(
        node,
        "{'request':'active checks','host':'web01','version':'7.0.9','session':'"
            + (Servers.SESSION + "'}"));
  }
}
