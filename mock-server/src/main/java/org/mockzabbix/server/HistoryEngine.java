package org.mockzabbix.server;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.AgentData;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.protocol.Request.SenderData;
import org.mockzabbix.protocol.RequestValue;
import org.mockzabbix.protocol.RequestValues;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.rule.MockResponse;

/** Responds to clients that send values: senders and active agents. */
final class HistoryEngine {

  static final RequestHandlers<RequestContext> HANDLERS =
      new RequestHandlers<RequestContext>()
          .on(Request.SenderData.class, HistoryEngine::senderData)
          .on(Request.AgentData.class, HistoryEngine::agentData)
          .on(Request.LegacyData.class, HistoryEngine::legacyData);

  /** Stands for the last id of a packet without a well-formed value. */
  private static final long NO_VALUE = -1;

  /** Returns the outcome of a well-formed value, and may set the item that it is for. */
  @FunctionalInterface
  interface ValueOutcomeFunction {
    Outcome outcome(RequestValue value, int index, RowOutcomes.Builder builder);
  }

  private HistoryEngine() {}

  static MockResponse senderData(SenderData data, RequestContext context) {
    RequestValues values = data.values();
    Inventory inventory = context.inventory();
    if (data.host() != null) {
      return inventory.knowsHost(data.host())
          ? processedByItemid(values, senderDataByItemid(data, data.host(), context), context)
          : ofUnknownHost(values, data.host(), context);
    }
    // Since 7.0 servers ignore the session of a sender.
    String session = context.is70() ? null : data.session();
    if (inventory.acceptsEverything() && session == null) {
      return processed(
          HistoryCounter.count(
              values,
              (index, builder) ->
                  values.isAcceptable(index)
                      ? Outcome.PROCESSED
                      : withReason(
                          values.get(index), senderOutcome(values.get(index).item(), context))),
          context);
    }
    ValueOutcomeFunction outcomes = (value, index, builder) -> senderOutcome(value.item(), context);
    return processed(countByName(values, session, context, outcomes), context);
  }

  /** Servers check the encryption after everything else. */
  private static Outcome senderOutcome(ItemName item, RequestContext context) {
    Outcome outcome = context.outcomes().ofSender(item, context.peer());
    return context.encrypted(item.host(), outcome);
  }

  /** Counts values that servers of 6.0 accept from a sender that sends its version and host. */
  private static RowOutcomes senderDataByItemid(
      SenderData data, String host, RequestContext context) {
    return countByItemid(
        data.values(),
        host,
        data.session(),
        context,
        (value, index, builder) -> {
          KnownItem known = named(value, index, builder, context);
          return known == null
              ? context.outcomes().ofUnknownItemid()
              : senderOutcome(known.name(), context);
        });
  }

  /**
   * Returns the item with the {@code itemid} of a value; null if this server does not have it. Sets
   * its name in {@code builder}, also if only the server that requests are forwarded to has it.
   */
  static @Nullable KnownItem named(
      RequestValue value, int index, RowOutcomes.Builder builder, RequestContext context) {
    ItemName name = context.itemName(value.itemid().orElse(0));
    if (name == null) {
      return null;
    }
    builder.name(index, name);
    return context.inventory().item(name);
  }

  static MockResponse agentData(AgentData data, RequestContext context) {
    RequestValues values = data.values();
    boolean byItemid = values.areByItemid();
    if (!data.hasData() || (context.is70() && !byItemid && values.isEmpty())) {
      return MockResponse.of(Response.success()).withFlags(context.flags());
    }
    String unknown = unknownHost(data, context);
    if (unknown != null) {
      return ofUnknownHost(values, unknown, context);
    }
    return byItemid
        ? processedByItemid(
            values, withLogPositions(values, byItemid(data, context), context), context)
        : processed(withLogPositions(values, byName(data, context), context), context);
  }

  /** Responds with success, so that the client does not send the values again. */
  private static MockResponse ofUnknownHost(
      RequestValues values, String host, RequestContext context) {
    RowOutcomes none = HistoryCounter.uncounted(values, Outcome.UNKNOWN_HOST);
    return new MockResponse(Response.success("unknown host '" + host + "'"), context.flags(), none);
  }

  /** Returns the host of the whole packet if the server checks it and does not know it. */
  private static @Nullable String unknownHost(AgentData data, RequestContext context) {
    boolean byItemid = data.values().areByItemid();
    if (!byItemid && !context.is70()) {
      return null; // servers of 6.0 check the host of each value
    }
    String host = byItemid ? String.valueOf(data.host()) : data.values().get(0).host();
    return context.inventory().knowsHost(host) ? null : host;
  }

  private static RowOutcomes byName(AgentData data, RequestContext context) {
    return countByName(
        data.values(),
        data.session(),
        context,
        (value, index, builder) -> {
          ItemName item = value.item();
          return context.encrypted(item.host(), context.outcomes().ofAgent(item));
        });
  }

