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

  /** The answers by agent; of an agent that has none, the reason in brackets. */
  public Map<InetSocketAddress, String> ask(List<InetSocketAddress> agents, String key) {
    Map<InetSocketAddress, String> answers = new LinkedHashMap<>();
    agents.forEach(agent -> answers.put(agent, ask(agent, key)));
    return answers;
  }

  private String ask(InetSocketAddress agent, String key) {
    try {
      String answer = ZabbixConnection.ask(agent, key, timeout);
      return answer.startsWith(NOT_SUPPORTED)
          ? "(" + answer.substring(NOT_SUPPORTED.length()).replace("\0", "") + ")"
          : answer;
    } catch (IOException e) {
      return "(" + e.getMessage() + ")";
    }
  }
}
