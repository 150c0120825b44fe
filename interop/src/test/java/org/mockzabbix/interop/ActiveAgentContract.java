package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.assertion.ReportPart;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ItemValue.Source;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.Rule;

/**
 * What either real agent does in active mode against Mock Zabbix, which it takes for a server.
 *
 * <p>The agent has a check {@code app.count} that gives 1, 2, 3 and so on, and writes a line to the
 * file {@code count} each time: so a test can follow what the agent collects while no server is
 * there, and sees a value that is missing, doubled or out of order.
 */
@Timeout(120)
abstract class ActiveAgentContract {

  private static final String HOST = "web01";
  private static final String COUNT = "app.count";
  private static final String PING = "agent.ping";
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @RegisterExtension final RealDaemons daemons = new RealDaemons();

  private final String program;

  ActiveAgentContract(String program) {
    this.program = program;
  }

  /** What only this agent is to be told, line by line. */
  abstract String ownConfiguration();

  @ParameterizedTest
  @MethodSource("pairs")
  void deliversTheItemsItWasGiven(Release release, ZabbixVersion version) throws Exception {
    try (MockZabbixServer server = start(version, counterAndPing())) {
      agent(release).start(configuration(address(server)));

      assertThat(server).meets(atLeast3(COUNT));
      assertThat(server).meets(atLeast3(PING));

      List<ItemValue> values = server.items();
      assertCountsUp(server.items(HOST, COUNT));
      assertNumbered(values);
      assertEquals(List.of(), server.rejected());
      for (ItemValue value : values) {
        assertEquals(Source.ACTIVE_AGENT, value.source());
        assertTrue(value.clock().isPresent() && value.ns().isPresent(), value::toString);
      }
    }
  }

  /** Only agents since 7.0 ask for their items more often than once a minute. */
  @ParameterizedTest
  @MethodSource("modernPairs")
  void followsItsHostWithin5Seconds(Release release, ZabbixVersion version) throws Exception {
    try (MockZabbixServer server = start(version, Item.active(PING, "1s"))) {
      agent(release).start(configuration(address(server)) + "RefreshActiveChecks=5\n");
      assertThat(server).received(item(HOST, PING)).atLeast(1).within(PATIENCE);

      server.putHost(Host.of(HOST, Item.active(COUNT, "{$EVERY}")).withMacro("{$EVERY}", "1s"));
      assertThat(server).meets(atLeast3(COUNT));
      server.putHost(Host.of(HOST).disabled());

      String refusal =
          version.atLeast(ZabbixVersion.V7_0)
              ? "host \"web01\" not monitored"
              : "host [web01] not monitored";
      await("asks again, and is refused")
          .atMost(PATIENCE)
          .until(
              () -> last(server, RequestKind.ACTIVE_CHECKS).reason(), Optional.of(refusal)::equals);
    }
  }

