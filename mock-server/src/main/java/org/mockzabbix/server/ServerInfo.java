package org.mockzabbix.server;

import java.time.Instant;
import java.util.List;
import org.mockzabbix.protocol.GlobalRegexp;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * The properties of a server that stay the same while it runs.
 *
 * @param regexps the global regular expressions that log items may name
 * @param startedAt when the server started
 */
public record ServerInfo(ZabbixVersion version, List<GlobalRegexp> regexps, Instant startedAt) {

  public ServerInfo {
    regexps = List.copyOf(regexps);
  }
}
