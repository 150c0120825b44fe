package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.net.ClientConnection;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.scenario.ScenarioException;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsMode;

/**
 * The encryption level of autoregistration: its responses and log lines are those of 6.0.14 and
 * 7.0.9.
 */
@Timeout(60)
class AutoRegistrationTlsTest {

  private static final TestPsk REGISTRATION = TestPsk.random("id-auto");
  private static final TestPsk OTHER = TestPsk.random("id-tp");
  private static final TestCertificates CERTIFICATES = TestCertificates.create();
  private static final String NOT_FOUND =
      "{\"response\":\"failed\",\"info\":\"host [x] not found\"}";

  private static MockZabbixServer server(PeerTls level) {
    Host known = Host.of("tp", Item.trapper("app.ok")).withTls(PeerTls.psk(OTHER));
    return new MockZabbixServer(
            ServerConfig.strict(known).toBuilder()
                .tls(TlsConfig.cert(CERTIFICATES.server(), CERTIFICATES.authority()))
                .autoRegister(List.of(Item.active("agent.ping", "5s")))
                .autoRegisterTls(level)
                .build())
        .start();
  }

  private static TlsConfig client(String mode) {
    return switch (mode) {
      case "registration" -> TlsConfig.psk(REGISTRATION);
      case "other" -> TlsConfig.psk(OTHER);
      case "cert" -> TlsConfig.cert(CERTIFICATES.client("x"), CERTIFICATES.authority());
      default -> TlsConfig.unencrypted();
    };
  }

  /** Returns the response to a request for the checks of the host x. */
  private static String checks(MockZabbixServer server, TlsConfig tls) throws IOException {
    InetSocketAddress address = new InetSocketAddress(server.host(), server.trapperPort());
    try (ClientConnection connection =
        new ClientConnection(address, Duration.ofSeconds(20), null, tls)) {
      connection.send(1, "{\"request\":\"active checks\",\"host\":\"x\",\"version\":\"6.0.14\"}");
      return connection.receive().data().text();
    }
  }

  private static boolean knowsX(MockZabbixServer server) {
    return server.hosts().stream().anyMatch(host -> host.name().equals("x"));
  }

  @ParameterizedTest
  @CsvSource({
    "UNENCRYPTED, plain",
    "PSK, registration",
    "UNENCRYPTED PSK, plain",
    "UNENCRYPTED PSK, registration",
  })
  void registers(String accepted, String mode) throws IOException {
    try (MockZabbixServer server = server(level(accepted))) {
      assertEquals(NOT_FOUND, checks(server, client(mode)));

      String second = checks(server, client(mode));

      assertTrue(second.contains("agent.ping"), second);
      assertEquals(List.of(), server.exchanges().get(0).warnings());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PSK | plain | connection type \"unencrypted\" is not allowed for autoregistration",
        "UNENCRYPTED | registration | connection type \"TLS with PSK\" is not allowed for"
            + " autoregistration",
        "UNENCRYPTED | other | connection type \"TLS with PSK\" is not allowed for autoregistration",
        "UNENCRYPTED PSK | cert | connection type \"TLS with certificate\" is not allowed for"
            + " autoregistration",
        "UNENCRYPTED PSK | other | connection used PSK which is not configured for"
            + " autoregistration",
      })
  void denies(String accepted, String mode, String reason) throws IOException {
    try (MockZabbixServer server = server(level(accepted))) {
      assertEquals(NOT_FOUND, checks(server, client(mode)));
      assertEquals(NOT_FOUND, checks(server, client(mode)));

      assertFalse(knowsX(server));
      Exchange exchange = server.exchanges().get(0);
      assertEquals(
          List.of(
              "autoregistration from \"127.0.0.1\" denied (host:\"x\" ip:\"127.0.0.1\""
                  + " port:10050): "
                  + reason),
          exchange.warnings());
    }
  }

  private static PeerTls level(String accepted) {
    PeerTls first = PeerTls.psk(REGISTRATION);
    Set<TlsMode> modes =
        Set.copyOf(List.of(accepted.split(" ")).stream().map(TlsMode::valueOf).toList());
    return new PeerTls(modes, first.connect(), REGISTRATION, "", "");
  }

  @Test
  void aRegisteredHost_acceptsOnlyTheModeOfItsRegistration() throws IOException {
    try (MockZabbixServer server = server(level("UNENCRYPTED PSK"))) {
      checks(server, client("registration"));

      assertEquals(
          "{\"response\":\"failed\",\"info\":\"connection of type \\\"unencrypted\\\" is not allowed"
              + " for host \\\"x\\\"\"}",
          checks(server, client("plain")));
      assertEquals(PeerTls.psk(REGISTRATION), server.hosts().get(1).tls());
    }
  }

  @Test
  void theKeyIsKnown_alsoIfNoHostHasIt() throws IOException {
    try (MockZabbixServer server = server(PeerTls.psk(REGISTRATION))) {
      TlsConfig wrong = TlsConfig.psk(TestPsk.random("id-auto"));

      assertThrows(IOException.class, () -> checks(server, wrong));

      assertEquals(
          Optional.of("the client has another key for the PSK identity \"id-auto\""),
          server.exchanges().get(0).reason());
    }
  }

  @Test
  void certificates_areRefused() {
    ServerConfig.Builder builder = ServerConfig.lenient().toBuilder();

    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> builder.autoRegisterTls(PeerTls.cert()));

    assertEquals(
        "hosts cannot be registered over connections with certificates: accept must be unencrypted,"
            + " psk or both",
        refused.getMessage());
  }

  @Test
  void scenario_hasTheLevel() {
    String text =
        """
        autoRegister:
          items: [{key: agent.ping, type: active, delay: 5s}]
          tls: {accept: [unencrypted, psk], psk: {identity: id-auto, key: KEY}}
        """
            .replace("KEY", REGISTRATION.hex());

    PeerTls level = Scenario.parse("s", text).server().autoRegisterTls().orElseThrow();

    assertEquals(Set.of(TlsMode.UNENCRYPTED, TlsMode.PSK), level.accept());
    assertEquals(REGISTRATION, level.psk());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{accept: [psk]} | hosts can be registered only with the pre-shared key of autoregistration:"
            + " set psk",
        "{accept: [cert]} | autoRegister.tls.accept[0] must be one of unencrypted, psk, but was \"cert\"",
      })
  void impossibleLevel_isRefused(String tls, String message) {
    ScenarioException refused =
        assertThrows(
            ScenarioException.class,
            () -> Scenario.parse("s", "autoRegister: {items: [], tls: " + tls + "}"));

    assertEquals("s:1: " + message, refused.getMessage());
  }
}
