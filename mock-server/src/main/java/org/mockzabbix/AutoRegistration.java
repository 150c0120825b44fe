package org.mockzabbix;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.AgentRegistration;
import org.mockzabbix.server.Inventory;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.HostNameCheck;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsMode;

/**
 * The registration of unknown hosts when their agents ask for active checks. Immutable.
 *
 * @param items the items of each registered host
 * @param tls the encryption level; null if hosts are registered over every connection
 */
record AutoRegistration(List<Item> items, @Nullable PeerTls tls) {

  /** Returns an inventory with the host of an agent; the same one if it has the host already. */
  Inventory registered(Inventory inventory, AgentRegistration agent) {
    boolean isKnown = inventory.host(agent.host()) != null;
    return isKnown || HostNameCheck.defect(agent.host()) != null
        ? inventory
        : inventory.with(host(agent));
  }

  private Host host(AgentRegistration agent) {
    Host host = encrypted(Host.of(agent.host()).withItems(items), agent.connection());
    if (!agent.address().isEmpty()) {
      host = host.withAgent(new HostAndPort(agent.address(), port(agent)).toString());
    }
    String proxy = agent.proxy();
    return proxy == null ? host : host.monitoredBy(proxy);
  }

  /** A real server gives a registered host the mode and the key of its registration. */
  private Host encrypted(Host host, TlsMode connection) {
    if (tls == null) {
      return host;
    }
    TestPsk psk = connection == TlsMode.PSK ? tls.psk() : null;
    return host.withTls(psk == null ? PeerTls.accepting(TlsMode.UNENCRYPTED) : PeerTls.psk(psk));
  }

  /** A real server registers port 0, too, and then cannot poll the agent. */
  private static int port(AgentRegistration agent) {
    return (int) (agent.port() == 0 ? AgentRegistration.DEFAULT_PORT : agent.port());
  }
}
