package org.mockzabbix.trapper;

import java.time.Instant;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.ActiveCheckHeartbeat;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.Request.AgentData;
import org.mockzabbix.protocol.Request.Empty;
import org.mockzabbix.protocol.Request.FrontendQuestion;
import org.mockzabbix.protocol.Request.HistoryPush;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.protocol.Request.ProxyConfig;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.protocol.Request.ProxyHeartbeat;
import org.mockzabbix.protocol.Request.Refused;
import org.mockzabbix.protocol.Request.SenderData;
import org.mockzabbix.protocol.Request.Unknown;
import org.mockzabbix.protocol.Request.Unreadable;
import org.mockzabbix.protocol.Request.ZabbixStats;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response.Failed;
import org.mockzabbix.protocol.Response.None;
import org.mockzabbix.rule.Reply;

/**
 * Decides what a Zabbix server answers, request kind by request kind: a function of the request,
 * who asks, the inventory, and what the server remembers. Free of I/O.
 */
final class TrapperEngine {

  private TrapperEngine() {}

  static Reply reply(Request request, Asked asked, Instant now) {
    if (request instanceof SenderData data) {
      return HistoryEngine.senderData(data, asked);
    }
    if (request instanceof AgentData data) {
      return HistoryEngine.agentData(data, asked);
    }
    if (request instanceof LegacyData legacy) {
      return HistoryEngine.legacyData(legacy, asked);
    }
    if (request instanceof ActiveChecks checks) {
      return ActiveChecksEngine.reply(checks, asked);
    }
    if (request instanceof ActiveCheckHeartbeat) {
      return Reply.of(new None());
    }
    if (request instanceof ProxyConfig config) {
      return ProxyEngine.config(config, asked);
    }
    if (request instanceof ProxyData data) {
      return ProxyEngine.data(data, asked);
    }
    if (request instanceof ProxyHeartbeat heartbeat) {
      return ProxyEngine.heartbeat(heartbeat, asked);
    }
    if (request instanceof ZabbixStats stats) {
      return FrontendEngine.stats(stats, asked, now);
    }
    if (request instanceof FrontendQuestion question) {
      return FrontendEngine.question(question);
    }
    if (request instanceof HistoryPush push) {
      return FrontendEngine.historyPush(push);
    }
    return withoutMeaning(request, asked);
  }

  private static Reply withoutMeaning(Request request, Asked asked) {
    if (request instanceof Refused refused) {
      return refused(refused, asked);
    }
    if (request instanceof Unreadable unreadable && unreadable.info() != null) {
      return Reply.of(new Failed(unreadable.info()));
    }
    if (request instanceof Unreadable || request instanceof Unknown || request instanceof Empty) {
      return Reply.of(new None());
    }
    throw new AssertionError("unhandled " + request.getClass()); // switch at 21
  }

  private static Reply refused(Refused refused, Asked asked) {
    if (refused.kind() == RequestKind.PROXY_CONFIG) {
      return Reply.of(new None()); // servers do not tell a stranger why
    }
    Reply failed = Reply.of(new Failed(refused.info()));
    boolean plain =
        refused.kind() == RequestKind.ACTIVE_CHECKS || refused.kind() == RequestKind.ZABBIX_STATS;
    return plain ? failed : failed.withFlags(asked.flags());
  }
}
