package org.mockzabbix.junit;

import java.util.List;
import java.util.Set;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsMode;

/**
 * The test keys that a server accepts connections with. They are the same for all servers of the
 * JVM, so that a client that knows one key can connect to several of them. Immutable.
 *
 * @param modes the modes to accept; empty to add no keys
 */
record TestKeys(Set<TlsMode> modes) {

  /** The pre-shared key, which is made when a test needs it. */
  private static final class Psk {
    private static final TestPsk KEY = TestPsk.random("mock-zabbix");
  }

  /** The certificates, which are made when a test needs them. */
  private static final class Certificates {
    private static final TestCertificates ALL = TestCertificates.create();
  }

  static TestPsk psk() {
    return Psk.KEY;
  }

  static TestCertificates certificates() {
    return Certificates.ALL;
  }

  /**
   * Returns a copy of a scenario whose server and agents have these keys.
   *
   * @throws IllegalArgumentException if the server has a certificate or a key with this identity
   * @throws IllegalStateException if Bouncy Castle is needed, and not on the class path
   */
  Scenario addTo(Scenario scenario) {
    if (modes.isEmpty()) {
      return scenario;
    }
    ServerConfig server = scenario.server();
    List<AgentConfig> agents = server.agents().stream().map(this::addTo).toList();
    TlsConfig own = server.tls().orElse(TlsConfig.unencrypted());
    return new Scenario(
        server.toBuilder().tls(addTo(own)).agents(agents).build(), scenario.expectations());
  }

  /** Returns a copy of an agent that has these keys, unless it has its own encryption. */
  AgentConfig addTo(AgentConfig agent) {
    return modes.isEmpty() || agent.tls().isPresent()
        ? agent
        : agent.withTls(addTo(TlsConfig.unencrypted()));
  }

  private TlsConfig addTo(TlsConfig own) {
    TlsConfig tls = modes.contains(TlsMode.PSK) ? own.withPsks(psk()) : own;
    tls = modes.contains(TlsMode.CERT) ? withCertificates(tls) : tls;
    TlsMode[] all = modes.toArray(TlsMode[]::new);
    return tls.accepting(all[0], all);
  }

  private static TlsConfig withCertificates(TlsConfig own) {
    if (own.certificate().isPresent()) {
      throw new IllegalArgumentException(
          "the server has a certificate already: remove the mode CERT of tls");
    }
    TestCertificates all = certificates();
    return own.withCertificate(all.server(), all.authority())
        .withRevocationLists(all.revocationList());
  }
}
