package org.mockzabbix;

import java.time.Duration;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.text.DurationFormat;

/** The settings that cannot change while a server runs. */
final class FixedSettings {

  private FixedSettings() {}

  /**
   * Checks that the fixed settings of both configurations are equal.
   *
   * @throws IllegalArgumentException naming the first one that differs
   */
  static void check(ServerConfig running, ServerConfig changed) {
    check("dialect", running.version().dialect(), changed.version().dialect());
    check("bind", running.bindAddress(), changed.bindAddress());
    check("trapperPort", running.trapperPort(), changed.trapperPort());
    check("maxPacketSize", running.maxPacketSize(), changed.maxPacketSize());
    check("firstByteTimeout", running.firstByteTimeout(), changed.firstByteTimeout());
    check("trapperTimeout", running.trapperTimeout(), changed.trapperTimeout());
    check("functionTimeout", running.functionTimeout(), changed.functionTimeout());
    check("maxConnections", running.maxConnections(), changed.maxConnections());
    check("journalSize", running.journalSize(), changed.journalSize());
    check("clock", running.clock(), changed.clock());
  }

  private static void check(String setting, Duration running, Duration changed) {
    check(setting, DurationFormat.format(running), DurationFormat.format(changed));
  }

  private static void check(String setting, Object running, Object changed) {
    if (!running.equals(changed)) {
      throw new IllegalArgumentException(
          setting
              + " is "
              + running
              + " and cannot change to "
              + changed
              + " while the server runs: leave it out, or start a new server");
    }
  }
}
