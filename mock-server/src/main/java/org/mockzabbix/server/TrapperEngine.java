package org.mockzabbix.server;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.internal.Decoder;
import org.mockzabbix.rule.IncomingRequest;
import org.mockzabbix.rule.MockResponse;
import org.mockzabbix.text.AllowedHosts;

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
  private final boolean statsQueryDns;
  private final Supplier<Inventory> inventory;
  private final SessionState sessions;
  private final ForwardedItems forwarded;

  /**
   * Creates the engine of one server.
   *
   * @param inventory returns the current hosts and items; called for each packet
   * @param forwarded the items of the server that rules forward requests to
   */
  public TrapperEngine(
      ServerInfo server,
      Supplier<Inventory> inventory,
      SessionState sessions,
      ForwardedItems forwarded) {
    this.decoder = Decoder.ofServer(server.version());
    this.server = server;
    this.statsQueryDns = AllowedHosts.containsName(server.statsAllowed());
    this.inventory = inventory;
    this.sessions = sessions;
    this.forwarded = forwarded;
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
        incoming.request(), context(incoming.peer().getAddress(), incoming.flags(), now));
  }

  static MockResponse respond(Request request, RequestContext context) {
    return Handlers.ALL.respond(request, context);
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
    sessions.processed().add(request.values(), outcomes, context.inventory());
    return StorageJudge.judged(request.values(), outcomes, context);
  }

  RequestContext context(InetAddress peer, int flags, Instant now) {
    return new RequestContext(peer, flags, now, inventory.get(), sessions, forwarded, server);
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
    return new TrapperEngine(server, () -> current, sessions, forwarded);
  }

  /** Returns whether allowed hosts contain names, which need a DNS query. */
  @Override
  public boolean mayBlock() {
    return statsQueryDns || inventory.get().queriesDns();
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
    return plain ? failed : failed.withFlags(context.flags());
  }
}
