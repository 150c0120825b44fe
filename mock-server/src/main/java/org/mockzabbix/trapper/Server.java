package org.mockzabbix.trapper;

import java.time.Instant;
import java.util.List;
import org.mockzabbix.protocol.GlobalRegexp;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * What a server is, and does not change while it runs.
 *
 * @param regexps the global regular expressions that log items may name
 * @param startedAt since when it runs
 */
public record Server(ZabbixVersion version, List<GlobalRegexp> regexps, Instant startedAt) {
  public Server {
    regexps = List.copyOf(regexps);
  }
}
