package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.cli.ProgramRun;

/** The line READY and the port file of {@code serve} with mock agents. */
@Timeout(180)
class ServeAddressesTest {

  @TempDir private Path directory;

  @Test
  void nameTheAgents() throws Exception {
    Path ports = directory.resolve("ports");
    Path scenario =
        Files.writeString(
            directory.resolve("s.yaml"),
            "trapperPort: 0\nagents: [{host: web01, port: 0}, {host: Zabbix server, port: 0}]\n");
    try (ProgramRun run = ProgramRun.of("--scenario=" + scenario, "--port-file=" + ports)) {
      run.awaitReady();
      JsonNode file = new ObjectMapper().readTree(Files.readString(ports));

      Matcher ready =
          Pattern.compile(
                  "READY trapper=127\\.0\\.0\\.1:(\\d+) agent\\[web01]=127\\.0\\.0\\.1:(\\d+)"
                      + " agent\\[\"Zabbix server\"]=127\\.0\\.0\\.1:(\\d+)")
              .matcher(run.errorLines().get(0));
      assertTrue(ready.matches(), run.errorLines().get(0));
      assertEquals(
          "{\"host\":\"127.0.0.1\",\"trapper\":"
              + ready.group(1)
              + ",\"agent\":"
              + ready.group(2)
              + ",\"agents\":{\"web01\":"
              + ready.group(2)
              + ",\"Zabbix server\":"
              + ready.group(3)
              + "}}",
          file.toString());
    }
  }
}
