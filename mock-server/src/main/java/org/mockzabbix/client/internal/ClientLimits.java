package org.mockzabbix.client.internal;

import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.wire.PacketLimits;

/** Returns the limits of the packets that zabbix_sender and zabbix_get accept. */
public final class ClientLimits {

  private ClientLimits() {}

  /** Returns the limits of a version. Programs of 5.0 ignore RESERVED without compression. */
  public static PacketLimits of(ZabbixVersion version) {
    return version.atLeast(ZabbixVersion.V6_0) ? PacketLimits.zabbix70() : PacketLimits.zabbix50();
  }
}
