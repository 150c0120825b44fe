package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.BOOLEAN;
import static org.mockzabbix.scenario.ScalarSchema.DURATION;
import static org.mockzabbix.scenario.ScalarSchema.NAME;
import static org.mockzabbix.scenario.ScalarSchema.PORT;
import static org.mockzabbix.scenario.ScalarSchema.POSITIVE;
import static org.mockzabbix.scenario.ScalarSchema.SIZE;

import java.util.List;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * The declarations of the settings of a server that scenario files and the command line have in
 * common. This class needs no JSON or YAML parser, so that the command line starts quickly.
 */
final class ServerSchema {

  /** A Zabbix version. */
  static final Schema<ZabbixVersion> VERSION =
      ChoiceSchema.of(List.of(ZabbixVersion.values()), ZabbixVersion::dialect);

  /** All settings, in the order of the documentation. */
  static final ObjectSchema<ServerConfig.Builder> SETTINGS =
      ObjectSchema.of("a scenario", () -> ServerConfig.lenient().toBuilder())
          .field("dialect", VERSION, ServerConfig.Builder::version)
          .optional("The Zabbix version to imitate (default: 7.0).")
          .field("strict", BOOLEAN, ServerConfig.Builder::strict)
          .optional(
              "Whether to reject values for hosts and items that are not configured, as a real"
                  + " server does (default: false).")
          .field("bind", NAME, ServerConfig.Builder::bindAddress)
          .optional("The IP address or DNS name to listen on (default: 127.0.0.1).")
          .field("trapperPort", PORT, ServerConfig.Builder::trapperPort)
          .optional(
              "The port that senders, active agents and proxies connect to; 0 for any free port.")
          .field("configRevision", POSITIVE, (server, revision) -> server.configRevision(revision))
          .optional("The configuration revision at the start (default: 1).")
          .field("maxPacketSize", SIZE, ServerConfig.Builder::maxPacketSize)
          .optional("The largest packet, from 1 byte to 1G (default: 128M).")
          .field("trapperTimeout", DURATION, ServerConfig.Builder::trapperTimeout)
          .optional(
              "The longest time between the first and the last byte of a packet, from 1 ms to 24 h"
                  + " (default: 10 s).");

  private ServerSchema() {}
}
