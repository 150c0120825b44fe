package org.mockzabbix.cli.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The form that the OpenAPI document gives to requests and replies. A member that is missing in the
 * document is an error here, although it is none for clients.
 */
final class DocumentedForm {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<Endpoint> ENDPOINTS = ApiServer.endpoints();
  private static final ObjectNode SCHEMAS = closed(OpenApiSchemas.all());
  private static final Map<String, Schema> COMPILED = new ConcurrentHashMap<>();

  private DocumentedForm() {}

  /** Checks a reply, and the request if it succeeded. */
  static void check(String method, String path, String body, HttpText reply) throws IOException {
    Optional<Endpoint> found = ENDPOINTS.stream().filter(e -> serves(e, method, path)).findFirst();
    String type = reply.header("Content-Type").orElse("");
    if (type.equals(HttpProblem.CONTENT_TYPE)) {
      check("Problem", reply.json(), method + ' ' + path);
    } else if (type.equals("application/jsonl")) {
      for (String line : reply.body().lines().toList()) {
        check(found.orElseThrow().output().schema(), MAPPER.readTree(line), method + ' ' + path);
      }
    } else if (found.isPresent() && reply.status() == found.get().output().status()) {
      check(found.get(), body, reply);
    }
  }

  private static void check(Endpoint endpoint, String body, HttpText reply) throws IOException {
    String name = endpoint.method() + ' ' + endpoint.path();
    if (!endpoint.output().schema().isEmpty()) {
      check(endpoint.output().schema(), reply.json(), name);
    }
    Endpoint.Body form = endpoint.body();
    if (form != null && body.startsWith("{")) {
      check(form.schema(), MAPPER.readTree(body), name + ": " + body);
    }
  }

  /** Checks a value against the schema with this name. */
  static void check(String schema, JsonNode value, String what) {
    List<Error> errors =
        COMPILED
            .computeIfAbsent(schema, DocumentedForm::compile)
            .validate(
                value, context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)));
    assertEquals(List.of(), errors, () -> what + ", " + schema + ": " + value);
  }

  private static boolean serves(Endpoint endpoint, String method, String path) {
    String pattern = endpoint.path().replaceAll("\\{[a-z]+}", "[^/]+");
    return endpoint.method().equals(method) && path.replaceFirst("\\?.*", "").matches(pattern);
  }

  private static Schema compile(String name) {
    ObjectNode root = OpenApiSchemas.reference(name).put("unevaluatedProperties", false);
    root.putObject("components").set("schemas", SCHEMAS);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(root);
  }

  /** Returns schemas that allow only the declared members, wherever another schema uses them. */
  private static ObjectNode closed(ObjectNode schemas) {
    schemas.forEach(schema -> schema.forEach(DocumentedForm::close));
    return schemas;
  }

  private static void close(JsonNode schema) {
    schema.forEach(DocumentedForm::close);
    if (schema instanceof ObjectNode object && isSchema(object)) {
      object.put("unevaluatedProperties", false);
    }
  }

  /** Returns whether this is a whole schema, and not an addition to one. */
  private static boolean isSchema(ObjectNode object) {
    return object.path("$ref").isTextual()
        || (object.path("type").asText().equals("object")
            && object.path("properties").isObject()
            && !object.has("additionalProperties"));
  }
}
