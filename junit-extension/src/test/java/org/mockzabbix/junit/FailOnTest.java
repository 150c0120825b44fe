package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockzabbix.junit.Kit.assertSucceeded;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TlsCertificate;
import org.mockzabbix.tls.TlsConfig;
import org.opentest4j.AssertionFailedError;

/** Findings that fail a test without an assertion, and their messages. */
class FailOnTest {

  private static final TestCertificates CERTIFICATES = TestCertificates.create();

  /** The messages that the test cases expect: only they know their servers. */
  static final Map<String, String> EXPECTED = new ConcurrentHashMap<>();

  @Test
  void failOnUnreadable() {
    Throwable failure = Kit.onlyFailure(Kit.run(UnreadableTestCase.class));

    assertEquals(AssertionFailedError.class, failure.getClass());
    assertEquals(EXPECTED.get("unreadable"), failure.getMessage());
  }

  @MockZabbix(failOnUnreadable = true)
  static class UnreadableTestCase {
    @Test
    void noise(MockZabbixServer zabbix) {
      Sender.send(zabbix, "web01", "app.ok", "1");
      Sender.sendNoise(zabbix, "GET / HTTP/1.0");
      EXPECTED.put(
          "unreadable",
          "failOnUnreadable: 1 unreadable exchange on "
              + zabbix
              + "\n  "
              + zabbix.exchanges().get(1));
    }

    @Test
    void ownFault(MockZabbixServer zabbix) {
      zabbix.onConnect(Fault.close().whileReading()).times(1);
      Sender.sendNoise(zabbix, "ZBXD");
      assertEquals("unreadable", zabbix.exchanges().get(0).kind().toString());
    }

    @Test
    @MockZabbix(failOnUnreadable = false)
    void notAskedForHere(MockZabbixServer zabbix) {
      Sender.sendNoise(zabbix, "GET / HTTP/1.0");
    }

    @Test
    void skipped(MockZabbixServer zabbix) {
      Sender.sendNoise(zabbix, "GET / HTTP/1.0");
      Assumptions.abort("as intended");
    }
  }

  @Test
  void failOnUnreadable_saysTheFirstTen() {
    String message = Kit.onlyFailure(Kit.run(ManyUnreadableTestCase.class)).getMessage();

    List<String> lines = message.lines().toList();
    assertEquals(12, lines.size());
    assertEquals("  and 2 more", lines.get(11));
  }

  @MockZabbix(failOnUnreadable = true)
  static class ManyUnreadableTestCase {
    @Test
    void noise(MockZabbixServer zabbix) {
      for (int i = 0; i < 12; i++) {
        Sender.sendNoise(zabbix, "GET / HTTP/1.0");
      }
    }
  }

  @Test
  void failedTest_hasTheCheckSuppressed() {
    Throwable failure = Kit.onlyFailure(Kit.run(FailedTestCase.class));

    assertEquals("as intended", failure.getMessage());
    assertEquals(2, failure.getSuppressed().length); // the first one names the transcript
    assertEquals(EXPECTED.get("suppressed"), failure.getSuppressed()[1].getMessage());
  }

  @MockZabbix(failOnUnreadable = true)
  static class FailedTestCase {
    @Test
    void noise(MockZabbixServer zabbix) {
      Sender.sendNoise(zabbix, "GET / HTTP/1.0");
      EXPECTED.put(
          "suppressed",
          "failOnUnreadable: 1 unreadable exchange on "
              + zabbix
              + "\n  "
              + zabbix.exchanges().get(0));
      throw new IllegalStateException("as intended");
    }
  }

  @Test
  void failOnNotStored() {
    Throwable failure = Kit.onlyFailure(Kit.run(NotStoredTestCase.class));

    assertEquals(EXPECTED.get("notStored"), failure.getMessage());
  }

