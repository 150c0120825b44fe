package org.mockzabbix.testing;

import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.protocol.ZabbixVersion;

/** Running servers for tests, to be closed by them. */
public final class Servers {

  /** The revision of their configuration. */
  static final long REVISION = 7;

  /** A session of an agent or a proxy. */
  public static final String SESSION = "0123456789abcdef0123456789abcdef";

  private Servers() {}

  /** Knows these hosts only. */
  public static MockZabbixServer strict(ZabbixVersion version, Host... hosts) {
    return started(ServerConfig.strict(hosts), version);
  }

  /** Knows these hosts only, and is of the newest version. */
  public static MockZabbixServer strict70(Host... hosts) {
    return strict(ZabbixVersion.V7_0, hosts);
  }

  /** Knows every host, and more of these. */
  public static MockZabbixServer lenient(ZabbixVersion version, Host... hosts) {
    return started(ServerConfig.lenient(hosts), version);
  }

  private static MockZabbixServer started(ServerConfig config, ZabbixVersion version) {
    return new MockZabbixServer(
            config.toBuilder().version(version).configRevision(REVISION).build())
        .start();
  }
}
