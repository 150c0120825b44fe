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

/** Answers whoever brings values: senders and active agents. */
final class HistoryEngine {

  /** Sessions that belong to no host in particular. */
  private static final String NOBODY = "";

  private HistoryEngine() {}

  static Reply senderData(SenderData data, RequestContext context) {
    HistoryRows rows = data.rows();
    Inventory inventory = context.inventory();
    if (rows.naming() == Naming.ITEMID) {
      return processedByItemid(rows, senderDataByItemid(data, context), context);
    }
    HistoryCounter.Judge judge =
        inventory.takesEverything()
            ? (row, verdicts) -> Outcome.PROCESSED
            : (row, verdicts) -> inventory.senderOutcome(rows.name(row), context.peer());
    // Since 7.0 servers ignore the session of a sender.
    String session = context.is70() ? null : data.session();
    return processed(countByName(rows, session, context, judge), context);
  }

  /** As servers of 6.0 take it, from a sender that says its version and its host. */
  private static RowVerdicts senderDataByItemid(SenderData data, RequestContext context) {
    return countByItemid(
        data.rows(),
        NOBODY,
        data.session(),
        context,
        (row, verdicts) -> {
          KnownItem known = named(data.rows(), row, verdicts, context);
          return known == null
              ? context.inventory().unknownItemid()
              : context.inventory().senderOutcome(known.name(), context.peer());
        });
  }

  /** Finds the item that a row numbers, and says so in the verdicts; null if there is none. */
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
      // Success, so that the agent does not send it again and again.
      RowVerdicts none = HistoryCounter.uncounted(rows, Outcome.UNKNOWN_HOST);
      return new Reply(new Success("unknown host '" + unknown + "'"), context.flags(), none);
    }
    return byItemid
        ? processedByItemid(rows, remembered(rows, byItemid(data, context), context), context)
        : processed(remembered(rows, byName(data, context), context), context);
  }

  /** The host that the whole packet is for, if the server looks for it and does not find it. */
  private static @Nullable String unknownHost(AgentData data, RequestContext context) {
    boolean byItemid = data.rows().naming() == Naming.ITEMID;
    if (context.inventory().isLenient() || (!byItemid && !context.is70())) {
      return null; // servers of 6.0 look for the host of each row
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
   * Counts rows by number, taking out what was delivered before in the same session of {@code
   * owner}: whatever had an id up to the last one when this packet came.
   */
  static RowVerdicts countByItemid(
      HistoryRows rows,
      String owner,
      @Nullable String session,
      RequestContext context,
      HistoryCounter.Judge judge) {
    if (session == null) {
      return HistoryCounter.count(rows, judge);
    }
    long before = context.sessions().lastId(owner, session);
    AtomicLong last = new AtomicLong();
    RowVerdicts verdicts =
        HistoryCounter.count(
            rows,
            (row, builder) -> {
              long id = rows.id(row);
              last.set(id);
              Outcome outcome = judge.judge(row, builder);
              return id > 0 && id <= before && isFound(outcome) ? Outcome.DUPLICATE : outcome;
            });
    context.sessions().delivered(owner, session, last.get());
    return verdicts;
  }

  /** The same for rows by key, where each host has a session, and each row moves its last id on. */
  private static RowVerdicts countByName(
      HistoryRows rows,
      @Nullable String session,
      RequestContext context,
      HistoryCounter.Judge judge) {
    if (session == null) {
      return HistoryCounter.count(rows, judge);
    }
    SessionState sessions = context.sessions();
    return HistoryCounter.count(
        rows,
        (row, builder) -> {
          Outcome outcome = judge.judge(row, builder);
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

  /** Whether the server got as far as looking at the id. */
  private static boolean isFound(Outcome outcome) {
    return outcome != Outcome.UNKNOWN_HOST
        && outcome != Outcome.UNKNOWN_KEY
        && outcome != Outcome.UNKNOWN_ITEMID;
  }

  /** Keeps how far logs were read, which an agent is told when it starts anew. */
  static RowVerdicts remembered(HistoryRows rows, RowVerdicts verdicts, RequestContext context) {
    for (int row = 0; row < rows.size(); row++) {
      if (verdicts.outcome(row).isProcessed()) {
        ItemName resolved = verdicts.name(row);
        ItemName item = resolved == null ? rows.name(row) : resolved;
        rows.logPosition(row).ifPresent(position -> context.sessions().read(item, position));
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

  /** Of rows by number a server says what is wrong with the first that it cannot read at all. */
  private static Reply processedByItemid(
      HistoryRows rows, RowVerdicts verdicts, RequestContext context) {
    String unfit = rows.restFromFirstScalar();
    return unfit == null
        ? processed(verdicts, context)
        : new Reply(
            new Success("cannot open JSON object or array \"" + unfit + '"'),
            context.flags(),
            verdicts);
  }

  /** The time is filled in last, when everything that takes time was done. */
  private static Reply processed(RowVerdicts verdicts, RequestContext context) {
    Processed counts = new Processed(verdicts.processed(), verdicts.failed(), verdicts.total(), 0);
    return new Reply(counts, context.flags(), verdicts);
  }
}
