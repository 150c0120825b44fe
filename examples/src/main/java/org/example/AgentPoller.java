package org.example;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks many agents for the same key, as an aggregating agent does. */
public final class AgentPoller {

  private static final String NOT_SUPPORTED = "ZBX_NOTSUPPORTED";

  private final Duration timeout;

  /** Waits so long for each agent at most. */
  public AgentPoller(Duration timeout) {
    this.timeout = timeout;
  }

  /** Returns the responses by agent, or for an agent without a response the reason in brackets. */
  public Map<InetSocketAddress, String> ask(List<InetSocketAddress> agents, String key) {
    Map<InetSocketAddress, String> responses = new LinkedHashMap<>();
    agents.forEach(agent -> responses.put(agent, ask(agent, key)));
    return responses;
  }

  private String ask(InetSocketAddress agent, String key) {
    try {
      String response = ZabbixConnection.ask(agent, key, timeout);
      return response.startsWith(NOT_SUPPORTED)
          ? "(" + response.substring(NOT_SUPPORTED.length()).replace("\0", "") + ")"
          : response;
    } catch (IOException e) {
      return "(" + e.getMessage() + ")";
    }
  }
}
