package org.mockzabbix.cli.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that hold for every endpoint, checked with the example of its documentation. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HttpEndpointsTest {

  private static final Set<String> WITHOUT_TOKEN = Set.of("/livez", "/readyz", "/metrics");

  static Stream<Endpoint> endpoints() {
    return ApiServer.endpoints().stream();
  }

  /** The names that a request may create. */
  private static final Set<String> NEW_NAMES =
      Set.of(
          "PUT /api/v1/hosts/{host} host",
          "PUT /api/v1/hosts/{host}/items/{key} key",
          "PUT /api/v1/proxies/{name} name",
          "PUT /api/v1/agents/{host}/keys/{key} key");

  /** The parameters that may have any text. */
  private static final Set<String> ANY_TEXT = Set.of("host", "key", "value", "request", "search");

  /** A parameter of an endpoint. */
  record Parameter(Endpoint endpoint, Endpoint.Input input) {
    private String name() {
      return endpoint.method() + ' ' + endpoint.path() + ' ' + input.name();
    }

    @Override
    public String toString() {
      return name();
    }
  }

  private static Stream<Parameter> parameters(Endpoint.InputPlace place) {
    return endpoints()
        .flatMap(endpoint -> endpoint.inputs().stream().map(i -> new Parameter(endpoint, i)))
        .filter(parameter -> parameter.input().place() == place);
  }

  static Stream<Parameter> namesThatMustExist() {
    return parameters(Endpoint.InputPlace.PATH)
        .filter(parameter -> !NEW_NAMES.contains(parameter.name()));
  }

  static Stream<Parameter> parametersWithAForm() {
    return parameters(Endpoint.InputPlace.QUERY)
        .filter(parameter -> !ANY_TEXT.contains(parameter.input().name()));
  }

  @Test
  void theExceptionsAreParameters() {
    Set<String> paths =
        parameters(Endpoint.InputPlace.PATH).map(Parameter::name).collect(Collectors.toSet());
    Set<String> queries =
        parameters(Endpoint.InputPlace.QUERY)
            .map(parameter -> parameter.input().name())
            .collect(Collectors.toSet());

    assertTrue(paths.containsAll(NEW_NAMES), paths.toString());
    assertTrue(queries.containsAll(ANY_TEXT), queries.toString());
  }

  static Stream<Endpoint> endpointsWithBody() {
    return endpoints().filter(endpoint -> endpoint.body() != null);
  }

  private static HttpText call(ApiServer api, Endpoint endpoint, String... headers)
      throws IOException {
    String path = ApiServer.example(endpoint);
    if (ApiServer.isStream(endpoint)) {
      return HttpText.beginOfStream(api.port.port(), path, List.of(headers));
    }
    return api.send(endpoint.method(), path, ApiServer.body(endpoint), headers);
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void theExampleSucceeds(Endpoint endpoint) throws Exception {
    try (ApiServer api = new ApiServer()) {
      HttpText response = call(api, endpoint);

      assertEquals(endpoint.output().status(), response.status(), response.toString());
      assertEquals(
          endpoint.output().contentType(), response.header("Content-Type").orElse(""), "type");
      assertEquals("no-store", response.header("Cache-Control").orElse(""));
    }
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void foreignOriginsAndHostsAreRefused(Endpoint endpoint) throws Exception {
    try (ApiServer api = new ApiServer()) {
      String path = ApiServer.example(endpoint);
      String body = ApiServer.body(endpoint);

      HttpText origin = api.send(endpoint.method(), path, body, "Origin: http://evil.example");
      HttpText host = api.send(endpoint.method(), path, body, "Host: evil.example:80");

      assertEquals(403, origin.status());
      assertEquals(
          "the origin \"http://evil.example\" is foreign: to let its pages use the API, add"
              + " --http-allow-origin http://evil.example",
          origin.problem("detail"));
      assertEquals(403, host.status());
      assertEquals(
          "the host \"evil.example\" is foreign: use 127.0.0.1 or localhost, or add"
              + " --http-allow-host evil.example",
          host.problem("detail"));
      assertEquals(2, api.server.exchanges().size());
    }
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void theTokenIsDemanded(Endpoint endpoint) throws Exception {
    HttpOptions options = new HttpOptions(0, true, "secret", List.of(), List.of());
    try (ApiServer api = new ApiServer(options)) {
      HttpText without = call(api, endpoint);
      HttpText wrong = call(api, endpoint, "Authorization: Bearer secre");
      int expected = WITHOUT_TOKEN.contains(endpoint.path()) ? 200 : 401;
      HttpText right = call(api, endpoint, "Authorization: Bearer secret");

      assertEquals(expected, without.status());
      assertEquals(expected, wrong.status());
      assertEquals(endpoint.output().status(), right.status());
    }
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void anUnknownParameterIsNamed(Endpoint endpoint) throws Exception {
    try (ApiServer api = new ApiServer()) {
      String path = ApiServer.path(endpoint, endpoint.path());
      HttpText response =
          api.send(endpoint.method(), path + "?nonsense=1", ApiServer.body(endpoint));

      assertEquals(400, response.status());
      assertEquals("nonsense", response.problem("field"));
      assertTrue(
          response.problem("detail").startsWith("unknown parameter \"nonsense\": "),
          response.body());
      assertEquals("application/problem+json", response.header("Content-Type").orElse(""), "type");
    }
  }

  static Stream<Endpoint> endpointsThatChangeTheServer() {
    Set<String> others = Set.of("verify", "poll", "send", "shutdown", "session", "rules/matches");
    return endpoints()
        .filter(endpoint -> !endpoint.method().equals("GET"))
        .filter(endpoint -> !others.contains(endpoint.path().replace("/api/v1/", "")));
  }

  @ParameterizedTest
  @MethodSource("endpointsThatChangeTheServer")
  void oneRequestAtATimeChangesTheServer(Endpoint endpoint) throws Exception {
    ExecutorService client = Executors.newSingleThreadExecutor();
    try (ApiServer api = new ApiServer()) {
      AtomicBoolean waits = new AtomicBoolean();
      AtomicReference<Future<HttpText>> call = new AtomicReference<>();
      api.scenario.change(
          () -> {
            Future<HttpText> begun = client.submit(() -> call(api, endpoint));
            call.set(begun);
            while (!waits.get() && !begun.isDone()) {
              waits.set(api.scenario.isAwaited());
            }
          });

      HttpText response = call.get().get();

      assertTrue(waits.get(), "the request did not wait for the other one");
      assertEquals(endpoint.output().status(), response.status(), response.body());
    } finally {
      client.shutdownNow();
    }
  }

  @ParameterizedTest
  @MethodSource("endpointsWithBody")
  void anInvalidBodyIsRefused(Endpoint endpoint) throws Exception {
    try (ApiServer api = new ApiServer()) {
      String path = ApiServer.path(endpoint, endpoint.path());
      HttpText broken = api.send(endpoint.method(), path, "{\"a\": ");
      HttpText unknown = api.send(endpoint.method(), path, "{\"nonsense\": 1}");

      assertEquals(400, broken.status(), broken.body());
      assertEquals(400, unknown.status(), unknown.body());
      assertTrue(unknown.body().contains("nonsense"), unknown.body());
    }
  }

  @ParameterizedTest
  @MethodSource("namesThatMustExist")
  void anUnknownNameIsNotFound(Parameter parameter) throws Exception {
    try (ApiServer api = new ApiServer()) {
      Endpoint endpoint = parameter.endpoint();
      String template = endpoint.path().replace('{' + parameter.input().name() + '}', "999");
      String path = ApiServer.path(endpoint, template);
      HttpText response = api.send(endpoint.method(), path, ApiServer.body(endpoint));

      assertEquals(404, response.status(), response.body());
      assertTrue(response.problem("detail").contains("999"), response.body());
    }
  }

  @ParameterizedTest
  @MethodSource("parametersWithAForm")
  void anInvalidParameterIsNamed(Parameter parameter) throws Exception {
    try (ApiServer api = new ApiServer()) {
      Endpoint endpoint = parameter.endpoint();
      String path =
          ApiServer.path(endpoint, endpoint.path()) + '?' + parameter.input().name() + "=nonsense";
      HttpText response = api.send(endpoint.method(), path, ApiServer.body(endpoint));

      assertTrue(Set.of(400, 404).contains(response.status()), response.body());
      assertEquals(parameter.input().name(), response.problem("field"), response.body());
      assertTrue(response.problem("detail").contains("nonsense"), response.body());
    }
  }
}
