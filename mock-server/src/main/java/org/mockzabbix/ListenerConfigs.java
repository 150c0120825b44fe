package org.mockzabbix;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.net.ListenerConfig;
import org.mockzabbix.protocol.AgentProgram;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.wire.PacketLimits;

/** Derives the settings of a listener from those of its server or agent. */
final class ListenerConfigs {

  private ListenerConfigs() {}

  static ListenerConfig of(ServerConfig config, InstantSource clock) {
    PacketLimits limits = limits(config.version()).withMaxPacketSize(config.maxPacketSize());
    return ListenerConfig.of("trapper", address(config.bindAddress(), config.trapperPort()), limits)
        .withFirstByteTimeout(config.firstByteTimeout())
        .withRestTimeout(config.trapperTimeout())
        .withFunctionTimeout(config.functionTimeout())
        .withMaxConnections(config.maxConnections())
        .withClock(clock);
  }

  static ListenerConfig of(AgentConfig config, InstantSource clock) {
    boolean agent2 = config.variant() == AgentProgram.Variant.AGENT2;
    PacketLimits limits =
        agent2
            ? PacketLimits.agent2()
            : config.version().atLeast(ZabbixVersion.V6_0)
                ? PacketLimits.agent()
                : PacketLimits.zabbix50();
    PacketLimits accepted = config.acceptsPlainText() ? limits.withPlainText() : limits;
    return ListenerConfig.of("agent", address(config.bindAddress(), config.port()), accepted)
        .withFirstByteTimeout(config.timeout())
        .withRestTimeout(config.timeout())
        .withFunctionTimeout(config.functionTimeout())
        .withClock(clock);
  }

  private static InetSocketAddress address(String host, int port) {
    return new InetSocketAddress(host, port);
  }

  private static PacketLimits limits(ZabbixVersion version) {
    return switch (version) {
      case V5_0 -> PacketLimits.zabbix50();
      case V6_0 -> PacketLimits.zabbix60();
      case V7_0 -> PacketLimits.zabbix70();
    };
  }
}
