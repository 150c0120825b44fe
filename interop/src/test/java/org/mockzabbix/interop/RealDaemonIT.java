package org.mockzabbix.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real daemon is ended with all its processes, and its files are gone. */
@NeedsProgram("zabbix_agentd")
@Timeout(120)
class RealDaemonIT {

  @Test
  void leavesNothingBehind() throws Exception {
    RealDaemon daemon = new RealDaemon("zabbix_agentd");
    daemon.start(
        "Server=127.0.0.1\nListenIP=127.0.0.1\nListenPort=" + Ports.free() + "\nAllowRoot=1\n");
    daemon.awaitLog("agent #4 started [listener #3]");
    List<ProcessHandle> family = daemon.processes();

    daemon.close();

    assertEquals(5, family.size());
    family.forEach(process -> assertFalse(process.isAlive(), process::toString));
    assertFalse(Files.exists(daemon.file("daemon.log")));
  }
}
