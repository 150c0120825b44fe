package org.mockzabbix.scenario;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * What a scenario says of the server itself; null where it says nothing.
 *
 * @param strict whether only the listed hosts and items are known
 * @param bind the address to listen on
 * @param configRevision the revision of the configuration to start with
 * @param maxPacketSize the largest packet, in bytes
 * @param trapperTimeout how long a packet may take after its first byte
 */
public record ServerScenario(
    @Nullable ZabbixVersion dialect,
    @Nullable Boolean strict,
    @Nullable String bind,
    @Nullable Integer trapperPort,
    @Nullable Long configRevision,
    @Nullable Long maxPacketSize,
    @Nullable Duration trapperTimeout) {

  static final ServerScenario EMPTY = new ServerScenario(null, null, null, null, null, null, null);

  /** The same in another version. */
  public ServerScenario withDialect(ZabbixVersion dialect) {
    return new ServerScenario(
        dialect, strict, bind, trapperPort, configRevision, maxPacketSize, trapperTimeout);
  }

  /** The same, knowing only the listed hosts and items, or others, too. */
  public ServerScenario withStrict(boolean strict) {
    return new ServerScenario(
        dialect, strict, bind, trapperPort, configRevision, maxPacketSize, trapperTimeout);
  }
}
