package org.mockzabbix.cli.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.page.PageFile;
import org.mockzabbix.scenario.ScenarioException;
import org.mockzabbix.text.ClosestName;
import org.mockzabbix.text.Quoting;

/**
 * Finds the endpoint of a request or the file of the page, reads the parameters and the body, and
 * turns exceptions into problem documents. Immutable and thread-safe.
 */
final class HttpRouter {

  private static final int LARGEST_BODY = 16 << 20;

  private final List<Endpoint> endpoints;

  HttpRouter(List<Endpoint> endpoints) {
    this.endpoints = List.copyOf(endpoints);
  }

  /** Returns the reply to a request. Reads the body, and writes nothing. */
  HttpReply reply(HttpExchange exchange) {
    try {
      String path = Objects.requireNonNullElse(exchange.getRequestURI().getRawPath(), "/");
      String method = method(exchange);
      Optional<PageFile> file = method.equals("GET") ? PageFile.find(path) : Optional.empty();
      if (file.isPresent()) {
        return reply(file.get(), exchange.getRequestHeaders().getFirst("If-None-Match"));
      }
      Endpoint endpoint = find(method, path);
      Map<String, String> segments = match(endpoint.path(), path);
      Map<String, String> query = query(endpoint, exchange.getRequestURI().getRawQuery());
      String body = endpoint.body() == null ? "" : body(exchange);
      String lastEvent = exchange.getRequestHeaders().getFirst("Last-Event-ID");
      HttpCall call =
          new HttpCall(
              segments == null ? Map.of() : segments, query, Optional.ofNullable(lastEvent), body);
      return endpoint.handler().reply(call);
    } catch (Throwable failure) { // an Error, too, concerns this request alone
      return problem(failure).reply();
    }
  }

  /** Returns a file of the page. A browser keeps it, and asks each time whether it has changed. */
  private static HttpReply reply(PageFile file, @Nullable String known) {
    HttpReply reply =
        file.tag().equals(known)
            ? HttpReply.of(304, "", "")
            : HttpReply.of(200, file.contentType(), file.text());
    return reply
        .withHeader("ETag", file.tag())
        .withHeader("Cache-Control", "no-cache")
        .withHeader("Content-Security-Policy", PageFile.SECURITY_POLICY)
        .withHeader("Referrer-Policy", "no-referrer");
  }

  private static String method(HttpExchange exchange) {
    String method = exchange.getRequestMethod();
    return method.equals("HEAD") ? "GET" : method;
  }

  private static HttpProblem problem(Throwable failure) {
    if (failure instanceof HttpProblem known) {
      return known;
    }
    if (failure instanceof ScenarioException invalid) {
      return HttpProblem.of(invalid);
    }
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof IllegalArgumentException) {
      return HttpProblem.badInput("", message);
    }
    if (failure instanceof IllegalStateException) {
      return HttpProblem.conflict(message);
    }
    if (failure instanceof IOException || failure instanceof UncheckedIOException) {
      return new HttpProblem(502, "Bad Gateway", message);
    }
    if (failure instanceof InterruptedException) {
      return new HttpProblem(503, "Service Unavailable", "the server stops");
    }
    return new HttpProblem(500, "Internal Server Error", "unexpected failure: " + failure);
  }

  private Endpoint find(String method, String path) {
    List<Endpoint> samePath =
        endpoints.stream().filter(endpoint -> match(endpoint.path(), path) != null).toList();
    if (samePath.isEmpty()) {
      throw unknownPath(path);
    }
    return samePath.stream()
        .filter(endpoint -> endpoint.method().equals(method))
        .findFirst()
        .orElseThrow(() -> wrongMethod(method, samePath));
  }

  private HttpProblem unknownPath(String path) {
    List<String> known = endpoints.stream().map(Endpoint::path).distinct().toList();
    String remedy = ClosestName.remedy(path, known, "GET /api/v1/openapi.json lists all paths");
    String detail = "unknown path " + Quoting.quote(path) + ": " + remedy;
    return new HttpProblem(404, "Not Found", detail).withNearest(ClosestName.of(path, known));
  }

  private static HttpProblem wrongMethod(String method, List<Endpoint> samePath) {
    String allowed =
        samePath.stream()
            .map(Endpoint::method)
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(", "));
    return new HttpProblem(
        405,
        "Method Not Allowed",
        samePath.get(0).path() + " does not support " + Quoting.quote(method) + ": use " + allowed);
  }

  /** Returns the parameters of a path; null if it has another form. */
  private static @Nullable Map<String, String> match(String template, String path) {
    String[] names = template.split("/", -1);
    String[] segments = path.split("/", -1);
    if (names.length != segments.length) {
      return null;
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      if (names[i].startsWith("{") && !segments[i].isEmpty()) {
        parameters.put(names[i].substring(1, names[i].length() - 1), decoded(segments[i]));
      } else if (!names[i].equals(segments[i])) {
        return null;
      }
    }
    return parameters;
  }

  /** A plus sign is a space in a query, but not in a path. */
  private static String decoded(String segment) {
    return decodedQuery(segment.replace("+", "%2B"));
  }

  private static String decodedQuery(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException invalid) {
      throw HttpProblem.badInput(
          "", Quoting.quote(text) + " is not valid in a URL: write % as %25");
    }
  }

  private static Map<String, String> query(Endpoint endpoint, @Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        String name = decodedQuery(parts[0]);
        checkKnown(endpoint, name);
        String value = parts.length == 1 ? "" : decodedQuery(parts[1]);
        if (parameters.put(name, value) != null) {
          throw HttpProblem.badInput(name, "the parameter " + name + " is set twice: remove one");
        }
      }
    }
    return parameters;
  }

  private static void checkKnown(Endpoint endpoint, String name) {
    List<String> known =
        endpoint.inputs().stream()
            .filter(input -> input.place() == Endpoint.InputPlace.QUERY)
            .map(Endpoint.Input::name)
            .toList();
    if (!known.contains(name)) {
      String remedy =
          known.isEmpty() ? "this path has no parameters" : ClosestName.remedy(name, known);
      throw HttpProblem.badInput(name, "unknown parameter " + Quoting.quote(name) + ": " + remedy)
          .withNearest(ClosestName.of(name, known));
    }
  }

  private static String body(HttpExchange exchange) throws IOException {
    String declared = exchange.getRequestHeaders().getFirst("Content-Length");
    if (declared != null && Long.parseLong(declared) > LARGEST_BODY) { // checked by the JDK
      throw tooLarge();
    }
    byte[] bytes;
    try (InputStream in = exchange.getRequestBody()) {
      bytes = in.readNBytes(LARGEST_BODY + 1);
    }
    if (bytes.length > LARGEST_BODY) {
      throw tooLarge();
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException other) {
      throw HttpProblem.badInput("", "the body must be in UTF-8");
    }
  }

  private static HttpProblem tooLarge() {
    return new HttpProblem(413, "Content Too Large", "the body must be at most 16 MiB");
  }
}
