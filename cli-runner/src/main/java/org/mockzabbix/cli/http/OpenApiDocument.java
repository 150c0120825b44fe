package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mockzabbix.cli.http.Endpoint.Input;
import org.mockzabbix.cli.http.Endpoint.InputPlace;

/** The OpenAPI 3.1 document, which is made from the endpoints that the router uses. */
final class OpenApiDocument {

  private static final String PATH = "/api/v1/openapi.json";

  private OpenApiDocument() {}

  /** Returns the endpoint that returns the document for these endpoints and itself. */
  static Endpoint endpoint(List<Endpoint> others) {
    List<Endpoint> all = new ArrayList<>(others);
    Endpoint itself =
        Endpoint.get(PATH, "Returns this document.", call -> reply(all)).returns("OpenApi");
    all.add(itself);
    return itself;
  }

  private static HttpReply reply(List<Endpoint> endpoints) {
    return HttpReply.json(document(endpoints));
  }

  static ObjectNode document(List<Endpoint> endpoints) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("openapi", "3.1.0");
    json.putObject("info")
        .put("title", "Mock Zabbix")
        .put("version", "1")
        .put("description", "Reads and controls a mock Zabbix server.");
    json.putArray("servers").addObject().put("url", "/");
    ObjectNode paths = json.putObject("paths");
    for (Endpoint endpoint : endpoints) {
      ObjectNode path =
          paths.withObject("/" + endpoint.path().replace("~", "~0").replace("/", "~1"));
      path.set(endpoint.method().toLowerCase(Locale.ROOT), operation(endpoint));
    }
    ObjectNode components = json.putObject("components");
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    components.set("schemas", OpenApiSchemas.all());
    ArrayNode security = json.putArray("security");
    security.addObject().putArray("token");
    security.addObject(); // no token on the loopback address
    return json;
  }

  private static ObjectNode operation(Endpoint endpoint) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("operationId", operationId(endpoint))
            .put("summary", endpoint.summary());
    ArrayNode parameters = json.putArray("parameters");
    endpoint.inputs().forEach(input -> parameters.add(parameter(input)));
    Endpoint.Body body = endpoint.body();
    if (body != null) {
      ObjectNode media =
          json.putObject("requestBody")
              .put("required", body.required())
              .putObject("content")
              .putObject(HttpReply.JSON);
      media.set("schema", OpenApiSchemas.reference(body.schema()));
      media.set("example", JournalView.parsed(body.example()));
    }
    ObjectNode responses = json.putObject("responses");
    ObjectNode reply =
        responses
            .putObject(String.valueOf(endpoint.output().status()))
            .put("description", description(endpoint));
    if (!endpoint.output().contentType().isEmpty()) {
      String type = endpoint.output().contentType().replaceFirst(";.*", "");
      reply.putObject("content").putObject(type).set("schema", schema(endpoint.output()));
    }
    ObjectNode problem = responses.putObject("default").put("description", "A problem.");
    problem
        .putObject("content")
        .putObject(HttpProblem.CONTENT_TYPE)
        .set("schema", OpenApiSchemas.reference("Problem"));
    return json;
  }

  /** Says what the schema of a stream means: OpenAPI 3.1 has none for its parts. */
  private static String description(Endpoint endpoint) {
    Endpoint.Output output = endpoint.output();
    boolean isStream = !output.schema().isEmpty() && !output.contentType().equals(HttpReply.JSON);
    return endpoint.summary() + (isStream ? " The schema is that of each event or line." : "");
  }

  /** Returns the schema of a reply, or of each event or line of a stream. A text has none. */
  private static ObjectNode schema(Endpoint.Output output) {
    String name = output.schema();
    return name.isEmpty() ? JsonNodeFactory.instance.objectNode() : OpenApiSchemas.reference(name);
  }

  /** Returns a name such as {@code getHostsHostItemsKey}. */
  private static String operationId(Endpoint endpoint) {
    StringBuilder id = new StringBuilder(endpoint.method().toLowerCase(Locale.ROOT));
    for (String part : endpoint.path().replace("/api/v1", "").split("[^a-z]+", -1)) {
      id.append(part.isEmpty() ? "" : part.substring(0, 1).toUpperCase(Locale.ROOT));
      id.append(part.isEmpty() ? "" : part.substring(1));
    }
    return id.toString();
  }

  private static ObjectNode parameter(Input input) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", input.name())
            .put("in", input.place().name().toLowerCase(Locale.ROOT))
            .put("description", input.help())
            .put("required", input.place() == InputPlace.PATH);
    json.putObject("schema").put("type", "string");
    if (!input.example().isEmpty()) {
      json.put("example", input.example());
    }
    return json;
  }
}