  @MockZabbix(scenario = "classpath:web01.json", failOnNotStored = true)
  static class NotStoredTestCase {
    @Test
    void badValues(MockZabbixServer zabbix) {
      zabbix.putHost(Host.of("web02", Item.trapper("app.count").withValueType(ValueType.UNSIGNED)));
      Sender.send(zabbix, "web01", "app.ok", "1");
      Sender.send(zabbix, "web02", "app.count", "5.0");
      Sender.send(zabbix, "web02", "app.count", "1,5");
      EXPECTED.put(
          "notStored",
          "failOnNotStored: 1 value that a real server does not store on "
              + zabbix
              + "\n  web02 app.count = \"1,5\" (a 6.0 server counts this value as processed, but does"
              + " not store it, and the item is not supported: Value of type \"string\" is not"
              + " suitable for value type \"Numeric (unsigned)\". Value \"1,5\")");
    }

    @Test
    void goodValues(MockZabbixServer zabbix) {
      zabbix.putHost(Host.of("web02", Item.trapper("app.count").withValueType(ValueType.UNSIGNED)));
      Sender.send(zabbix, "web02", "app.count", "5.0");
    }
  }

  @Test
  void failOnUnknownItem() {
    Throwable failure = Kit.onlyFailure(Kit.run(UnknownItemTestCase.class));

    assertEquals(EXPECTED.get("unknown"), failure.getMessage());
  }

  @MockZabbix(scenario = "classpath:web01.json", failOnUnknownItem = true)
  static class UnknownItemTestCase {
    @Test
    void typo(MockZabbixServer zabbix) {
      Sender.send(zabbix, "web01", "app.ok", "1");
      Sender.send(zabbix, "web01", "app.oK", "1");
      Sender.send(zabbix, "web02", "app.ok", "1");
      EXPECTED.put(
          "unknown",
          "failOnUnknownItem: 2 values for unknown hosts or items on "
              + zabbix
              + "\n  "
              + zabbix.journal().rejected().get(0)
              + "\n  "
              + zabbix.journal().rejected().get(1));
    }

    @Test
    void refusedByARule(MockZabbixServer zabbix) {
      zabbix.when(RequestMatcher.senderData()).reply(Responder.failed("busy"));
      Sender.send(zabbix, "web01", "app.ok", "1");
    }
  }

  @Test
  void failOnUnencrypted() {
    Throwable failure = Kit.onlyFailure(Kit.run(UnencryptedTestCase.class));

    assertEquals(EXPECTED.get("unencrypted"), failure.getMessage());
  }

  @Test
  void failOnUnencrypted_asAnAttribute() {
    Throwable failure = Kit.onlyFailure(Kit.run(PlainTestCase.class));

    assertEquals(EXPECTED.get("plain"), failure.getMessage());
  }

  @MockZabbix(failOnUnencrypted = true)
  static class PlainTestCase {
    @Test
    void plain(MockZabbixServer zabbix) {
      Sender.send(zabbix, "web01", "app.ok", "1");
      EXPECTED.put(
          "plain",
          "failOnUnencrypted: 1 exchange without encryption on "
              + zabbix
              + "\n  "
              + zabbix.exchanges().get(0));
    }
  }

  static class UnencryptedTestCase {

    @RegisterExtension
    final MockZabbixExtension extension =
        MockZabbixExtension.builder()
            .config(ServerConfig.lenient().toBuilder().tls(tls(CERTIFICATES.server())).build())
            .failOnUnencrypted()
            .build();

    @Test
    void plain(MockZabbixServer zabbix) throws IOException {
      sender(zabbix).send("web01", "app.ok", "1");
      Sender.send(zabbix, "web01", "app.ok", "2");
      EXPECTED.put(
          "unencrypted",
          "failOnUnencrypted: 1 exchange without encryption on "
              + zabbix
              + "\n  "
              + zabbix.exchanges().get(1));
    }

    @Test
    void encrypted(MockZabbixServer zabbix) throws IOException {
      sender(zabbix).send("web01", "app.ok", "1");
    }

    private static TlsConfig tls(TlsCertificate own) {
      return TlsConfig.cert(own, CERTIFICATES.authority());
    }

    private static org.mockzabbix.client.Sender sender(MockZabbixServer zabbix) {
      return new org.mockzabbix.client.Sender("127.0.0.1", zabbix.trapperPort())
          .withTls(tls(CERTIFICATES.client("web01")));
    }
  }

