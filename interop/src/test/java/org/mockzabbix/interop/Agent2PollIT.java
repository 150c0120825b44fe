package org.mockzabbix.interop;

import org.mockzabbix.protocol.AgentProgram.Variant;

/** The real {@code zabbix_agent2}, which is written in Go, in passive mode. */
@NeedsProgram("zabbix_agent2")
class Agent2PollIT extends PassiveAgentContract {

  Agent2PollIT() {
    super("zabbix_agent2");
  }

  @Override
  String ownConfiguration() {
    return "ControlSocket=agent.sock\nPluginSocket=plugin.sock\n";
  }

  @Override
  Variant variant() {
    return Variant.AGENT2;
  }

  @Override
  String unknownKey() {
    return "Unknown metric no.such";
  }
}
