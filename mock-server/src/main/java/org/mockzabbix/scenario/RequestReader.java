package org.mockzabbix.scenario;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.scenario.PatternReader.Kinds;

/** Reads which requests are meant, by a rule or by an expectation. Confined to one call. */
final class RequestReader {

  private final PatternReader patterns;

  RequestReader(Source source) {
    this.patterns = new PatternReader(source);
  }

  /** The requests that {@code when} means; all of them if it is absent. */
  RequestMatcher matcher(Node.@Nullable Fields when) {
    if (when == null) {
      return RequestMatcher.anyRequest();
    }
    String request = when.text("request");
    RequestMatcher matcher =
        request == null ? RequestMatcher.anyRequest() : RequestMatcher.request(kind(request));
    Node host = when.node("host");
    Node key = when.node("key");
    Node value = when.node("value");
    String peer = when.text("peer");
    Long connection = when.whole("connection");
    matcher = host == null ? matcher : patterns.read(host, hosts(matcher));
    matcher = key == null ? matcher : patterns.read(key, keys(matcher));
    matcher = value == null ? matcher : patterns.read(value, values(matcher));
    matcher = peer == null ? matcher : matcher.fromPeer(peer);
    return connection == null ? matcher : matcher.onConnection(connection);
  }

  private static Kinds<RequestMatcher> hosts(RequestMatcher matcher) {
    return new Kinds<>(matcher::from, matcher::fromLike, matcher::from);
  }

  private static Kinds<RequestMatcher> keys(RequestMatcher matcher) {
    return new Kinds<>(matcher::withKey, matcher::withKeyLike, matcher::withKey);
  }

  private static Kinds<RequestMatcher> values(RequestMatcher matcher) {
    return new Kinds<>(matcher::withValue, matcher::withValueLike, matcher::withValue);
  }

  private static RequestKind kind(String wireName) {
    return Stream.of(RequestKind.values())
        .filter(kind -> kind.wireName().equals(wireName))
        .findFirst()
        .orElseThrow();
  }
}
