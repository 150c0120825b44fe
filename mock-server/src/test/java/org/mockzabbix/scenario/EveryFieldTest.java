package org.mockzabbix.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.tls.TestCertificates;

/**
 * Each declared field is read: a scenario with the field gives another result than one without it,
 * or than one with another value. The fields and their values come from the JSON Schema, so that a
 * field that is added later is tested too.
 */
class EveryFieldTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private static Path directory;

  private static final String KEY = "00112233445566778899aabbccddeeff";
  private static final String PSK = "{\"identity\": \"id\", \"key\": \"" + KEY + "\"}";
  private static final String WITH_PSK = "{\"psk\": " + PSK + "}";

  /** Fields that need other fields beside them, as {@code object.field}. */
  private static final Map<String, String> COMPANIONS =
      Map.ofEntries(
          Map.entry("A scenario of Mock Zabbix.forwardTls", "{\"forward\": \"127.0.0.1:1\"}"),
          Map.entry(
              "A scenario of Mock Zabbix.checkNow",
              "{\"hosts\": [{\"host\": \"7\", \"proxy\": \"p\", \"items\": "
                  + "[{\"key\": \"7\", \"type\": \"passive\"}, {\"key\": \"8\", \"type\": \"passive\"}]}, "
                  + "{\"host\": \"8\", \"proxy\": \"p\", \"items\": [{\"key\": \"7\", \"type\": \"passive\"}]}]}"),
          Map.entry("a rule", "{\"fault\": \"reset\"}"),
          Map.entry("a rule.fault", "{\"reply\": \"close\"}"),
          Map.entry("a rule.faults", "{\"reply\": \"close\"}"),
          Map.entry("a rule.afterwards", "{\"fault\": \"reset\", \"times\": 1}"),
          Map.entry("a rule.probability", "{\"fault\": \"reset\", \"seed\": 1}"),
          Map.entry("a rule.seed", "{\"fault\": \"reset\", \"probability\": 0.5}"),
          Map.entry("afterwards", "{\"fault\": \"reset\"}"),
          Map.entry("afterwards.fault", "{\"reply\": \"close\"}"),
          Map.entry("afterwards.faults", "{\"reply\": \"close\"}"),
          Map.entry("afterwards.afterwards", "{\"fault\": \"reset\", \"times\": 1}"),
          Map.entry("a fault.phase", "{\"reset\": true}"),
          Map.entry("a fault.afterBytes", "{\"reset\": true}"),
          Map.entry("a host.count", "{\"host\": \"h{n}\"}"),
          Map.entry("an agent.count", "{\"host\": \"h{n}\"}"),
          Map.entry("a proxy.address", "{\"mode\": \"passive\"}"),
          Map.entry("a key", "{\"reply\": \"x\"}"),
          Map.entry("a key.reply", "{}"),
          Map.entry("a key.notSupported", "{}"),
          Map.entry("a key.sequence", "{}"),
          Map.entry("a key.random", "{}"),
          Map.entry("a key.walk", "{}"),
          Map.entry("a key.counter", "{}"),
          Map.entry("a key.clock", "{}"),
          Map.entry("walk.min", "{\"max\": 2, \"step\": 0.5}"),
          Map.entry("a key.then", "{\"sequence\": [\"1\", \"2\"]}"),
          Map.entry("an expectation", "{\"host\": \"h\"}"),
          Map.entry("an expectation.host", "{}"),
          Map.entry("an expectation.tolerance", "{\"number\": 1}"),
          Map.entry("an expectation.rejected", "{}"),
          Map.entry("an expectation.requested", "{}"),
          Map.entry("an expectation.registered", "{}"),
          Map.entry("an expectation.available", "{}"),
          Map.entry("an expectation.unavailable", "{}"),
          Map.entry("an expectation.commandResult", "{}"),
          Map.entry("an expectation.all", "{}"),
          Map.entry("an expectation.exactly", "{}"),
          Map.entry("an expectation.inOnePacket", "{}"),
          Map.entry("an expectation.inOrder", "{\"all\": [{\"host\": \"h\"}]}"),
          Map.entry("the encryption level.accept", WITH_PSK),
          Map.entry("a pre-shared key", PSK),
          Map.entry("a rule.forwardTls", "{\"forward\": \"127.0.0.1:10051\"}"),
          Map.entry("afterwards.forwardTls", "{\"forward\": \"127.0.0.1:10051\"}"),
          Map.entry("the encryption of connections.like", WITH_PSK),
          Map.entry("the encryption of connections.peerIssuer", WITH_PSK),
          Map.entry("the encryption of connections.peerSubject", WITH_PSK),
          Map.entry("an item value.tolerance", "{\"number\": 1}"),
          Map.entry("rejected.tolerance", "{\"number\": 1}"));

  /** Values of fields whose JSON Schema does not tell which strings are valid here. */
  private static final Map<String, List<String>> STRINGS =
      Map.ofEntries(
          Map.entry("forward", List.of("127.0.0.1:10051", "127.0.0.1:10052")),
          Map.entry("phase", List.of("insideReply", "afterReply")),
          Map.entry("hex", List.of("5a", "42")),
          Map.entry("base64", List.of("WkJY", "WkJa")),
          Map.entry("peer", List.of("192.0.2.1", "192.0.2.2")),
          Map.entry("address", List.of("192.0.2.1:10051", "192.0.2.2:10051")),
          Map.entry("allowedHosts", List.of("192.0.2.1", "192.0.2.2")),
          Map.entry("statsAllowed", List.of("192.0.2.1", "192.0.2.2")),
          Map.entry("agent", List.of("127.0.0.1:10051", "127.0.0.1:10052")),
          Map.entry("history", List.of("2h", "3h")),
          Map.entry("a pre-shared key.key", List.of(KEY, "ff112233445566778899aabbccddeeff")),
          Map.entry("json", List.of("{\"a\":1}", "{\"a\":2}")));

  /** Faults that are valid only in rules for connections. {@code FaultSchemaTest} reads them. */
  private static final Set<String> OF_CONNECTIONS =
      Set.of("missingCloseNotify", "tlsAlert", "tlsCertificate", "tlsIdentityHint", "tlsPieces");

  /** Fields with the names of files, with the files that must stand beside them. */
  private static final List<String> FILES = List.of("caFile", "certFile", "keyFile", "crlFile");

  private final JsonNode schema;
  private final Set<String> visited = new HashSet<>();
  private final List<DynamicTest> tests = new ArrayList<>();

  EveryFieldTest() throws IOException {
    schema = MAPPER.readTree(JsonSchema.text());
    TestCertificates one = TestCertificates.create();
    Path files = Files.createDirectories(directory.resolve("two"));
    TestCertificates.create().writeTo(files);
    one.client("web01").writeTo(files, "server"); // with the key of the other server
    one.writeTo(Files.createDirectories(directory.resolve("one")));
  }

  @TestFactory
  Stream<DynamicTest> isRead() {
    visit(schema, document -> document);
    assertTrue(tests.size() > 100, "only " + tests.size() + " fields");
    return tests.stream();
  }

  /**
   * Adds tests for the fields of {@code part}.
   *
   * @param document returns a whole scenario with a value for this part
   */
  private void visit(JsonNode part, UnaryOperator<JsonNode> document) {
    if (part.has("$ref") && !visited.add(part.get("$ref").textValue())) {
      return;
    }
    JsonNode form = resolve(part);
    form.path("anyOf").forEach(alternative -> visit(alternative, document));
    if (form.has("items")) {
      visit(form.get("items"), element -> document.apply(MAPPER.createArrayNode().add(element)));
    }
    if (form.path("additionalProperties").isObject()) {
      visit(
          form.get("additionalProperties"),
          value -> document.apply(MAPPER.createObjectNode().set("k", value)));
    }
    form.path("properties").properties().forEach(field -> visit(form, field, document));
  }

  private void visit(
      JsonNode object, Map.Entry<String, JsonNode> field, UnaryOperator<JsonNode> document) {
    String name = field.getKey();
    if (OF_CONNECTIONS.contains(name)) {
      return;
    }
    ObjectNode others = others(object, name);
    String title = object.path("title").asText() + "." + name;
    String sampled = STRINGS.containsKey(title) ? title : name;
    UnaryOperator<JsonNode> with = value -> document.apply(others.deepCopy().set(name, value));
    tests.add(
        DynamicTest.dynamicTest(
            title + " #" + tests.size(),
            () -> assertIsRead(document.apply(others), with, samples(field.getValue(), sampled))));
    visit(field.getValue(), with);
  }

  private static void assertIsRead(
      JsonNode without, UnaryOperator<JsonNode> with, List<JsonNode> samples) {
    assertFalse(samples.isEmpty());
    assertEquals(result(without), result(without));
    Set<String> results = new HashSet<>();
    results.add(result(without));
    for (JsonNode sample : samples) {
      String document = with.apply(sample).toString();
      results.add(Fingerprint.of(Scenario.parse("with", document)));
    }
    assertNotEquals(1, results.size(), () -> "no value has an effect: " + samples);
  }

  private static String result(JsonNode document) {
    try {
      return Fingerprint.of(Scenario.parse("without", document.toString()));
    } catch (ScenarioException fieldIsMissing) {
      return String.valueOf(fieldIsMissing.getMessage());
    }
  }

  private static List<String> files(String field) {
    Map<String, String> names =
        Map.of(
            "caFile",
            "ca.crt",
            "certFile",
            "server.crt",
            "keyFile",
            "server.key",
            "crlFile",
            "ca.crl");
    return Stream.of("one", "two")
        .map(set -> directory.resolve(set).resolve(names.getOrDefault(field, "")).toString())
        .toList();
  }

  /** Returns what must stand beside a field. */
  private ObjectNode others(JsonNode object, String name) {
    String title = object.path("title").asText();
    String companions =
        COMPANIONS.getOrDefault(title + "." + name, COMPANIONS.getOrDefault(title, "{}"));
    ObjectNode others;
    if (FILES.contains(name)) {
      others = MAPPER.createObjectNode();
      FILES.subList(0, 3).forEach(file -> others.put(file, files(file).get(0)));
      others.remove(name);
      return others;
    }
    try {
      others = (ObjectNode) MAPPER.readTree(companions);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    for (JsonNode required : object.path("required")) {
      String other = required.textValue();
      if (!other.equals(name) && !others.has(other)) {
        others.set(other, samples(object.get("properties").get(other), other).get(0));
      }
    }
    others.remove(name);
    return others;
  }

  private JsonNode resolve(JsonNode part) {
    String reference = part.path("$ref").asText();
    return reference.isEmpty() ? part : schema.at(reference.substring(1));
  }

  /** Returns valid values of which at least one has an effect. */
  private List<JsonNode> samples(JsonNode part, String name) {
    JsonNode form = resolve(part);
    ArrayNode samples = MAPPER.createArrayNode();
    if (FILES.contains(name)) {
      files(name).forEach(samples::add);
    } else if (STRINGS.containsKey(name) && !form.has("properties")) {
      STRINGS.get(name).forEach(samples::add);
    } else if (form.has("anyOf")) {
      form.get("anyOf").forEach(alternative -> samples.addAll(samples(alternative, name)));
    } else if (form.has("enum")) {
      form.get("enum").forEach(samples::add);
      samples.removeIf(sample -> OF_CONNECTIONS.contains(sample.asText()));
    } else if (form.has("properties")) {
      samples.add(sampleObject(form));
    } else if (form.has("items")) {
      samples.add(MAPPER.createArrayNode().add(samples(form.get("items"), name).get(0)));
    } else if (form.path("additionalProperties").isObject()) {
      samples
          .addObject()
          .set(
              Map.of("keys", "k", "macros", "{$A}").getOrDefault(name, "{#A}"),
              samples(form.get("additionalProperties"), name).get(0));
    } else if (form.path("type").asText().equals("boolean")) {
      boolean isUsual = List.of("caseSensitive", "wait").contains(name);
      samples.add(!isUsual); // the value that is not the default
    } else if (form.has("minimum")) {
      long least = Math.max(form.get("minimum").asLong(), 1);
      samples.add(least).add(Math.min(least + 1, form.get("maximum").asLong()));
    } else if (form.path("type").asText().equals("number")) {
      samples.add(0.5);
    } else {
      samples.add("7").add("8"); // a string, a time or a size
    }
    List<JsonNode> list = new ArrayList<>();
    samples.forEach(list::add);
    return list;
  }

  private ObjectNode sampleObject(JsonNode form) {
    String first = form.get("properties").fieldNames().next();
    ObjectNode object = others(form, "");
    if (object.isEmpty()) {
      object.set(first, samples(form.get("properties").get(first), first).get(0));
    }
    return object;
  }
}
