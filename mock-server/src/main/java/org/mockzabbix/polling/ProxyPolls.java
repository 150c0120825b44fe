package org.mockzabbix.polling;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.journal.store.EpochLocal;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.server.ExchangeObservers;
import org.mockzabbix.server.ProxyPollerEngine;
import org.mockzabbix.server.TrapperEngine;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Quoting;

/**
 * Polls passive proxies as a server does: fetches their data every second, and sends their
 * configuration at first, when it changed, and every 10 s since 7.0. Thread-safe.
 */
final class ProxyPolls {

  /** The default of {@code ProxyDataFrequency}. */
  private static final String DATA_FREQUENCY = "1s";

  /** The default of {@code ProxyConfigFrequency} since 7.0; older servers have 1 h. */
  private static final Duration CONFIG_FREQUENCY = Duration.ofSeconds(10);

  /**
   * The configuration that a proxy received last.
   *
   * @param address the address of the proxy
   * @param revision the revision of the last change that concerns the proxy
   */
  private record Sent(String address, long revision, Instant at) {}

  private final ZabbixVersion version;
  private final InstantSource clock;
  private final JournalStore journal;
  private final Function<Epoch, TrapperEngine> engine;
  private final ExchangeObservers observers;
  private final EpochLocal<Map<String, Sent>> configured; // by the name of the proxy

  /**
   * Creates polls that record to {@code journal}.
   *
   * @param engine returns the engine of an epoch
   */
  ProxyPolls(
      ZabbixVersion version,
      InstantSource clock,
      JournalStore journal,
      Function<Epoch, TrapperEngine> engine,
      ExchangeObservers observers) {
    this.version = version;
    this.clock = clock;
    this.journal = journal;
    this.engine = engine;
    this.observers = observers;
    this.configured = new EpochLocal<>(journal, ConcurrentHashMap::new);
  }

  /** Returns the polls to repeat in an epoch. */
  List<PollJob> jobs(List<Proxy> proxies, Epoch epoch) {
    return proxies.stream()
        .map(
            proxy ->
                new PollJob(
                    new ItemName(proxy.name(), ""),
                    DATA_FREQUENCY,
                    proxy.address(),
                    () -> poll(proxy, epoch)))
        .toList();
  }

  /** Polls a proxy once. A failure is an exchange, too. */
  private List<Exchange> poll(Proxy proxy, Epoch epoch) {
    InetSocketAddress address = HostAndPort.parse(proxy.address()).resolve();
    ProxyPollerEngine own =
        new ProxyPollerEngine(proxy.name(), any -> engine.apply(epoch), journal, observers);
    PassiveProxyPoller poller = new PassiveProxyPoller(address, version, own, clock);
    RequestKind kind = RequestKind.PROXY_CONFIG;
    List<Exchange> exchanges = new ArrayList<>();
    try {
      configure(proxy, epoch, own, poller);
      kind = RequestKind.PROXY_DATA;
      fetch(poller, epoch, exchanges);
    } catch (IOException failure) {
      configured.in(epoch).remove(proxy.name());
      String reason =
          "the proxy "
              + Quoting.quoteIfNeeded(proxy.name())
              + " cannot be polled: "
              + failure.getMessage();
      exchanges.add(own.failed(kind, reason, address, clock.instant(), epoch));
    }
    return exchanges;
  }

  private void configure(Proxy proxy, Epoch epoch, ProxyPollerEngine own, PassiveProxyPoller poller)
      throws IOException {
    Instant now = clock.instant();
    Sent last = configured.in(epoch).get(proxy.name());
    long revision = own.revision();
    if (last == null
        || !last.address().equals(proxy.address())
        || last.revision() != revision
        || (version.atLeast(ZabbixVersion.V7_0)
            && !last.at().plus(CONFIG_FREQUENCY).isAfter(now))) {
      poller.configure();
      configured.in(epoch).put(proxy.name(), new Sent(proxy.address(), revision, now));
    }
  }

  /** Fetches until the proxy has no more data, or a reset has ended the epoch. */
  private void fetch(PassiveProxyPoller poller, Epoch epoch, List<Exchange> exchanges)
      throws IOException {
    boolean more = true;
    while (more && journal.epoch() == epoch && !Thread.currentThread().isInterrupted()) {
      Exchange exchange = poller.fetchIn(epoch);
      exchanges.add(exchange);
      more = exchange.request() instanceof ProxyData data && data.more();
    }
  }
}
