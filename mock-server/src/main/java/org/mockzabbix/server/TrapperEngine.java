package org.mockzabbix.server;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.ProxyState;
import org.mockzabbix.protocol.AgentRegistration;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.internal.Decoder;
import org.mockzabbix.protocol.internal.TlsRefusal;
import org.mockzabbix.rule.IncomingRequest;
import org.mockzabbix.rule.MockResponse;
import org.mockzabbix.text.AllowedHosts;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.tls.TlsInfo;

/**
 * Responds to requests on the trapper port as a Zabbix server does. A response depends on the
 * request and its {@link RequestContext} only; the engine performs no I/O. Thread-safe.
 */
public final class TrapperEngine implements ResponseEngine {

  /** The handlers of all requests, loaded with the first one, so that a server starts quickly. */
  private static final class Handlers {
    private static final RequestHandlers<RequestContext> ALL =
        new RequestHandlers<RequestContext>()
            .withAll(HistoryEngine.HANDLERS)
            .withAll(ActiveChecksEngine.HANDLERS)
            .withAll(ProxyEngine.HANDLERS)
            .withAll(FrontendEngine.HANDLERS)
            .on(Request.ActiveCheckHeartbeat.class, TrapperEngine::closed)
            .on(Invalid.class, TrapperEngine::invalid);
  }

  private final Decoder decoder;
  private final ServerInfo server;
  private final Supplier<Inventory> inventory;
  private final SessionState sessions;
  private final ForwardedItems forwarded;
  private final Optional<Registrar> registrar;
  private volatile @Nullable Boolean statsQueryDns; // null until the first packet

  /** Registers the hosts of agents that ask for active checks. */
  @FunctionalInterface
  public interface Registrar {

    /** Registers the host of an agent, unless the server has it. */
    void register(AgentRegistration agent);
  }

  /**
   * Creates the engine of one server.
   *
   * @param inventory returns the current hosts and items; called for each packet
   * @param forwarded the items of the server that rules forward requests to
   * @param registrar empty if the server registers no hosts
   */
  public TrapperEngine(
      ServerInfo server,
      Supplier<Inventory> inventory,
      SessionState sessions,
      ForwardedItems forwarded,
      Optional<Registrar> registrar) {
    this.decoder = Decoder.ofServer(server.version());
    this.server = server;
    this.inventory = inventory;
    this.sessions = sessions;
    this.forwarded = forwarded;
    this.registrar = registrar;
  }

  @Override
  public Decoder decoder() {
    return decoder;
  }

  /** Returns the decoder of what this server fetches from a passive proxy. */
  Decoder proxyDataDecoder(String proxy) {
    return Decoder.ofProxyData(server.version(), proxy);
  }

  @Override
  public MockResponse respond(IncomingRequest incoming, Instant now) {
    return respond(
        incoming.request(),
        new RequestContext(
            incoming.peer().getAddress(),
            incoming.tls(),
            incoming.flags(),
            now,
            inventory.get(),
            sessions,
            forwarded,
            server));
  }

  static MockResponse respond(Request request, RequestContext context) {
    return Handlers.ALL.respond(request, context);
  }

  @Override
  public void decided(IncomingRequest incoming, MockResponse response) {
    boolean refusedProxy =
        incoming.request() instanceof ProxyData && response.response().refusal() != null;
    if (registrar.isPresent() && !refusedProxy) {
      register(incoming.request(), incoming.peer().getAddress(), incoming.tls());
    }
  }

  /** Registers the hosts of the agents that a request names, if the settings say so. */
  void register(Request request, InetAddress peer, @Nullable TlsInfo tls) {
    registrar.ifPresent(
        known -> {
          if (request instanceof ActiveChecks checks) {
            register(known, checks.registrationFrom(HostAndPort.host(peer), tls), peer, tls);
          } else if (request instanceof ProxyData data) {
            data.report().registrations().forEach(known::register); // the proxy has judged them
          }
        });
  }

  private void register(
      Registrar registrar, AgentRegistration agent, InetAddress peer, @Nullable TlsInfo tls) {
    String from = HostAndPort.host(peer);
    if (TlsRefusal.ofRegistration(server.registration(), tls, agent, from) == null) {
      registrar.register(agent);
    }
  }

  @Override
  public MockResponse judged(Request request, MockResponse response, Instant now) {
    RowOutcomes outcomes = response.outcomes();
    RowOutcomes judged = outcomes == null ? null : judged(request, outcomes, now);
    return judged == null || judged == outcomes ? response : response.with(judged);
  }

  /**
   * Counts the processed values of a request, and returns its outcomes with what a real server
   * stores of them.
   */
  public RowOutcomes judged(Request request, RowOutcomes outcomes, Instant now) {
    RequestContext context =
        context(InetAddress.getLoopbackAddress(), MockResponse.PLAIN_FLAGS, now);
    RowOutcomes judged = StorageJudge.judged(request.values(), outcomes, context);
    sessions.processed().add(request.values(), judged, context.inventory());
    sessions.unsupported().record(request.values(), judged, context.inventory(), now);
    return judged;
  }

  /** Returns the state of a proxy; empty if not found. */
  public Optional<ProxyState> proxyState(String name) {
    return Optional.ofNullable(inventory.get().proxy(name))
        .map(proxy -> ProxyEngine.state(proxy, sessions, server.version()));
  }

  /** Returns the context of a response that does not depend on the encryption. */
  RequestContext context(InetAddress peer, int flags, Instant now) {
    return new RequestContext(peer, null, flags, now, inventory.get(), sessions, forwarded, server);
  }

  @Override
  public Optional<ItemName> item(long itemid) {
    return Optional.ofNullable(RequestContext.itemName(itemid, inventory.get(), forwarded));
  }

  @Override
  public void replied(Request request, Response response) {
    forwarded.learn(request, response);
  }

  @Override
  public ResponseEngine pinned() {
    Inventory current = inventory.get();
    return new TrapperEngine(server, () -> current, sessions, forwarded, registrar);
  }

  /** Returns whether allowed hosts contain names, which need a DNS query. */
  @Override
  public boolean mayBlock() {
    return statsQueryDns() || inventory.get().queriesDns();
  }

  private boolean statsQueryDns() {
    Boolean known = statsQueryDns;
    if (known == null) {
      known = AllowedHosts.containsName(server.statsAllowed());
      statsQueryDns = known;
    }
    return known;
  }

  private static MockResponse closed(Request request, RequestContext context) {
    return MockResponse.of(Response.none());
  }

  private static MockResponse invalid(Invalid invalid, RequestContext context) {
    String info = invalid.info();
    RequestKind kind = invalid.kind();
    if (info == null || kind == RequestKind.PROXY_CONFIG) {
      return closed(invalid, context); // servers refuse a proxy without a reason
    }
    boolean plain =
        kind == RequestKind.ACTIVE_CHECKS
            || kind == RequestKind.ZABBIX_STATS
            || kind == RequestKind.UNREADABLE;
    MockResponse failed = MockResponse.of(Response.failed(info));
    if (plain) {
      return failed;
    }
    boolean isOfProxy = kind == RequestKind.PROXY_DATA || kind == RequestKind.PROXY_HEARTBEAT;
    return failed.withFlags(isOfProxy ? ProxyEngine.repeated(context) : context.flags());
  }
}
