package org.mockzabbix.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.journal.store.Recording;
import org.mockzabbix.journal.store.Recording.ConnectionDetails;
import org.mockzabbix.journal.store.Recording.RecordedRequest;
import org.mockzabbix.journal.store.Recording.RecordedResponse;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.internal.Decoder;
import org.mockzabbix.protocol.json.JsonWriter;
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

  /** Returns the configuration: tables for version 6.0, the whole document for version 7.0. */
  public String configuration() {
    RequestContext context =
        engine.apply(epoch()).context(InetAddress.getLoopbackAddress(), COMPRESSED, Instant.EPOCH);
    return context.is70()
        ? ProxyEngine.fullSync(proxy, context)
        : ProxyTables.of(context.server().version()).forProxy(proxy, context);
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
   * Records a packet of the proxy's data as if an active proxy had sent it.
   *
   * @param begun the {@link #epoch} in which the proxy was asked
   */
  public Exchange collected(
      Packet packet, InetSocketAddress peer, Instant receivedAt, Epoch begun) {
    TrapperEngine current = engine.apply(begun);
    Decoder decoder = current.proxyDataDecoder(proxy);
    Request request = decoder.decode(packet.data());
    RequestContext context = current.context(peer.getAddress(), COMPRESSED, receivedAt);
    RowOutcomes outcomes =
        request instanceof ProxyData data
            ? current.judged(request, ProxyEngine.count(data, context), receivedAt)
            : null;
    Exchange recorded =
        journal.add(
            Recording.of(
                ConnectionDetails.outbound(peer, receivedAt),
                new RecordedRequest(packet.bytes(), packet.data(), request, decoder),
                new RecordedResponse(Response.success(), COMPRESSED, outcomes)),
            begun);
    observers.notifyOfPoll(recorded);
    return recorded;
  }
}
