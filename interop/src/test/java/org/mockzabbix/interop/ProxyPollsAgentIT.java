package org.mockzabbix.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ItemValue.Source;
import org.mockzabbix.protocol.Request.PassiveCheck;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.Scenario;

/**
 * The real {@code zabbix_proxy} polls a mock agent, and uploads what it read to the server of the
 * same scenario: both directions in one journal.
 */
@NeedsProgram("zabbix_proxy")
@Timeout(120)
class ProxyPollsAgentIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String SCENARIO =
      """
      dialect: "VERSION"
      trapperPort: PORT
      strict: true
      hosts:
        - host: db01
          agent: db01
          proxy: px
          items:
            - {key: app.version, type: passive, delay: 1s}
            - {key: "up.echo[a,b]", type: passive, delay: 1s}
      agents:
        - host: db01
          keys:
            app.version: {sequence: ["1.0", "1.1"]}
            "up.echo[*]": {reply: "{1}|{2}"}
      """;

  @RegisterExtension final RealDaemons daemons = new RealDaemons();

  static Stream<Arguments> pairs() {
    return ProxyActiveIT.pairs();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void bothDirectionsAreInTheJournal(Release release, ZabbixVersion version) throws Exception {
    String text =
        SCENARIO
            .replace("VERSION", version.dialect())
            .replace("PORT", String.valueOf(Ports.free())); // a proxy of 5.0 accepts at most 32767
    Scenario scenario = Scenario.parse("scenario.yaml", text);
    try (MockZabbixServer server = new MockZabbixServer(scenario).start()) {
      RealProxy.active(daemons, release, server.trapperPort());

      assertThat(server).received(item("db01", "app.version").withValue("1.0")).within(PATIENCE);
      assertThat(server).received(item("db01", "app.version").withValue("1.1")).within(PATIENCE);
      ItemValue echo = assertThat(server).received(item("db01", "up.echo[a,b]")).within(PATIENCE);

      assertEquals("a|b", echo.value());
      assertEquals(Source.PROXY, echo.source());
      assertEquals(Optional.of(RealProxy.NAME), echo.proxy());
      assertEquals(List.of(), server.rejected());
      assertQuestionsCameBeforeTheirAnswers(server);
    }
  }

  private static void assertQuestionsCameBeforeTheirAnswers(MockZabbixServer server) {
    Exchange asked =
        first(
            server,
            exchange ->
                exchange.request() instanceof PassiveCheck check
                    && check.key().equals("up.echo[a,b]"));
    Exchange uploaded =
        first(
            server,
            exchange -> exchange.items().stream().anyMatch(value -> value.value().equals("a|b")));

    assertEquals(RequestKind.PASSIVE_CHECK, asked.kind());
    assertEquals(server.agents().get(0).port(), asked.localPort());
    assertEquals(RequestKind.PROXY_DATA, uploaded.kind());
    assertEquals(server.trapperPort(), uploaded.localPort());
    assertTrue(asked.id() < uploaded.id(), () -> asked + " and " + uploaded);
  }

  private static Exchange first(MockZabbixServer server, Predicate<Exchange> chosen) {
    return server.exchanges().stream().filter(chosen).findFirst().orElseThrow();
  }
}