  /** Only agents since 7.0 take commands from the server that they send their values to. */
  @ParameterizedTest
  @MethodSource("modernPairs")
  void runsCommandsOfAServerOf70(Release release, ZabbixVersion version) throws Exception {
    RemoteCommand command = RemoteCommand.of("echo $((6*7))");
    try (MockZabbixServer server = start(version, Item.active(PING, "1s"))) {
      agent(release)
          .start(
              configuration(address(server)) + "RefreshActiveChecks=5\nAllowKey=system.run[*]\n");
      assertThat(server).received(item(HOST, PING)).atLeast(1).within(PATIENCE);

      if (!version.atLeast(ZabbixVersion.V7_0)) {
        Exception refused =
            assertThrows(IllegalStateException.class, () -> server.runOnAgent(HOST, command));
        assertEquals(
            "a server of "
                + version.dialect()
                + " does not send commands to active agents: use 7.0, or poll system.run[...]",
            refused.getMessage());
        return;
      }
      RemoteCommand queued = server.runOnAgent(HOST, command);
      assertThat(server).commandResult(queued).with(ReportPart.OUTPUT, "42").within(PATIENCE);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void isRegistered(Release release, ZabbixVersion version) throws Exception {
    ServerConfig config =
        ServerConfig.strict().toBuilder()
            .version(version)
            .autoRegister(List.of(Item.active(PING, "1s")))
            .build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      agent(release).start(configuration(address(server)) + "HostMetadata=linux\n");

      assertThat(server).registered(HOST).withMetadata("linux").within(PATIENCE);
      Exchange first = // an agent of 7.0 soon asks again
          server.exchanges().stream()
              .filter(exchange -> exchange.kind() == RequestKind.ACTIVE_CHECKS)
              .findFirst()
              .orElseThrow();
      assertEquals(Optional.of("host [web01] not found"), first.reason());
      assertEquals("web01", server.hosts().get(0).name());
    }
  }

  private static Exchange last(MockZabbixServer server, RequestKind kind) {
    return server.exchanges().stream()
        .filter(exchange -> exchange.kind() == kind)
        .reduce((before, after) -> after)
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void deliversThroughAServerThatForwards(Release release, ZabbixVersion version) throws Exception {
    try (MockZabbixServer real = start(version, counterAndPing());
        MockZabbixServer between =
            new MockZabbixServer(
                    ServerConfig.lenient().toBuilder()
                        .version(version)
                        .forward(address(real))
                        .build())
                .start()) {
      agent(release).start(configuration(address(between)));

      assertThat(real).meets(atLeast3(COUNT));
      assertThat(between).meets(atLeast3(COUNT)); // also of agent 2, which sends itemids

      assertCountsUp(real.items(HOST, COUNT));
      assertCountsUp(between.items(HOST, COUNT));
      assertEquals(List.of(), between.rejected());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void deliversOnceAndInOrderWhatItCollectedInAnOutage(Release release, ZabbixVersion version)
      throws Exception {
    int port = Ports.free();
    RealDaemon agent = agent(release);
    List<ItemValue> values = new ArrayList<>();
    try (MockZabbixServer server = start(version, port, counterAndPing())) {
      agent.start(configuration(address(server)));
      assertThat(server).received(item(HOST, COUNT).withValue("3")).within(PATIENCE);
      refuseValues(server);
      values.addAll(server.items());
    }
    long before = count(agent);
    awaitCount(agent, before + 5);

    try (MockZabbixServer server = start(version, port, counterAndPing())) {
      String last = String.valueOf(before + 8);
      assertThat(server).received(item(HOST, COUNT).withValue(last)).within(PATIENCE);
      values.addAll(server.items());

      assertCountsUp(values.stream().filter(value -> value.key().equals(COUNT)).toList());
      assertNumbered(values);
      assertEquals(List.of(), server.rejected());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void readsALogFromWhereItWasWhenItStartsAgain(Release release, ZabbixVersion version)
      throws Exception {
    RealDaemon agent = agent(release);
    Path log = Files.writeString(agent.file("app.log"), "one\nzwölf\nthree\n", UTF_8);
    String key = "log[" + log + "]";
    try (MockZabbixServer server = start(version, Item.active(key, "1s"))) {
      agent.start(configuration(address(server)));
      assertThat(server).received(item(HOST, key)).times(3).within(PATIENCE);
      agent.stop();
      Files.writeString(log, "four\n", UTF_8, StandardOpenOption.APPEND);
      agent.start(configuration(address(server)));
      assertThat(server).received(item(HOST, key)).times(4).within(PATIENCE);
      Files.writeString(log, "five\n", UTF_8, StandardOpenOption.APPEND);

      List<ItemValue> lines =
          assertThat(server).received(item(HOST, key)).times(5).within(PATIENCE);

      assertEquals(
          List.of("one", "zwölf", "three", "four", "five"),
          lines.stream().map(ItemValue::value).toList());
      assertEquals(
          List.of(4L, 11L, 17L, 22L, 27L),
          lines.stream().map(line -> line.lastlogsize().orElseThrow()).toList());
      assertEquals(List.of(), server.rejected());
    }
  }

  /** Agents of 5.0 know no clusters. */
  @ParameterizedTest
  @MethodSource("clusterPairs")
  void deliversToTheNextNodeWhenOneIsDown(Release release, ZabbixVersion version) throws Exception {
    RealDaemon agent = agent(release);
    try (MockZabbixCluster cluster =
        new MockZabbixCluster(2, config(version, counterAndPing())).start()) {
      agent.start(configuration(cluster.address(0) + ";" + cluster.address(1)));
      assertThat(cluster).received(item(HOST, COUNT).withValue("2")).within(PATIENCE);
      refuseValues(cluster.node(0));
      long before = count(agent);

      cluster.node(0).close();

      String last = String.valueOf(before + 3);
      assertThat(cluster).received(item(HOST, COUNT).withValue(last)).within(PATIENCE);
      assertCountsUp(cluster.items(HOST, COUNT));
      assertNumbered(cluster.items());
    }
  }

  private RealDaemon agent(Release release) throws IOException {
    return daemons.create(release, program);
  }

  private String configuration(String servers) {
    return """
        ServerActive=%s
        Hostname=%s
        BufferSend=1
        Timeout=30
        UserParameter=%s,echo >> count; wc -l < count
        """
            .formatted(servers, HOST, COUNT)
        + ownConfiguration();
  }

  private static Expectation atLeast3(String key) {
    return Expectation.of(item(HOST, key)).atLeast(3).within(PATIENCE);
  }

  private static Item[] counterAndPing() {
    return new Item[] {Item.active(COUNT, "1s"), Item.active(PING, "1s")};
  }

  private static MockZabbixServer start(ZabbixVersion version, Item... items) {
    return new MockZabbixServer(config(version, items)).start();
  }

  private static MockZabbixServer start(ZabbixVersion version, int port, Item... items) {
    ServerConfig config = config(version, items).toBuilder().trapperPort(port).build();
    return new MockZabbixServer(config).start();
  }

  private static ServerConfig config(ZabbixVersion version, Item... items) {
    return ServerConfig.strict(Host.of(HOST, items)).toBuilder().version(version).build();
  }

  private static String address(MockZabbixServer server) {
    return server.host() + ":" + server.trapperPort();
  }

  /**
   * Takes no more values, and waits until the agent has noticed. After that, the agent knows of
   * every value that was taken: closing a server earlier could cut off its last answer.
   */
  private static void refuseValues(MockZabbixServer server) {
    Rule refusal = server.when(RequestMatcher.agentData()).reply(Responder.close());
    await("values are refused").atMost(PATIENCE).until(() -> refusal.uses() > 0);
  }

  private static long count(RealDaemon agent) throws IOException {
    try (Stream<String> lines = Files.lines(agent.file("count"))) {
      return lines.count();
    }
  }

  private static void awaitCount(RealDaemon agent, long count) {
    await("count reaches " + count).atMost(PATIENCE).until(() -> count(agent) >= count);
  }

  private static void assertCountsUp(List<ItemValue> values) {
    assertEquals(
        LongStream.rangeClosed(1, values.size()).mapToObj(String::valueOf).toList(),
        values.stream().map(ItemValue::value).toList());
  }

  /** An agent numbers all its values from 1, whatever item they are for. */
  private static void assertNumbered(List<ItemValue> values) {
    assertEquals(
        LongStream.rangeClosed(1, values.size()).boxed().toList(),
        values.stream().map(value -> value.id().orElseThrow()).toList());
  }
}
