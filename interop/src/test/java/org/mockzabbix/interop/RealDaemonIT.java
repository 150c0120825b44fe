package org.mockzabbix.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real daemon is ended with all its processes. */
@NeedsProgram("zabbix_agentd")
@Timeout(120)
class RealDaemonIT {

  @RegisterExtension final RealDaemons daemons = new RealDaemons();

  @Test
  void endsWithAllItsProcesses() throws Exception {
    RealDaemon agent = daemons.create("zabbix_agentd");
    agent.start(
        """
        Server=127.0.0.1
        ListenIP=127.0.0.1
        ListenPort=%d
        StartAgents=1
        AllowRoot=1
        """
            .formatted(Ports.free()));
    agent.awaitLog("agent #2 started [listener #1]");
    List<ProcessHandle> family = agent.processes();

    agent.stop();

    assertEquals(3, family.size());
    family.forEach(process -> assertFalse(process.isAlive(), process::toString));
  }
}
