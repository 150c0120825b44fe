package org.mockzabbix.rule;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.text.Glob;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.tls.TlsConfig;

/**
 * Creates the response of a rule, which replaces the default response of the server or agent.
 * Several threads may call an implementation at the same time. If it throws an exception or returns
 * null, the connection closes without a response, and the test fails.
 */
@FunctionalInterface
public interface Responder {

  /**
   * Returns the response to a request.
   *
   * @param engine returns the response without the rule; a call also processes the values of the
   *     request, and changes the state of the server
   */
  MockResponse respond(IncomingRequest incoming, Supplier<MockResponse> engine);

  /**
   * Responds with {@code "response":"failed"} and this reason. The values of the request are not
   * processed.
   */
  static Responder failed(String info) {
    Objects.requireNonNull(info, "info must not be null");
    return (incoming, engine) -> refusal(incoming, Response.failed(info));
  }

  /**
   * Closes the connection without a response. The values of the request are not processed; to
   * process them, use {@code Fault.close()} instead.
   */
  static Responder close() {
    return (incoming, engine) -> refusal(incoming, Response.none());
  }

  /**
   * Responds with success and these counts, correct or not. The values of the request are processed
   * as without the rule.
   *
   * @throws IllegalArgumentException if a count is negative or their sum exceeds 2147483647
   */
  static Responder processed(int processed, int failed) {
    int total = processed + failed; // negative if the sum is too large
    if (processed < 0 || failed < 0 || total < 0) {
      throw new IllegalArgumentException(
          "processed and failed must be at least 0, and their sum at most 2147483647, but were "
              + processed
              + " and "
              + failed);
    }
    return (incoming, engine) -> engine.get().with(new Processed(processed, failed, total, 0));
  }

  /**
   * Counts the values that {@code values} matches as failed, as if their items did not exist, and
   * processes all others. The journal lists the failed values as {@code rejected()}.
   */
  static Responder failedValues(Predicate<IncomingValue> values) {
    Objects.requireNonNull(values, "values must not be null");
    return (incoming, engine) -> ValueRejection.fail(engine.get(), incoming.values(), values);
  }

  /**
   * Counts the values whose key matches {@code glob} as failed, and processes all others.
   *
   * @param glob {@code *} matches any text, {@code ?} any one character
   */
  static Responder failedKeys(String glob) {
    Objects.requireNonNull(glob, "glob must not be null");
    Predicate<String> like = Glob.compile(glob);
    return failedValues(value -> like.test(value.key()));
  }

  /**
   * Counts the values whose host matches {@code glob} as failed, and processes all others.
   *
   * @param glob {@code *} matches any text, {@code ?} any one character
   */
  static Responder failedHosts(String glob) {
    Objects.requireNonNull(glob, "glob must not be null");
    Predicate<String> like = Glob.compile(glob);
    return failedValues(value -> like.test(value.host()));
  }

  /**
   * Responds with a packet that contains this text. The values of the request are processed as
   * without the rule.
   */
  static Responder json(String text) {
    Objects.requireNonNull(text, "text must not be null");
    return (incoming, engine) -> engine.get().with(Response.json(text));
  }

  /**
   * Responds with a packet that contains the text that {@code text} returns for the request.
   * Several threads may call {@code text} at the same time. The values of the request are processed
   * as without the rule.
   */
  static Responder json(Function<IncomingRequest, String> text) {
    Objects.requireNonNull(text, "text must not be null");
    return (incoming, engine) -> {
      String json = Objects.requireNonNull(text.apply(incoming), "the function returned null");
      return engine.get().with(Response.json(json));
    };
  }

  /**
   * Responds with these bytes, without adding a header. The values of the request are processed as
   * without the rule.
   */
  static Responder bytes(byte[] bytes) {
    Objects.requireNonNull(bytes, "bytes must not be null");
    Response raw = Response.bytes(bytes);
    return (incoming, engine) -> engine.get().with(raw);
  }

  /**
   * Passes the packet to a real server or agent, and responds with the bytes of its response. The
   * values of the request are processed as without the rule, unless the server did not process
   * them. If the server cannot be reached or does not respond within 15 s, the connection closes
   * with the part of the response that arrived, and the exchange has a warning.
   *
   * @param address {@code host:port} or {@code [IPv6]:port}
   * @throws IllegalArgumentException if the address is not valid
   */
  static Responder forward(String address) {
    return forward(address, TlsConfig.unencrypted());
  }

  /**
   * Passes the packet to a real server or agent as {@link #forward(String)} does, over an encrypted
   * connection. The connection of the client may be encrypted in another way, or not at all.
   *
   * @param address {@code host:port} or {@code [IPv6]:port}
   * @param tls the encryption, in the mode {@link TlsConfig#connect}
   * @throws IllegalArgumentException if the address is not valid
   */
  static Responder forward(String address, TlsConfig tls) {
    Objects.requireNonNull(address, "address must not be null");
    Objects.requireNonNull(tls, "tls must not be null");
    return new Forwarding(HostAndPort.parse(address), tls);
  }

  /**
   * Redirects the client to another server of the group. The values of the request are not
   * processed.
   *
   * @param address {@code host}, {@code host:port} or {@code [v6]:port}
   * @param revision the revision of the redirect; clients ignore one lower than they have received
   */
  static Responder redirect(String address, long revision) {
    Objects.requireNonNull(address, "address must not be null");
    return (incoming, engine) ->
        refusal(incoming, Response.redirect(incoming.request().kind(), address, revision));
  }

  /** Redirects the client back to its configured servers. Values are not processed. */
  static Responder redirectReset() {
    return (incoming, engine) ->
        refusal(incoming, Response.redirectReset(incoming.request().kind()));
  }

  /**
   * Tells an agent or a proxy to stop sending values. The server processes the values of an agent
   * and sends the agent its checks. It does not process the data of a proxy, so the proxy keeps the
   * data. Other requests, and requests that fail, receive the response without the rule.
   */
  static Responder uploadDisabled() {
    return (incoming, engine) -> {
      if (incoming.request().kind() == RequestKind.PROXY_DATA) {
        return refusal(incoming, Response.proxyDataDisabled());
      }
      MockResponse reply = engine.get();
      return ofAgents(incoming) ? reply.with(reply.response().withUploadDisabled()) : reply;
    };
  }

  private static boolean ofAgents(IncomingRequest incoming) {
    RequestKind kind = incoming.request().kind();
    return kind == RequestKind.AGENT_DATA || kind == RequestKind.ACTIVE_CHECKS;
  }

  private static MockResponse refusal(IncomingRequest incoming, Response response) {
    return Refusal.of(incoming, response, Outcome.REFUSED_BY_RULE);
  }
}
