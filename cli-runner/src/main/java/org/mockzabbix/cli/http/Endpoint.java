package org.mockzabbix.cli.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One method of one path, with everything that its documentation says. The router and the OpenAPI
 * document use the same declaration. Immutable: each change returns a copy.
 *
 * <pre>{@code
 * Endpoint.get("/api/v1/values", "Lists the processed values.", this::values)
 *     .query("host", "web01", "Only values of this host.")
 * }</pre>
 *
 * @param path the path with its parameters in braces
 * @param inputs the parameters of path and query
 * @param body null if the request has no body
 * @param output the reply that the example causes
 */
record Endpoint(
    String method,
    String path,
    String summary,
    List<Input> inputs,
    @Nullable Body body,
    Output output,
    EndpointHandler handler) {

  /** Performs a request. */
  interface EndpointHandler {
    HttpReply reply(HttpCall call) throws Exception;
  }

  /** The place of a parameter. */
  enum InputPlace {
    PATH,
    QUERY
  }

  /**
   * A parameter.
   *
   * @param example a valid value; empty to leave the parameter out of the example
   */
  record Input(String name, InputPlace place, String example, String help) {}

  /**
   * The body of a request.
   *
   * @param schema its name in the OpenAPI document
   * @param required false if it may be empty
   */
  record Body(String schema, String example, boolean required) {}

  /**
   * The status and content type of the reply to the example.
   *
   * @param schema the name of the schema of the reply, or of each event or line of a stream; empty
   *     for a text
   */
  record Output(int status, String contentType, String schema) {}

  Endpoint {
    inputs = List.copyOf(inputs);
  }

  private static Endpoint of(String method, String path, String summary, EndpointHandler handler) {
    return new Endpoint(
        method, path, summary, List.of(), null, new Output(200, HttpReply.JSON, ""), handler);
  }

  static Endpoint get(String path, String summary, EndpointHandler handler) {
    return of("GET", path, summary, handler);
  }

  static Endpoint post(String path, String summary, EndpointHandler handler) {
    return of("POST", path, summary, handler);
  }

  static Endpoint put(String path, String summary, EndpointHandler handler) {
    return of("PUT", path, summary, handler);
  }

  static Endpoint patch(String path, String summary, EndpointHandler handler) {
    return of("PATCH", path, summary, handler);
  }

  /** Creates an endpoint that replies with status 204. */
  static Endpoint delete(String path, String summary, EndpointHandler handler) {
    return of("DELETE", path, summary, handler).replies(204, "");
  }

  /** Declares a parameter of the path. */
  Endpoint segment(String name, String example, String help) {
    return with(new Input(name, InputPlace.PATH, example, help));
  }

  /** Declares a parameter of the query. */
  Endpoint query(String name, String example, String help) {
    return with(new Input(name, InputPlace.QUERY, example, help));
  }

  private Endpoint with(Input input) {
    List<Input> more = new ArrayList<>(inputs);
    more.add(input);
    return new Endpoint(method, path, summary, more, body, output, handler);
  }

  /** Declares a body that may be empty by an example and the name of its schema. */
  Endpoint optionalBody(String schema, String example) {
    return with(new Body(schema, example, false));
  }

  /** Declares the body by an example and the name of its schema. */
  Endpoint body(String schema, String example) {
    return with(new Body(schema, example, true));
  }

  private Endpoint with(Body declared) {
    return new Endpoint(method, path, summary, inputs, declared, output, handler);
  }

  /** Declares that the reply to the example has status 200, and is JSON with this schema. */
  Endpoint returns(String schema) {
    return returns(200, schema);
  }

  /** Declares that the reply to the example is JSON with this schema. */
  Endpoint returns(int status, String schema) {
    return with(new Output(status, HttpReply.JSON, schema));
  }

  /** Declares that the reply to the example is a stream of events or lines with this schema. */
  Endpoint streams(String contentType, String schema) {
    return with(new Output(200, contentType, schema));
  }

  /** Declares the reply to the example, which is a text, or empty. */
  Endpoint replies(int status, String contentType) {
    return with(new Output(status, contentType, ""));
  }

  private Endpoint with(Output reply) {
    return new Endpoint(method, path, summary, inputs, body, reply, handler);
  }
}
