package org.mockzabbix.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.output.ExchangeCounters;
import org.mockzabbix.fixtures.ApiScenario;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.scenario.Scenario;

/** A server with hosts, items, an agent, a proxy, a rule and two exchanges, and its HTTP port. */
final class ApiServer implements AutoCloseable {

  private static final AgentOptions NO_AGENT_OPTIONS = new AgentOptions(null, null);

  static final HttpOptions OPEN = new HttpOptions(0, true, null, List.of(), List.of());

  final MockZabbixServer server;
  final ScenarioState scenario;
  final HttpPort port;
  final CountDownLatch shutdown = new CountDownLatch(1);

  ApiServer() throws IOException {
    this(OPEN);
  }

  ApiServer(HttpOptions options) throws IOException {
    Scenario described = Scenario.parse("scenario", ApiScenario.TEXT);
    server = new MockZabbixServer(described).start();
    HttpTarget target =
        new HttpTarget(
            server,
            new CurrentScenario(described.expectations(), NO_AGENT_OPTIONS),
            new ExchangeCounters(),
            shutdown::countDown,
            Instant.now());
    scenario = new ScenarioState(target);
    port =
        HttpPort.open(
            options,
            "127.0.0.1",
            access -> new HttpRouter(HttpApi.endpoints(target, scenario, access)),
            Duration.ofSeconds(60));
    sender().sendValue("web01", "app.ok", "1");
    sender().sendValue("web01", "app.olk", "1");
  }

  PlainSender sender() {
    return new PlainSender(server.trapperPort());
  }

  HttpText send(String method, String path) throws IOException {
    return send(method, path, "");
  }

  HttpText send(String method, String path, String body, String... headers) throws IOException {
    HttpText reply = HttpText.request(port.port(), method, path, body, List.of(headers));
    DocumentedForm.check(method, path, body, reply);
    return reply;
  }

  /** Returns the endpoints, whose handlers must not be called. */
  static List<Endpoint> endpoints() {
    try (MockZabbixServer unused = new MockZabbixServer()) {
      HttpTarget target =
          new HttpTarget(
              unused,
              new CurrentScenario(List.of(), NO_AGENT_OPTIONS),
              new ExchangeCounters(),
              () -> {},
              Instant.now());
      HttpAccess access = HttpAccess.of(OPEN, "127.0.0.1", InetAddress.getLoopbackAddress());
      return HttpApi.endpoints(target, new ScenarioState(target), access);
    }
  }

  /** Returns whether the reply of an endpoint has no end. */
  static boolean isStream(Endpoint endpoint) {
    return endpoint.output().contentType().equals("text/event-stream");
  }

  /** Returns the path and query of the example of an endpoint. */
  static String example(Endpoint endpoint) {
    String path = path(endpoint, endpoint.path());
    List<String> query = new ArrayList<>();
    for (Endpoint.Input input : endpoint.inputs()) {
      if (input.place() == Endpoint.InputPlace.QUERY && !input.example().isEmpty()) {
        query.add(input.name() + '=' + URLEncoder.encode(input.example(), UTF_8));
      }
    }
    return query.isEmpty() ? path : path + '?' + String.join("&", query);
  }

  /** Returns a path with the examples of an endpoint for the parameters in it. */
  static String path(Endpoint endpoint, String template) {
    String path = template;
    for (Endpoint.Input input : endpoint.inputs()) {
      path = path.replace('{' + input.name() + '}', URLEncoder.encode(input.example(), UTF_8));
    }
    return path;
  }

  static String body(Endpoint endpoint) {
    Endpoint.Body body = endpoint.body();
    return body == null ? "" : body.example();
  }

  @Override
  public void close() {
    try {
      port.close();
    } catch (UncheckedIOException closed) {
      throw new AssertionError(closed);
    } finally {
      server.close();
    }
  }
}
