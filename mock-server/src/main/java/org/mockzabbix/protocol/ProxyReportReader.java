package org.mockzabbix.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ProxyReport.DiscoveredService;
import org.mockzabbix.protocol.ProxyReport.ReportedAvailability;
import org.mockzabbix.protocol.Request.CommandResult;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.tls.TlsMode;

/**
 * Reads the sections of a proxy's data other than its values. Proxies leave out a member that has
 * its default. A registration that servers ignore, because its address, DNS name or port is
 * invalid, is left out.
 */
final class ProxyReportReader {

  /** The {@code flags} of an agent that is polled under its DNS name. */
  private static final long POLLED_BY_NAME = 2;

  private ProxyReportReader() {}

  static ProxyReport read(JsonRequest request, String proxy) {
    return new ProxyReport(
        rows(request, "interface availability", ProxyReportReader::interfaceAvailability),
        rows(request, "host data", ProxyReportReader::activeAvailability),
        rows(request, "discovery data", ProxyReportReader::discovered),
        rows(request, "auto registration", row -> registration(row, proxy)),
        rows(request, "tasks", ProxyReportReader::taskResult),
        request.number("proxy_delay"));
  }

  private static <T> List<T> rows(
      JsonRequest request, String section, Function<JsonCursor, @Nullable T> reader) {
    if (!request.hasContainer(section)) {
      return List.of();
    }
    List<T> all = new ArrayList<>();
    JsonCursor rows = request.container(section);
    while (rows.nextElement()) {
      T row = rows.type().isScalar() ? null : reader.apply(rows.enter());
      if (row != null) {
        all.add(row);
      }
    }
    return all;
  }

  private static ReportedAvailability interfaceAvailability(JsonCursor row) {
    return new ReportedAvailability(
        number(row, "interfaceid"), Availability.of(number(row, "available")), text(row, "error"));
  }

  private static ReportedAvailability activeAvailability(JsonCursor row) {
    return new ReportedAvailability(
        number(row, "hostid"), Availability.of(number(row, "active_status")), "");
  }

  private static DiscoveredService discovered(JsonCursor row) {
    return new DiscoveredService(
        number(row, "clock"),
        number(row, "drule"),
        number(row, "dcheck"),
        text(row, "ip"),
        text(row, "dns"),
        number(row, "port"),
        text(row, "value"),
        number(row, "status") == 0);
  }

  /** Returns a registration; null if its address, name or port is invalid. */
  private static @Nullable AgentRegistration registration(JsonCursor row, String proxy) {
    String ip = row.textOf("ip");
    String dns = text(row, "dns");
    String port = row.textOf("port");
    boolean isPolledByName = number(row, "flags") == POLLED_BY_NAME;
    if (!AgentDecoder.isValidAddress(ip, dns, isPolledByName) || !AgentDecoder.isValidPort(port)) {
      return null;
    }
    return new AgentRegistration(
        text(row, "host"),
        text(row, "host_metadata"),
        ip == null ? "" : ip,
        dns,
        port == null ? AgentRegistration.DEFAULT_PORT : Long.parseLong(port),
        connection(row.numberOf("tls_accepted").orElse(TlsMode.UNENCRYPTED.bit())),
        proxy,
        isPolledByName);
  }

  private static TlsMode connection(long bit) {
    return Stream.of(TlsMode.values())
        .filter(mode -> mode.bit() == bit)
        .findFirst()
        .orElse(TlsMode.UNENCRYPTED);
  }

  private static CommandResult taskResult(JsonCursor row) {
    boolean success = "0".equals(Objects.requireNonNullElse(row.textOf("status"), "0"));
    String info = text(row, "info");
    return new CommandResult(
        number(row, "parent_taskid"), success ? info : null, success ? null : info);
  }

  private static long number(JsonCursor row, String member) {
    return row.numberOf(member).orElse(0);
  }

  private static String text(JsonCursor row, String member) {
    return Objects.requireNonNullElse(row.textOf(member), "");
  }
}
