package org.mockzabbix.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.HistoryRows.Naming;
import org.mockzabbix.protocol.Request.AgentData;
import org.mockzabbix.protocol.Request.CommandResult;
import org.mockzabbix.protocol.Request.HistoryPush;
import org.mockzabbix.protocol.Request.Refused;
import org.mockzabbix.protocol.Request.SenderData;
import org.mockzabbix.protocol.Request.Unknown;
import org.mockzabbix.protocol.json.JsonCursor;

/** Reads the requests that bring values: from senders, from active agents and from the frontend. */
final class HistoryDecoder {

  private HistoryDecoder() {}

  static Request senderData(Message message) {
    Refused refused = message.refusedData(RequestKind.SENDER_DATA);
    if (refused == null && !message.isFor70()) {
      refused = message.refusedSession(RequestKind.SENDER_DATA);
    }
    if (refused != null) {
      return refused;
    }
    // Servers of 6.0 take a sender that says its version and its host for an agent.
    boolean byItemid =
        !message.isFor70()
            && AgentVersion.parse(message.text("version")).knowsItemids()
            && message.text("host") != null;
    Naming naming = byItemid ? Naming.ITEMID : Naming.HOST_AND_KEY;
    return new SenderData(message.rows("data", naming), message.text("session"));
  }

  static Request agentData(Message message) {
    AgentVersion agent = AgentVersion.parse(message.text("version"));
    boolean hasData = message.hasContainer("data");
    // Since 7.0 an agent may send results of commands alone, and nothing else is looked at then.
    Refused refused = hasData || !message.isFor70() ? refusedAgentData(message, agent) : null;
    return refused == null ? acceptedAgentData(message, agent, hasData) : refused;
  }

  private static @Nullable Refused refusedAgentData(Message message, AgentVersion agent) {
    Refused refused = message.refusedData(RequestKind.AGENT_DATA);
    if (refused == null) {
      refused = message.refusedSession(RequestKind.AGENT_DATA);
    }
    return refused == null && message.isFor70() ? refusedHost(message, agent) : refused;
  }

  private static Request acceptedAgentData(Message message, AgentVersion agent, boolean hasData) {
    String host = message.text("host");
    Naming naming = agent.knowsItemids() && host != null ? Naming.ITEMID : Naming.HOST_AND_KEY;
    return new AgentData(
        message.rows("data", naming),
        host,
        agent,
        message.text("session"),
        commands(message),
        hasData);
  }

  /** Since 7.0 the host has to be said; the first row decides where the rows say it. */
  private static @Nullable Refused refusedHost(Message message, AgentVersion agent) {
    if (agent.knowsItemids()) {
      return message.text("host") == null
          ? new Refused(RequestKind.AGENT_DATA, "cannot find \"host\" token")
          : null;
    }
    JsonCursor rows = message.container("data");
    if (!rows.nextElement()) {
      return null;
    }
    if (rows.type().isScalar()) {
      return new Refused(RequestKind.AGENT_DATA, "cannot open \"data\" token");
    }
    return rows.enter().textOf("host") == null
        ? new Refused(RequestKind.AGENT_DATA, "cannot find \"host\" token in data")
        : null;
  }

  private static List<CommandResult> commands(Message message) {
    List<CommandResult> results = new ArrayList<>();
    JsonCursor commands = message.container("commands");
    while (commands.nextElement()) {
      JsonCursor result = commands.enter();
      results.add(
          new CommandResult(
              result.numberOf("id").orElse(0), result.textOf("value"), result.textOf("error")));
    }
    return results;
  }

  /** Since 7.0; earlier servers do not know it. */
  static Request historyPush(Message message) {
    if (!message.isFor70()) {
      return new Unknown("history.push");
    }
    return new HistoryPush(message.rows("data", Naming.EITHER), message.text("sid"));
  }
}
