package org.mockzabbix.rule;

import java.util.function.Predicate;
import org.mockzabbix.protocol.RequestKind;

/**
 * Tells which requests a rule is for. Immutable; each step narrows it.
 *
 * <pre>{@code RequestMatcher.senderData().from("web01")}</pre>
 */
public final class RequestMatcher {

  private final String description;
  private final Predicate<Incoming> predicate;

  private RequestMatcher(String description, Predicate<Incoming> predicate) {
    this.description = description;
    this.predicate = predicate;
  }

  /** Every request that could be read. */
  public static RequestMatcher anyRequest() {
    return new RequestMatcher(
        "any request",
        incoming ->
            incoming.request().kind() != RequestKind.UNREADABLE
                && incoming.request().kind() != RequestKind.EMPTY);
  }

  /** Requests of one kind. */
  public static RequestMatcher request(RequestKind kind) {
    return new RequestMatcher(kind.wireName(), incoming -> incoming.request().kind() == kind);
  }

  /** Values from senders. */
  public static RequestMatcher senderData() {
    return request(RequestKind.SENDER_DATA);
  }

  /** Values from active agents. */
  public static RequestMatcher agentData() {
    return request(RequestKind.AGENT_DATA);
  }

  /** Active agents asking what to check. */
  public static RequestMatcher activeChecks() {
    return request(RequestKind.ACTIVE_CHECKS);
  }

  /** Active agents saying that they are alive. */
  public static RequestMatcher activeCheckHeartbeat() {
    return request(RequestKind.ACTIVE_CHECK_HEARTBEAT);
  }

  /** Proxies asking for their configuration. */
  public static RequestMatcher proxyConfig() {
    return request(RequestKind.PROXY_CONFIG);
  }

  /** Proxies delivering, or asking for tasks. */
  public static RequestMatcher proxyData() {
    return request(RequestKind.PROXY_DATA);
  }

  /**
   * Only what is about this host, or comes from this proxy; of several rows the first one decides.
   */
  public RequestMatcher from(String host) {
    return and("from " + host, incoming -> incoming.host().equals(host));
  }

  /** Only what {@code predicate} accepts; {@code description} names it where rules are listed. */
  public RequestMatcher and(String description, Predicate<Incoming> predicate) {
    return new RequestMatcher(this.description + " " + description, this.predicate.and(predicate));
  }

  boolean matches(Incoming incoming) {
    return predicate.test(incoming);
  }

  @Override
  public String toString() {
    return description;
  }
}
