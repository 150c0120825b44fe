package org.mockzabbix.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.protocol.json.InvalidJsonException;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.protocol.json.JsonText;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.wire.Bytes;

/**
 * Sends values to a trapper, as {@code zabbix_sender} does: at most 250 in a packet, each packet on
 * a connection of its own, in the caller's thread. Immutable.
 *
 * <pre>{@code
 * Sender.Result result = new Sender("127.0.0.1", 10051).send("web01", "app.ok", "1");
 * assertEquals(0, result.failed());
 * }</pre>
 *
 * <p>In dialect 7.0 it follows a redirect once for each packet, as the real one does, whose packets
 * are sent by processes of their own: what one of them learns ends with it. The next packet
 * therefore goes to the server it was told in the beginning, and no redirect is of a lower revision
 * than one before.
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

  /**
   * A value to send.
   *
   * @param clock the second it is for, since 1970; null leaves it to the server
   * @param ns nanoseconds of that second; null leaves them to the server
   */
  public record Value(
      String host, String key, String value, @Nullable Long clock, @Nullable Integer ns) {

    public Value {
      Objects.requireNonNull(host, "host");
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(value, "value");
      if (ns != null && clock == null) {
        throw new IllegalArgumentException("ns needs a clock");
      }
    }

    /** A value for which the server is to choose the time. */
    public static Value of(String host, String key, String value) {
      return new Value(host, key, value, null, null);
    }

    /** The same, for this moment. */
    public Value at(Instant time) {
      return new Value(host, key, value, time.getEpochSecond(), time.getNano());
    }
  }

  /**
   * What the server said to all packets together.
   *
   * @param processed values that it took over, as far as it counted
   * @param failed values that it did not
   * @param infos its words, one for each packet that had any
   */
  public record Result(int processed, int failed, List<String> infos) {
    public Result {
      infos = List.copyOf(infos);
    }
  }

  /** Sends as the newest version does, waiting at most 60 s for each answer. */
  public Sender(String host, int port) {
    this(new InetSocketAddress(host, port), ZabbixVersion.newest(), DEFAULT_TIMEOUT);
  }

  /**
   * Sends as this version does.
   *
   * @param timeout for connecting, again for sending and again for the answer; from 1 ms to 24 h
   */
  public Sender(InetSocketAddress server, ZabbixVersion version, Duration timeout) {
    this(server, version, timeout, InstantSource.system());
  }

  Sender(InetSocketAddress server, ZabbixVersion version, Duration timeout, InstantSource clock) {
    this.server = server;
    this.version = version;
    this.timeout = DurationRange.TIMEOUT.check("timeout", timeout);
    this.clock = clock;
  }

  /**
   * Sends one value.
   *
   * @throws NoSuccessException if the server says no, or nothing, or what is no answer
   * @throws IOException if it cannot be reached, or its answer is no packet or comes too late
   */
  public Result send(String host, String key, String value) throws IOException {
    return send(List.of(Value.of(host, key, value)));
  }

  /**
   * Sends values, in their order.
   *
   * @throws NoSuccessException if the server says no, or nothing, or what is no answer; packets
   *     before that one were delivered
   * @throws IOException if it cannot be reached, or its answer is no packet or comes too late;
   *     packets before that one were delivered
   */
  public Result send(List<Value> values) throws IOException {
    int processed = 0;
    int failed = 0;
    List<String> infos = new ArrayList<>();
    for (int first = 0; first < values.size(); first += BATCH) {
      List<Value> batch = values.subList(first, Math.min(first + BATCH, values.size()));
      SenderAnswer answer = sendBatch(batch);
      processed += answer.processed();
      failed += answer.failed();
      if (answer.info() != null) {
        infos.add(answer.info());
      }
    }
    return new Result(processed, failed, infos);
  }

  /** Sends one packet, and again to where a redirect says. */
  SenderAnswer sendBatch(List<Value> values) throws IOException {
    String text = text(values);
    SenderAnswer answer = exchange(server, text);
    if (!version.atLeast(ZabbixVersion.V7_0) || !answer.isRedirect()) {
      return answer.orFail();
    }
    InetSocketAddress next = answer.redirectTo(server, DEFAULT_PORT);
    SenderAnswer second = exchange(next, text);
    if (second.isRedirect()) { // which is no answer to the sender: it fails in 7.0 too
      throw new IOException("sequential redirect responses detected");
    }
    return second.orFail();
  }

  private SenderAnswer exchange(InetSocketAddress address, String text) throws IOException {
    try (ClientConnection connection = new ClientConnection(address, timeout)) {
      connection.send(PLAIN, text);
      return read(connection.receive().payload());
    } catch (EmptyAnswerException silent) {
      throw new NoSuccessException(String.valueOf(silent.getMessage()), silent);
    }
  }

  private static SenderAnswer read(Bytes payload) throws NoSuccessException {
    if (payload.length() == 0) {
      throw new NoSuccessException("the answer is empty", null);
    }
    try {
      int end = payload.offset() + payload.length();
      return SenderAnswer.read(JsonCursor.open(payload.array(), payload.offset(), end));
    } catch (InvalidJsonException invalid) {
      throw new NoSuccessException(
          "the answer is not valid JSON: " + invalid.getMessage(), invalid);
    }
  }

  /** The packet's JSON, member by member as the real sender writes it. */
  private String text(List<Value> values) {
    JsonText json = new JsonText().object().put("request", "sender data").array("data");
    for (Value value : values) {
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
