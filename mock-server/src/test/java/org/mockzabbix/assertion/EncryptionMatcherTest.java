package org.mockzabbix.assertion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.anyItem;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.testing.TlsKit;
import org.mockzabbix.tls.TlsConfig;
import org.opentest4j.AssertionFailedError;

/** Matchers of the encryption of connections, in assertions and in rules. */
@Timeout(60)
class EncryptionMatcherTest {

  private static final TlsConfig CLIENT = TlsKit.client("client");
  private static final String SUBJECT = "CN=client,O=Mock Zabbix";

  private static MockZabbixServer start() {
    ServerConfig config =
        ServerConfig.lenient().toBuilder().tls(TlsKit.SERVER.withPsks(TlsKit.PSK)).build();
    return new MockZabbixServer(config).start();
  }

  private static void send(MockZabbixServer server, TlsConfig tls, String key) throws IOException {
    new Sender("127.0.0.1", server.trapperPort()).withTls(tls).send("web01", key, "1");
  }

  @Test
  void selectsValuesByTheirConnection() throws IOException {
    try (MockZabbixServer server = start()) {
      send(server, TlsConfig.unencrypted(), "plain");
      send(server, TlsConfig.psk(TlsKit.PSK), "psk");
      send(server, CLIENT, "cert");

      assertThat(server).received(anyItem().encrypted()).times(2).now();
      assertThat(server).received(item("web01", "plain").unencrypted()).now();
      assertThat(server).received(item("web01", "psk").withPskIdentity("id-tp")).now();
      assertThat(server).received(item("web01", "cert").withCertificate(SUBJECT)).now();
      assertThat(server).received(anyItem().withCertificate(SUBJECT)).times(1).now();
    }
  }

  @Test
  void failuresSayHowNearMissesWereEncrypted() throws IOException {
    try (MockZabbixServer server = start()) {
      send(server, TlsConfig.unencrypted(), "plain");
      send(server, TlsConfig.psk(TlsKit.PSK), "psk");

      assertEquals(
          List.of(
              "the connection was not encrypted",
              "the connection was encrypted: TLSv1.3 with PSK \"id-tp\""),
          List.of(
              item("web01", "plain").encrypted().differences(server.items().get(0)),
              item("web01", "psk").withPskIdentity("id").differences(server.items().get(1))));
      AssertionFailedError failure =
          assertThrows(
              AssertionFailedError.class,
              () ->
                  assertThat(server).received(item("web01", "psk").withCertificate("CN=a")).now());
      String message = String.valueOf(failure.getMessage());
      assertEquals(
          "expected: web01 psk with certificate \"CN=a\"",
          message.lines().findFirst().orElseThrow());
      assertTrue(
          message.contains("the connection was encrypted: TLSv1.3 with PSK \"id-tp\""), message);
      assertEquals(
          "web01 psk with TLSv1.3 with PSK \"id-tp\"",
          item("web01", "psk").encrypted().describe(server.items().get(1)));
    }
  }

  @Test
  void requirementsThatExcludeEachOtherAreRefused() {
    assertEquals(
        "no encryption contradicts PSK \"id\"",
        assertThrows(
                IllegalArgumentException.class, () -> anyItem().withPskIdentity("id").unencrypted())
            .getMessage());
    assertEquals(
        "certificate \"CN=a\" contradicts PSK \"id\"",
        assertThrows(
                IllegalArgumentException.class,
                () -> anyItem().withPskIdentity("id").withCertificate("CN=a"))
            .getMessage());
    assertEquals(
        "any item with PSK \"id\" and encryption",
        anyItem().withPskIdentity("id").encrypted().toString());
  }

  @Test
  void rulesAreForConnections() throws IOException {
    try (MockZabbixServer server = start()) {
      server.when(RequestMatcher.anyRequest().encrypted()).reply(Responder.failed("encrypted"));
      server.when(RequestMatcher.anyRequest().unencrypted()).reply(Responder.failed("plain"));
      server
          .when(RequestMatcher.senderData().withPskIdentity("id-tp"))
          .reply(Responder.failed("id-tp"));
      server
          .when(RequestMatcher.senderData().withCertificate(SUBJECT))
          .reply(Responder.failed("client"));
      String json = "{'request':'sender data','data':[]}";

      for (String client : List.of("plain", "id-tp", "client")) {
        assertEquals(
            "{'response':'failed','info':'" + client + "'}",
            TlsKit.ask(server, TlsKit.client(client), json));
      }
      assertEquals(
          "{'response':'failed','info':'encrypted'}",
          TlsKit.ask(server, TlsKit.client("agent"), json));
      assertThat(server)
          .requested(RequestMatcher.senderData().withPskIdentity("id-tp"))
          .times(1)
          .now();
    }
  }
}
