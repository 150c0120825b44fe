package org.mockzabbix.cli.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serial;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.scenario.ScenarioException;
import org.mockzabbix.text.ClosestName;
import org.mockzabbix.text.Quoting;

/**
 * Thrown if a request fails. It becomes a problem document (RFC 9457) with the members {@code
 * title}, {@code status}, {@code detail}, and if they are known {@code field}, {@code line} and
 * {@code nearest}, the valid name that the author probably meant.
 */
final class HttpProblem extends RuntimeException {

  static final String CONTENT_TYPE = "application/problem+json";

  @Serial private static final long serialVersionUID = 1;

  private static final String BODY = "the body ";
  private static final String UNREADABLE = "cannot be read: ";

  private final int status;
  private final transient ObjectNode json;

  HttpProblem(int status, String title, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.json =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "about:blank")
            .put("title", title)
            .put("status", status)
            .put("detail", Quoting.escape(detail));
  }

  /** Returns a problem of a parameter or a member of the body. */
  static HttpProblem badInput(String field, String detail) {
    HttpProblem problem = new HttpProblem(400, "Bad Request", detail);
    return field.isEmpty() ? problem : problem.with("field", field);
  }

  /** Returns a problem of a body that is not the part of a scenario that it should be. */
  static HttpProblem of(ScenarioException invalid) {
    String detail = invalid.problem();
    return badInput(invalid.field(), detail.startsWith(UNREADABLE) ? BODY + detail : detail)
        .withNearest(invalid.nearest())
        .withLine(invalid.line());
  }

  /** Returns a problem of a body that is not JSON. */
  static HttpProblem unreadable(String reason, @Nullable JsonLocation at) {
    return badInput("", BODY + UNREADABLE + reason).withLine(at == null ? 0 : at.getLineNr());
  }

  private HttpProblem withLine(int line) {
    if (line > 0) {
      json.put("line", line);
    }
    return this;
  }

  /** Returns a problem of a name that does not exist. */
  static HttpProblem notFound(String what, String name, Collection<String> known) {
    String others = known.isEmpty() ? "the server has none" : "use one of " + sample(known);
    String remedy = ClosestName.remedy(name, known, others);
    String detail = what + ' ' + Quoting.quote(name) + " is unknown: " + remedy;
    return new HttpProblem(404, "Not Found", detail).withNearest(ClosestName.of(name, known));
  }

  private static String sample(Collection<String> known) {
    String names = String.join(", ", known.stream().limit(10).toList());
    return known.size() > 10 ? names + " and others" : names;
  }

  /** Returns a problem of a request at a time when the server cannot perform it. */
  static HttpProblem conflict(String detail) {
    return new HttpProblem(409, "Conflict", detail);
  }

  /** Adds a member, and returns this problem. */
  HttpProblem with(String name, @Nullable String value) {
    json.put(name, value);
    return this;
  }

  /** Adds the valid name that the author probably meant, and returns this problem. */
  HttpProblem withNearest(Optional<String> name) {
    name.ifPresent(near -> json.put("nearest", near));
    return this;
  }

  /** Returns this problem, if it concerns a part of the body, as a problem of the whole body. */
  HttpProblem inside(String part) {
    String field = json.path("field").asText();
    json.remove("line"); // that of the part
    if (part.isEmpty() && field.isEmpty()) {
      return this;
    }
    return with("field", part.isEmpty() || field.isEmpty() ? part + field : part + '.' + field);
  }

  HttpReply reply() {
    HttpReply reply = HttpReply.of(status, CONTENT_TYPE, json.toString());
    return status == 401 ? reply.withHeader("WWW-Authenticate", "Bearer") : reply;
  }
}
