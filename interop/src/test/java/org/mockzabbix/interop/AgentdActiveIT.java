package org.mockzabbix.interop;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The real {@code zabbix_agentd}, which is written in C, in active mode. */
@NeedsProgram("zabbix_agentd")
class AgentdActiveIT extends ActiveAgentContract {

  /** The agents of each release, with each version of the server. */
  static Stream<Arguments> pairs() {
    return RealDaemons.pairs("zabbix_agentd");
  }

  static Stream<Arguments> clusterPairs() {
    return pairs().filter(pair -> pair.get()[0] != Release.R5_0_8);
  }

  static Stream<Arguments> modernPairs() {
    return pairs().filter(pair -> ((Release) pair.get()[0]).is70());
  }

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
