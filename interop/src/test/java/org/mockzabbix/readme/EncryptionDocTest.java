package org.mockzabbix.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;
import static org.mockzabbix.tls.TlsMode.PSK;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.junit.MockZabbix;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;

/** The snippets of {@code docs/encryption.md}. */
@Timeout(60)
class EncryptionDocTest {

  private static MarkdownFile page() throws IOException {
    return MarkdownFile.read("docs/encryption.md");
  }

  @TestFactory
  Stream<DynamicTest> everySnippetIsHere() throws IOException {
    return page().everySnippetIsIn(EncryptionDocTest.class);
  }

  /** The imports do not count. */
  @Test
  void aTestWithAKeyIsLittleLongerThanOneWithout() throws IOException {
    List<String> java = page().snippets("java");
    String without = java.get(0);
    String with = java.get(1);
    assertTrue(without.contains("class ReporterTest"), without);
    assertTrue(with.contains("class EncryptedReporterTest"), with);
    assertEquals(2, with.lines().count() - without.lines().count());
  }

  @Nested
  @MockZabbix
  class ReporterTest {

    @Test
    void reports(MockZabbixServer zabbix) throws IOException {
      new Sender("127.0.0.1", zabbix.trapperPort()).send("web01", "app.ok", "1");

      assertThat(zabbix).received(item("web01", "app.ok")).now();
    }
  }

  @Nested
  @MockZabbix(tls = PSK)
  class EncryptedReporterTest {

    @Test
    void reportsWithTheKey(MockZabbixServer zabbix, TestPsk psk) throws IOException {
      new Sender("127.0.0.1", zabbix.trapperPort())
          .withTls(TlsConfig.psk(psk))
          .send("web01", "app.ok", "1");

      assertThat(zabbix).received(item("web01", "app.ok").withPskIdentity("mock-zabbix")).now();
    }
  }

  private static Sender sender(MockZabbixServer server, TlsConfig tls) {
    return new Sender("127.0.0.1", server.trapperPort()).withTls(tls);
  }

  @Test
  void psk(@TempDir Path directory) throws IOException {
    TestPsk psk = TestPsk.random("web01");
    Host web01 = Host.of("web01", Item.trapper("app.ok")).withTls(PeerTls.psk(psk));
    try (MockZabbixServer server = new MockZabbixServer(ServerConfig.strict(web01)).start()) {
      psk.writeTo(directory.resolve("web01.psk")); // for TLSPSKFile or --tls-psk-file
      TestPsk read = TestPsk.read("web01", directory.resolve("web01.psk"));
      assertEquals(1, sender(server, TlsConfig.psk(read)).send("web01", "app.ok", "1").processed());

      assertThat(server).received(item("web01", "app.ok").withPskIdentity("web01")).now();
    }
  }

  @Test
  void certificates() throws IOException {
    TestCertificates certificates = TestCertificates.create();
    TlsConfig tls = TlsConfig.cert(certificates.server(), certificates.authority());
    Host db01 =
        Host.of("db01", Item.trapper("app.ok"))
            .withTls(PeerTls.cert().withSubject("CN=db01,O=Mock Zabbix"));
    ServerConfig config = ServerConfig.strict(db01).toBuilder().tls(tls).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      TlsConfig client = TlsConfig.cert(certificates.client("db01"), certificates.authority());
      assertEquals(1, sender(server, client).send("db01", "app.ok", "1").processed());
    }
  }

  @Test
  void scenario() throws IOException {
    Scenario scenario = Scenario.parse("page.yaml", page().snippets("yaml").get(0));
    try (MockZabbixServer server = new MockZabbixServer(scenario).start()) {
      TestPsk psk = TestPsk.of("web01", "00112233445566778899aabbccddeeff");
      sender(server, TlsConfig.psk(psk)).send("web01", "app.ok", "1");
      sender(server, TlsConfig.unencrypted()).send("db01", "app.ok", "1");

      assertThat(server).meets(scenario.expectations().get(0));
      assertThat(server).received(item("db01", "app.ok").unencrypted()).now();
    }
  }
}
