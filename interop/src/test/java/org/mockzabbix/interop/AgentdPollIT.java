package org.mockzabbix.interop;

import org.mockzabbix.protocol.AgentProgram.Variant;

/** The real {@code zabbix_agentd}, which is written in C, in passive mode. */
@NeedsProgram("zabbix_agentd")
class AgentdPollIT extends PassiveAgentContract {

  AgentdPollIT() {
    super("zabbix_agentd");
  }

  @Override
  String ownConfiguration() {
    return "AllowRoot=1\n";
  }

  @Override
  Variant variant() {
    return Variant.AGENT;
  }

  @Override
  String unknownKey() {
    return "Unsupported item key.";
  }
}
