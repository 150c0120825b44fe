package org.mockzabbix.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.client.internal.PacketSender;
import org.mockzabbix.client.internal.SenderRequest;
import org.mockzabbix.client.internal.SenderResponse;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.NonNull;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.wire.Bytes;

/**
 * Sends values to a trapper port, as {@code zabbix_sender} does: at most 250 values in a packet,
 * and each packet on a new connection. Immutable. Each call runs in the calling thread.
 *
 * <pre>{@code
 * Sender.Result result = new Sender("127.0.0.1", 10051).send("web01", "app.ok", "1");
 * assertEquals(0, result.failed());
 * }</pre>
 *
 * <p>A sender of Zabbix 7.0 follows one redirect for each packet. The next packet goes to the first
 * server again, because {@code zabbix_sender} sends each packet in a separate process.
 */
public final class Sender {

  private static final int BATCH = 250;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  private final InetSocketAddress server;
  private final ZabbixVersion version;
  private final Duration timeout;
  private final InstantSource clock;
  private final @Nullable InetAddress source;
  private final TlsConfig tls;

  /**
   * A value to send.
   *
   * @param clock the time of the value in seconds since 1970; null for the time of receipt
   * @param ns the nanoseconds of that second; null for those of the server's clock
   */
  public record OutgoingValue(
      String host, String key, String value, @Nullable Long clock, @Nullable Integer ns) {

    public OutgoingValue {
      Objects.requireNonNull(host, "host must not be null");
      Objects.requireNonNull(key, "key must not be null");
      Objects.requireNonNull(value, "value must not be null");
      if (ns != null && clock == null) {
        throw new IllegalArgumentException("ns is set without clock: set clock, too");
      }
    }

    /** Returns a value without a time. The server uses the time of receipt. */
    public static OutgoingValue of(String host, String key, String value) {
      return new OutgoingValue(host, key, value, null, null);
    }

    /** Returns a copy of this value with this time. */
    public OutgoingValue at(Instant time) {
      return new OutgoingValue(host, key, value, time.getEpochSecond(), time.getNano());
    }
  }

  /**
   * The sums of the server's responses to all packets.
   *
   * @param processed the number of processed values, according to the server
   * @param failed the number of failed values, according to the server
   * @param infos the texts about the counts, one from each response
   */
  public record SendResult(int processed, int failed, List<String> infos) {
    public SendResult {
      infos = List.copyOf(infos);
    }
  }

  /** Creates a sender of the newest Zabbix version with a timeout of 60 s. */
  public Sender(String host, int port) {
    this(
        new InetSocketAddress(Objects.requireNonNull(host, "host must not be null"), port),
        ZabbixVersion.newest(),
        DEFAULT_TIMEOUT);
  }

  /**
   * Creates a sender of this Zabbix version.
   *
   * @param timeout the longest time to wait for the connection, then for sending a packet, and then
   *     for the response, from 1 ms to 24 h
   */
  public Sender(InetSocketAddress server, ZabbixVersion version, Duration timeout) {
    this(server, version, timeout, InstantSource.system());
  }

  Sender(InetSocketAddress server, ZabbixVersion version, Duration timeout, InstantSource clock) {
    this.server = Objects.requireNonNull(server, "server must not be null");
    this.version = Objects.requireNonNull(version, "version must not be null");
    this.timeout = DurationRange.TIMEOUT.check("timeout", timeout);
    this.clock = clock;
    this.source = null;
    this.tls = TlsConfig.unencrypted();
  }

  private Sender(Sender other, @Nullable InetAddress source, TlsConfig tls) {
    this.server = other.server;
    this.version = other.version;
    this.timeout = other.timeout;
    this.clock = other.clock;
    this.source = source;
    this.tls = tls;
  }

  /** Returns a copy that connects from this address, which must be one of this machine. */
  public Sender withSourceAddress(InetAddress source) {
    return new Sender(this, Objects.requireNonNull(source, "source must not be null"), tls);
  }

  /** Returns a copy that connects with this encryption, in the mode {@link TlsConfig#connect}. */
  public Sender withTls(TlsConfig tls) {
    return new Sender(this, source, Objects.requireNonNull(tls, "tls must not be null"));
  }

  /**
   * Sends one value.
   *
   * @throws NoSuccessException if the server reports a failure, closes without a response, or its
   *     response is not valid
   * @throws IOException if the connection fails, the response is not a valid packet, or the timeout
   *     elapses
   */
  public SendResult send(String host, String key, String value) throws IOException {
    return send(List.of(OutgoingValue.of(host, key, value)));
  }

  /**
   * Sends values in their order. If a packet fails, the packets before it were delivered.
   *
   * @throws NoSuccessException if the server reports a failure, closes without a response, or its
   *     response is not valid
   * @throws IOException if the connection fails, the response is not a valid packet, or the timeout
   *     elapses
   */
  public SendResult send(List<OutgoingValue> values) throws IOException {
    List<OutgoingValue> all = NonNull.copyOf("values", values);
    PacketSender packets = new PacketSender(List.of(server), version, timeout, clock).withTls(tls);
    packets = source == null ? packets : packets.from(HostAndPort.host(source));
    int processed = 0;
    int failed = 0;
    List<String> infos = new ArrayList<>();
    for (int first = 0; first < all.size(); first += BATCH) {
      List<OutgoingValue> batch = all.subList(first, Math.min(first + BATCH, all.size()));
      Bytes request = SenderRequest.of(batch, version, clock.instant(), StandardCharsets.UTF_8);
      SenderResponse response = successful(packets.send(request));
      processed += response.processed();
      failed += response.failed();
      if (response.info() != null) {
        infos.add(response.info());
      }
    }
    return new SendResult(processed, failed, infos);
  }

  private static SenderResponse successful(SenderResponse response) throws NoSuccessException {
    if (response.problem() != null) {
      throw new NoSuccessException(response.problem(), null);
    }
    return response;
  }
}
