package org.mockzabbix.transcript;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.mockzabbix.protocol.ProxyReport;
import org.mockzabbix.protocol.ProxyReport.ReportedAvailability;
import org.mockzabbix.protocol.Request.CommandResult;

/** The JSON members of what a proxy reports besides values. Empty lists are left out. */
final class ReportMembers {

  private ReportMembers() {}

  static void write(ProxyReport report, VisibleJson json) throws IOException {
    write("interfaces", report.interfaces(), one -> write("interfaceid", one, json), json);
    write("hosts", report.hosts(), one -> write("hostid", one, json), json);
    write(
        "registrations",
        report.registrations(),
        one ->
            json.put("host", one.host())
                .put("hostMetadata", one.metadata())
                .put("ip", one.ip())
                .put("dns", one.dns())
                .put("port", Long.valueOf(one.port())),
        json);
    write(
        "discoveries",
        report.discoveries(),
        one ->
            json.put("drule", Long.valueOf(one.drule()))
                .put("dcheck", Long.valueOf(one.dcheck()))
                .put("ip", one.ip())
                .put("dns", one.dns())
                .put("port", Long.valueOf(one.port()))
                .put("value", one.value())
                .putTrue("up", one.isUp()),
        json);
    writeResults("taskResults", report.taskResults(), json);
    json.put("delay", report.delay());
  }

  /** Writes the results of remote commands. */
  static void writeResults(String name, List<CommandResult> results, VisibleJson json)
      throws IOException {
    write(
        name,
        results,
        one ->
            json.put("id", Long.valueOf(one.id()))
                .put("value", one.value())
                .put("error", one.error()),
        json);
  }

  private static void write(String id, ReportedAvailability one, VisibleJson json) {
    json.put(id, Long.valueOf(one.id()))
        .put("availability", one.availability().name().toLowerCase(Locale.ROOT))
        .put("error", one.error());
  }

  private static <T> void write(String name, List<T> rows, Consumer<T> members, VisibleJson json)
      throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    json.array(name);
    for (T row : rows) {
      json.object();
      members.accept(row);
      json.end();
    }
    json.end();
  }
}