  @Test
  void failOnUnusedRule() {
    Throwable failure = Kit.onlyFailure(Kit.run(UnusedRuleTestCase.class));

    assertEquals(EXPECTED.get("unused"), failure.getMessage());
  }

  @MockZabbix(scenario = "classpath:web01.json", failOnUnusedRule = true)
  static class UnusedRuleTestCase {
    @Test
    void unused(MockZabbixServer zabbix) {
      zabbix.when(RequestMatcher.senderData()).reply(Responder.failed("busy"));
      zabbix.agents().get(0).onConnect(Fault.reset());
      EXPECTED.put(
          "unused",
          "failOnUnusedRule: 2 unused rules on "
              + zabbix
              + "\n  "
              + zabbix.unusedRules().get(0)
              + "\n  "
              + zabbix.unusedRules().get(1));
    }

    @Test
    void used(MockZabbixServer zabbix) {
      zabbix.when(RequestMatcher.senderData()).reply(Responder.failed("busy"));
      Sender.send(zabbix, "web01", "app.ok", "1");
    }
  }

  @Test
  void severalChecksAndServers_failTogether() {
    Throwable failure = Kit.onlyFailure(Kit.run(SeveralTestCase.class));

    assertEquals(EXPECTED.get("several"), failure.getMessage());
  }

  @MockZabbix(failOnUnreadable = true, failOnUnusedRule = true)
  static class SeveralTestCase {
    @Test
    void both(@MockZabbix("a") MockZabbixServer a, @MockZabbix("b") MockZabbixServer b) {
      a.when(RequestMatcher.senderData()).reply(Responder.failed("busy"));
      Sender.sendNoise(a, "GET / HTTP/1.0");
      Sender.sendNoise(b, "GET / HTTP/1.0");
      EXPECTED.put(
          "several",
          "failOnUnreadable: 1 unreadable exchange on \"a\": "
              + a
              + "\n  "
              + a.exchanges().get(0)
              + "\nfailOnUnusedRule: 1 unused rule on \"a\": "
              + a
              + "\n  "
              + a.unusedRules().get(0)
              + "\nfailOnUnreadable: 1 unreadable exchange on \"b\": "
              + b
              + "\n  "
              + b.exchanges().get(0));
    }
  }

  @Test
  void evictedExchanges_makeTheResultUnknown() {
    Throwable failure = Kit.onlyFailure(Kit.run(EvictedTestCase.class));

    assertEquals(EXPECTED.get("evicted"), failure.getMessage());
  }

  static class EvictedTestCase {
    @RegisterExtension
    final MockZabbixExtension extension =
        MockZabbixExtension.builder()
            .config(ServerConfig.lenient().toBuilder().journalSize(1).build())
            .failOnUnreadable()
            .failOnUnknownItem()
            .failOnUnusedRule()
            .build();

    @Test
    void noise() {
      MockZabbixServer zabbix = extension.server();
      Sender.sendNoise(zabbix, "GET / HTTP/1.0");
      Sender.send(zabbix, "web01", "app.ok", "1");
      Sender.sendNoise(zabbix, "GET / HTTP/1.0");
      EXPECTED.put(
          "evicted",
          "failOnUnreadable: 1 unreadable exchange on "
              + zabbix
              + "\n  "
              + zabbix.exchanges().get(0)
              + "\n  perhaps more: 2 exchanges were evicted from the journal (limit 1 byte): raise"
              + " journalSize\nfailOnUnknownItem: unknown on "
              + zabbix
              + ", because 2 exchanges were evicted from the journal (limit 1 byte): raise"
              + " journalSize");
    }
  }

  @Test
  void nothingIsCheckedUnasked() {
    assertSucceeded(1, Kit.run(UnaskedTestCase.class));
  }

  @MockZabbix
  static class UnaskedTestCase {
    @Test
    void noise(MockZabbixServer zabbix) {
      zabbix.when(RequestMatcher.senderData()).reply(Responder.failed("busy"));
      Sender.sendNoise(zabbix, "GET / HTTP/1.0");
    }
  }
}
