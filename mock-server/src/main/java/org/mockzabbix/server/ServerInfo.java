package org.mockzabbix.server;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.mockzabbix.protocol.GlobalRegexp;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * The properties of a server that stay the same while it runs.
 *
 * @param regexps the global regular expressions that log items may name
 * @param frontendSessions the session ids of users of the web frontend
 * @param statsAllowed the clients that may request {@code zabbix.stats}
 * @param startedAt when the server started
 */
public record ServerInfo(
    ZabbixVersion version,
    List<GlobalRegexp> regexps,
    Set<String> frontendSessions,
    String statsAllowed,
    Instant startedAt) {

  public ServerInfo {
    regexps = List.copyOf(regexps);
    frontendSessions = Set.copyOf(frontendSessions);
  }
}
