package org.mockzabbix.interop;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.mockzabbix.protocol.AgentProgram.Variant;

/** The real {@code zabbix_agentd}, which is written in C, in passive mode. */
@NeedsProgram("zabbix_agentd")
class AgentdPollIT extends PassiveAgentContract {

  /** The agents of each release, with each version of the server. */
  static Stream<Arguments> pairs() {
    return RealDaemons.pairs("zabbix_agentd");
  }

  static Stream<Arguments> certifiedPairs() {
    return RealDaemons.siblings("zabbix_agentd");
  }

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
