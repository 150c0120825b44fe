package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mockzabbix.MockAgent;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.protocol.AgentProgram.Variant;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.WireClient;

/**
 * Asks what real agents were asked when their answers were measured, and expects the same answers,
 * in each dialect and variant.
 */
class AgentVectorsTest {

  @TestFactory
  Stream<DynamicTest> answersAsMeasured() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (ZabbixVersion version : ZabbixVersion.values()) {
      for (Variant variant : Variant.values()) {
        String name = version.release() + (variant == Variant.AGENT ? " agentd" : " agent2");
        for (JsonNode vector : vectors()) {
          JsonNode measured = vector.get("measured").get(name);
          String title = name + " " + vector.get("name").asText();
          assertNotNull(measured, () -> "add the response of " + title + " to the vectors");
          tests.add(
              DynamicTest.dynamicTest(title, () -> check(version, variant, vector, measured)));
        }
      }
    }
    return tests.stream();
  }

  @Test
  void everyVectorIsMeasuredOnEveryAgent() throws IOException {
    List<String> agents =
        List.of("5.0.8 agentd", "6.0.14 agent2", "6.0.14 agentd", "7.0.22 agent2", "7.0.22 agentd");
    assertEquals(20, vectors().size());
    for (JsonNode vector : vectors()) {
      List<String> measured = new ArrayList<>();
      vector.get("measured").fieldNames().forEachRemaining(measured::add);
      assertEquals(agents, measured.stream().sorted().toList(), vector.get("name").asText());
    }
  }

  private static void check(
      ZabbixVersion version, Variant variant, JsonNode vector, JsonNode measured)
      throws IOException {
    AgentConfig config = AgentConfig.of("web01").withVersion(version).withVariant(variant);
    try (MockAgent agent = new MockAgent(config).start()) {
      agent.reply("agent.ping", "1").reply("up.empty", "");
      // The measured agents ran a command, whose output they strip; a script is sent as it is.
      agent.reply(
          "up.echo[*]",
          KeyScript.computed(key -> (key.parameter(1) + "|" + key.parameter(2)).stripTrailing()));
      try (WireClient client = new WireClient(agent.port())) {
        client.send(HexFormat.of().parseHex(vector.get("in_hex").asText()));
        WireClient.Answer answer = client.readToEnd(Duration.ofSeconds(20));

        assertTrue(answer.closed(), "the agent was to close the connection");
        compare(measured, answer);
        assertEquals(1, agent.exchanges().size());
      }
    }
  }

  private static void compare(JsonNode measured, WireClient.Answer answer) throws IOException {
    if (measured.has("reply_hex")) {
      assertEquals(measured.get("reply_hex").asText(), answer.hex());
    }
    if (measured.has("reply_flags")) {
      assertEquals(measured.get("reply_flags").asInt(), answer.flags());
    }
    if (measured.has("reply_json_subset")) {
      JsonNode reply = new ObjectMapper().readTree(answer.body());
      measured
          .get("reply_json_subset")
          .properties()
          .forEach(member -> assertEquals(member.getValue(), reply.get(member.getKey())));
    }
  }

  private static List<JsonNode> vectors() throws IOException {
    try (InputStream in = AgentVectorsTest.class.getResourceAsStream("/vectors/requests.json")) {
      return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false)
          .filter(vector -> vector.get("port").asText().equals("agent"))
          .toList();
    }
  }
}
