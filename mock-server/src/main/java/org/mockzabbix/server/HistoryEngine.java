package org.mockzabbix.server;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.HistoryRows;
import org.mockzabbix.protocol.HistoryRows.Naming;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request.AgentData;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.protocol.Request.SenderData;
import org.mockzabbix.protocol.Response.Headerless;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.Response.Success;
import org.mockzabbix.protocol.RowVerdicts;
import org.mockzabbix.rule.Inventory;
import org.mockzabbix.rule.KnownItem;
import org.mockzabbix.rule.Reply;

/** Responds to clients that send values: senders and active agents. */
final class HistoryEngine {

  /** The owner of sessions that belong to no specific host. */
  private static final String NO_HOST = "";

  private HistoryEngine() {}

  static Reply senderData(SenderData data, RequestContext context) {
    HistoryRows rows = data.rows();
    Inventory inventory = context.inventory();
    if (rows.naming() == Naming.ITEMID) {
      return processedByItemid(rows, senderDataByItemid(data, context), context);
    }
    HistoryCounter.OutcomeFunction outcomes =
        inventory.acceptsEverything()
            ? (row, verdicts) -> Outcome.PROCESSED
            : (row, verdicts) -> inventory.senderOutcome(rows.name(row), context.peer());
    // Since 7.0 servers ignore the session of a sender.
    String session = context.is70() ? null : data.session();
    return processed(countByName(rows, session, context, outcomes), context);
  }

  /** Counts values that servers of 6.0 accept from a sender that sends its version and host. */
  private static RowVerdicts senderDataByItemid(SenderData data, RequestContext context) {
    return countByItemid(
        data.rows(),
        NO_HOST,
        data.session(),
        context,
        (row, verdicts) -> {
          KnownItem known = named(data.rows(), row, verdicts, context);
          return known == null
              ? context.inventory().unknownItemid()
              : context.inventory().senderOutcome(known.name(), context.peer());
        });
  }

  /** Finds the item with a value's {@code itemid} and sets its name; null if not found. */
  static @Nullable KnownItem named(
      HistoryRows rows, int row, RowVerdicts.Builder verdicts, RequestContext context) {
    KnownItem known = context.inventory().item(rows.itemid(row));
    if (known != null) {
      verdicts.name(row, known.name());
    }
    return known;
  }

  static Reply agentData(AgentData data, RequestContext context) {
    HistoryRows rows = data.rows();
    boolean byItemid = rows.naming() == Naming.ITEMID;
    if (!data.hasData() || (context.is70() && !byItemid && rows.size() == 0)) {
      return Reply.of(new Success(null)).withFlags(context.flags());
    }
    String unknown = unknownHost(data, context);
    if (unknown != null) {
      // Success, so that the agent does not send the values again.
      RowVerdicts none = HistoryCounter.uncounted(rows, Outcome.UNKNOWN_HOST);
      return new Reply(new Success("unknown host '" + unknown + "'"), context.flags(), none);
    }
    return byItemid
        ? processedByItemid(rows, withLogPositions(rows, byItemid(data, context), context), context)
        : processed(withLogPositions(rows, byName(data, context), context), context);
  }

  /** Returns the host of the whole packet if the server checks it and does not know it. */
  private static @Nullable String unknownHost(AgentData data, RequestContext context) {
    boolean byItemid = data.rows().naming() == Naming.ITEMID;
    if (context.inventory().isLenient() || (!byItemid && !context.is70())) {
      return null; // servers of 6.0 check the host of each value
    }
    String host = byItemid ? String.valueOf(data.host()) : data.rows().name(0).host();
    return context.inventory().host(host) == null ? host : null;
  }

  private static RowVerdicts byName(AgentData data, RequestContext context) {
    HistoryRows rows = data.rows();
    return countByName(
        rows,
        data.session(),
        context,
        (row, verdicts) -> context.inventory().agentOutcome(rows.name(row)));
  }

  private static RowVerdicts byItemid(AgentData data, RequestContext context) {
    String host = String.valueOf(data.host());
    return countByItemid(
        data.rows(),
        host,
        data.session(),
        context,
        (row, verdicts) -> {
          named(data.rows(), row, verdicts, context);
          return context.inventory().agentOutcome(host, data.rows().itemid(row));
        });
  }

  /**
   * Counts values by {@code itemid}. A value is a duplicate if its id is not above the last id that
   * was received in the same session of {@code owner} before this packet.
   */
  static RowVerdicts countByItemid(
      HistoryRows rows,
      String owner,
      @Nullable String session,
      RequestContext context,
      HistoryCounter.OutcomeFunction outcomes) {
    if (session == null) {
      return HistoryCounter.count(rows, outcomes);
    }
    long before = context.sessions().lastId(owner, session);
    AtomicLong last = new AtomicLong();
    RowVerdicts verdicts =
        HistoryCounter.count(
            rows,
            (row, builder) -> {
              long id = rows.id(row);
              last.set(id);
              Outcome outcome = outcomes.outcome(row, builder);
              return id > 0 && id <= before && isFound(outcome) ? Outcome.DUPLICATE : outcome;
            });
    context.sessions().delivered(owner, session, last.get());
    return verdicts;
  }

  /** Counts values by host and key. Each host has its own session, updated with each value. */
  private static RowVerdicts countByName(
      HistoryRows rows,
      @Nullable String session,
      RequestContext context,
      HistoryCounter.OutcomeFunction outcomes) {
    if (session == null) {
      return HistoryCounter.count(rows, outcomes);
    }
    SessionState sessions = context.sessions();
    return HistoryCounter.count(
        rows,
        (row, builder) -> {
          Outcome outcome = outcomes.outcome(row, builder);
          String host = rows.name(row).host();
          long id = rows.id(row);
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
  static RowVerdicts withLogPositions(
      HistoryRows rows, RowVerdicts verdicts, RequestContext context) {
    for (int row = 0; row < rows.size(); row++) {
      if (verdicts.outcome(row).isProcessed()) {
        ItemName resolved = verdicts.name(row);
        ItemName item = resolved == null ? rows.name(row) : resolved;
        rows.logPosition(row)
            .ifPresent(position -> context.sessions().setLogPosition(item, position));
      }
    }
    return verdicts;
  }

  static Reply legacyData(LegacyData legacy, RequestContext context) {
    RowVerdicts.Builder verdict = new RowVerdicts.Builder(1);
    verdict.set(
        0,
        legacy.jsonLike()
            ? Outcome.NOT_READ_AS_JSON
            : context.inventory().senderOutcome(legacy.item(), context.peer()));
    verdict.count(0, 1);
    return new Reply(new Headerless("OK"), Reply.PLAIN, verdict.build());
  }

  /** Responds with the first value that is not an object, as servers do for values by itemid. */
  private static Reply processedByItemid(
      HistoryRows rows, RowVerdicts verdicts, RequestContext context) {
    String invalid = rows.restFromFirstScalar();
    return invalid == null
        ? processed(verdicts, context)
        : new Reply(
            new Success("cannot open JSON object or array \"" + invalid + '"'),
            context.flags(),
            verdicts);
  }

  /** Responds with the counts. The time spent is set later, right before the response is sent. */
  private static Reply processed(RowVerdicts verdicts, RequestContext context) {
    Processed counts = new Processed(verdicts.processed(), verdicts.failed(), verdicts.total(), 0);
    return new Reply(counts, context.flags(), verdicts);
  }
}
