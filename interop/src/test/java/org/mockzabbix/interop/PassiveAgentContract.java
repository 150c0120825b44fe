package org.mockzabbix.interop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.AgentProgram.Variant;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ItemValue.Source;
import org.mockzabbix.protocol.ZabbixVersion;

/** What either real agent answers in passive mode when Mock Zabbix polls it. */
@Timeout(120)
abstract class PassiveAgentContract {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int TIMES = 100;

  @RegisterExtension final RealDaemons daemons = new RealDaemons();

  private final String program;
  private final int port = Ports.free();

  PassiveAgentContract(String program) {
    this.program = program;
  }

  /** What only this agent is to be told, line by line. */
  abstract String ownConfiguration();

  /** Its name among the values of {@code --variant}. */
  abstract Variant variant();

  /** Its words for a key that it does not know. */
  abstract String unknownKey();

  @ParameterizedTest
  @MethodSource("pairs")
  void isPolledAgainAndAgain(Release release, ZabbixVersion version) throws Exception {
    startAgent(release);
    try (MockZabbixServer server = server(version)) {
      awaitAgent(server);
      for (int i = 0; i < TIMES; i++) {
        Exchange exchange = echo(server, i);

        assertEquals(Optional.empty(), exchange.reason());
        assertEquals(i + " ü", exchange.items().get(0).value());
      }

      assertEquals(TIMES + 1, server.items().size()); // and the one that it was waited for with
      server.items().forEach(item -> assertEquals(Source.POLL, item.source()));
    }
  }

  /** Polls again if agent or server gave up after their 3 s, which a busy machine can cause. */
  private Exchange echo(MockZabbixServer server, int number) {
    Exchange exchange = poll(server, number);
    for (int again = 0; again < 3 && !isValue(exchange); again++) {
      exchange = poll(server, number);
    }
    return exchange;
  }

  private Exchange poll(MockZabbixServer server, int number) {
    return server.poll("web01", address(), "app.echo[" + number + ",ü]");
  }

  private static boolean isValue(Exchange exchange) {
    return exchange.reason().isEmpty() && !exchange.items().get(0).isNotSupported();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void isPolledOnTheDelay(Release release, ZabbixVersion version) throws Exception {
    startAgent(release);
    try (MockZabbixServer server = server(version)) {
      awaitAgent(server);
      server.putHost(Host.of("web01", Item.passive("agent.ping", "1s")).withAgent(address()));

      server.startPolling();

      await().atMost(PATIENCE).until(() -> server.items("web01", "agent.ping").size() >= 4);
      server.items("web01", "agent.ping").forEach(item -> assertEquals("1", item.value()));
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void saysWhyKeyIsNotSupported(Release release, ZabbixVersion version) throws Exception {
    startAgent(release);
    try (MockZabbixServer server = server(version)) {
      awaitAgent(server);

      ItemValue item = server.poll("web01", address(), "no.such").items().get(0);

      assertTrue(item.isNotSupported());
      assertEquals(unknownKey(), item.value());
    }
  }

  @ParameterizedTest
  @MethodSource("certifiedPairs")
  void passesCertify(Release release, ZabbixVersion version) throws Exception {
    startAgent(release);
    try (MockZabbixServer server = server(version)) {
      awaitAgent(server);
    }
    String line =
        "java -jar mock-zabbix.jar certify --timeout 1m --dialect "
            + version
            + " --agent "
            + address();

    String table =
        CertifyProgram.table(
            "CERTIFIED 41 requests: 0 failed", (line + " --variant " + variant()).split(" "));

    assertEquals(
        "packet: a key                           packet    0x01   closed   PASS",
        table.lines().skip(1).findFirst().orElseThrow());
  }

  private String address() {
    return "127.0.0.1:" + port;
  }

  private static MockZabbixServer server(ZabbixVersion version) {
    return new MockZabbixServer(ServerConfig.lenient().toBuilder().version(version).build())
        .start();
  }

  private void startAgent(Release release) throws Exception {
    String own =
        """
        Server=127.0.0.1
        ListenIP=127.0.0.1
        ListenPort=%d
        Hostname=web01
        UserParameter=app.echo[*],echo "$1 $2"
        """
            .formatted(port);
    daemons.create(release, program).start(own + ownConfiguration());
  }

  /** Polls until it answers, and forgets what went before. */
  private void awaitAgent(MockZabbixServer server) {
    await()
        .atMost(PATIENCE)
        .until(() -> server.poll("web01", address(), "agent.ping").reason().isEmpty());
  }
}
