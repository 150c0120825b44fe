package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.protocol.Request.ActiveCheckHeartbeat;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** An agent says that it is alive, and nothing is answered (protocol: active check heartbeat). */
@Timeout(60)
class ActiveCheckHeartbeatTest {

  /** Members, and what is recorded of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "'host':'web01','heartbeat_freq':10,'version':'7.0.22','variant':1 | web01 | 10",
        "'host':'web01','heartbeat_freq':60    | web01 | 60",
        "'host':'off','heartbeat_freq':60      | off   | 60",
        "'host':'nope','heartbeat_freq':'60'   | nope  | 60",
        "'host':'nope'                         | nope  | -",
        "'host':'nope','heartbeat_freq':'soon' | nope  | -",
        "'heartbeat_freq':60                   | -     | 60"
      })
  void isRecordedAndNotAnswered(String members, String host, Long frequency) throws IOException {
    String request = "{\"request\":\"active check heartbeat\"," + members.replace('\'', '"') + "}";
    for (ZabbixVersion version : ZabbixVersion.values()) {
      try (MockZabbixServer server =
          Servers.strict(version, Host.of("web01"), Host.of("off").disabled())) {
        WireClient.Answer answer = WireClient.ask(server, 3, request);

        assertEquals(0, answer.bytes().length);
        assertEquals(RequestKind.ACTIVE_CHECK_HEARTBEAT, server.exchanges().get(0).kind());
        assertEquals(
            new ActiveCheckHeartbeat(host, frequency), server.exchanges().get(0).request());
        assertEquals(Response.none(), server.exchanges().get(0).response());
      }
    }
  }
}
