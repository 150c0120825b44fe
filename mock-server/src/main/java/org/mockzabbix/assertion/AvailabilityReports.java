package org.mockzabbix.assertion;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.Availability;
import org.mockzabbix.protocol.HostAvailability;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.ActiveCheckHeartbeat;
import org.mockzabbix.protocol.Request.CompletedPoll;
import org.mockzabbix.protocol.Request.FailedPoll;
import org.mockzabbix.protocol.Request.ProxyData;

/** Reports that the agent of a host is available, or that it is not. */
final class AvailabilityReports implements ReportKind<HostAvailability> {

  static final AvailabilityReports KIND = new AvailabilityReports();

  private AvailabilityReports() {}

  /** Returns the text of {@link ReportPart#AVAILABILITY}. */
  static String text(Availability availability) {
    return availability.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String noun() {
    return "report";
  }

  @Override
  public String plural() {
    return "reports of availability";
  }

  @Override
  public Set<ReportPart> parts() {
    return EnumSet.of(ReportPart.HOST, ReportPart.PROXY, ReportPart.AVAILABILITY, ReportPart.ERROR);
  }

  @Override
  public String beginning(Function<ReportPart, String> words) {
    return words.apply(ReportPart.HOST) + ' ' + words.apply(ReportPart.AVAILABILITY);
  }

  @Override
  public Set<ReportPart> partsOfBeginning() {
    return EnumSet.of(ReportPart.HOST, ReportPart.AVAILABILITY);
  }

  @Override
  public void eachIn(
      Exchange exchange, JournalSource source, Consumer<ReadReport<HostAvailability>> sink) {
    Request request = exchange.request();
    if (request instanceof CompletedPoll poll) {
      sink.accept(report(poll.item().host(), Availability.AVAILABLE, ""));
    } else if (request instanceof FailedPoll poll) {
      sink.accept(report(poll.item().host(), Availability.UNAVAILABLE, poll.reason()));
    } else if (request instanceof ActiveCheckHeartbeat heartbeat && heartbeat.host() != null) {
      sink.accept(report(heartbeat.host(), Availability.AVAILABLE, ""));
    } else if (request instanceof ProxyData data && exchange.reason().isEmpty()) {
      eachReportOf(data, source, sink);
    }
  }

  private static ReadReport<HostAvailability> report(
      String host, Availability availability, String error) {
    return report(new HostAvailability(host, availability, error, null));
  }

  private static void eachReportOf(
      ProxyData data, JournalSource source, Consumer<ReadReport<HostAvailability>> sink) {
    String proxy = data.proxy();
    for (var changed : data.report().interfaces()) {
      String known =
          source.hostOfInterface(changed.id()).orElseGet(() -> "interface " + changed.id());
      sink.accept(
          report(new HostAvailability(known, changed.availability(), changed.error(), proxy)));
    }
    for (var changed : data.report().hosts()) {
      String known = source.hostOf(changed.id()).orElseGet(() -> "host " + changed.id());
      sink.accept(
          report(new HostAvailability(known, changed.availability(), changed.error(), proxy)));
    }
  }

  private static ReadReport<HostAvailability> report(HostAvailability content) {
    Map<ReportPart, String> texts = new EnumMap<>(ReportPart.class);
    texts.put(ReportPart.HOST, content.host());
    texts.put(ReportPart.AVAILABILITY, text(content.availability()));
    if (content.availability() == Availability.UNAVAILABLE) {
      texts.put(ReportPart.ERROR, content.error());
    }
    String proxy = content.proxy();
    if (proxy != null) {
      texts.put(ReportPart.PROXY, proxy);
    }
    return new ReadReport<>(content, texts);
  }
}
