package org.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** An active agent in the smallest form: asks what to check, and delivers what it found. */
public final class ActiveAgent {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String SESSION = "0123456789abcdef0123456789abcdef";

  private final InetSocketAddress server;
  private final String host;
  private final Function<String, String> metrics;
  private long id;

  /**
   * An agent for this host.
   *
   * @param metrics finds the value of a key; what it throws makes the key not supported
   */
  public ActiveAgent(InetSocketAddress server, String host, Function<String, String> metrics) {
    this.server = server;
    this.host = host;
    this.metrics = metrics;
  }

  /** Checks everything that the server wants to have checked, once, and delivers it. */
  public void runOnce() throws IOException {
    JsonNode checks = ask(request("active checks"));
    if (!checks.path("response").asText().equals("success")) {
      throw new IOException("no active checks: " + checks.path("info").asText());
    }
    ObjectNode delivery = request("agent data").put("session", SESSION);
    ArrayNode data = delivery.putArray("data");
    checks.path("data").forEach(check -> add(check, data.addObject()));
    ask(delivery);
  }

  private ObjectNode request(String name) {
    return MAPPER
        .createObjectNode()
        .put("request", name)
        .put("host", host)
        .put("version", "7.0.0")
        .put("variant", 2);
  }

  private void add(JsonNode check, ObjectNode row) {
    Instant now = Instant.now();
    row.put("id", ++id).put("itemid", check.path("itemid").asLong());
    row.put("clock", now.getEpochSecond()).put("ns", now.getNano());
    try {
      row.put("value", metrics.apply(check.path("key").asText()));
    } catch (RuntimeException notSupported) {
      row.put("value", notSupported.getMessage()).put("state", 1);
    }
  }

  private JsonNode ask(ObjectNode request) throws IOException {
    return MAPPER.readTree(ZabbixConnection.ask(server, request.toString(), TIMEOUT));
  }
}
