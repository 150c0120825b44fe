package org.mockzabbix.interop;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.mockzabbix.protocol.AgentProgram.Variant;

/** The real {@code zabbix_agent2}, which is written in Go, in passive mode. */
@NeedsProgram("zabbix_agent2")
class Agent2PollIT extends PassiveAgentContract {

  /** The agents of each release, with each version of the server. */
  static Stream<Arguments> pairs() {
    return RealDaemons.pairs("zabbix_agent2");
  }

  /** Agent 2 of 7.0.9 has other texts than that of 7.0.22, which was measured. */
  static Stream<Arguments> certifiedPairs() {
    return RealDaemons.siblings("zabbix_agent2").filter(pair -> pair.get()[0] != Release.R7_0_9);
  }

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
