package org.mockzabbix.polling;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.client.AgentResponse;
import org.mockzabbix.client.Getter;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.journal.store.EpochLocal;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.journal.store.Recording;
import org.mockzabbix.journal.store.Recording.ConnectionDetails;
import org.mockzabbix.journal.store.Recording.RecordedRequest;
import org.mockzabbix.journal.store.Recording.RecordedResponse;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.CompletedPoll;
import org.mockzabbix.protocol.Request.FailedPoll;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.server.ExchangeObservers;
import org.mockzabbix.server.PolledItem;
import org.mockzabbix.server.TrapperEngine;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.MalformedPacketException;
import org.mockzabbix.wire.Packet;
import org.mockzabbix.wire.PacketAssembler;
import org.mockzabbix.wire.PacketLimits;

/**
 * Requests values from agents as a server does. Records each result: a value, the reason why a key
 * is not supported, or an error. Thread-safe. Each poll opens a connection and runs in the calling
 * thread.
 *
 * <p>As in Zabbix 7.0, an agent that supports only plain text is polled in plain text for one hour.
 */
final class AgentPoller {

  private static final Duration PLAIN_PERIOD = Duration.ofHours(1);

  /** A server since 7.0 waits longer than the agent may take, so that the agent reports that. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final ZabbixVersion version;
  private final Duration timeout;
  private final JournalStore journal;
  private final InstantSource clock;
  private final ExchangeObservers observers;
  private final Function<Epoch, TrapperEngine> engine;
  private final EpochLocal<Map<InetSocketAddress, Instant>> plainSince;

  /**
   * Creates a poller of this Zabbix version.
   *
   * @param timeout the timeout of items without their own; servers since 7.0 wait a second longer
   * @param engine returns the engine of an epoch, which knows the items
   */
  AgentPoller(
      ZabbixVersion version,
      Duration timeout,
      JournalStore journal,
      InstantSource clock,
      ExchangeObservers observers,
      Function<Epoch, TrapperEngine> engine) {
    this.version = version;
    this.timeout = timeout;
    this.journal = journal;
    this.clock = clock;
    this.observers = observers;
    this.engine = engine;
    this.plainSince = new EpochLocal<>(journal, ConcurrentHashMap::new);
  }

  /** Returns the current epoch of the journal. */
  Epoch epoch() {
    return journal.epoch();
  }

  /**
   * Polls one key, and records the result as a value of {@code host}.
   *
   * @return the exchange, whose only value is the result. If the poll failed, the exchange has no
   *     value, and {@link Exchange#reason()} explains why
   */
  Exchange poll(String host, InetSocketAddress agent, String key) {
    ItemName item = new ItemName(host, key);
    return poll(PolledItem.unknown(item, key, ""), agent, epoch());
  }

  /** Polls an item in the name of an epoch that may have ended by now. */
  Exchange poll(PolledItem polledItem, InetSocketAddress agent, Epoch begun) {
    ItemName item = polledItem.name();
    String key = polledItem.key();
    Getter getter = getter(polledItem);
    try {
      AgentResponse response =
          isPolledPlain(agent, begun)
              ? getter.requestPlainText(agent, key)
              : getter.request(agent, key);
      remember(agent, response.nextFormat(), begun);
      Request polled = new CompletedPoll(item, response.result(), response.format());
      Packet packet = packet(response.packetBytes());
      return record(agent, polled, packet.bytes(), packet.data(), response.tls(), begun);
    } catch (IOException failure) {
      Request failed = new FailedPoll(item, String.valueOf(failure.getMessage()));
      return record(agent, failed, Bytes.empty(), Bytes.empty(), null, begun);
    }
  }

  /** Servers before 7.0 have one timeout for all items. */
  private Getter getter(PolledItem item) {
    if (!version.atLeast(ZabbixVersion.V7_0)) {
      return new Getter(version, timeout).withTls(item.tls());
    }
    Duration own = item.timeout().orElse(timeout);
    return new Getter(version, own).waitingFor(own.plus(MARGIN)).withTls(item.tls());
  }

  private boolean isPolledPlain(InetSocketAddress agent, Epoch epoch) {
    Instant since = plainSince.in(epoch).get(agent);
    return since != null && !isExpired(since, clock.instant());
  }

  private static boolean isExpired(Instant since, Instant now) {
    return !since.plus(PLAIN_PERIOD).isAfter(now);
  }

  private void remember(InetSocketAddress agent, PassiveCheckFormat nextForm, Epoch epoch) {
    Map<InetSocketAddress, Instant> plain = plainSince.in(epoch);
    if (nextForm == PassiveCheckFormat.PLAIN) {
      Instant now = clock.instant();
      plain.merge(agent, now, (since, later) -> isExpired(since, later) ? later : since);
    } else {
      plain.remove(agent);
    }
  }

  private static Packet packet(byte[] wire) throws MalformedPacketException {
    PacketAssembler assembler = new PacketAssembler(PacketLimits.zabbix70());
    assembler.feed(ByteBuffer.wrap(wire));
    return assembler.packet();
  }

  private Exchange record(
      InetSocketAddress agent,
      Request request,
      Bytes wire,
      Bytes payload,
      @Nullable TlsInfo tls,
      Epoch begun) {
    Instant now = clock.instant();
    RowOutcomes verdicts =
        request.values().isEmpty()
            ? null
            : engine.apply(begun).judged(request, RowOutcomes.allProcessed(1), now);
    Exchange recorded =
        journal.add(
            Recording.of(
                ConnectionDetails.outbound(agent, now, tls),
                new RecordedRequest(wire, payload, request, ignored -> request),
                new RecordedResponse(Response.none(), 0, verdicts)),
            begun);
    observers.notifyOfPoll(recorded);
    return recorded;
  }
}
