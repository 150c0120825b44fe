package org.mockzabbix.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.testing.WireClient;

/**
 * Plays requests whose responses were measured on real servers, and expects the same responses, in
 * each dialect. The vectors are played in order, because some depend on earlier ones.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class TrapperVectorsTest {

  private static final String UNCHANGED = "trapper: ac h1 v7 unchanged config";

  private final List<MeasuredVector> vectors = MeasuredVector.toPort("trapper");
  private final Map<ZabbixVersion, MockZabbixServer> servers = new EnumMap<>(ZabbixVersion.class);

  @BeforeAll
  void start() {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      servers.put(version, new MockZabbixServer(config(version)).start());
    }
  }

  private static ServerConfig config(ZabbixVersion version) {
    ServerConfig defaults =
        ServerConfig.strict().toBuilder()
            .version(version)
            .firstByteTimeout(Duration.ofMinutes(1)) // other tests run, too
            .build();
    String name = "vectors/more-requests-scenario.yaml";
    return Scenario.parse(name, resource(name), defaults).server();
  }

  private static String resource(String name) {
    try (InputStream in = TrapperVectorsTest.class.getResourceAsStream("/" + name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }

  @AfterAll
  void stop() {
    servers.values().forEach(MockZabbixServer::close);
  }

  @TestFactory
  Stream<DynamicTest> answersAsMeasured() {
    List<DynamicTest> tests = new ArrayList<>();
    for (ZabbixVersion version : ZabbixVersion.values()) {
      for (MeasuredVector vector : vectors) {
        tests.add(DynamicTest.dynamicTest(title(version, vector), () -> passing(version, vector)));
      }
    }
    return tests.stream();
  }

  private static String title(ZabbixVersion version, MeasuredVector vector) {
    return version + " " + vector.name();
  }

  /** Checks a vector, and names it in the failure, because Surefire does not. */
  private void passing(ZabbixVersion version, MeasuredVector vector) throws IOException {
    try {
      check(version, vector);
    } catch (AssertionError failure) {
      throw new AssertionError(title(version, vector) + ": " + failure.getMessage(), failure);
    }
  }

  private void check(ZabbixVersion version, MeasuredVector vector) throws IOException {
    if (vector.name().equals(UNCHANGED)) {
      checkUnchanged(version, vector);
      return;
    }
    int port = servers.get(version).trapperPort();
    vector.sendBefore(version.release() + " server", port);
    try (WireClient client = vector.connect(port)) {
      vector.send(client);
      measured(version, vector).expect(client);
    }
  }

  private static MeasuredResponse measured(ZabbixVersion version, MeasuredVector vector) {
    return new MeasuredResponse(vector.measuredOn(version.release() + " server").orElseThrow());
  }

  /** Asks once, and again with the revision that was returned. */
  private void checkUnchanged(ZabbixVersion version, MeasuredVector vector) throws IOException {
    int port = servers.get(version).trapperPort();
    String question =
        """
        {"request":"active checks","host":"h1","version":"7.0.0","variant":1,\
        "session":"11223344556677889900aabbccddeeff","config_revision":%d}""";
    String first = WireClient.ask(port, question.formatted(0)).body();
    JsonNode revision = new ObjectMapper().readTree(first).path("config_revision");

    try (WireClient client = new WireClient(port)) {
      client.send(Packets.frame(question.formatted(revision.asLong())));
      measured(version, vector).expect(client);
    }
  }

  @Test
  void everyVectorIsMeasuredOnEveryVersion() {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      String program = version.release() + " server";
      assertEquals(
          416,
          vectors.stream().filter(vector -> vector.measuredOn(program).isPresent()).count(),
          () -> "add the responses of " + program + " to the vectors");
    }
  }
}
