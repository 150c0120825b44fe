package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.BOOLEAN;
import static org.mockzabbix.scenario.ScalarSchema.POSITIVE;
import static org.mockzabbix.scenario.ScalarSchema.STRING;

import java.util.EnumSet;
import java.util.Set;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.rule.RequestMatcher;

/** The schemas of requests, for rules and expectations. */
final class RequestSchema {

  /** The requests that an agent receives. */
  static final Set<RequestKind> OF_AGENTS =
      EnumSet.of(RequestKind.PASSIVE_CHECK, RequestKind.UNREADABLE, RequestKind.EMPTY);

  /** The requests that a server receives. Polls are missing, because a server sends them. */
  static final Set<RequestKind> OF_SERVERS =
      EnumSet.complementOf(EnumSet.of(RequestKind.PASSIVE_CHECK, RequestKind.POLL));

  private RequestSchema() {}

  static ObjectSchema<RequestMatcher> ofAgent() {
    return withOrigin(withKey(ofKinds("when", OF_AGENTS), "The requested item key."));
  }

  static ObjectSchema<RequestMatcher> ofServer() {
    return withOrigin(withValue(ofKinds("when", OF_SERVERS)));
  }

  /** Returns the schema for requests that a server or one of its agents received. */
  static ObjectSchema<RequestMatcher> ofAny() {
    Set<RequestKind> kinds = EnumSet.complementOf(EnumSet.of(RequestKind.POLL));
    return withOrigin(withValue(ofKinds("requested", kinds)));
  }

  private static ObjectSchema<RequestMatcher> ofKinds(String noun, Set<RequestKind> kinds) {
    return ObjectSchema.of(noun, RequestMatcher::anyRequest)
        .field(
            "request",
            ScalarSchema.choice(kinds, RequestKind::wireName),
            (any, kind) -> RequestMatcher.request(kind))
        .optional("The kind of request (default: any).");
  }

  private static ObjectSchema<RequestMatcher> withValue(ObjectSchema<RequestMatcher> schema) {
    ObjectSchema<RequestMatcher> withHost =
        schema
            .field(
                "host",
                StringPatternSchema.PATTERN,
                (m, host) -> host.apply(m::from, m::fromLike, m::from))
            .optional("The host in the request, or the proxy that sent it.");
    return withKey(withHost, "The item key of a value, or the requested item key.")
        .field(
            "value",
            StringPatternSchema.PATTERN,
            (m, value) -> value.apply(m::withValue, m::withValueLike, m::withValue))
        .optional("The value that is sent for this host and key.")
        .field(
            "metadata",
            StringPatternSchema.PATTERN,
            (m, text) -> text.apply(m::withMetadata, m::withMetadataLike, m::withMetadata))
        .optional("The host metadata in a request for active checks.")
        .field(
            "interface",
            StringPatternSchema.PATTERN,
            (m, name) -> name.apply(m::withInterface, m::withInterfaceLike, m::withInterface))
        .optional("The interface in a request for active checks.");
  }

  private static ObjectSchema<RequestMatcher> withKey(
      ObjectSchema<RequestMatcher> schema, String help) {
    return schema
        .field(
            "key",
            StringPatternSchema.PATTERN,
            (m, key) -> key.apply(m::withKey, m::withKeyLike, m::withKey))
        .optional(help);
  }

  private static ObjectSchema<RequestMatcher> withOrigin(ObjectSchema<RequestMatcher> schema) {
    return schema
        .field("peer", STRING, RequestMatcher::fromPeer)
        .optional("The IP address of the client.")
        .field("connection", POSITIVE, (m, number) -> m.onConnection(number))
        .optional("The number of the connection since the start, from 1.")
        .field("encrypted", BOOLEAN, (m, encrypted) -> encrypted ? m.encrypted() : m.unencrypted())
        .optional("Whether the connection is encrypted.")
        .field("pskIdentity", STRING, RequestMatcher::withPskIdentity)
        .optional("The identity of the connection's pre-shared key.")
        .field("certificate", STRING, RequestMatcher::withCertificate)
        .optional("The subject of the client's certificate, most specific part first.");
  }
}
