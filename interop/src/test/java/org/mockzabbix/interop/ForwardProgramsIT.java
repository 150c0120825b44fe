package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code serve --forward} between real programs and a second server. */
@NeedsProgram({"zabbix_sender", "zabbix_agentd", "zabbix_agent2"})
@Timeout(120)
class ForwardProgramsIT {

  private static final String SCENARIO =
      """
      dialect: "6.0"
      strict: true
      hosts:
        - host: web01
          items:
            - {key: app.orders, type: trapper}
            - {key: app.one, type: active, delay: 1s, itemid: 23301}
      """;

  @RegisterExtension final RealDaemons daemons = new RealDaemons();

  @TempDir private Path folder;

  private MockZabbixProgram real() throws Exception {
    Path scenario = Files.writeString(folder.resolve("scenario.yaml"), SCENARIO, UTF_8);
    return MockZabbixProgram.serve("--scenario", scenario.toString());
  }

  private static MockZabbixProgram between(MockZabbixProgram real) throws Exception {
    return MockZabbixProgram.serve("--forward", "127.0.0.1:" + real.trapperPort());
  }

  @Test
  void sender_seesTheRealServer() throws Exception {
    try (MockZabbixProgram real = real();
        MockZabbixProgram between = between(real)) {
      RealSender sender = new RealSender(between.trapperPort());

      RealSender.Outcome known = sender.send("web01", "app.orders", "12");
      RealSender.Outcome unknown = sender.send("web01", "app.order", "12");

      assertEquals(
          """
          Response from "SERVER": "processed: 1; failed: 0; total: 1; seconds spent: S"
          sent: 1; skipped: 0; total: 1
          """,
          known.output());
      assertEquals(2, unknown.exitCode());
      String line = "host:web01\tkey:app.orders\tvalue:12\tclock:0\n";
      assertEquals(line, Files.readString(real.file("stdout"), UTF_8));
      assertEquals(line, Files.readString(between.file("stdout"), UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zabbix_agentd", "zabbix_agent2"})
  void agent_receivesTheItemsOfTheRealServer(String program) throws Exception {
    try (MockZabbixProgram real = real();
        MockZabbixProgram between = between(real)) {
      boolean isAgent2 = program.equals("zabbix_agent2");
      daemons
          .create(program)
          .start(
              "ServerActive=127.0.0.1:"
                  + between.trapperPort()
                  + "\nHostname=web01\nBufferSend=1\nTimeout=30\nUserParameter=app.one,echo 1\n"
                  + (isAgent2
                      ? "ListenPort="
                          + Ports.free()
                          + "\nServer=127.0.0.1\nControlSocket=agent.sock\nPluginSocket=plugin.sock\n"
                      : "StartAgents=0\nAllowRoot=1\n"));

      JsonNode value = firstValue(between);

      assertEquals("1", value.path("value").asText());
      assertEquals(isAgent2 ? 23301 : 0, value.path("itemid").asLong());
      assertEquals(firstValue(real).path("clock"), value.path("clock"));
    }
  }

  /** Waits for the first value of the item by host and key. */
  private static JsonNode firstValue(MockZabbixProgram program) throws Exception {
    String query = "/api/v1/values?host=web01&key=app.one&waitFor=1&timeout=60s";
    try (InputStream json = URI.create(program.http() + query).toURL().openStream()) {
      return new ObjectMapper().readTree(json).path("values").path(0);
    }
  }
}
