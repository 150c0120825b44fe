package org.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

/**
 * Sends an application's metrics to a Zabbix trapper, in one packet, and tries again if need be.
 */
public final class MetricsSender {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final InetSocketAddress server;
  private final String host;
  private final int attempts;

  /** Sends in the name of this host, in so many attempts at most. */
  public MetricsSender(InetSocketAddress server, String host, int attempts) {
    this.server = server;
    this.host = host;
    this.attempts = attempts;
  }

  /**
   * Sends values by their keys.
   *
   * @throws IOException if no attempt succeeded, or the server did not take all of them
   */
  public void send(Map<String, String> values) throws IOException {
    String packet = packet(values);
    for (int attempt = 1; ; attempt++) {
      try {
        check(ZabbixConnection.ask(server, packet, Duration.ofSeconds(5)));
        return;
      } catch (Refused refused) {
        throw refused; // trying again would not help
      } catch (IOException networkTrouble) {
        if (attempt == attempts) {
          throw networkTrouble;
        }
      }
    }
  }

  private String packet(Map<String, String> values) {
    ObjectNode packet = MAPPER.createObjectNode().put("request", "sender data");
    values.forEach(
        (key, value) ->
            packet
                .withArray("/data")
                .addObject()
                .put("host", host)
                .put("key", key)
                .put("value", value));
    return packet.toString();
  }

  private static void check(String response) throws IOException {
    JsonNode json = MAPPER.readTree(response);
    String info = json.path("info").asText();
    if (!json.path("response").asText().equals("success") || !info.contains("failed: 0;")) {
      throw new Refused("the server did not take everything: " + info);
    }
  }

  /** The server has understood, and said no. */
  public static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }
}
