package org.mockzabbix.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.journal.store.Recording;
import org.mockzabbix.journal.store.Recording.ConnectionDetails;
import org.mockzabbix.journal.store.Recording.RecordedRequest;
import org.mockzabbix.journal.store.Recording.RecordedResponse;
import org.mockzabbix.protocol.AgentVersion;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.internal.Decoder;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.protocol.json.JsonWriter;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.Packet;
import org.mockzabbix.wire.PacketHeader;

/**
 * The engine behind a {@code ProxyPoller}. Creates the configuration of one passive proxy, and
 * records the data that is fetched from the proxy. Thread-safe.
 */
public final class ProxyPollerEngine {

  private static final int COMPRESSED = PacketHeader.PROTOCOL | PacketHeader.COMPRESSED;

  private final String proxy;
  private final Function<Epoch, TrapperEngine> engine;
  private final JournalStore journal;
  private final ExchangeObservers observers;

  /**
   * Creates the engine for the proxy with this name.
   *
   * @param engine returns the engine of an epoch
   * @param observers are notified of each packet of data after it is recorded
   */
  public ProxyPollerEngine(
      String proxy,
      Function<Epoch, TrapperEngine> engine,
      JournalStore journal,
      ExchangeObservers observers) {
    this.proxy = proxy;
    this.engine = engine;
    this.journal = journal;
    this.observers = observers;
  }

  /**
   * Checks that the server is open.
   *
   * @throws IllegalStateException if it was closed
   */
  public void checkOpen() {
    TrapperEngine unused = engine.apply(epoch());
  }

  /** Returns the encryption of connections to the proxy. */
  public TlsConfig tls() {
    return context(Instant.EPOCH).inventory().connectionToProxy(proxy);
  }

  /** Returns the tables of the proxy's configuration, which servers before 7.0 send. */
  public String tables() {
    RequestContext context = context(Instant.EPOCH);
    return ProxyTables.of(context.server().version()).forProxy(proxy, context);
  }

  /**
   * Returns what a server since 7.0 sends to the proxy.
   *
   * @param state the version, session and revision of the proxy, as it sent them
   */
  public String changes(JsonCursor state, Instant now) {
    RequestContext context = context(now);
    String session = state.textOf("session");
    AgentVersion version = AgentVersion.ofProxy(state.textOf("version"));
    ProxyEngine.contacted(proxy, version, session, context);
    return session == null
        ? ProxyEngine.fullSync(proxy, context)
        : ProxyEngine.changes(proxy, session, state.numberOf("config_revision").orElse(0), context);
  }

  /**
   * Records that the proxy has taken {@link #changes}.
   *
   * @param state what the proxy sent before
   */
  public void configured(JsonCursor state) {
    String session = state.textOf("session");
    if (session != null) {
      context(Instant.EPOCH).sessions().proxyConfigured(proxy, session);
    }
  }

  private RequestContext context(Instant now) {
    return engine.apply(epoch()).context(InetAddress.getLoopbackAddress(), COMPRESSED, now);
  }

  /** Returns the revision of the last change that concerns the proxy. */
  public long revision() {
    return context(Instant.EPOCH).inventory().revisionOfProxy(proxy);
  }

  /**
   * Records that the proxy could not be polled.
   *
   * @param begun the {@link #epoch} in which the poll began
   */
  public Exchange failed(
      RequestKind kind, String reason, InetSocketAddress peer, Instant now, Epoch begun) {
    Request failed = new Request.Invalid(kind, reason, null);
    return recorded(
        Recording.of(
            ConnectionDetails.outbound(peer, now, null),
            new RecordedRequest(Bytes.empty(), Bytes.empty(), failed, unused -> failed),
            new RecordedResponse(Response.none(), 0, null)),
        begun);
  }

  private Exchange recorded(Recording recording, Epoch begun) {
    Exchange recorded = journal.add(recording, begun);
    observers.notifyOfPoll(recorded);
    return recorded;
  }

  /**
   * Returns the response to the proxy's data, with the tasks that wait for the proxy.
   *
   * @param begun the {@link #epoch} in which the proxy was asked
   */
  public String acknowledgement(Epoch begun, Instant now) {
    RequestContext context =
        engine.apply(begun).context(InetAddress.getLoopbackAddress(), COMPRESSED, now);
    JsonWriter json = new JsonWriter().object().put("response", "success");
    List<String> tasks = context.sessions().takeTasks(proxy, context.now());
    if (!tasks.isEmpty()) {
      json.array("tasks");
      tasks.forEach(json::raw);
      json.end();
    }
    return json.end().toString();
  }

  /** Returns the current epoch. Read it before the proxy is asked for its data. */
  public Epoch epoch() {
    return journal.epoch();
  }

  /**
   * Records a packet of the proxy's data as if an active proxy had sent it. Nothing in it is
   * processed if the proxy's version is not supported, or its session is not valid; the proxy is
   * not told.
   *
   * @param tls the encryption of the connection; null without encryption
   * @param begun the {@link #epoch} in which the proxy was asked
   */
  public Exchange collected(
      Packet packet,
      InetSocketAddress peer,
      @Nullable TlsInfo tls,
      Instant receivedAt,
      Epoch begun) {
    TrapperEngine current = engine.apply(begun);
    Decoder decoder = current.proxyDataDecoder(proxy);
    Request request = decoder.decode(packet.data());
    RequestContext context = current.context(peer.getAddress(), COMPRESSED, receivedAt);
    RowOutcomes outcomes = null;
    if (request instanceof ProxyData data) {
      ProxyEngine.contacted(data, context);
      Outcome refusal = ProxyEngine.refusal(data, context);
      RowOutcomes counted =
          refusal == null
              ? ProxyEngine.count(data, context)
              : HistoryCounter.uncounted(data.values(), refusal);
      outcomes = current.judged(request, counted, receivedAt);
      if (refusal == null) {
        current.register(request, peer.getAddress(), null); // the proxy judges its agents
      }
    }
    return recorded(
        Recording.of(
            ConnectionDetails.outbound(peer, receivedAt, tls),
            new RecordedRequest(packet.bytes(), packet.data(), request, decoder),
            new RecordedResponse(Response.success(), COMPRESSED, outcomes)),
        begun);
  }
}
