package org.mockzabbix.setting;

import java.util.List;
import java.util.function.BiConsumer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * A setting of a server that is a field of scenario files and may be an option of the command line.
 * This class needs no JSON or YAML parser, so that the command line starts quickly.
 *
 * @param name the name of the field, for example {@code trapperPort}
 * @param type the values that the setting accepts; the setter may reject some of them
 * @param setter sets the value, or throws an {@code IllegalArgumentException}
 * @param help the description in the documentation and in the help of the option
 */
public record Setting<T>(
    String name, SettingType<T> type, BiConsumer<ServerConfig.Builder, T> setter, String help) {

  /** The names of all settings of a server, in the order of the documentation. */
  public static final List<String> NAMES =
      List.of(
          "dialect",
          "strict",
          "bind",
          "trapperPort",
          "forward",
          "poll",
          "configRevision",
          "statsAllowed",
          "maxPacketSize",
          "trapperTimeout");

  /**
   * Returns the setting of a server whose field has this name. Creates only this one, because
   * creating all of them would delay the start of a server.
   */
  public static Setting<?> ofServer(String name) {
    return switch (name) {
      case "dialect" ->
          new Setting<>(
              name,
              SettingType.version(),
              ServerConfig.Builder::version,
              "The Zabbix version to imitate (default: " + ZabbixVersion.newest().dialect() + ").");
      case "strict" ->
          new Setting<>(
              name,
              SettingType.trueOrFalse(),
              ServerConfig.Builder::strict,
              "Reject values for hosts and items that the scenario does not define, as a real"
                  + " server does (default: false).");
      case "bind" ->
          new Setting<>(
              name,
              SettingType.name(),
              ServerConfig.Builder::bindAddress,
              "The IP address or DNS name to listen on (default: 127.0.0.1).");
      case "trapperPort" ->
          new Setting<>(
              name,
              SettingType.port(),
              ServerConfig.Builder::trapperPort,
              "The port that senders, active agents and proxies connect to; 0 for any free port"
                  + " (default: 10051 with serve, else 0).");
      case "forward" ->
          new Setting<>(
              name,
              SettingType.address(),
              ServerConfig.Builder::forward,
              "The address of a real server that each packet is passed to, for example"
                  + " 127.0.0.1:10052; its reply is the response (default: none).");
      case "poll" ->
          new Setting<>(
              name,
              SettingType.trueOrFalse(),
              ServerConfig.Builder::poll,
              "Poll the passive items at their update intervals, from the start on (default:"
                  + " false).");
      case "configRevision" ->
          new Setting<>(
              name,
              SettingType.positive(),
              (server, revision) -> server.configRevision(revision),
              "The configuration revision at the start (default: 1).");
      case "statsAllowed" ->
          new Setting<>(
              name,
              SettingType.name(),
              ServerConfig.Builder::statsAllowed,
              "The clients that may request zabbix.stats: IP addresses, CIDR ranges and DNS names,"
                  + " separated by commas (default: 127.0.0.0/8,::1).");
      case "maxPacketSize" ->
          new Setting<>(
              name,
              SettingType.size(),
              ServerConfig.Builder::maxPacketSize,
              "The largest data of a packet, from 1 byte to 1G, for example 4096 or 64K (default:"
                  + " 128M).");
      case "trapperTimeout" ->
          new Setting<>(
              name,
              SettingType.duration(),
              ServerConfig.Builder::trapperTimeout,
              "The longest time between the first and the last byte of a packet, from 1 ms to 24 h,"
                  + " for example 500ms, 10s or 5m (default: 10 s).");
      default -> throw new IllegalArgumentException("unknown setting " + name);
    };
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
