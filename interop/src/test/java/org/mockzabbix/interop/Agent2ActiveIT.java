package org.mockzabbix.interop;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The real {@code zabbix_agent2}, which is written in Go, in active mode. */
@NeedsProgram("zabbix_agent2")
class Agent2ActiveIT extends ActiveAgentContract {

  /** The agents of each release, with each version of the server. */
  static Stream<Arguments> pairs() {
    return RealDaemons.pairs("zabbix_agent2");
  }

  static Stream<Arguments> clusterPairs() {
    return pairs().filter(pair -> pair.get()[0] != Release.R5_0_8);
  }

  static Stream<Arguments> modernPairs() {
    return pairs().filter(pair -> ((Release) pair.get()[0]).is70());
  }

  Agent2ActiveIT() {
    super("zabbix_agent2");
  }

  /** It listens whether it is asked to or not. */
  @Override
  String ownConfiguration() {
    return """
        Server=127.0.0.1
        ListenIP=127.0.0.1
        ListenPort=%d
        ControlSocket=agent.sock
        PluginSocket=plugin.sock
        """
        .formatted(Ports.free());
  }
}
