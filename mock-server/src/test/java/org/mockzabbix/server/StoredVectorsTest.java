package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.NotStored;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.WireClient;
import org.mockzabbix.text.Quoting;

/**
 * What real servers stored of packets of a sender, each for an item of its own with a history of 90
 * days: 192 packets to 5.0.8, 6.0.14 and 7.0.22, and 206 more to 5.0.8, 6.0.14 and 7.0.9. Where
 * 7.0.9 differs from 7.0.22, a packet has no result of 7.0.
 */
@Timeout(60)
class StoredVectorsTest {

  private static final Pattern REPEATED = Pattern.compile("@(.)\\*([0-9]+)@");

  /** The time of all servers, so that no value gets older on its way. */
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));

  private static final Pattern NOW = Pattern.compile("@now([-+][0-9]+)?");
  private static final Pattern COUNTS =
      Pattern.compile("processed: (\\d+); failed: (\\d+); total: (\\d+)");

  private static final List<JsonNode> VECTORS =
      Stream.of("stored.json", "more-stored.json").flatMap(file -> read(file).stream()).toList();

  private static List<JsonNode> read(String file) {
    try (InputStream in = StoredVectorsTest.class.getResourceAsStream("/vectors/" + file)) {
      List<JsonNode> vectors = new ArrayList<>();
      new ObjectMapper().readTree(in).forEach(vectors::add);
      return vectors;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Arguments> vectors() {
    return Arrays.stream(ZabbixVersion.values())
        .flatMap(
            version ->
                VECTORS.stream()
                    .filter(vector -> vector.has("all") || vector.has(version.dialect()))
                    .map(vector -> Arguments.of(version, vector.get("case").asText(), vector)));
  }

  @Test
  void eachMeasuredPacketIsHere() {
    Set<Integer> numbers = new HashSet<>();
    VECTORS.forEach(vector -> numbers.add(vector.get("number").asInt()));

    assertEquals(192 + 206, numbers.size());
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("vectors")
  void storesAsTheRealServer(ZabbixVersion version, String name, JsonNode vector)
      throws IOException {
    JsonNode measured = vector.has("all") ? vector.get("all") : vector.get(version.dialect());
    ValueType type = ValueType.valueOf(vector.get("type").asText().toUpperCase(Locale.ROOT));
    Host host = Host.of("h", Item.trapper("k").withValueType(type));

    ServerConfig config =
        ServerConfig.strict(host).toBuilder()
            .version(version)
            .clock(CLOCK)
            .firstByteTimeout(Duration.ofMinutes(1)) // other tests run, too
            .build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      String reply = send(server, expanded(vector.get("data").asText()));
      List<ItemValue> values =
          server.exchanges().get(0).items().stream()
              .filter(value -> value.outcome().isProcessed())
              .toList();

      assertEquals(measured.get("reply").asText(), counts(reply));
      assertEquals(
          texts(measured.get("stored")),
          values.stream().flatMap(value -> value.stored().stream()).toList());
      assertEquals(
          texts(measured.get("notStored")),
          values.stream().flatMap(value -> value.notStored().stream()).map(this::name).toList());
      if (measured.has("error")) {
        String error = Quoting.escape(measured.get("error").asText());
        ItemValue last = values.get(values.size() - 1);
        assertEquals(
            "a "
                + version
                + " server counts this value as processed, but does not store it, and the item is"
                + " not supported: "
                + error,
            last.storageWarnings().get(0));
      }
    }
  }

  private String name(NotStored reason) {
    String[] words = reason.name().toLowerCase(Locale.ROOT).split("_", -1);
    return words.length == 1
        ? words[0]
        : words[0] + words[1].substring(0, 1).toUpperCase(Locale.ROOT) + words[1].substring(1);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(expanded(text.asText())));
    return texts;
  }

  private static String send(MockZabbixServer server, String data) throws IOException {
    try (WireClient client = new WireClient(server.trapperPort())) {
      byte[] body = bytes("{\"request\":\"sender data\",\"data\":" + data + "}");
      client.send(Packets.frame(1, body));
      return client.readToEnd(Duration.ofSeconds(20)).body();
    }
  }

  private static String expanded(String text) {
    String repeated =
        REPEATED
            .matcher(text)
            .replaceAll(part -> part.group(1).repeat(Integer.parseInt(part.group(2))));
    long now = CLOCK.instant().getEpochSecond();
    return NOW.matcher(repeated.replace("@key", "k"))
        .replaceAll(
            part ->
                String.valueOf(
                    now + Long.parseLong(Objects.requireNonNullElse(part.group(1), "0"))));
  }

  /** A lone surrogate from U+DC80 stands for a byte that is not UTF-8. */
  private static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    text.codePoints()
        .forEach(
            c -> {
              if (c >= 0xdc80 && c <= 0xdcff) {
                bytes.write(c - 0xdc00);
              } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toByteArray();
  }

  /** Returns processed, failed and total; {@code failed} if the server refused the packet. */
  private static String counts(String reply) {
    Matcher counts = COUNTS.matcher(reply);
    return counts.find()
        ? counts.group(1) + '/' + counts.group(2) + '/' + counts.group(3)
        : "failed";
  }
}
