package org.mockzabbix.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.net.ClientConnection;
import org.mockzabbix.net.ClosedWithoutResponseException;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.protocol.json.JsonWriter;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.NonNull;
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

  private static final int PLAIN = 0x01;
  private static final int BATCH = 250;
  private static final int DEFAULT_PORT = 10_051;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  private final InetSocketAddress server;
  private final ZabbixVersion version;
  private final Duration timeout;
  private final InstantSource clock;
  private final @Nullable InetAddress source;

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
  }

  private Sender(Sender other, InetAddress source) {
    this.server = other.server;
    this.version = other.version;
    this.timeout = other.timeout;
    this.clock = other.clock;
    this.source = source;
  }

  /** Returns a copy that connects from this address, which must be one of this machine. */
  public Sender withSourceAddress(InetAddress source) {
    return new Sender(this, Objects.requireNonNull(source, "source must not be null"));
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
    int processed = 0;
    int failed = 0;
    List<String> infos = new ArrayList<>();
    for (int first = 0; first < all.size(); first += BATCH) {
      List<OutgoingValue> batch = all.subList(first, Math.min(first + BATCH, all.size()));
      SenderResponse response = sendBatch(batch);
      processed += response.processed();
      failed += response.failed();
      if (response.info() != null) {
        infos.add(response.info());
      }
    }
    return new SendResult(processed, failed, infos);
  }

  /** Sends one packet, and sends it again if the server redirects. */
  SenderResponse sendBatch(List<OutgoingValue> values) throws IOException {
    String text = text(values);
    SenderResponse response = exchange(server, text);
    if (!version.atLeast(ZabbixVersion.V7_0) || !response.isRedirect()) {
      return response.orFail();
    }
    InetSocketAddress next = response.redirectTo(server, DEFAULT_PORT);
    SenderResponse second = exchange(next, text);
    if (second.isRedirect()) { // zabbix_sender 7.0 fails, too
      throw new IOException("sequential redirect responses detected");
    }
    return second.orFail();
  }

  private SenderResponse exchange(InetSocketAddress address, String text) throws IOException {
    try (ClientConnection connection = new ClientConnection(address, timeout, source)) {
      connection.send(PLAIN, text);
      return read(connection.receive().data());
    } catch (ClosedWithoutResponseException silent) {
      throw new NoSuccessException(String.valueOf(silent.getMessage()), silent);
    }
  }

  private static SenderResponse read(Bytes payload) throws NoSuccessException {
    if (payload.length() == 0) {
      throw new NoSuccessException("the response is empty", null);
    }
    try {
      int end = payload.offset() + payload.length();
      return SenderResponse.read(JsonCursor.open(payload.array(), payload.offset(), end));
    } catch (InvalidJsonException invalid) {
      throw new NoSuccessException(
          "the response is not valid JSON: " + invalid.getMessage(), invalid);
    }
  }

  /** Returns the JSON of a packet, with the members in the order of the real sender. */
  private String text(List<OutgoingValue> values) {
    JsonWriter json = new JsonWriter().object().put("request", "sender data").array("data");
    for (OutgoingValue value : values) {
      json.object().put("host", value.host()).put("key", value.key()).put("value", value.value());
      if (value.clock() != null) {
        json.put("clock", value.clock());
      }
      if (value.ns() != null) {
        json.put("ns", value.ns());
      }
      json.end();
    }
    json.end();
    boolean timed = values.stream().anyMatch(value -> value.clock() != null);
    if (timed || version.atLeast(ZabbixVersion.V7_0)) {
      Instant now = clock.instant();
      json.put("clock", now.getEpochSecond()).put("ns", now.getNano());
    }
    return json.end().toString();
  }
}
