package org.mockzabbix.cli.certify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.certify.MeasuredRequest.Sending;
import org.mockzabbix.protocol.AgentProgram.Variant;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketHeader;
import org.mockzabbix.wire.PacketWriter;

/**
 * The measured requests of a port. The files {@code trapper-requests.yaml} and {@code
 * agent-requests.yaml} describe them, and explain their fields.
 */
public final class MeasuredRequests {

  private static final String ROW = "{\"host\":\"{host}\",\"key\":\"{key}\",\"value\":\"x\"}";

  private final ZabbixVersion version;
  private final Variant variant;
  private final Map<String, String> words;

  private MeasuredRequests(ZabbixVersion version, Variant variant, Map<String, String> words) {
    this.version = version;
    this.variant = variant;
    this.words = words;
  }

  /**
   * Returns the requests to a trapper port.
   *
   * @param version the version whose responses are expected
   * @param host a host that the server knows
   * @param key the key of a trapper item of the host
   * @param activeKey the key of an item of the host that active agents check; null leaves out the
   *     requests about such an item
   */
  public static List<MeasuredRequest> ofTrapper(
      ZabbixVersion version, String host, String key, @Nullable String activeKey) {
    Map<String, String> words =
        activeKey == null
            ? Map.of("host", host, "key", key)
            : Map.of("host", host, "key", key, "activeKey", activeKey);
    return new MeasuredRequests(version, Variant.AGENT, words).read("trapper-requests.yaml");
  }

  /**
   * Returns the requests to an agent.
   *
   * @param version the version whose responses are expected
   * @param variant the program whose responses are expected
   * @param key a key that the agent supports
   * @param value the value of the key, in which {@code *} matches any text
   */
  public static List<MeasuredRequest> ofAgent(
      ZabbixVersion version, Variant variant, String key, String value) {
    Map<String, String> words = Map.of("key", key, "value", value);
    return new MeasuredRequests(version, variant, words).read("agent-requests.yaml");
  }

  private List<MeasuredRequest> read(String resource) {
    List<MeasuredRequest> requests = new ArrayList<>();
    for (JsonNode fields : load(resource)) {
      if (words.containsKey("activeKey") || !fields.toString().contains("{activeKey}")) {
        requests.add(request(fields));
      }
    }
    return requests;
  }

  private static JsonNode load(String resource) {
    try (InputStream in = MeasuredRequests.class.getResourceAsStream(resource)) {
      return new YAMLMapper().readTree(Objects.requireNonNull(in, resource));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private MeasuredRequest request(JsonNode fields) {
    Sending sending =
        new Sending(fields.path("singleBytes").asBoolean(), fields.path("halfClose").asBoolean());
    return new MeasuredRequest(
        fields.get("name").asText(), bytes(fields), sending, expected(fields.get("expect")));
  }

  private Bytes bytes(JsonNode fields) {
    if (fields.has("bytes")) {
      return Bytes.of(text(fields.get("bytes").asText()));
    }
    String rows = String.join(",", Collections.nCopies(fields.path("rows").asInt(1), ROW));
    String data = fields.get("data").asText().replace("{rows}", rows).replace("{row}", ROW);
    return packet(fields, Bytes.of(text(data))).plus(Bytes.of(fields.path("surplus").asText()));
  }

  private static Bytes packet(JsonNode fields, Bytes data) {
    int flags = fields.path("flags").asInt(PacketHeader.PROTOCOL);
    Bytes correct =
        fields.path("uncompressed").asBoolean()
            ? PacketWriter.frameRepeatingLength(flags, data)
            : PacketWriter.frame(flags, data);
    PacketHeader header = PacketHeader.find(correct).orElseThrow();
    long length = header.dataLength() + fields.path("lengthOff").asLong();
    long reserved = fields.path("reserved").asLong(header.reserved());
    PacketHeader sent =
        new PacketHeader(flags, length, reserved + fields.path("reservedOff").asLong());
    Bytes magic = Bytes.of(fields.path("magic").asText("ZBXD"));
    return magic.plus(sent.encode().from(magic.length())).plus(correct.from(header.size()));
  }

  /** Replaces the words. A word in double quotes is a JSON string. */
  private String text(String template) {
    String text = template;
    for (Map.Entry<String, String> word : words.entrySet()) {
      String placeholder = '{' + word.getKey() + '}';
      String json = TextNode.valueOf(word.getValue()).toString();
      text = text.replace('"' + placeholder + '"', json).replace(placeholder, word.getValue());
    }
    return text;
  }

  private ExpectedResponse expected(JsonNode expect) {
    JsonNode chosen = chosen(expect);
    if (chosen.isTextual()) {
      return chosen.asText().equals("closed") ? ExpectedResponse.NONE : packet(1, chosen.asText());
    }
    if (chosen.has("plain")) {
      return new ExpectedResponse(null, text(chosen.get("plain").asText()));
    }
    int flags = chosen.path("flags").asInt(PacketHeader.PROTOCOL);
    return packet(flags, chosen.has("data") ? chosen.get("data").asText() : counts(chosen));
  }

  private ExpectedResponse packet(int flags, String data) {
    return new ExpectedResponse(flags, text(data));
  }

  private static String counts(JsonNode chosen) {
    int processed = chosen.get("processed").asInt();
    int failed = chosen.get("failed").asInt();
    return new Processed(processed, failed, processed + failed, 0)
        .text()
        .replaceFirst("spent: [0-9.]+", "spent: *");
  }

  /** Returns the response of this version and variant. */
  private JsonNode chosen(JsonNode expect) {
    return Stream.of(version + " " + variant, version.dialect(), variant.toString())
        .map(expect::get)
        .flatMap(node -> Optional.ofNullable(node).stream())
        .findFirst()
        .orElse(expect);
  }
}
