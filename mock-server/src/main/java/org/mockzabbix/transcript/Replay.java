package org.mockzabbix.transcript;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.net.ClientConnection;
import org.mockzabbix.net.RawResponse;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.wire.Bytes;

/**
 * Sends the recorded requests of a transcript again, byte for byte and in their order, and compares
 * the replies with the recorded ones. Each request has its own connection. Immutable: each change
 * returns a copy. A run is in the calling thread.
 *
 * <pre>{@code
 * Transcript transcript = Transcript.read(Path.of("traffic.jsonl"));
 * ReplayResult result = new Replay("127.0.0.1", 10051).withRewrittenClocks().run(transcript);
 * assertEquals(List.of(), result.differing());
 * }</pre>
 */
public final class Replay {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  private final InetSocketAddress server;
  private final Duration timeout;
  private final Supplier<Pace> pace;
  private final boolean rewritesClocks;
  private final @Nullable String agent;
  private final TlsConfig tls;
  private final InstantSource clock;

  /** Creates a replay to a trapper port, without pauses. */
  public Replay(String host, int port) {
    this(new InetSocketAddress(Objects.requireNonNull(host, "host must not be null"), port));
  }

  /** Creates a replay to a trapper port, without pauses. */
  public Replay(InetSocketAddress server) {
    this(
        Objects.requireNonNull(server, "server must not be null"),
        DEFAULT_TIMEOUT,
        Pace::none,
        false,
        null,
        TlsConfig.unencrypted(),
        InstantSource.system());
  }

  private Replay(
      InetSocketAddress server,
      Duration timeout,
      Supplier<Pace> pace,
      boolean rewritesClocks,
      @Nullable String agent,
      TlsConfig tls,
      InstantSource clock) {
    this.server = server;
    this.timeout = timeout;
    this.pace = pace;
    this.rewritesClocks = rewritesClocks;
    this.agent = agent;
    this.tls = tls;
    this.clock = clock;
  }

  /**
   * Returns a copy with this timeout.
   *
   * @param timeout the longest time to wait for a connection, then for sending the request, and
   *     then for the reply, from 1 ms to 24 h (default: 60 s)
   */
  public Replay withTimeout(Duration timeout) {
    DurationRange.TIMEOUT.check("timeout", timeout);
    return new Replay(server, timeout, pace, rewritesClocks, agent, tls, clock);
  }

  /** Returns a copy that waits between two requests as long as it was recorded. */
  public Replay withRecordedPauses() {
    return withPace(Pace::recorded);
  }

  Replay withPace(Supplier<Pace> pace) {
    return new Replay(server, timeout, pace, rewritesClocks, agent, tls, clock);
  }

  /**
   * Returns a copy that adds the same number of seconds to each {@code clock} of all requests, so
   * that the first one is now. The packets are framed and compressed as they were.
   */
  public Replay withRewrittenClocks() {
    return new Replay(server, timeout, pace, true, agent, tls, clock);
  }

  /** Returns a copy that sends the requests to the mock agent of this host instead. */
  public Replay ofAgent(String host) {
    Objects.requireNonNull(host, "host must not be null");
    return new Replay(server, timeout, pace, rewritesClocks, host, tls, clock);
  }

  /**
   * Returns a copy that connects with this encryption, in the mode {@link TlsConfig#connect}. The
   * recorded connections may have been encrypted in another way, or not at all.
   */
  public Replay withTls(TlsConfig tls) {
    Objects.requireNonNull(tls, "tls must not be null");
    return new Replay(server, timeout, pace, rewritesClocks, agent, tls, clock);
  }

  Replay withClock(InstantSource clock) {
    return new Replay(server, timeout, pace, rewritesClocks, agent, tls, clock);
  }

  /** Returns whether this replay sends the request of an exchange. */
  public boolean includes(TranscriptExchange exchange) {
    boolean port =
        agent == null
            ? exchange.port().equals("trapper")
            : exchange.agent().filter(agent::equals).isPresent();
    return port && exchange.request().length() > 0;
  }

  /**
   * Sends the requests.
   *
   * @throws IOException if the address cannot be reached
   * @throws InterruptedException if the thread is interrupted
   */
  public ReplayResult run(Transcript transcript) throws IOException, InterruptedException {
    return run(transcript, exchange -> {});
  }

  /**
   * Sends the requests.
   *
   * @param progress receives each exchange as soon as it is compared
   * @throws IOException if the address cannot be reached
   * @throws InterruptedException if the thread is interrupted
   */
  public ReplayResult run(Transcript transcript, Consumer<ReplayedExchange> progress)
      throws IOException, InterruptedException {
    Objects.requireNonNull(progress, "progress must not be null");
    List<TranscriptExchange> included =
        transcript.exchanges().stream().filter(this::includes).toList();
    ClockShift clocks = new ClockShift(clock.instant().getEpochSecond());
    Pace running = pace.get();
    List<ReplayedExchange> differing = new ArrayList<>();
    for (TranscriptExchange exchange : included) {
      Instant start = included.get(0).time();
      running.await(Duration.between(start, exchange.time()));
      ReplayedExchange replayed = replay(exchange, clocks);
      if (!replayed.differences().isEmpty()) {
        differing.add(replayed);
      }
      progress.accept(replayed);
    }
    int skipped = transcript.exchanges().size() - included.size();
    return new ReplayResult(included.size(), skipped, differing);
  }

  private ReplayedExchange replay(TranscriptExchange exchange, ClockShift clocks)
      throws IOException, InterruptedException {
    Bytes request = rewritesClocks ? clocks.applyTo(exchange.request()) : exchange.request();
    RawResponse reply = send(request);
    if (Thread.interrupted()) {
      throw new InterruptedException("the replay was interrupted");
    }
    return ReplyComparison.of(exchange, reply.bytes(), reply.problem());
  }

  private RawResponse send(Bytes request) throws IOException {
    try (ClientConnection connection = new ClientConnection(server, timeout, null, tls)) {
      return connection.exchangeRaw(request);
    }
  }
}
