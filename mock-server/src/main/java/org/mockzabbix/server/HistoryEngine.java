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
import org.mockzabbix.protocol.RowVerdicts;
import org.mockzabbix.protocol.SentValue;
import org.mockzabbix.protocol.SentValues;
import org.mockzabbix.rule.Inventory;
import org.mockzabbix.rule.KnownItem;
import org.mockzabbix.rule.Reply;

/** Answers whoever brings values: senders and active agents. */
final class HistoryEngine {

  /** Sessions that belong to no host in particular. */
  private static final String NOBODY = "";

  /** Decides about a well-formed value, and may name its item. */
  @FunctionalInterface
  interface Judge {
    Outcome judge(SentValue value, int row, RowVerdicts.Builder verdicts);
  }

  private HistoryEngine() {}

  static Reply senderData(SenderData data, RequestContext context) {
    SentValues values = data.values();
    Inventory inventory = context.inventory();
    if (values.areByItemid()) {
      return processedByItemid(values, senderDataByItemid(data, context), context);
    }
    // Since 7.0 servers ignore the session of a sender.
    String session = context.is70() ? null : data.session();
    if (inventory.takesEverything() && session == null) {
      return processed(HistoryCounter.count(values, (row, verdicts) -> Outcome.PROCESSED), context);
    }
    Judge judge =
        inventory.takesEverything()
            ? (value, row, verdicts) -> Outcome.PROCESSED
            : (value, row, verdicts) -> inventory.senderOutcome(value.item(), context.peer());
    return processed(countByName(values, session, context, judge), context);
  }

  /** As servers of 6.0 take it, from a sender that says its version and its host. */
  private static RowVerdicts senderDataByItemid(SenderData data, RequestContext context) {
    return countByItemid(
        data.values(),
        NOBODY,
        data.session(),
        context,
        (value, row, verdicts) -> {
          KnownItem known = named(value, row, verdicts, context);
          return known == null
              ? context.inventory().unknownItemid()
              : context.inventory().senderOutcome(known.name(), context.peer());
        });
  }

  /** Finds the item that a row numbers, and says so in the verdicts; null if there is none. */
  static @Nullable KnownItem named(
      SentValue value, int row, RowVerdicts.Builder verdicts, RequestContext context) {
    KnownItem known = context.inventory().item(value.itemid().orElse(0));
    if (known != null) {
      verdicts.name(row, known.name());
    }
    return known;
  }

  static Reply agentData(AgentData data, RequestContext context) {
    SentValues values = data.values();
    boolean byItemid = values.areByItemid();
    if (!data.hasData() || (context.is70() && !byItemid && values.isEmpty())) {
      return Reply.of(Response.success()).withFlags(context.flags());
    }
    String unknown = unknownHost(data, context);
    if (unknown != null) {
      // Success, so that the agent does not send it again and again.
      RowVerdicts none = HistoryCounter.uncounted(values, Outcome.UNKNOWN_HOST);
      return new Reply(Response.success("unknown host '" + unknown + "'"), context.flags(), none);
    }
    return byItemid
        ? processedByItemid(values, remembered(values, byItemid(data, context), context), context)
        : processed(remembered(values, byName(data, context), context), context);
  }

  /** The host that the whole packet is for, if the server looks for it and does not find it. */
  private static @Nullable String unknownHost(AgentData data, RequestContext context) {
    boolean byItemid = data.values().areByItemid();
    if (context.inventory().isLenient() || (!byItemid && !context.is70())) {
      return null; // servers of 6.0 look for the host of each row
    }
    String host = byItemid ? String.valueOf(data.host()) : data.values().get(0).host();
    return context.inventory().host(host) == null ? host : null;
  }

  private static RowVerdicts byName(AgentData data, RequestContext context) {
    return countByName(
        data.values(),
        data.session(),
        context,
        (value, row, verdicts) -> context.inventory().agentOutcome(value.item()));
  }

  private static RowVerdicts byItemid(AgentData data, RequestContext context) {
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
   * Counts rows by number, taking out what was delivered before in the same session of {@code
   * owner}: whatever had an id up to the last one when this packet came.
   */
  static RowVerdicts countByItemid(
      SentValues values,
      String owner,
      @Nullable String session,
      RequestContext context,
      Judge judge) {
    if (session == null) {
      return HistoryCounter.count(
          values, (row, verdicts) -> judge.judge(values.get(row), row, verdicts));
    }
    long before = context.sessions().lastId(owner, session);
    AtomicLong last = new AtomicLong();
    RowVerdicts verdicts =
        HistoryCounter.count(
            values,
            (row, builder) -> {
              SentValue value = values.get(row);
              long id = value.id().orElse(0);
              last.set(id);
              Outcome outcome = judge.judge(value, row, builder);
              return id > 0 && id <= before && isFound(outcome) ? Outcome.DUPLICATE : outcome;
            });
    context.sessions().delivered(owner, session, last.get());
    return verdicts;
  }

  /** The same for rows by key, where each host has a session, and each row moves its last id on. */
  private static RowVerdicts countByName(
      SentValues values, @Nullable String session, RequestContext context, Judge judge) {
    if (session == null) {
      return HistoryCounter.count(
          values, (row, verdicts) -> judge.judge(values.get(row), row, verdicts));
    }
    SessionState sessions = context.sessions();
    return HistoryCounter.count(
        values,
        (row, builder) -> {
          SentValue value = values.get(row);
          Outcome outcome = judge.judge(value, row, builder);
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

  /** Whether the server got as far as looking at the id. */
  private static boolean isFound(Outcome outcome) {
    return outcome != Outcome.UNKNOWN_HOST
        && outcome != Outcome.UNKNOWN_KEY
        && outcome != Outcome.UNKNOWN_ITEMID;
  }

  /** Keeps how far logs were read, which an agent is told when it starts anew. */
  static RowVerdicts remembered(SentValues values, RowVerdicts verdicts, RequestContext context) {
    for (int row = 0; row < values.size(); row++) {
      if (verdicts.outcome(row).isProcessed()) {
        SentValue value = values.get(row);
        ItemName resolved = verdicts.name(row);
        ItemName item = resolved == null ? value.item() : resolved;
        value.logPosition().ifPresent(position -> context.sessions().read(item, position));
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
    return new Reply(Response.headerless("OK"), Reply.PLAIN, verdict.build());
  }

  /** Of rows by number a server says what is wrong with the first that it cannot read at all. */
  private static Reply processedByItemid(
      SentValues values, RowVerdicts verdicts, RequestContext context) {
    String unfit = values.restFromFirstScalar();
    return unfit.isEmpty()
        ? processed(verdicts, context)
        : new Reply(
            Response.success("cannot open JSON object or array \"" + unfit + '"'),
            context.flags(),
            verdicts);
  }

  /** The time is filled in last, when everything that takes time was done. */
  private static Reply processed(RowVerdicts verdicts, RequestContext context) {
    Processed counts = new Processed(verdicts.processed(), verdicts.failed(), verdicts.total(), 0);
    return new Reply(counts, context.flags(), verdicts);
  }
}
