package org.mockzabbix.trapper;

import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.HistoryRows;
import org.mockzabbix.protocol.HistoryRows.Naming;
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

  static Reply senderData(SenderData data, Asked asked) {
    HistoryRows rows = data.rows();
    Inventory inventory = asked.inventory();
    if (rows.naming() == Naming.ITEMID) {
      return processed(
          count(rows, NOBODY, data.session(), asked, (row, verdicts) -> Outcome.WRONG_ITEM_TYPE),
          asked);
    }
    HistoryCounter.Judge judge =
        inventory.takesEverything()
            ? (row, verdicts) -> Outcome.PROCESSED
            : (row, verdicts) -> inventory.senderOutcome(rows.name(row), asked.peer());
    // Since 7.0 servers ignore the session of a sender.
    String session = asked.is70() ? null : data.session();
    return processed(count(rows, NOBODY, session, asked, judge), asked);
  }

  static Reply agentData(AgentData data, Asked asked) {
    HistoryRows rows = data.rows();
    boolean byItemid = rows.naming() == Naming.ITEMID;
    if (!data.hasData() || (asked.is70() && !byItemid && rows.size() == 0)) {
      return Reply.of(new Success(null)).withFlags(asked.flags());
    }
    String unknown = unknownHost(data, asked);
    if (unknown != null) {
      // Success, so that the agent does not send it again and again.
      RowVerdicts none = HistoryCounter.uncounted(rows, Outcome.UNKNOWN_HOST);
      return new Reply(new Success("unknown host '" + unknown + "'"), asked.flags(), none);
    }
    RowVerdicts verdicts = byItemid ? byItemid(data, asked) : byName(data, asked);
    return processed(remembered(rows, verdicts, asked), asked);
  }

  /** The host that the whole packet is for, if the server looks for it and does not find it. */
  private static @Nullable String unknownHost(AgentData data, Asked asked) {
    boolean byItemid = data.rows().naming() == Naming.ITEMID;
    if (asked.inventory().isLenient() || (!byItemid && !asked.is70())) {
      return null; // servers of 6.0 look for the host of each row
    }
    String host = byItemid ? String.valueOf(data.host()) : data.rows().name(0).host();
    return asked.inventory().host(host) == null ? host : null;
  }

  private static RowVerdicts byName(AgentData data, Asked asked) {
    HistoryRows rows = data.rows();
    return count(
        rows,
        NOBODY,
        data.session(),
        asked,
        (row, verdicts) -> asked.inventory().agentOutcome(rows.name(row)));
  }

  private static RowVerdicts byItemid(AgentData data, Asked asked) {
    String host = String.valueOf(data.host());
    return count(
        data.rows(),
        host,
        data.session(),
        asked,
        (row, verdicts) -> {
          long itemid = data.rows().itemid(row);
          KnownItem known = asked.inventory().item(itemid);
          if (known != null) {
            verdicts.name(row, known.name());
          }
          return asked.inventory().agentOutcome(host, itemid);
        });
  }

  /** Counts, taking out what was delivered before in the same session. */
  static RowVerdicts count(
      HistoryRows rows,
      String owner,
      @Nullable String session,
      Asked asked,
      HistoryCounter.Judge judge) {
    if (session == null) {
      return HistoryCounter.count(rows, judge);
    }
    long last = asked.memory().lastId(owner, session);
    RowVerdicts verdicts =
        HistoryCounter.count(
            rows,
            (row, builder) -> {
              Outcome outcome = judge.judge(row, builder);
              long id = rows.id(row);
              return id > 0 && id <= last ? Outcome.DUPLICATE : outcome;
            });
    if (rows.size() > 0) {
      asked.memory().delivered(owner, session, rows.id(rows.size() - 1));
    }
    return verdicts;
  }

  /** Keeps how far logs were read, which an agent is told when it starts anew. */
  private static RowVerdicts remembered(HistoryRows rows, RowVerdicts verdicts, Asked asked) {
    for (int row = 0; row < rows.size(); row++) {
      int i = row;
      if (verdicts.outcome(row).isProcessed()) {
        rows.logPosition(row)
            .ifPresent(
                position ->
                    asked
                        .memory()
                        .read(
                            verdicts.name(i) == null ? rows.name(i) : verdicts.name(i), position));
      }
    }
    return verdicts;
  }

  static Reply legacyData(LegacyData legacy, Asked asked) {
    RowVerdicts.Builder verdict = new RowVerdicts.Builder(1);
    verdict.set(
        0,
        legacy.jsonLike()
            ? Outcome.NOT_READ_AS_JSON
            : asked.inventory().senderOutcome(legacy.item(), asked.peer()));
    verdict.count(0, 1);
    return new Reply(new Headerless("OK"), Reply.PLAIN, verdict.build());
  }

  /** The time is filled in last, when everything that takes time was done. */
  private static Reply processed(RowVerdicts verdicts, Asked asked) {
    Processed counts = new Processed(verdicts.processed(), verdicts.failed(), verdicts.total(), 0);
    return new Reply(counts, asked.flags(), verdicts);
  }
}
