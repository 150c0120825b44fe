package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;
import static org.mockzabbix.tls.TlsMode.CERT;
import static org.mockzabbix.tls.TlsMode.PSK;
import static org.mockzabbix.tls.TlsMode.UNENCRYPTED;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsMode;

/** The encryption of the servers of tests, and the keys that tests receive. */
class TlsTest {

  private static void send(MockZabbixServer server, TlsConfig tls) throws IOException {
    send(server.trapperPort(), tls);
  }

  private static void send(int port, TlsConfig tls) throws IOException {
    assertEquals(
        1, new Sender("127.0.0.1", port).withTls(tls).send("web01", "app.ok", "1").processed());
  }

  private static void assertRefuses(MockZabbixServer server, TlsConfig tls) {
    assertThrows(IOException.class, () -> send(server, tls));
  }

  private static void assertEncrypted(MockAgent agent, TlsConfig tls) throws IOException {
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", agent.port());
    assertEquals("1", new Getter().withTls(tls).get(address, "app.ok").value());
    assertThrows(IOException.class, () -> new Getter().get(address, "app.ok"));
  }

  private static TlsConfig client(TestCertificates certificates) {
    return TlsConfig.cert(certificates.client("web01"), certificates.authority());
  }

  @Test
  void serverAcceptsTheKeyOnly() {
    Kit.assertSucceeded(6, Kit.run(PskTestCase.class));
  }

  @MockZabbix(tls = PSK)
  static class PskTestCase {

    private final TestPsk ofConstructor;
    private TestPsk ofLifecycleMethod;

    @MockZabbix private TestPsk ofField;

    PskTestCase(TestPsk psk) {
      ofConstructor = psk;
    }

    @BeforeEach
    void takeKey(TestPsk psk) {
      ofLifecycleMethod = psk;
    }

    @Test
    void isInjected(MockZabbixServer zabbix, TestPsk psk) throws IOException {
      send(zabbix, TlsConfig.psk(psk));

      assertThat(zabbix).received(item("web01", "app.ok").withPskIdentity("mock-zabbix")).now();
      assertRefuses(zabbix, TlsConfig.psk(TestPsk.random("mock-zabbix")));
      assertRefuses(zabbix, TlsConfig.unencrypted());
    }

    @Test
    void isTheSameEverywhere(TestPsk psk) {
      assertSame(psk, ofConstructor);
      assertSame(psk, ofLifecycleMethod);
      assertSame(psk, ofField);
    }

    @Test
    void severalServersHaveTheSame(
        @MockZabbix("main") MockZabbixServer main,
        @MockZabbix("spare") MockZabbixServer spare,
        @MockZabbix("spare") TestPsk psk)
        throws IOException {
      send(main, TlsConfig.psk(psk));
      send(spare, TlsConfig.psk(psk));
    }

    @Test
    void agentsHaveItToo(MockAgent agent, TestPsk psk) throws IOException {
      agent.reply("app.ok", "1");
      assertEncrypted(agent, TlsConfig.psk(psk));
    }

    @Test
    @MockZabbix(
        value = "other",
        tls = {PSK, UNENCRYPTED})
    void methodDecides(MockZabbixServer zabbix) throws IOException {
      send(zabbix, TlsConfig.unencrypted());
    }

    @Nested
    class Inner {
      @Test
      void classAroundDecides(MockZabbixServer zabbix, TestPsk psk) throws IOException {
        send(zabbix, TlsConfig.psk(psk));
      }
    }
  }

  @Test
  void serverAcceptsCertificatesOnly() {
    Kit.assertSucceeded(2, Kit.run(CertTestCase.class));
  }

  @MockZabbix(tls = CERT)
  static class CertTestCase {

    @MockZabbix static MockZabbixServer shared;
    @MockZabbix static TestCertificates certificates;
    private static TlsConfig client;

    @BeforeAll
    static void prepare() {
      client = client(certificates);
    }

    @Test
    void areInjected(TestCertificates ofParameter) throws IOException {
      assertSame(certificates, ofParameter);
      send(shared, client);
      assertRefuses(shared, TlsConfig.cert(certificates.revoked(), certificates.authority()));
      assertRefuses(shared, TlsConfig.unencrypted());
    }

    @Test
    void stayAfterAReset() throws IOException {
      send(shared, client);
    }
  }

  @Test
  void everyNodeOfAClusterAcceptsTheKey() {
    Kit.assertSucceeded(1, Kit.run(ClusterTestCase.class));
  }

  static class ClusterTestCase {
    @Test
    @MockZabbix(tls = PSK)
    void accepts(MockZabbixCluster cluster, TestPsk psk) throws IOException {
      for (MockZabbixServer node : cluster.nodes()) {
        send(node, TlsConfig.psk(psk));
        assertRefuses(node, TlsConfig.unencrypted());
      }
    }
  }

  @Test
  void builderAddsTheKeys() {
    Kit.assertSucceeded(1, Kit.run(BuilderTestCase.class));
  }

  static class BuilderTestCase {

    private static final TestPsk OWN = TestPsk.random("web01");

    @RegisterExtension
    final MockZabbixExtension zabbix =
        MockZabbixExtension.builder()
            .config(
                ServerConfig.strict(
                    Host.of("web01", Item.trapper("app.ok")).withTls(PeerTls.accepting(PSK, CERT))))
            .agent(AgentConfig.of("web01"), agent -> agent.reply("app.ok", "1"))
            .agent(
                AgentConfig.of("own").withTls(TlsConfig.psk(OWN).accepting(PSK)),
                agent -> agent.reply("app.ok", "1"))
            .tls(CERT, PSK)
            .build();

    @Test
    void accepts(
        @MockZabbix(host = "web01") MockAgent agent,
        @MockZabbix(host = "own") MockAgent own,
        TestPsk psk,
        TestCertificates certificates)
        throws IOException {
      send(zabbix.server(), TlsConfig.psk(psk));
      send(zabbix.server(), client(certificates));
      assertEncrypted(agent, TlsConfig.psk(psk));
      assertEncrypted(own, TlsConfig.psk(OWN));
    }
  }

  @Test
  void missingKeys_areExplained() {
    assertEquals(
        List.of(
            "the server \"other\" has no test keys for psk: write @MockZabbix(tls = TlsMode.PSK)"
                + " where the test first uses it",
            "the server has no test keys for cert: write @MockZabbix(tls = TlsMode.CERT) where the"
                + " test first uses it"),
        Kit.failures(Kit.run(MissingTestCase.class)).stream()
            .map(Throwable::getMessage)
            .sorted()
            .toList());
  }

  static class MissingTestCase {
    @Test
    @MockZabbix(tls = PSK)
    void noCertificates(TestCertificates certificates) {}

    @Test
    void noKey(@MockZabbix("other") TestPsk psk) {}
  }

  @Test
  void twoSourcesOfAKey_areRefused() {
    TlsConfig known = TlsConfig.psk(TestPsk.random("mock-zabbix"));
    assertEquals("the PSK identity \"mock-zabbix\" is configured already", messageOf(known, PSK));
    TlsConfig certified = client(TestCertificates.create());
    assertEquals(
        "the server has a certificate already: remove the mode CERT of tls",
        messageOf(certified, CERT));
  }

  private static String messageOf(TlsConfig own, TlsMode mode) {
    ConfigOrScenario source =
        new ConfigOrScenario(
            "",
            null,
            ServerConfig.lenient().toBuilder().tls(own).build(),
            null,
            null,
            Set.of(mode));
    return assertThrows(
            ExtensionConfigurationException.class,
            () -> source.load(TlsTest.class.getClassLoader()))
        .getMessage();
  }
}
