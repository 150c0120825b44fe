package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.WireClient;

/** Plays what real senders sent to a real server, and expects the real server's answer. */
class SenderRecordingsTest {

  static Stream<String> recordings() throws IOException, URISyntaxException {
    Path folder = Path.of(Objects.requireNonNull(resource("/captures")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("sender") && name.endsWith(".c2s.bin"))
          .map(name -> name.substring(0, name.length() - ".c2s.bin".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void thereAreRecordingsOfBothVersions() throws Exception {
    assertEquals(22, recordings().count());
    assertTrue(recordings().anyMatch(name -> name.startsWith("sender60")));
    assertTrue(recordings().anyMatch(name -> name.startsWith("sender70")));
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void answersAsTheRecordedServer(String recording) throws IOException {
    WireClient.Answer recorded = new WireClient.Answer(bytes(recording + ".s2c.bin"), true);
    try (MockZabbixServer server = server(recording).start()) {
      WireClient.Answer answer = play(server, recording);

      assertEquals(recorded.flags(), answer.flags());
      assertEquals(withoutTime(recorded.body()), withoutTime(answer.body()));
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void recordsEveryRowAsSent(String recording) throws IOException {
    try (MockZabbixServer server = server(recording).start()) {
      play(server, recording);

      List<String> rows = new ArrayList<>();
      server.exchanges().get(0).items().forEach(item -> rows.add(described(item)));
      assertEquals(described(bytes(recording + ".c2s.bin")), rows);
    }
  }

  private static String described(ItemValue item) {
    return String.join("|", item.host(), item.key(), item.value())
        + item.clock().stream().mapToObj(clock -> "|" + clock).findFirst().orElse("")
        + item.ns().stream().mapToObj(ns -> "|" + ns).findFirst().orElse("");
  }

  /** The same from the packet's JSON, read by a library that has nothing to do with ours. */
  private static List<String> described(byte[] packet) throws IOException {
    String body = new WireClient.Answer(packet, true).body();
    List<String> rows = new ArrayList<>();
    for (JsonNode row : new ObjectMapper().readTree(body).get("data")) {
      String text =
          String.join(
              "|", row.get("host").asText(), row.get("key").asText(), row.get("value").asText());
      rows.add(
          text
              + (row.has("clock") ? "|" + row.get("clock").asLong() : "")
              + (row.has("ns") ? "|" + row.get("ns").asLong() : ""));
    }
    return rows;
  }

  private static WireClient.Answer play(MockZabbixServer server, String recording)
      throws IOException {
    try (WireClient client = new WireClient(server.trapperPort())) {
      client.send(bytes(recording + ".c2s.bin"));
      return client.readToEnd(Duration.ofSeconds(20));
    }
  }

  private static String withoutTime(String body) {
    return body.replaceAll("seconds spent: \\d+\\.\\d{6}\"", "seconds spent: (some)\"");
  }

  private static MockZabbixServer server(String recording) {
    boolean old = recording.startsWith("sender60");
    return new MockZabbixServer(
        ServerConfig.strict(kitHost("kithost"), kitHost("ホスト")).toBuilder()
            .version(old ? ZabbixVersion.V6_0 : ZabbixVersion.V7_0)
            .build());
  }

  private static Host kitHost(String name) {
    return Host.of(
        name,
        Item.trapper("kit.str"),
        Item.trapper("kit.num"),
        Item.trapper("kit.flt"),
        Item.trapper("kit.txt"),
        Item.trapper("kit.log"),
        Item.trapper("kit.disabled").disabled(),
        Item.trapper("kit.restricted").withAllowedHosts("192.0.2.1"),
        Item.trapper("kit.q[\"a b\",c]"));
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream in = SenderRecordingsTest.class.getResourceAsStream("/captures/" + file)) {
      return in.readAllBytes();
    }
  }

  private static URL resource(String name) {
    return SenderRecordingsTest.class.getResource(name);
  }
}
