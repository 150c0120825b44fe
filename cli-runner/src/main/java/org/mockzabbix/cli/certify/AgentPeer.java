package org.mockzabbix.cli.certify;

import java.util.Map;
import org.mockzabbix.MockAgent;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.rule.RuleBuilder;

/** A mock agent for a program that requests values. It responds to each key with one value. */
final class AgentPeer implements TrialPeer {

  private final MockAgent agent;

  /** Starts an agent. */
  AgentPeer(TrialSettings settings) {
    agent =
        new MockAgent(
            AgentConfig.of("agent").withVersion(settings.version()).withTls(settings.tls()));
    agent.replyToAll(key -> CheckResult.value(Conduct.VALUE)).start();
  }

  @Override
  public RuleBuilder whenRequested() {
    return agent.when(RequestMatcher.anyRequest());
  }

  @Override
  public Rule onConnect(SocketFault fault) {
    return agent.onConnect(fault);
  }

  @Override
  public void refuseConnections() {
    agent.refuseConnections();
  }

  @Override
  public void failValues() {
    agent.replyToAll(key -> CheckResult.notSupported(Conduct.NOT_SUPPORTED));
  }

  @Override
  public String redirectAddress() {
    return "";
  }

  @Override
  public Map<String, String> addresses() {
    return Map.of("host", agent.host(), "agent", String.valueOf(agent.port()));
  }

  @Override
  public Journal journal() {
    return agent.journal();
  }

  @Override
  public int values() {
    return (int)
        agent.exchanges().stream()
            .filter(exchange -> exchange.kind() == RequestKind.PASSIVE_CHECK)
            .map(exchange -> exchange.request().requestedKey())
            .distinct()
            .count();
  }

  @Override
  public void close() {
    agent.close();
  }
}
