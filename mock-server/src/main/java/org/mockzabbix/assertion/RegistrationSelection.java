package org.mockzabbix.assertion;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.AgentRegistration;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.protocol.Request.Registration;
import org.mockzabbix.text.Likeness;
import org.mockzabbix.text.Quoting;

/**
 * Selects registrations of agents.
 *
 * @see RegistrationAssert
 */
final class RegistrationSelection extends ReportSelection<AgentRegistration> {

  private final String host;
  private final @Nullable String metadata; // null: any
  private final @Nullable String proxy; // null: any

  RegistrationSelection(String host, @Nullable String metadata, @Nullable String proxy) {
    super("registrations");
    this.host = host;
    this.metadata = metadata;
    this.proxy = proxy;
  }

  RegistrationSelection withMetadata(String expected) {
    return new RegistrationSelection(host, expected, proxy);
  }

  RegistrationSelection throughProxy(String expected) {
    return new RegistrationSelection(host, metadata, expected);
  }

  @Override
  public String description() {
    return describe(host, metadata, proxy);
  }

  private static String describe(String host, @Nullable String metadata, @Nullable String proxy) {
    return "registration of "
        + Quoting.quoteIfNeeded(host)
        + (metadata == null ? "" : " with metadata " + Quoting.quote(metadata))
        + (proxy == null ? "" : " through proxy " + Quoting.quoteIfNeeded(proxy));
  }

  @Override
  public String noun() {
    return "registration";
  }

  /** A server that refuses a proxy does not register its agents. */
  @Override
  void eachReportIn(Exchange exchange, Consumer<AgentRegistration> sink) {
    Request request = exchange.request();
    if (request instanceof ProxyData data && exchange.reason().isEmpty()) {
      data.report().registrations().forEach(sink);
    } else if (request instanceof ActiveChecks checks) {
      sink.accept(registration(checks.host(), checks.registration()));
    }
  }

  private static AgentRegistration registration(String host, Registration sent) {
    Long port = sent.port();
    return new AgentRegistration(
        host,
        Objects.requireNonNullElse(sent.hostMetadata(), ""),
        Objects.requireNonNullElse(sent.ip(), ""),
        Objects.requireNonNullElse(sent.interfaceName(), ""),
        port == null ? AgentRegistration.DEFAULT_PORT : port,
        null);
  }

  @Override
  boolean matches(AgentRegistration registration) {
    return registration.host().equals(host)
        && (metadata == null || registration.metadata().equals(metadata))
        && (proxy == null || proxy.equals(registration.proxy()));
  }

  @Override
  int distance(AgentRegistration registration) {
    return Likeness.of(host, registration.host()).distance();
  }

  @Override
  public String line(AgentRegistration match) {
    return describe(match.host(), match.metadata(), match.proxy());
  }
}
