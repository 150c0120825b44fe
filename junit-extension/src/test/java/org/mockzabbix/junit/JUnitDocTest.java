package org.mockzabbix.junit;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;
import static org.mockzabbix.rule.RequestMatcher.senderData;
import static org.mockzabbix.rule.Responder.failed;
import static org.mockzabbix.tls.TlsMode.CERT;
import static org.mockzabbix.tls.TlsMode.PSK;
import static org.mockzabbix.tls.TlsMode.UNENCRYPTED;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;

/** Compiles and runs the Java snippets of docs/junit.md, which these test classes contain. */
class JUnitDocTest {

  @TestFactory
  Stream<DynamicTest> everySnippetIsHere() throws IOException {
    return MarkdownFile.read("docs/junit.md").everySnippetIsIn(JUnitDocTest.class);
  }

  @Test
  void everySnippetRuns() {
    Kit.assertSucceeded(
        12,
        Kit.run(
            ReporterTest.class,
            ParametersTest.class,
            EncryptedTest.class,
            FieldTest.class,
            ScenarioTest.class,
            BuilderTest.class,
            SharedTest.class));
  }

  /** Sends one value: twice at most to each server, until one takes it. */
  static final class CpuReporter {

    private final List<InetSocketAddress> servers;

    CpuReporter(String host, int... ports) {
      servers = Arrays.stream(ports).mapToObj(port -> new InetSocketAddress(host, port)).toList();
    }

    void report() {
      assertTrue(
          servers.stream().flatMap(server -> Stream.of(server, server)).anyMatch(this::isTaken));
    }

    private boolean isTaken(InetSocketAddress server) {
      try {
        new Sender(server, ZabbixVersion.V7_0, Duration.ofSeconds(20))
            .send("web01", "system.cpu.load", "0.42");
        return true;
      } catch (IOException refused) {
        return false;
      }
    }
  }

  @MockZabbix
  static class ReporterTest {

    @Test
    void reportsTheLoad(MockZabbixServer zabbix) {
      new CpuReporter("127.0.0.1", zabbix.trapperPort()).report();

      assertThat(zabbix).received(item("web01", "system.cpu.load")).within(ofSeconds(5));
    }
  }

  @MockZabbix
  static class ParametersTest {

    @Test
    void takes(@TrapperPort int port, List<ItemValue> items, MockAgent agent) {
      new CpuReporter("127.0.0.1", port).report();

      assertEquals("0.42", items.get(0).value());
      assertEquals("mock-zabbix", agent.name());
    }

    @Test
    void failsOver(
        @MockZabbix("main") MockZabbixServer main, @MockZabbix("spare") MockZabbixServer spare) {
      main.refuseConnections();

      new CpuReporter("127.0.0.1", main.trapperPort(), spare.trapperPort()).report();

      assertThat(spare).received(item("web01", "system.cpu.load")).now();
    }

    @Test
    @MockZabbix(failOnUnreadable = true, failOnUnknownItem = true, failOnUnusedRule = true)
    void isFlawless(MockZabbixServer zabbix) {
      new CpuReporter("127.0.0.1", zabbix.trapperPort()).report();

      assertThat(zabbix).received(item("web01", "system.cpu.load")).now();
    }
  }

  static class EncryptedTest {

    private static Sender sender(MockZabbixServer server, TlsConfig tls) {
      return new Sender("127.0.0.1", server.trapperPort()).withTls(tls);
    }

    @Test
    @MockZabbix(tls = PSK)
    void reportsWithTheKey(MockZabbixServer zabbix, TestPsk psk) throws IOException {
      sender(zabbix, TlsConfig.psk(psk)).send("web01", "system.cpu.load", "0.42");

      assertThat(zabbix).received(item("web01", "system.cpu.load").encrypted()).now();
    }

    @Test
    @MockZabbix(tls = {CERT, UNENCRYPTED})
    void reportsWithACertificate(MockZabbixServer zabbix, TestCertificates all) throws IOException {
      TlsConfig tls = TlsConfig.cert(all.client("web01"), all.authority());
      sender(zabbix, tls).send("web01", "system.cpu.load", "0.42");

      assertThat(zabbix).received(item("web01", "system.cpu.load").encrypted()).now();
    }
  }

  static class FieldTest {

    @MockZabbix private MockZabbixServer zabbix;

    @Test
    void reports() {
      new CpuReporter("127.0.0.1", zabbix.trapperPort()).report();

      assertEquals(1, zabbix.items().size());
    }
  }

  @MockZabbix(scenario = "classpath:web01.json", strict = true)
  static class ScenarioTest {

    @Test
    @MockZabbix(version = "7.0")
    void asNewZabbix(MockZabbixServer zabbix) {
      assertEquals("web01", zabbix.hosts().get(0).name());
      assertEquals(ZabbixVersion.V7_0, zabbix.config().version());
    }

    @Test
    @MockZabbix(strict = false)
    void knowsEveryHost(MockZabbixServer zabbix) {
      assertTrue(zabbix.config().isLenient());
    }
  }

  static class BuilderTest {

    @RegisterExtension
    final MockZabbixExtension zabbix =
        MockZabbixExtension.builder()
            .config(ServerConfig.strict(Host.of("web01", Item.trapper("system.cpu.load"))))
            .agent(AgentConfig.of("web01"), agent -> agent.reply("agent.ping", "1"))
            .prepare(server -> server.when(senderData()).reply(failed("try again")).times(1))
            .build();

    @Test
    void triesAgain() {
      new CpuReporter("127.0.0.1", zabbix.server().trapperPort()).report();

      assertThat(zabbix.server()).received(item("web01", "system.cpu.load")).times(1).now();
    }
  }

  static class SharedTest {

    @MockZabbix static MockZabbixServer zabbix;

    static CpuReporter reporter;

    @BeforeAll
    static void connect() {
      reporter = new CpuReporter("127.0.0.1", zabbix.trapperPort());
    }

    @Test
    void reportsOnce() {
      reporter.report();

      assertEquals(1, zabbix.items().size());
    }

    @Test
    void reportsTwice() {
      reporter.report();
      reporter.report();

      assertEquals(2, zabbix.items().size());
    }
  }
}
