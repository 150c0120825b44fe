package org.mockzabbix.assertion;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.Availability;
import org.mockzabbix.protocol.HostAvailability;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.ActiveCheckHeartbeat;
import org.mockzabbix.protocol.Request.CompletedPoll;
import org.mockzabbix.protocol.Request.FailedPoll;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.text.Likeness;
import org.mockzabbix.text.Quoting;

/** Selects reports that the agent of a host is available, or that it is not. */
final class AvailabilitySelection extends ReportSelection<HostAvailability> {

  private final String host;
  private final Availability expected;
  private final JournalSource source;

  /** Creates a selection. {@code source} knows the hosts whose numbers proxies send. */
  AvailabilitySelection(String host, Availability expected, JournalSource source) {
    super("reports of availability");
    this.host = host;
    this.expected = expected;
    this.source = source;
  }

  @Override
  public String description() {
    return describe(host, expected);
  }

  private static String describe(String host, Availability availability) {
    return Quoting.quoteIfNeeded(host) + ' ' + availability.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String noun() {
    return "report";
  }

  @Override
  void eachReportIn(Exchange exchange, Consumer<HostAvailability> sink) {
    Request request = exchange.request();
    if (request instanceof CompletedPoll poll) {
      sink.accept(report(poll.item().host(), Availability.AVAILABLE, ""));
    } else if (request instanceof FailedPoll poll) {
      sink.accept(report(poll.item().host(), Availability.UNAVAILABLE, poll.reason()));
    } else if (request instanceof ActiveCheckHeartbeat heartbeat && heartbeat.host() != null) {
      sink.accept(report(heartbeat.host(), Availability.AVAILABLE, ""));
    } else if (request instanceof ProxyData data && exchange.reason().isEmpty()) {
      eachReportOf(data, sink);
    }
  }

  private static HostAvailability report(String host, Availability availability, String error) {
    return new HostAvailability(host, availability, error, null);
  }

  private void eachReportOf(ProxyData data, Consumer<HostAvailability> sink) {
    String proxy = data.proxy();
    for (var changed : data.report().interfaces()) {
      Optional<String> name = source.hostOfInterface(changed.interfaceid());
      String known = name.orElse("interface " + changed.interfaceid());
      sink.accept(new HostAvailability(known, changed.availability(), changed.error(), proxy));
    }
    for (var changed : data.report().hosts()) {
      String known = source.hostOf(changed.hostid()).orElse("host " + changed.hostid());
      sink.accept(new HostAvailability(known, changed.availability(), "", proxy));
    }
  }

  @Override
  boolean matches(HostAvailability report) {
    return report.host().equals(host) && report.availability() == expected;
  }

  @Override
  int distance(HostAvailability report) {
    return Likeness.of(host, report.host()).distance();
  }

  @Override
  public String line(HostAvailability match) {
    String proxy = match.proxy();
    return describe(match.host(), match.availability())
        + (proxy == null ? "" : " through proxy " + Quoting.quoteIfNeeded(proxy))
        + (match.error().isEmpty() ? "" : ": " + FailureLines.message(match.error()));
  }
}
