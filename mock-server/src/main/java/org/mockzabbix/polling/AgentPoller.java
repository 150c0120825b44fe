package org.mockzabbix.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.journal.store.Recording;
import org.mockzabbix.journal.store.Recording.ConnectionDetails;
import org.mockzabbix.journal.store.Recording.RecordedRequest;
import org.mockzabbix.journal.store.Recording.RecordedResponse;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.CheckForm;
import org.mockzabbix.protocol.Request.PollFailed;
import org.mockzabbix.protocol.Request.Polled;
import org.mockzabbix.protocol.Response.None;
import org.mockzabbix.protocol.RowVerdicts;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.Packet;

/**
 * Asks agents for keys and records what they say: values, reasons why a key is not supported, and
 * what went wrong on the way. Thread-safe; each question runs in the caller's thread on a
 * connection of its own.
 *
 * <p>In dialect 7.0 an agent is asked in JSON first; one that does not understand is remembered,
 * and asked with the bare key from then on, for an hour, as a 7.0 server does.
 */
public final class Poller {

  private static final Duration FORGETS_OLD_AGENTS_AFTER = Duration.ofHours(1);

  private final Getter getter;
  private final JournalStore journal;
  private final InstantSource clock;
  private final Map<InetSocketAddress, Instant> plainSince = new ConcurrentHashMap<>();

  /**
   * A poller that asks as {@code version} does.
   *
   * @param timeout for connecting, and again for each answer
   */
  @SuppressWarnings("exports") // called inside the module only
  public Poller(
      ZabbixVersion version, Duration timeout, JournalStore journal, InstantSource clock) {
    this.getter = new Getter(version, timeout);
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Asks an agent for a key, once, and records the outcome under {@code host} and {@code key}.
   *
   * @return the exchange; its one item is the value, or the reason why the key is not supported. If
   *     the agent could not be asked, it has no item, and {@link Exchange#reason()} says why
   */
  public Exchange poll(String host, InetSocketAddress agent, String key) {
    ItemName item = new ItemName(host, key);
    try {
      AgentAnswer answer = getter.ask(agent, key, formFor(agent));
      remember(agent, answer.nextTime());
      return record(agent, new Polled(item, answer.result(), answer.form()), answer.packet());
    } catch (IOException wentWrong) {
      return record(agent, new PollFailed(item, String.valueOf(wentWrong.getMessage())), null);
    }
  }

  private CheckForm formFor(InetSocketAddress agent) {
    Instant since = plainSince.get(agent);
    boolean stillPlain = since != null && !isExpired(since, clock.instant());
    return stillPlain ? CheckForm.PLAIN : CheckForm.JSON;
  }

  private static boolean isExpired(Instant since, Instant now) {
    return !since.plus(FORGETS_OLD_AGENTS_AFTER).isAfter(now);
  }

  private void remember(InetSocketAddress agent, CheckForm nextTime) {
    if (nextTime == CheckForm.PLAIN) {
      Instant now = clock.instant();
      plainSince.merge(agent, now, (since, later) -> isExpired(since, later) ? later : since);
    } else {
      plainSince.remove(agent);
    }
  }

  private Exchange record(InetSocketAddress agent, Request request, @Nullable Packet packet) {
    Bytes wire = packet == null ? Bytes.empty() : packet.wire();
    Bytes data = packet == null ? Bytes.empty() : packet.payload();
    RowVerdicts verdicts = request.single() == null ? null : RowVerdicts.allProcessed(1);
    return journal.add(
        Recording.of(
            ConnectionDetails.outbound(agent, clock.instant()),
            new RecordedRequest(wire, data, request, payload -> request),
            new RecordedResponse(new None(), 0, verdicts)));
  }

  /** Forgets which agents did not understand JSON. */
  public void reset() {
    plainSince.clear();
  }
}
