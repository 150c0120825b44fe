package org.mockzabbix.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.HistoryRows.Naming;
import org.mockzabbix.protocol.Request.AgentData;
import org.mockzabbix.protocol.Request.CommandResult;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.SenderData;
import org.mockzabbix.protocol.json.JsonCursor;

/** Decodes requests with values, from senders and active agents. */
final class HistoryDecoder {

  private HistoryDecoder() {}

  static Request senderData(JsonRequest request) {
    Invalid refused = request.refusedData();
    if (refused == null && !request.isFor70()) {
      refused = request.refusedSession();
    }
    if (refused != null) {
      return refused;
    }
    // Servers of 6.0 treat a sender that sends its version and host as an agent.
    boolean mayHaveItemids =
        !request.isFor70() && AgentVersion.parse(request.text("version")).knowsItemids();
    String host = mayHaveItemids ? request.text("host") : null;
    Naming naming = host == null ? Naming.HOST_AND_KEY : Naming.ITEMID;
    return new SenderData(request.data(naming), request.text("session"), host);
  }

  static Request agentData(JsonRequest request) {
    AgentVersion agent = AgentVersion.parse(request.text("version"));
    boolean hasData = request.hasContainer("data");
    // Since 7.0 an agent may send only results of commands; the server then checks no other member.
    Invalid refused = hasData || !request.isFor70() ? refusedAgentData(request, agent) : null;
    return refused == null ? acceptedAgentData(request, agent, hasData) : refused;
  }

  private static @Nullable Invalid refusedAgentData(JsonRequest request, AgentVersion agent) {
    Invalid refused = request.refusedData();
    if (refused == null) {
      refused = request.refusedSession();
    }
    return refused == null && request.isFor70() ? refusedHost(request, agent) : refused;
  }

  private static Request acceptedAgentData(
      JsonRequest request, AgentVersion agent, boolean hasData) {
    String host = request.text("host");
    Naming naming = agent.knowsItemids() && host != null ? Naming.ITEMID : Naming.HOST_AND_KEY;
    return new AgentData(
        request.data(naming), host, agent, request.text("session"), commands(request), hasData);
  }

  /**
   * Returns the error of a request without the host, which servers require since 7.0; null if it is
   * valid. Agents before 4.4 send the host with each value, and the server checks the first value.
   */
  private static @Nullable Invalid refusedHost(JsonRequest request, AgentVersion agent) {
    if (agent.knowsItemids()) {
      return request.text("host") == null
          ? request.refusedWithout("host", "cannot find \"host\" token")
          : null;
    }
    RequestValues values = request.data(Naming.HOST_AND_KEY);
    if (values.isEmpty()) {
      return null;
    }
    return switch (values.defect(0)) {
      case NOT_AN_OBJECT, NOT_AN_ARRAY -> request.refused("cannot open \"data\" token");
      case NO_HOST -> request.refused("cannot find \"host\" token in data");
      default -> null;
    };
  }

  private static List<CommandResult> commands(JsonRequest request) {
    List<CommandResult> results = new ArrayList<>();
    JsonCursor commands = request.container("commands");
    while (commands.nextElement()) {
      JsonCursor result = commands.enter();
      results.add(
          new CommandResult(
              result.numberOf("id").orElse(0), result.textOf("value"), result.textOf("error")));
    }
    return results;
  }
}
