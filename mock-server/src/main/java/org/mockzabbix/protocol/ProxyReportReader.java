package org.mockzabbix.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.mockzabbix.protocol.ProxyReport.ActiveAvailability;
import org.mockzabbix.protocol.ProxyReport.DiscoveredService;
import org.mockzabbix.protocol.ProxyReport.InterfaceAvailability;
import org.mockzabbix.protocol.ProxyReport.TaskResult;
import org.mockzabbix.protocol.json.JsonCursor;

/**
 * Reads the sections of a proxy's data other than its values. Proxies leave out a member that has
 * its default.
 */
final class ProxyReportReader {

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
      JsonRequest request, String section, Function<JsonCursor, T> reader) {
    if (!request.hasContainer(section)) {
      return List.of();
    }
    List<T> all = new ArrayList<>();
    JsonCursor rows = request.container(section);
    while (rows.nextElement()) {
      if (!rows.type().isScalar()) {
        all.add(reader.apply(rows.enter()));
      }
    }
    return all;
  }

  private static InterfaceAvailability interfaceAvailability(JsonCursor row) {
    return new InterfaceAvailability(
        number(row, "interfaceid"), Availability.of(number(row, "available")), text(row, "error"));
  }

  private static ActiveAvailability activeAvailability(JsonCursor row) {
    return new ActiveAvailability(
        number(row, "hostid"), Availability.of(number(row, "active_status")));
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

  private static AgentRegistration registration(JsonCursor row, String proxy) {
    return new AgentRegistration(
        text(row, "host"),
        text(row, "host_metadata"),
        text(row, "ip"),
        text(row, "dns"),
        row.numberOf("port").orElse(AgentRegistration.DEFAULT_PORT),
        proxy);
  }

  private static TaskResult taskResult(JsonCursor row) {
    return new TaskResult(
        number(row, "type"),
        number(row, "parent_taskid"),
        "0".equals(Objects.requireNonNullElse(row.textOf("status"), "0")),
        text(row, "info"));
  }

  private static long number(JsonCursor row, String member) {
    return row.numberOf(member).orElse(0);
  }

  private static String text(JsonCursor row, String member) {
    return Objects.requireNonNullElse(row.textOf(member), "");
  }
}
