package org.mockzabbix.interop;

/** The real {@code zabbix_agentd}, which is written in C, in active mode. */
@NeedsProgram("zabbix_agentd")
class AgentdActiveIT extends ActiveAgentContract {

  AgentdActiveIT() {
    super("zabbix_agentd");
  }

  @Override
  String ownConfiguration() {
    return """
        StartAgents=0
        AllowRoot=1
        """;
  }
}
