package org.mockzabbix.cli.send;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.client.internal.PacketSender;
import org.mockzabbix.client.internal.ServerAddress;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.tls.TlsConfig;

/**
 * The servers, the host and the source address of a {@code send}, from its options and the
 * configuration file of an agent. Immutable.
 */
public final class SendTarget {

  private static final int TRAPPER_PORT = 10_051;

  /**
   * The options that take precedence over the file.
   *
   * @param server the option {@code -z}; null without it
   * @param port the option {@code -p}, which matters only with {@code -z}; null without it
   * @param host the option {@code -s}; null without it
   * @param source the option {@code -I}; null without it
   * @param file the option {@code -c}; null without it
   */
  public record Given(
      @Nullable String server,
      @Nullable Integer port,
      @Nullable String host,
      @Nullable String source,
      @Nullable String file) {}

  private final ZabbixVersion version;
  private final Optional<ServerList> servers;
  private final @Nullable String host;
  private final @Nullable String source;
  private final Map<TlsParameter, String> encryption;

  /**
   * Reads the file, and the addresses of the servers.
   *
   * @throws InvalidConfigurationException if zabbix_sender refuses them
   */
  public SendTarget(Given given, ZabbixVersion version) throws InvalidConfigurationException {
    this.version = version;
    String file = given.file();
    Optional<AgentConfiguration> read =
        file == null ? Optional.empty() : Optional.of(AgentConfiguration.read(file));
    this.servers = servers(given, read, version);
    this.host = given.host() != null ? given.host() : hostname(read).orElse(null);
    this.source =
        given.source() != null
            ? given.source()
            : read.flatMap(known -> known.find("SourceIP")).orElse(null);
    this.encryption = encryption(read);
  }

  private static Optional<ServerList> servers(
      Given given, Optional<AgentConfiguration> file, ZabbixVersion version)
      throws InvalidConfigurationException {
    if (given.server() != null) {
      int port = given.port() == null ? TRAPPER_PORT : given.port();
      return Optional.of(ServerList.ofOption(given.server(), port, version));
    }
    Optional<String> active = parameter(file, "ServerActive");
    return active.isPresent()
        ? Optional.of(ServerList.ofParameter(active.get(), TRAPPER_PORT, version))
        : Optional.empty();
  }

  /** Returns the first of several names, which an agent has since 6.0. */
  private Optional<String> hostname(Optional<AgentConfiguration> file) {
    Optional<String> names = file.flatMap(known -> known.find("Hostname"));
    return version.atLeast(ZabbixVersion.V6_0)
        ? names.map(several -> AgentConfiguration.trimmed(several.split(",", -1)[0]))
        : names;
  }

  private static Map<TlsParameter, String> encryption(Optional<AgentConfiguration> file) {
    Map<TlsParameter, String> found = new EnumMap<>(TlsParameter.class);
    for (TlsParameter parameter : TlsParameter.values()) {
      parameter
          .inFile()
          .flatMap(name -> file.flatMap(known -> known.find(name)))
          .ifPresent(value -> found.put(parameter, value));
    }
    return found;
  }

  private static Optional<String> parameter(Optional<AgentConfiguration> file, String name) {
    return file.flatMap(known -> known.find(name)).filter(value -> !value.isEmpty());
  }

  /** Returns whether a server is known. */
  public boolean hasServer() {
    return servers.isPresent();
  }

  /** Returns the technical name of the host; null if it is not known. */
  public @Nullable String host() {
    return host;
  }

  /** Returns the parameters of the file for encryption. */
  public Map<TlsParameter, String> encryption() {
    return Map.copyOf(encryption);
  }

  /** Returns the senders of packets, one for each server. */
  public List<PacketSender> senders(Duration timeout, TlsConfig tls) {
    return servers.stream()
        .flatMap(list -> list.servers().stream())
        .map(addresses -> sender(addresses, timeout).withTls(tls))
        .toList();
  }

  private PacketSender sender(List<HostAndPort> addresses, Duration timeout) {
    List<InetSocketAddress> resolved = addresses.stream().map(ServerAddress::resolve).toList();
    PacketSender sender = new PacketSender(resolved, version, timeout, InstantSource.system());
    return source == null ? sender : sender.from(source);
  }
}
