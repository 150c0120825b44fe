package org.mockzabbix.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.fixtures.ApiScenario;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.fixtures.PlainSender;

/** {@code curl} and Python's {@code urllib} use the HTTP API, as its OpenAPI document says. */
@NeedsProgram({"curl", "python3", "bash"})
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HttpApiIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Performs the example of each operation, and prints its method and path. */
  private static final String URLLIB =
      """
      import json, sys, urllib.parse, urllib.request
      base, scenario = sys.argv[1:]
      def call(method, path, body=None):
          data = None if body is None else body.encode()
          request = urllib.request.Request(base + path, data, method=method)
          return urllib.request.urlopen(request, timeout=60)
      def read(path):
          return json.load(call('GET', path))
      def first_id(path):
          return next(iter(read(path.replace('/{id}', '')).values()))[0]['id']
      def perform(method, path, operation):
          query, filled = {}, path
          for p in operation.get('parameters', []):
              if p['in'] == 'path':
                  value = first_id(path) if p['name'] == 'id' and 'commands' not in path else p['example']
                  filled = filled.replace('{%s}' % p['name'], urllib.parse.quote(str(value), ''))
              elif 'example' in p:
                  query[p['name']] = p['example']
          body = operation.get('requestBody')
          body = body and json.dumps(body['content']['application/json']['example'])
          url = filled + ('?' + urllib.parse.urlencode(query) if query else '')
          with call(method, url, body) as response:
              assert str(response.status) == next(iter(operation['responses'])), (url, response.status)
              assert response.status == 204 or response.readline(), url
          print(method, path)
      operations = [(method.upper(), path, operation)
                    for path, methods in read('/api/v1/openapi.json')['paths'].items()
                    for method, operation in methods.items()]
      for operation in sorted(operations, key=lambda o: o[1] == '/api/v1/shutdown'):
          call('PUT', '/api/v1/scenario', scenario)
          call('POST', '/api/v1/send', '{"host": "web01", "key": "app.ok", "value": "1"}')
          call('POST', '/api/v1/send', '{"host": "web01", "key": "app.olk", "value": "1"}')
          perform(*operation)
      """;

  @TempDir Path directory;

  private MockZabbixProgram start() throws Exception {
    Path scenario = Files.writeString(directory.resolve("scenario.json"), ApiScenario.TEXT);
    MockZabbixProgram program =
        MockZabbixProgram.serve("--agent-port", "0", "--scenario", scenario.toString());
    sendValues(program);
    return program;
  }

  private static void sendValues(MockZabbixProgram program) throws IOException {
    new PlainSender(program.trapperPort()).sendValue("web01", "app.ok", "1");
    new PlainSender(program.trapperPort()).sendValue("web01", "app.olk", "1");
  }

  private String run(List<String> command) throws Exception {
    Path output = Files.createTempFile(directory, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES), () -> command + " did not end");
    String text = Files.readString(output);
    assertEquals(0, process.exitValue(), () -> command + ": " + text);
    return text;
  }

  private JsonNode openApi(MockZabbixProgram program) throws Exception {
    return MAPPER.readTree(run(List.of("curl", "-sS", program.http() + "/api/v1/openapi.json")));
  }

  @Test
  void theDocumentIsValidOpenApi() throws Exception {
    try (MockZabbixProgram program = start()) {
      ParseOptions options = new ParseOptions();
      options.setResolve(true);

      SwaggerParseResult parsed =
          new OpenAPIV3Parser().readContents(openApi(program).toString(), List.of(), options);

      assertEquals(List.of(), parsed.getMessages());
      assertEquals("3.1.0", parsed.getOpenAPI().getOpenapi());
      assertTrue(parsed.getOpenAPI().getPaths().size() > 25);
      assertTrue(parsed.getOpenAPI().getComponents().getSchemas().containsKey("ScenarioRule"));
    }
  }

  @Test
  void curlPerformsEveryExample() throws Exception {
    try (MockZabbixProgram program = start()) {
      JsonNode document = openApi(program);
      Set<String> operations = operations(document);
      assertTrue(operations.remove("POST /api/v1/shutdown"));
      for (String operation : operations) {
        String[] words = operation.split(" ", 2);
        String method = words[0].toLowerCase(Locale.ROOT);
        prepare(program);
        perform(program, words[1], method, document.path("paths").path(words[1]).path(method));
      }
      run(List.of("curl", "-sSf", "-X", "POST", program.http() + "/api/v1/shutdown"));
      assertEquals(0, program.exitCode());
    }
  }

  /** Restores the state that the examples need. */
  private void prepare(MockZabbixProgram program) throws Exception {
    String url = program.http() + "/api/v1/";
    run(List.of("curl", "-sSf", "-X", "PUT", "-d", ApiScenario.TEXT, url + "scenario"));
    sendValues(program);
  }

  private void perform(MockZabbixProgram program, String path, String method, JsonNode operation)
      throws Exception {
    String filled = path;
    List<String> query = new ArrayList<>();
    for (JsonNode parameter : operation.path("parameters")) {
      String value = URLEncoder.encode(parameter.path("example").asText(), UTF_8);
      String name = parameter.path("name").asText();
      if (parameter.path("in").asText().equals("path")) {
        filled =
            filled.replace('{' + name + '}', hasOtherId(name, path) ? id(program, path) : value);
      } else if (parameter.has("example")) {
        query.add(name + '=' + value);
      }
    }
    String url = program.http() + filled + (query.isEmpty() ? "" : '?' + String.join("&", query));
    List<String> command = new ArrayList<>(List.of("curl", "-sS", "-w", "\n%{http_code}"));
    command.addAll(List.of("-X", method.toUpperCase(Locale.ROOT), url));
    JsonNode body = operation.path("requestBody");
    if (!body.isMissingNode()) {
      command.addAll(List.of("-d", body.at("/content/application~1json/example").toString()));
    }
    String expected = operation.path("responses").fieldNames().next();
    String output = path.endsWith("/events") ? firstEvent(command) : run(command);
    assertTrue(output.endsWith(expected), () -> method + ' ' + url + ": " + output);
  }

  /** Returns whether a reset gives something another id; the commands begin with 1 again. */
  private static boolean hasOtherId(String name, String path) {
    return name.equals("id") && !path.contains("commands");
  }

  /** Returns the id of the first rule or exchange; a reset does not begin with 1 again. */
  private String id(MockZabbixProgram program, String path) throws Exception {
    String list = path.replace("/{id}", "");
    String json = run(List.of("curl", "-sSf", program.http() + list));
    return MAPPER.readTree(json).elements().next().path(0).path("id").asText();
  }

  /** A stream has no end, so curl ends it. */
  private String firstEvent(List<String> command) throws Exception {
    String line = String.join("' '", command);
    String output =
        run(List.of("bash", "-c", "'" + line.replace("\n", "") + "' -N | grep -m1 '^event:'"));
    return output.startsWith("event: exchange") ? "200" : output;
  }

  @Test
  void urllibPerformsEveryExample() throws Exception {
    try (MockZabbixProgram program = start()) {
      Set<String> operations = operations(openApi(program));

      String output = run(List.of("python3", "-c", URLLIB, program.http(), ApiScenario.TEXT));

      assertEquals(operations, new TreeSet<>(output.lines().toList()));
      assertEquals(0, program.exitCode()); // shutdown is the last one
    }
  }

  /** Returns the method and path of each operation. */
  private static Set<String> operations(JsonNode openApi) {
    Set<String> operations = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : openApi.path("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(
              method -> operations.add(method.toUpperCase(Locale.ROOT) + ' ' + path.getKey()));
    }
    return operations;
  }

  @Test
  void thePageShowsCommandsThatWork() throws Exception {
    String page = MarkdownFile.read("docs/http-api.md").text();
    String block = page.substring(page.indexOf("```shell\n") + 9);
    try (MockZabbixProgram program = start();
        Stream<String> lines = block.substring(0, block.indexOf("```")).lines()) {
      new PlainSender(program.trapperPort()).sendValue("web01", "app.ok", "2");
      new PlainSender(program.trapperPort()).sendValue("web01", "app.ok", "3");
      for (String line : lines.toList()) {
        assertTrue(line.startsWith("curl -s "), line);
        String address = program.http().substring("http://".length());
        String output = run(List.of("bash", "-c", line.replace("localhost:10080", address)));
        assertFalse(output.contains("about:blank"), line + ": " + output);
      }
    }
  }
}
