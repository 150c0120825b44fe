package org.mockzabbix.server;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request.AgentData;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.protocol.Request.SenderData;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.SentValue;
import org.mockzabbix.protocol.SentValues;
import org.mockzabbix.rule.MockResponse;

/** Responds to clients that send values: senders and active agents. */
final class HistoryEngine {

  /** The owner of sessions that belong to no specific host. */
  private static final String NO_HOST = "";

  /** Returns the outcome of a well-formed value, and may set the item that it is for. */
  @FunctionalInterface
  interface ValueOutcomeFunction {
    Outcome outcome(SentValue value, int row, RowOutcomes.Builder verdicts);
  }

  private HistoryEngine() {}

  static MockResponse senderData(SenderData data, RequestContext context) {
    SentValues values = data.values();
    Inventory inventory = context.inventory();
    if (values.areByItemid()) {
      return processedByItemid(values, senderDataByItemid(data, context), context);
    }
    // Since 7.0 servers ignore the session of a sender.
    String session = context.is70() ? null : data.session();
    if (inventory.acceptsEverything() && session == null) {
      return processed(HistoryCounter.count(values, (row, verdicts) -> Outcome.PROCESSED), context);
    }
    ValueOutcomeFunction outcomes =
        inventory.acceptsEverything()
            ? (value, row, verdicts) -> Outcome.PROCESSED
            : (value, row, verdicts) -> inventory.senderOutcome(value.item(), context.peer());
    return processed(countByName(values, session, context, outcomes), context);
  }

  /** Counts values that servers of 6.0 accept from a sender that sends its version and host. */
  private static RowOutcomes senderDataByItemid(SenderData data, RequestContext context) {
    return countByItemid(
        data.values(),
        NO_HOST,
        data.session(),
        context,
        (value, row, verdicts) -> {
          KnownItem known = named(value, row, verdicts, context);
          return known == null
              ? context.inventory().unknownItemid()
              : context.inventory().senderOutcome(known.name(), context.peer());
        });
  }

  /** Finds the item with a value's {@code itemid} and sets its name; null if not found. */
  static @Nullable KnownItem named(
      SentValue value, int row, RowOutcomes.Builder verdicts, RequestContext context) {
    KnownItem known = context.inventory().item(value.itemid().orElse(0));
    if (known != null) {
      verdicts.name(row, known.name());
    }
    return known;
  }

  static MockResponse agentData(AgentData data, RequestContext context) {
    SentValues values = data.values();
    boolean byItemid = values.areByItemid();
    if (!data.hasData() || (context.is70() && !byItemid && values.isEmpty())) {
      return MockResponse.of(Response.success()).withFlags(context.flags());
    }
    String unknown = unknownHost(data, context);
    if (unknown != null) {
      // Success, so that the agent does not send the values again.
      RowOutcomes none = HistoryCounter.uncounted(values, Outcome.UNKNOWN_HOST);
      return new MockResponse(
          Response.success("unknown host '" + unknown + "'"), context.flags(), none);
    }
    return byItemid
        ? processedByItemid(
            values, withLogPositions(values, byItemid(data, context), context), context)
        : processed(withLogPositions(values, byName(data, context), context), context);
  }

  /** Returns the host of the whole packet if the server checks it and does not know it. */
  private static @Nullable String unknownHost(AgentData data, RequestContext context) {
    boolean byItemid = data.values().areByItemid();
    if (context.inventory().isLenient() || (!byItemid && !context.is70())) {
      return null; // servers of 6.0 check the host of each value
    }
    String host = byItemid ? String.valueOf(data.host()) : data.values().get(0).host();
    return context.inventory().host(host) == null ? host : null;
  }

  private static RowOutcomes byName(AgentData data, RequestContext context) {
    return countByName(
        data.values(),
        data.session(),
        context,
        (value, row, verdicts) -> context.inventory().agentOutcome(value.item()));
  }

  private static RowOutcomes byItemid(AgentData data, RequestContext context) {
    String host = String.valueOf(data.host());
    return countByItemid(
        data.values(),
        host,
        data.session(),
        context,
        (value, row, verdicts) -> {
          named(value, row, verdicts, context);
          return context.inventory().agentOutcome(host, value.itemid().orElse(0));
        });
  }

