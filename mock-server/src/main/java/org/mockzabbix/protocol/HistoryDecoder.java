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
    Refused refused =
        message.isFor70()
            ? refusedBy70(message, agent)
            : message.refusedData(RequestKind.AGENT_DATA);
    if (refused == null) {
      refused = message.refusedSession(RequestKind.AGENT_DATA);
    }
    if (refused != null) {
      return refused;
    }
    Naming naming = agent.knowsItemids() ? Naming.ITEMID : Naming.HOST_AND_KEY;
    return new AgentData(
        message.rows("data", naming),
        message.text("host"),
        agent,
        message.text("session"),
        commands(message),
        message.has("data"));
  }

  /** Since 7.0 an agent may send results of commands alone; its rows need a host. */
  private static @Nullable Refused refusedBy70(Message message, AgentVersion agent) {
    if (!message.has("data")) {
      return null;
    }
    Refused refused = message.refusedData(RequestKind.AGENT_DATA);
    if (refused != null) {
      return refused;
    }
    if (agent.knowsItemids()) {
      return message.text("host") == null
          ? new Refused(RequestKind.AGENT_DATA, "cannot find \"host\" token")
          : null;
    }
    JsonCursor rows = message.container("data");
    boolean firstLacksHost = rows.nextElement() && rows.enter().textOf("host") == null;
    return firstLacksHost
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
