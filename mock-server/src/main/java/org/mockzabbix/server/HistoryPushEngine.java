package org.mockzabbix.server;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request.HistoryPush;
import org.mockzabbix.protocol.RequestValue;
import org.mockzabbix.protocol.RequestValues;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.rule.MockResponse;
import org.mockzabbix.text.IpAddress;

/**
 * Responds to values that the web frontend pushes for clients of its API. Each value has its own
 * result; a session that is not valid and a row that is not valid refuse all values. Not
 * thread-safe: one object is for one request.
 */
final class HistoryPushEngine {

  /** The time of a value of an item. */
  private record Timestamp(long itemid, long clock, long ns) {}

  private final RequestValues values;
  private final RequestContext context;
  private final InetAddress client;
  private final RowOutcomes.Builder outcomes;
  private final List<Long> itemids = new ArrayList<>();
  private final Set<Timestamp> timestamps = new HashSet<>();
  private long nextNs; // of the values without ns

  private HistoryPushEngine(RequestValues values, RequestContext context, InetAddress client) {
    this.values = values;
    this.context = context;
    this.client = client;
    this.outcomes = new RowOutcomes.Builder(values.size());
  }

  static MockResponse push(HistoryPush push, RequestContext context) {
    RequestValues values = push.values();
    if (!context.hasFrontendSession(push.sid())) {
      return refused(
          FrontendEngine.DENIED, HistoryCounter.uncounted(values, Outcome.NO_FRONTEND_SESSION));
    }
    if (push.defect() != null) {
      return refused(Response.failed(push.defect()), refused(values));
    }
    InetAddress client = IpAddress.parse(String.valueOf(push.clientip())).orElseThrow();
    return new HistoryPushEngine(values, context, client).respond();
  }

  private static MockResponse refused(Response response, RowOutcomes outcomes) {
    return new MockResponse(response, MockResponse.PLAIN_FLAGS, outcomes);
  }

  /** Returns the outcomes of a request that is refused because of one of its rows or members. */
  private static RowOutcomes refused(RequestValues values) {
    RowOutcomes.Builder builder = new RowOutcomes.Builder(values.size());
    for (int index = 0; index < values.size(); index++) {
      Outcome defect = values.defect(index);
      builder.set(index, defect.isProcessed() ? Outcome.REFUSED_REQUEST : defect);
    }
    return builder.build();
  }

  private MockResponse respond() {
    for (int index = 0; index < values.size(); index++) {
      outcomes.set(index, outcome(values.get(index), index));
    }
    outcomes.count(0, values.size());
    RowOutcomes result = outcomes.build();
    return new MockResponse(Response.pushed(itemids, result), MockResponse.PLAIN_FLAGS, result);
  }

  private Outcome outcome(RequestValue value, int index) {
    long ns = value.ns().isPresent() ? value.ns().getAsInt() : nextNs++;
    KnownItem known = known(value, index);
    itemids.add(known == null ? itemid(value) : known.item().itemid());
    return known == null ? unknown(value) : pushed(known, value, ns);
  }

  private @Nullable KnownItem known(RequestValue value, int index) {
    return value.itemid().isPresent()
        ? HistoryEngine.named(value, index, outcomes, context)
        : context.inventory().item(value.item());
  }

  private Outcome unknown(RequestValue value) {
    boolean byName = !value.host().isEmpty() || !value.key().isEmpty();
    return byName
        ? context.outcomes().ofUnknownPush(value.item())
        : context.outcomes().ofUnknownItemid();
  }

  private Outcome pushed(KnownItem known, RequestValue value, long ns) {
    Outcome outcome = context.outcomes().ofPush(known, context.peer(), client);
    long clock = value.clock().orElse(context.now().getEpochSecond());
    boolean repeated =
        outcome.isProcessed() && !timestamps.add(new Timestamp(known.item().itemid(), clock, ns));
    return repeated ? Outcome.REPEATED_TIMESTAMP : outcome;
  }

  /**
   * Returns the number of an item that is not configured, which a lenient server accepts: the one
   * that it would have.
   */
  private static long itemid(RequestValue value) {
    OptionalLong sent = value.itemid();
    ItemName name = value.item();
    return sent.isPresent() ? sent.getAsLong() : IdAllocator.hash(name.host(), name.key());
  }
}
