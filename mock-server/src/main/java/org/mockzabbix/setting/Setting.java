package org.mockzabbix.setting;

import java.util.List;
import java.util.function.BiConsumer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * A setting of a server that is a field of scenario files and may be an option of the command line.
 * This class needs no JSON or YAML parser and runs few lambdas, so that the command line starts
 * quickly.
 *
 * @param name the name of the field, for example {@code trapperPort}
 * @param type the values that the setting accepts; the setter may reject some of them
 * @param setter sets the value, or throws an {@code IllegalArgumentException}
 * @param help the description in the documentation and in the help of the option
 */
public record Setting<T>(
    String name, SettingType<T> type, BiConsumer<ServerConfig.Builder, T> setter, String help) {

  /** All settings of a server, in the order of the documentation. */
  public static final List<Setting<?>> OF_SERVER =
      List.of(
          new Setting<>(
              "dialect",
              SettingType.VERSION,
              ServerConfig.Builder::version,
              "The Zabbix version to imitate (default: " + ZabbixVersion.newest().dialect() + ")."),
          new Setting<>(
              "strict",
              SettingType.BOOLEAN,
              ServerConfig.Builder::strict,
              "Reject values for hosts and items that the scenario does not define, as a real"
                  + " server does (default: false)."),
          new Setting<>(
              "bind",
              SettingType.NAME,
              ServerConfig.Builder::bindAddress,
              "The IP address or DNS name to listen on (default: 127.0.0.1)."),
          new Setting<>(
              "trapperPort",
              SettingType.PORT,
              ServerConfig.Builder::trapperPort,
              "The port that senders, active agents and proxies connect to; 0 for any free port"
                  + " (default: 10051 on the command line, 0 in Java)."),
          new Setting<>(
              "forward",
              SettingType.ADDRESS,
              ServerConfig.Builder::forward,
              "The address of a real server that each packet is passed to, for example"
                  + " 127.0.0.1:10052; its reply is the response (default: none)."),
          new Setting<>(
              "poll",
              SettingType.BOOLEAN,
              ServerConfig.Builder::poll,
              "Poll the passive items at their update intervals, from the start on (default:"
                  + " false)."),
          new Setting<>(
              "configRevision",
              SettingType.POSITIVE,
              (server, revision) -> server.configRevision(revision),
              "The configuration revision at the start (default: 1)."),
          new Setting<>(
              "statsAllowed",
              SettingType.NAME,
              ServerConfig.Builder::statsAllowed,
              "The clients that may request zabbix.stats: IP addresses, CIDR ranges and DNS names,"
                  + " separated by commas (default: 127.0.0.0/8,::1)."),
          new Setting<>(
              "maxPacketSize",
              SettingType.SIZE,
              ServerConfig.Builder::maxPacketSize,
              "The largest data of a packet, from 1 byte to 1G, for example 4096 or 64K (default:"
                  + " 128M)."),
          new Setting<>(
              "trapperTimeout",
              SettingType.DURATION,
              ServerConfig.Builder::trapperTimeout,
              "The longest time between the first and the last byte of a packet, from 1 ms to 24 h,"
                  + " for example 500ms, 10s or 5m (default: 10 s)."));

  /** Returns the setting of a server whose field has this name. */
  public static Setting<?> ofServer(String name) {
    for (Setting<?> setting : OF_SERVER) {
      if (setting.name.equals(name)) {
        return setting;
      }
    }
    throw new IllegalArgumentException("unknown setting " + name);
  }

  /**
   * Sets the value that a text spells.
   *
   * @throws IllegalArgumentException if the value is not valid
   */
  public void set(ServerConfig.Builder server, String text) {
    setter.accept(server, type.parse(text));
  }
}