  private static RowOutcomes byItemid(AgentData data, RequestContext context) {
    String host = String.valueOf(data.host());
    return countByItemid(
        data.values(),
        host,
        data.session(),
        context,
        (value, index, builder) -> {
          KnownItem known = named(value, index, builder, context);
          Outcome outcome = context.outcomes().ofAgent(known);
          return known == null ? outcome : context.encrypted(known.name().host(), outcome);
        });
  }

  /**
   * Counts values by {@code itemid}. A value is a duplicate if its id is not above the last id that
   * was received in the same session of {@code owner} before this packet.
   */
  static RowOutcomes countByItemid(
      RequestValues values,
      String owner,
      @Nullable String session,
      RequestContext context,
      ValueOutcomeFunction outcomes) {
    if (session == null) {
      return HistoryCounter.count(
          values, (index, builder) -> outcome(values.get(index), index, builder, outcomes));
    }
    long before = context.sessions().lastId(owner, session);
    AtomicLong last = new AtomicLong(NO_VALUE);
    RowOutcomes counted =
        HistoryCounter.count(
            values,
            (index, builder) -> {
              RequestValue value = values.get(index);
              long id = value.id().orElse(0);
              last.set(id);
              Outcome outcome = outcome(value, index, builder, outcomes);
              return id > 0 && id <= before && isFound(outcome) ? Outcome.DUPLICATE : outcome;
            });
    if (last.get() == NO_VALUE) {
      return counted;
    }
    if (context.is60()) {
      context.sessions().delivered(owner, session, last.get());
    } else {
      context.sessions().deliveredLast(owner, session, last.get());
    }
    return counted;
  }

  /**
   * Counts values by host and key. Each host has its own session. The last value that is no
   * duplicate sets its last id, to 0 if it has none.
   */
  private static RowOutcomes countByName(
      RequestValues values,
      @Nullable String session,
      RequestContext context,
      ValueOutcomeFunction outcomes) {
    if (session == null) {
      return HistoryCounter.count(
          values, (index, builder) -> outcome(values.get(index), index, builder, outcomes));
    }
    SessionState sessions = context.sessions();
    return HistoryCounter.count(
        values,
        (index, builder) -> {
          RequestValue value = values.get(index);
          Outcome outcome = outcome(value, index, builder, outcomes);
          String host = value.host();
          long id = value.id().orElse(0);
          if (!isFound(outcome)) {
            return outcome;
          }
          if (id > 0 && id <= sessions.lastId(host, session)) {
            return Outcome.DUPLICATE;
          }
          sessions.deliveredLast(host, session, id);
          return outcome;
        });
  }

  private static Outcome outcome(
      RequestValue value, int index, RowOutcomes.Builder builder, ValueOutcomeFunction outcomes) {
    return withReason(value, outcomes.outcome(value, index, builder));
  }

  /** Returns the outcome of a value that would be processed if it had the reason that it needs. */
  private static Outcome withReason(RequestValue value, Outcome outcome) {
    return outcome.isProcessed() && value.lacksReason() ? Outcome.NO_REASON : outcome;
  }

  /** Returns whether the server found the item, and so checks the id. */
  private static boolean isFound(Outcome outcome) {
    return outcome != Outcome.UNKNOWN_HOST
        && outcome != Outcome.UNKNOWN_KEY
        && outcome != Outcome.UNKNOWN_ITEMID;
  }

  /** Records log positions, which an agent receives when it starts again. */
  static RowOutcomes withLogPositions(
      RequestValues values, RowOutcomes counted, RequestContext context) {
    for (int index = 0; index < values.size(); index++) {
      if (counted.outcome(index).isProcessed()) {
        RequestValue value = values.get(index);
        ItemName resolved = counted.name(index);
        ItemName item = resolved == null ? value.item() : resolved;
        if (!value.isReportedNotSupported()) {
          value
              .logPosition()
              .ifPresent(position -> context.sessions().setLogPosition(item, position));
        }
      }
    }
    return counted;
  }

  static MockResponse legacyData(LegacyData legacy, RequestContext context) {
    RowOutcomes.Builder builder = new RowOutcomes.Builder(1);
    builder.set(
        0, legacy.jsonLike() ? Outcome.NOT_READ_AS_JSON : senderOutcome(legacy.item(), context));
    builder.count(0, 1);
    return new MockResponse(Response.headerless("OK"), MockResponse.PLAIN_FLAGS, builder.build());
  }

  /** Responds with the first value that is not an object, as servers do for values by itemid. */
  private static MockResponse processedByItemid(
      RequestValues values, RowOutcomes counted, RequestContext context) {
    String invalid = values.restFromFirstScalar();
    return invalid.isEmpty()
        ? processed(counted, context)
        : new MockResponse(
            Response.success("cannot open JSON object or array \"" + invalid + '"'),
            context.flags(),
            counted);
  }

  /** Responds with the counts. The time spent is set later, right before the response is sent. */
  private static MockResponse processed(RowOutcomes counted, RequestContext context) {
    Processed counts = new Processed(counted.processed(), counted.failed(), counted.total(), 0);
    return new MockResponse(counts, context.flags(), counted);
  }
}
