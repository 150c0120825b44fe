package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.WireClient;

/**
 * Plays requests whose answers were measured on real trappers, and expects the same answers, in
 * each dialect. The vectors are played in order, for some depend on earlier ones.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class TrapperVectorsTest {

  /** What {@code zabbix.stats} of a server has, but for what each version names differently. */
  private static final Set<String> SERVER_STATS =
      Set.of(
          "boottime",
          "uptime",
          "hosts",
          "items",
          "lld_queue",
          "preprocessing_queue",
          "process",
          "rcache",
          "requiredperformance",
          "triggers",
          "vcache",
          "wcache",
          "version");

  private static final String UNCHANGED = "trapper: ac h1 v7 unchanged config";

  private static final Host H1 =
      Host.of(
          "h1",
          Item.trapper("trap1").withItemid(30001),
          Item.active("agent.ping", "5s").withItemid(30002),
          Item.passive("passive.key", "1s").withItemid(30003),
          Item.active("system.hostname", "5s").withItemid(30004));

  private final Map<ZabbixVersion, MockZabbixServer> servers =
      Map.of(
          ZabbixVersion.V6_0, server(ZabbixVersion.V6_0),
          ZabbixVersion.V7_0, server(ZabbixVersion.V7_0));

  private static MockZabbixServer server(ZabbixVersion version) {
    return new MockZabbixServer(
        ServerConfig.strict(H1).toBuilder().version(version).configRevision(2).build());
  }

  @BeforeAll
  void start() {
    servers.values().forEach(MockZabbixServer::start);
  }

  @AfterAll
  void stop() {
    servers.values().forEach(MockZabbixServer::close);
  }

  @TestFactory
  Stream<DynamicTest> answersAsMeasured() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (ZabbixVersion version : ZabbixVersion.values()) {
      for (JsonNode vector : vectors()) {
        JsonNode measured = vector.get("measured").get(version.release());
        if (measured != null && !name(vector).equals(UNCHANGED)) {
          tests.add(
              DynamicTest.dynamicTest(
                  version + " " + name(vector), () -> check(version, vector, measured)));
        }
      }
    }
    return tests.stream();
  }

  /**
   * The one vector that is a procedure: ask once, and again with the revision that was returned.
   */
  @Test
  void answersAsMeasured_unchangedConfiguration() throws IOException {
    int port = servers.get(ZabbixVersion.V7_0).trapperPort();
    String question =
        """
        {"request":"active checks","host":"h1","version":"7.0.0","variant":1,\
        "session":"11223344556677889900aabbccddeeff","config_revision":%d}""";
    JsonNode measured =
        vectors().stream()
            .filter(vector -> name(vector).equals(UNCHANGED))
            .findFirst()
            .orElseThrow()
            .get("measured")
            .get("7.0.22");

    JsonNode first = json(WireClient.ask(port, question.formatted(0)));
    WireClient.Answer second =
        WireClient.ask(port, question.formatted(first.get("config_revision").asLong()));

    compare(measured, second);
  }

  @ParameterizedTest
  @EnumSource
  void everyVersionIsMeasured(ZabbixVersion version) throws IOException {
    assertTrue(
        vectors().stream().anyMatch(vector -> vector.get("measured").has(version.release())),
        () -> "add the responses of " + version.release() + " to vectors/requests.json");
  }

  @Test
  void everyVectorIsPlayed() throws IOException {
    assertEquals(79, vectors().stream().map(TrapperVectorsTest::name).distinct().count());
  }

  private void check(ZabbixVersion version, JsonNode vector, JsonNode measured) throws IOException {
    try (WireClient client = new WireClient(servers.get(version).trapperPort())) {
      send(client, vector);
      if (measured.has("no_reply_within_s")) {
        Duration patience = Duration.ofSeconds(measured.get("no_reply_within_s").asLong());
        WireClient.Answer answer = client.readToEnd(patience);
        assertEquals("", answer.hex());
        assertFalse(answer.closed(), "the server was to keep the connection");
      } else {
        WireClient.Answer answer = client.readToEnd(Duration.ofSeconds(20));
        assertTrue(answer.closed(), "the server was to close the connection");
        compare(measured, answer);
      }
    }
  }

  private static void send(WireClient client, JsonNode vector) throws IOException {
    if (vector.has("in_chunks")) {
      for (JsonNode chunk : vector.get("in_chunks")) {
        client.send(HexFormat.of().parseHex(chunk.get("hex").asText()));
        // A pause between segments is the case under test here.
        LockSupport.parkNanos((long) (chunk.get("then_sleep_s").asDouble() * 1e9));
      }
    } else {
      client.send(HexFormat.of().parseHex(vector.get("in_hex").asText()));
    }
    if (vector.path("half_close_after_send").asBoolean()) {
      client.halfClose();
    }
  }

  private static void compare(JsonNode measured, WireClient.Answer answer) throws IOException {
    if (measured.has("reply_hex")) {
      assertEquals(measured.get("reply_hex").asText(), answer.hex());
    }
    if (measured.has("reply_flags")) {
      assertEquals(measured.get("reply_flags").asInt(), answer.flags());
    }
    if (measured.has("reply_json_exact")) {
      assertEquals(measured.get("reply_json_exact"), json(answer));
    }
    if (measured.has("reply_json_subset")) {
      JsonNode reply = json(answer);
      measured
          .get("reply_json_subset")
          .properties()
          .forEach(member -> assertEquals(member.getValue(), reply.get(member.getKey())));
    }
    if (measured.has("info_regex")) {
      String info = json(answer).get("info").asText();
      assertTrue(info.matches(measured.get("info_regex").asText()), info);
    }
    if (measured.has("reply_data_keys")) {
      // Measured on a proxy; a server has members of its own.
      Set<String> expected = new TreeSet<>(SERVER_STATS);
      StreamSupport.stream(measured.get("reply_data_keys").spliterator(), false)
          .map(JsonNode::asText)
          .filter(key -> key.endsWith("_unsupported"))
          .forEach(expected::add);
      Set<String> keys = new TreeSet<>();
      json(answer).get("data").fieldNames().forEachRemaining(keys::add);
      assertEquals(expected, keys);
    }
  }

  private static JsonNode json(WireClient.Answer answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }

  private static List<JsonNode> vectors() throws IOException {
    try (InputStream in = TrapperVectorsTest.class.getResourceAsStream("/vectors/requests.json")) {
      return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false)
          .filter(vector -> vector.get("port").asText().equals("trapper"))
          .toList();
    }
  }

  private static String name(JsonNode vector) {
    return vector.get("name").asText();
  }
}