  /**
   * Counts values by {@code itemid}. A value is a duplicate if its id is not above the last id that
   * was received in the same session of {@code owner} before this packet.
   */
  static RowOutcomes countByItemid(
      SentValues values,
      String owner,
      @Nullable String session,
      RequestContext context,
      ValueOutcomeFunction outcomes) {
    if (session == null) {
      return HistoryCounter.count(
          values, (row, verdicts) -> outcomes.outcome(values.get(row), row, verdicts));
    }
    long before = context.sessions().lastId(owner, session);
    AtomicLong last = new AtomicLong();
    RowOutcomes verdicts =
        HistoryCounter.count(
            values,
            (row, builder) -> {
              SentValue value = values.get(row);
              long id = value.id().orElse(0);
              last.set(id);
              Outcome outcome = outcomes.outcome(value, row, builder);
              return id > 0 && id <= before && isFound(outcome) ? Outcome.DUPLICATE : outcome;
            });
    context.sessions().delivered(owner, session, last.get());
    return verdicts;
  }

  /** Counts values by host and key. Each host has its own session, updated with each value. */
  private static RowOutcomes countByName(
      SentValues values,
      @Nullable String session,
      RequestContext context,
      ValueOutcomeFunction outcomes) {
    if (session == null) {
      return HistoryCounter.count(
          values, (row, verdicts) -> outcomes.outcome(values.get(row), row, verdicts));
    }
    SessionState sessions = context.sessions();
    return HistoryCounter.count(
        values,
        (row, builder) -> {
          SentValue value = values.get(row);
          Outcome outcome = outcomes.outcome(value, row, builder);
          String host = value.host();
          long id = value.id().orElse(0);
          if (!isFound(outcome) || id == 0) {
            return outcome;
          }
          boolean seen = id <= sessions.lastId(host, session);
          sessions.delivered(host, session, id);
          return seen ? Outcome.DUPLICATE : outcome;
        });
  }

  /** Returns whether the server found the item, and so checks the id. */
  private static boolean isFound(Outcome outcome) {
    return outcome != Outcome.UNKNOWN_HOST
        && outcome != Outcome.UNKNOWN_KEY
        && outcome != Outcome.UNKNOWN_ITEMID;
  }

  /** Records log positions, which an agent receives when it starts again. */
  static RowOutcomes withLogPositions(
      SentValues values, RowOutcomes verdicts, RequestContext context) {
    for (int row = 0; row < values.size(); row++) {
      if (verdicts.outcome(row).isProcessed()) {
        SentValue value = values.get(row);
        ItemName resolved = verdicts.name(row);
        ItemName item = resolved == null ? value.item() : resolved;
        value
            .logPosition()
            .ifPresent(position -> context.sessions().setLogPosition(item, position));
      }
    }
    return verdicts;
  }

  static MockResponse legacyData(LegacyData legacy, RequestContext context) {
    RowOutcomes.Builder verdict = new RowOutcomes.Builder(1);
    verdict.set(
        0,
        legacy.jsonLike()
            ? Outcome.NOT_READ_AS_JSON
            : context.inventory().senderOutcome(legacy.item(), context.peer()));
    verdict.count(0, 1);
    return new MockResponse(Response.headerless("OK"), MockResponse.PLAIN, verdict.build());
  }

  /** Responds with the first value that is not an object, as servers do for values by itemid. */
  private static MockResponse processedByItemid(
      SentValues values, RowOutcomes verdicts, RequestContext context) {
    String invalid = values.restFromFirstScalar();
    return invalid.isEmpty()
        ? processed(verdicts, context)
        : new MockResponse(
            Response.success("cannot open JSON object or array \"" + invalid + '"'),
            context.flags(),
            verdicts);
  }

  /** Responds with the counts. The time spent is set later, right before the response is sent. */
  private static MockResponse processed(RowOutcomes verdicts, RequestContext context) {
    Processed counts = new Processed(verdicts.processed(), verdicts.failed(), verdicts.total(), 0);
    return new MockResponse(counts, context.flags(), verdicts);
  }
}
