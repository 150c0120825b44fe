package org.mockzabbix.interop;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.assertion.ReportPart;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.Scenario;

/**
 * The tasks and reports of the real {@code zabbix_proxy}, active and passive, with a real {@code
 * zabbix_agentd} behind it: remote commands, checks on demand, and registrations.
 */
@NeedsProgram({"zabbix_proxy", "zabbix_agentd"})
@Timeout(120)
class ProxyTasksIT {

  private static final String HOST = "behind";
  private static final Duration PATIENCE = ofSeconds(50);

  @RegisterExtension final RealDaemons daemons = new RealDaemons();

  /** Returns each release of the proxy with the server of its version, active and passive. */
  static Stream<Arguments> pairs() {
    return ProxyActiveIT.pairs()
        .flatMap(
            pair ->
                Stream.of(false, true)
                    .map(passive -> Arguments.of(pair.get()[0], pair.get()[1], passive)));
  }

  /** Returns those whose servers have tasks for proxies. */
  static Stream<Arguments> withTasks() {
    return pairs().filter(pair -> pair.get()[0] != Release.R5_0_8);
  }

  @ParameterizedTest
  @MethodSource("withTasks")
  void runsACommandOnTheAgent(Release release, ZabbixVersion version, boolean passive)
      throws Exception {
    int agent = agent(release);
    RemoteCommand command = RemoteCommand.of("echo $((6*7))").withId(1);
    String commands = "commands: [{host: behind, command: 'echo $((6*7))'}]\n";
    try (MockZabbixServer server = server(release, version, passive, host(agent) + commands)) {
      assertThat(server)
          .commandResult(command)
          .with(ReportPart.HOST, HOST)
          .with(ReportPart.PROXY, RealProxy.NAME)
          .with(ReportPart.OUTPUT, "42")
          .within(PATIENCE);
      assertThat(server).commandResult(command).times(1).now();
    }
  }

  @ParameterizedTest
  @MethodSource("withTasks")
  void checksAnItemOnDemand(Release release, ZabbixVersion version, boolean passive)
      throws Exception {
    int agent = agent(release);
    try (MockZabbixServer server = server(release, version, passive, host(agent))) {
      await("the proxy is configured")
          .atMost(PATIENCE)
          .until(() -> server.proxies().get(0).session() != null);
      // A proxy that has just received its configuration may drop a task for an item.
      await("the proxy checks the item")
          .atMost(PATIENCE)
          .pollInterval(ofSeconds(2))
          .until(
              () -> {
                server.checkNow(HOST, "agent.ping");
                return !server.items(HOST, "agent.ping").isEmpty();
              });

      assertEquals("1", server.items(HOST, "agent.ping").get(0).value());
      assertEquals(List.of(), server.rejected());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void reportsAnAgentThatItDoesNotKnow(Release release, ZabbixVersion version, boolean passive)
      throws Exception {
    String registers =
        "autoRegister: {items: [{key: agent.hostname, type: active, delay: 1s}]}\n"
            + (passive ? "" : "proxies: [{name: px}]\n");
    RealProxy waiting = passive ? RealProxy.passive(daemons, release) : null;
    String more = registers + (waiting == null ? "" : polled(waiting));
    try (MockZabbixServer server =
        new MockZabbixServer(scenario(version, Ports.free(), more)).start()) {
      RealProxy proxy =
          waiting == null ? RealProxy.active(daemons, release, server.trapperPort()) : waiting;
      proxy.awaitLog("[trapper #1]"); // an agent that is refused asks again after a minute
      daemons
          .create(release, "zabbix_agentd")
          .start(
              """
              Hostname=new
              HostMetadata=linux
              ServerActive=127.0.0.1:%d
              StartAgents=0
              AllowRoot=1
              """
                  .formatted(proxy.address().getPort()));

      assertThat(server)
          .registered("new")
          .withMetadata("linux")
          .throughProxy(RealProxy.NAME)
          .within(PATIENCE);
      assertEquals(
          RealProxy.NAME,
          server.hosts().stream()
              .filter(host -> host.name().equals("new"))
              .map(Host::proxy)
              .findFirst()
              .orElseThrow());
    }
  }

  /** Starts the agent, and returns the port at which proxies ask it. */
  private int agent(Release release) throws IOException {
    int port = Ports.free();
    RealDaemon agent = daemons.create(release, "zabbix_agentd");
    agent.start(
        """
        Hostname=behind
        Server=127.0.0.1
        ListenIP=127.0.0.1
        ListenPort=%d
        StartAgents=1
        AllowKey=system.run[*]
        AllowRoot=1
        """
            .formatted(port));
    agent.awaitLog("[listener #1]"); // the proxy asks only once
    return port;
  }

  /** Starts a server and the proxy that monitors the host. */
  private MockZabbixServer server(
      Release release, ZabbixVersion version, boolean passive, String scenario) throws IOException {
    if (passive) {
      RealProxy proxy = RealProxy.passive(daemons, release);
      return new MockZabbixServer(scenario(version, 0, scenario + polled(proxy))).start();
    }
    MockZabbixServer server =
        new MockZabbixServer(scenario(version, Ports.free(), scenario)).start();
    RealProxy.active(daemons, release, server.trapperPort());
    return server;
  }

  private static String polled(RealProxy proxy) {
    return "poll: true\nproxies: [{name: px, mode: passive, address: '127.0.0.1:"
        + proxy.address().getPort()
        + "'}]\n";
  }

  private static String host(int agent) {
    return """
        hosts:
          - host: behind
            proxy: px
            agent: 127.0.0.1:%d
            items: [{key: agent.ping, type: passive, delay: 1h}]
        """
        .formatted(agent);
  }

  private static Scenario scenario(ZabbixVersion version, int port, String more) {
    return Scenario.parse(
        "scenario.yaml",
        "dialect: '%s'\ntrapperPort: %d\nstrict: true\n%s"
            .formatted(version.dialect(), port, more));
  }
}
