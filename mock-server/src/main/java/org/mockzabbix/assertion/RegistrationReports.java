package org.mockzabbix.assertion;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.AgentRegistration;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.text.HostAndPort;

/** Registrations of agents: their requests for active checks, at a server or at a proxy. */
final class RegistrationReports implements ReportKind<AgentRegistration> {

  static final RegistrationReports KIND = new RegistrationReports();

  private RegistrationReports() {}

  @Override
  public String noun() {
    return "registration";
  }

  @Override
  public String plural() {
    return "registrations";
  }

  @Override
  public Set<ReportPart> parts() {
    return EnumSet.of(
        ReportPart.HOST,
        ReportPart.PROXY,
        ReportPart.METADATA,
        ReportPart.IP,
        ReportPart.DNS,
        ReportPart.PORT);
  }

  @Override
  public String beginning(Function<ReportPart, String> words) {
    return "registration of " + words.apply(ReportPart.HOST);
  }

  @Override
  public Set<ReportPart> partsOfBeginning() {
    return EnumSet.of(ReportPart.HOST);
  }

  /** A server that refuses a proxy does not register its agents. */
  @Override
  public void eachIn(
      Exchange exchange, JournalSource source, Consumer<ReadReport<AgentRegistration>> sink) {
    Request request = exchange.request();
    if (request instanceof ProxyData data && exchange.reason().isEmpty()) {
      data.report().registrations().forEach(one -> sink.accept(report(one)));
    } else if (request instanceof ActiveChecks checks) {
      String peer = HostAndPort.host(exchange.peer().getAddress());
      sink.accept(report(checks.registrationFrom(peer, exchange.tls().orElse(null))));
    }
  }

  private static ReadReport<AgentRegistration> report(AgentRegistration registration) {
    Map<ReportPart, String> texts = new EnumMap<>(ReportPart.class);
    texts.put(ReportPart.HOST, registration.host());
    texts.put(ReportPart.METADATA, registration.metadata());
    texts.put(ReportPart.IP, registration.ip());
    texts.put(ReportPart.DNS, registration.dns());
    texts.put(ReportPart.PORT, Long.toString(registration.port()));
    String proxy = registration.proxy();
    if (proxy != null) {
      texts.put(ReportPart.PROXY, proxy);
    }
    return new ReadReport<>(registration, texts);
  }
}
