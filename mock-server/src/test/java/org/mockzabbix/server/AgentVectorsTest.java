package org.mockzabbix.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
 * Sends to mock agents what was sent to real agents of each version and variant, and expects their
 * responses.
 */
class AgentVectorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Releases whose agent 2 was not measured, because Debian has no package of it. */
  private static final Set<String> NOT_MEASURED = Set.of("5.0.8 agent2");

  /** An agent to imitate, for example {@code 7.0.22 agentd}. */
  private record Program(ZabbixVersion version, Variant variant) {

    static List<Program> all() {
      return Stream.of(ZabbixVersion.values())
          .flatMap(version -> Stream.of(Variant.values()).map(each -> new Program(version, each)))
          .filter(program -> !NOT_MEASURED.contains(program.toString()))
          .toList();
    }

    MockAgent start() {
      AgentConfig config = AgentConfig.of("web01").withVersion(version).withVariant(variant);
      // The measured agents ran a command, whose output they strip; a script is sent as it is.
      KeyScript echo =
          KeyScript.computed(key -> (key.parameter(1) + "|" + key.parameter(2)).stripTrailing());
      return new MockAgent(config).reply("up.empty", "").reply("up.echo[*]", echo).start();
    }

    @Override
    public String toString() {
      return version.release() + (variant == Variant.AGENT ? " agentd" : " agent2");
    }
  }

  @TestFactory
  Stream<DynamicTest> respondsAsMeasured() {
    return Program.all().stream().flatMap(AgentVectorsTest::tests);
  }

  private static Stream<DynamicTest> tests(Program program) {
    return MeasuredVector.toPort("agent").stream()
        .filter(vector -> !vector.isNotOurs())
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    program + " " + vector.name(), () -> check(program, vector)));
  }

  private static void check(Program program, MeasuredVector vector) throws IOException {
    JsonNode measured = vector.measuredOn(program.toString()).orElseThrow();
    try (MockAgent agent = program.start();
        WireClient client = new WireClient(agent.port())) {
      vector.send(client);
      WireClient.Answer answer = client.readToEnd(Duration.ofSeconds(20));

      assertTrue(answer.closed(), "the agent was to close the connection");
      compare(measured, answer);
      assertEquals(1, agent.exchanges().size());
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
      JsonNode reply = JSON.readTree(answer.body());
      measured
          .get("reply_json_subset")
          .properties()
          .forEach(member -> assertEquals(member.getValue(), reply.get(member.getKey())));
    }
  }

  /** The requests and responses of agent-requests.json are bytes, each written as one character. */
  @TestFactory
  Stream<DynamicTest> respondsToOddRequestsAsMeasured() {
    List<MeasuredVector> odd = MeasuredVector.read("agent-requests.json");
    return Program.all().stream()
        .map(
            program ->
                DynamicTest.dynamicTest(program.toString(), () -> checkOddRequests(program, odd)));
  }

  private static void checkOddRequests(Program program, List<MeasuredVector> odd)
      throws IOException {
    List<String> differences = new ArrayList<>();
    int measured = 0;
    try (MockAgent agent = program.start()) {
      for (MeasuredVector vector : odd) {
        String expected = responseOf(program, vector.json());
        if (expected != null) {
          measured++;
          String response = ask(agent, vector.json());
          if (!response.equals(expected)) {
            differences.add(vector.json().get("request") + ": " + expected + ", but " + response);
          }
        }
      }
    }
    assertEquals("", String.join("\n", differences));
    assertTrue(measured > 500, "measured were only " + measured);
  }

  private static @Nullable String responseOf(Program program, JsonNode vector) {
    return vector.get("responses").properties().stream()
        .filter(each -> List.of(each.getKey().split(", ")).contains(program.toString()))
        .map(each -> each.getValue().asText())
        .findFirst()
        .orElse(null);
  }

  private static String ask(MockAgent agent, JsonNode vector) throws IOException {
    try (WireClient client = new WireClient(agent.port())) {
      client.send(vector.get("request").asText().getBytes(ISO_8859_1));
      if (vector.path("half_close").asBoolean()) {
        client.halfClose();
      }
      return new String(client.readToEnd(Duration.ofSeconds(20)).bytes(), ISO_8859_1);
    }
  }

  @Test
  void everyVectorIsMeasuredOnEveryAgent() {
    List<MeasuredVector> vectors = MeasuredVector.toPort("agent");
    assertEquals(82, vectors.size());
    assertEquals(8, vectors.stream().filter(MeasuredVector::isNotOurs).count());
    for (MeasuredVector vector : vectors) {
      for (Program program : Program.all()) {
        assertTrue(
            vector.measuredOn(program.toString()).isPresent(), program + " " + vector.name());
      }
    }
  }
}
