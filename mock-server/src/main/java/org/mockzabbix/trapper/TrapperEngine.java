package org.mockzabbix.trapper;

import java.net.InetAddress;
import org.mockzabbix.protocol.HistoryRows;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.Empty;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.protocol.Request.Refused;
import org.mockzabbix.protocol.Request.SenderData;
import org.mockzabbix.protocol.Request.Unknown;
import org.mockzabbix.protocol.Request.Unreadable;
import org.mockzabbix.protocol.Response.Failed;
import org.mockzabbix.protocol.Response.Headerless;
import org.mockzabbix.protocol.Response.None;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.RowVerdicts;
import org.mockzabbix.rule.Inventory;
import org.mockzabbix.rule.Reply;

/**
 * Decides what a Zabbix server answers: a function of the request, who asks, and the inventory.
 * Immutable, and free of I/O.
 */
final class TrapperEngine {

  /**
   * What the answer depends on beside the request.
   *
   * @param flags the flags byte of the packet, which answers to item values repeat
   */
  record Asked(InetAddress peer, int flags, Inventory inventory) {}

  private TrapperEngine() {}

  static Reply reply(Request request, Asked asked) {
    if (request instanceof SenderData data) {
      return processed(countSenderData(data.rows(), asked)).withFlags(asked.flags());
    }
    if (request instanceof LegacyData legacy) {
      return new Reply(new Headerless("OK"), Reply.PLAIN, countLegacy(legacy, asked));
    }
    if (request instanceof Refused refused) {
      return Reply.of(new Failed(refused.info())).withFlags(asked.flags());
    }
    if (request instanceof Unreadable unreadable && unreadable.info() != null) {
      return Reply.of(new Failed(unreadable.info()));
    }
    if (request instanceof Unreadable || request instanceof Unknown || request instanceof Empty) {
      return Reply.of(new None());
    }
    throw new AssertionError("unhandled " + request.getClass()); // switch at 21
  }

  /** The time is filled in last, when everything that takes time was done. */
  private static Reply processed(RowVerdicts verdicts) {
    Processed counts = new Processed(verdicts.processed(), verdicts.failed(), verdicts.total(), 0);
    return new Reply(counts, Reply.PLAIN, verdicts);
  }

  private static RowVerdicts countSenderData(HistoryRows rows, Asked asked) {
    Inventory inventory = asked.inventory();
    return inventory.takesEverything()
        ? HistoryCounter.count(rows, row -> Outcome.PROCESSED)
        : HistoryCounter.count(rows, row -> inventory.senderOutcome(rows.name(row), asked.peer()));
  }

  private static RowVerdicts countLegacy(LegacyData legacy, Asked asked) {
    RowVerdicts.Builder verdict = new RowVerdicts.Builder(1);
    verdict.set(
        0,
        legacy.jsonLike()
            ? Outcome.NOT_READ_AS_JSON
            : asked.inventory().senderOutcome(legacy.item(), asked.peer()));
    verdict.count(0, 1);
    return verdict.build();
  }
}
