package org.mockzabbix.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsLibrary;
import org.mockzabbix.tls.TlsMode;

class WarmUpTest {

  private static final TestCertificates CERTIFICATES = TestCertificates.create();
  private static final TlsConfig PORT =
      TlsConfig.psk(TestPsk.random("web01"))
          .withCertificate(CERTIFICATES.server(), CERTIFICATES.authority());

  @Test
  void completesOneHandshakeOfEachModeInThisJvm() {
    List<? extends CompletableFuture<?>> first = WarmUp.begin(PORT);
    WarmUp.run(Optional.of(PORT));
    assertEquals(2, first.size());
    assertTrue(first.stream().allMatch(CompletableFuture::isDone));
    List<? extends CompletableFuture<?>> second = WarmUp.begin(PORT.withPsks(TestPsk.random("x")));
    assertSame(first.get(0), second.get(0));
    assertSame(first.get(1), second.get(1));
    assertEquals(List.of(), WarmUp.begin(PORT.accepting(TlsMode.UNENCRYPTED)));
  }

  @Test
  void precedesTheStartOfAServerAndOfAnAgent() {
    TlsConfig tls = PORT.like(TlsLibrary.GNUTLS);
    try (MockZabbixServer server =
        new MockZabbixServer(ServerConfig.lenient().toBuilder().tls(tls).build()).start()) {
      assertTrue(server.trapperPort() > 0);
      assertFalse(WarmUp.isNeeded(tls));
    }
    TlsConfig agentTls = TlsConfig.psk(TestPsk.random("web01"));
    try (MockAgent agent = new MockAgent(AgentConfig.of("web01").withTls(agentTls)).start()) {
      assertTrue(agent.port() > 0);
      assertFalse(WarmUp.isNeeded(agentTls));
    }
  }
}
