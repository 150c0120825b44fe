package org.mockzabbix.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.client.internal.ClientLimits;
import org.mockzabbix.net.ClientConnection;
import org.mockzabbix.net.ClosedWithoutResponseException;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.protocol.json.JsonWriter;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.wire.Packet;

/**
 * Requests values from agents, as {@code zabbix_get} and a server do. Immutable. Each request opens
 * a connection and runs in the calling thread.
 *
 * <pre>{@code
 * CheckResult load = new Getter().get(new InetSocketAddress("127.0.0.1", 10050), "system.cpu.load");
 * }</pre>
 *
 * <p>A getter of Zabbix 7.0 sends the request in JSON. If the response is not JSON, it repeats the
 * request in plain text, on a new connection.
 */
public final class Getter {

  private static final int PLAIN = 0x01;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  private final ZabbixVersion version;
  private final Duration timeout;
  private final Duration patience;
  private final @Nullable InetAddress source;
  private final TlsConfig tls;

  /** Creates a getter of the newest Zabbix version with a timeout of 30 s. */
  public Getter() {
    this(ZabbixVersion.newest(), DEFAULT_TIMEOUT);
  }

  /**
   * Creates a getter of this Zabbix version.
   *
   * @param timeout the longest time to wait for the connection, and then for the response, from 1 s
   *     to 10 min
   */
  public Getter(ZabbixVersion version, Duration timeout) {
    Objects.requireNonNull(version, "version must not be null");
    this.version = version;
    this.timeout = DurationRange.CHECK_TIMEOUT.check("timeout", timeout);
    this.patience = timeout;
    this.source = null;
    this.tls = TlsConfig.unencrypted();
  }

  private Getter(Getter other, Duration patience, @Nullable InetAddress source, TlsConfig tls) {
    this.version = other.version;
    this.timeout = other.timeout;
    this.patience = patience;
    this.source = source;
    this.tls = tls;
  }

  /** Returns a copy that connects from this address, which must be one of this machine. */
  public Getter withSourceAddress(InetAddress source) {
    Objects.requireNonNull(source, "source must not be null");
    return new Getter(this, patience, source, tls);
  }

  /** Returns a copy that connects with this encryption, in the mode {@link TlsConfig#connect}. */
  public Getter withTls(TlsConfig tls) {
    Objects.requireNonNull(tls, "tls must not be null");
    return new Getter(this, patience, source, tls);
  }

  /**
   * Returns a copy that waits for another time than the timeout that it sends to the agent.
   *
   * @param patience the longest time to wait for the connection, and then for the response, from 1
   *     ms to 24 h
   */
  public Getter waitingFor(Duration patience) {
    return new Getter(this, DurationRange.TIMEOUT.check("patience", patience), source, tls);
  }

  /**
   * Requests the value of one key.
   *
   * @return the value, or the reason why the key is not supported
   * @throws EmptyResponseException if the agent closes without a response
   * @throws NoSuccessException if the agent refuses the whole request, or its JSON is incomplete
   * @throws IOException if the connection fails, the response is not a valid packet, or the timeout
   *     elapses
   */
  public CheckResult get(InetSocketAddress agent, String key) throws IOException {
    Objects.requireNonNull(agent, "agent must not be null");
    Objects.requireNonNull(key, "key must not be null");
    return request(agent, key).result();
  }

  /**
   * Requests the value of one key from an agent with a textual address.
   *
   * @param agent the address, for example {@code 127.0.0.1:10050} or {@code [::1]:10050}
   * @throws IllegalArgumentException if the address is not valid
   * @throws IOException like {@link #get(InetSocketAddress, String)}
   */
  public CheckResult get(String agent, String key) throws IOException {
    Objects.requireNonNull(agent, "agent must not be null");
    Objects.requireNonNull(key, "key must not be null");
    return get(HostAndPort.parse(agent).resolve(), key);
  }

  /**
   * Requests the value of one key, and returns the details of the response.
   *
   * @throws IOException like {@link #get(InetSocketAddress, String)}
   */
  public AgentResponse request(InetSocketAddress agent, String key) throws IOException {
    Objects.requireNonNull(agent, "agent must not be null");
    Objects.requireNonNull(key, "key must not be null");
    if (!version.atLeast(ZabbixVersion.V7_0)) {
      return requestPlainText(agent, key);
    }
    ReceivedPacket received = exchange(agent, jsonRequest(key));
    return AgentResponse.looksLikeJson(received.packet())
        ? received.json()
        : requestPlainText(agent, key);
  }

  /**
   * Requests the value of one key in plain text only.
   *
   * @throws IOException like {@link #get(InetSocketAddress, String)}
   */
  public AgentResponse requestPlainText(InetSocketAddress agent, String key) throws IOException {
    Objects.requireNonNull(agent, "agent must not be null");
    Objects.requireNonNull(key, "key must not be null");
    return exchange(agent, key).plain();
  }

  /**
   * Requests the value of one key in JSON only. A response in plain text is not valid.
   *
   * @throws IOException like {@link #get(InetSocketAddress, String)}
   */
  public AgentResponse requestJson(InetSocketAddress agent, String key) throws IOException {
    Objects.requireNonNull(agent, "agent must not be null");
    Objects.requireNonNull(key, "key must not be null");
    return exchange(agent, jsonRequest(key)).json();
  }

  private String jsonRequest(String key) {
    return new JsonWriter()
        .object()
        .put("request", "passive checks")
        .array("data")
        .object()
        .put("key", key)
        .put("timeout", timeout.toSeconds())
        .end()
        .end()
        .end()
        .toString();
  }

  /** A packet of an agent, and the encryption of its connection. */
  private record ReceivedPacket(Packet packet, @Nullable TlsInfo tls) {

    private AgentResponse plain() {
      return AgentResponse.plain(packet).over(tls);
    }

    private AgentResponse json() throws NoSuccessException {
      return AgentResponse.json(packet).over(tls);
    }
  }

  private ReceivedPacket exchange(InetSocketAddress agent, String text) throws IOException {
    try (ClientConnection connection = new ClientConnection(agent, patience, source, tls)) {
      connection.send(PLAIN, text);
      return new ReceivedPacket(connection.receive(ClientLimits.of(version)), connection.tls());
    } catch (ClosedWithoutResponseException closed) {
      throw new EmptyResponseException(
          "Received empty response from Zabbix Agent at ["
              + HostAndPort.asWritten(agent).host()
              + "]. Assuming that agent dropped connection because of access permissions.");
    }
  }
}
