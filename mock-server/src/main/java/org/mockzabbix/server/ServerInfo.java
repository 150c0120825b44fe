package org.mockzabbix.server;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.GlobalRegexp;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.tls.PeerTls;

/**
 * The properties of a server that stay the same while it runs.
 *
 * @param regexps the global regular expressions that log items may name
 * @param frontendSessions the session ids of users of the web frontend
 * @param statsAllowed the clients that may request {@code zabbix.stats}
 * @param registration the encryption of the hosts that the server registers; null if it registers
 *     none, or does not judge it
 * @param startedAt when the server started
 */
public record ServerInfo(
    ZabbixVersion version,
    List<GlobalRegexp> regexps,
    Set<String> frontendSessions,
    String statsAllowed,
    @Nullable PeerTls registration,
    Instant startedAt) {

  public ServerInfo {
    regexps = List.copyOf(regexps);
    frontendSessions = Set.copyOf(frontendSessions);
  }
}
