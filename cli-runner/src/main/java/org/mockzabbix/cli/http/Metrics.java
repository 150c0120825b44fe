package org.mockzabbix.cli.http;

import java.util.Locale;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.output.ExchangeCounters;

/** The counts of a server in the text format of Prometheus. */
final class Metrics {

  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();

  private Metrics() {}

  static String text(MockZabbixServer server, ExchangeCounters counters) {
    Metrics metrics = new Metrics();
    metrics.counter("values", "Processed values.", counters.values());
    metrics.counter("rejected_values", "Values that were not processed.", counters.rejected());
    metrics.counter("exchanges", "Exchanges, unreadable ones included.", counters.exchanges());
    metrics.counter(
        "unreadable_exchanges", "Exchanges without a valid packet.", counters.unreadable());
    metrics.counter(
        "refused_connections",
        "Connections that were closed because too many were open.",
        server.refusedConnections());
    metrics.gauge("journal_exchanges", "Recorded exchanges.", server.exchanges().size());
    metrics.gauge(
        "journal_evicted_exchanges",
        "Exchanges that were removed from the journal for lack of space since the last reset.",
        server.journal().evictedExchanges());
    metrics.gauge("rules", "Rules, exhausted ones included.", server.rules().size());
    metrics.gauge("hosts", "Configured hosts.", server.hosts().size());
    metrics.header("up", "gauge", "Whether a port accepts connections: 1 or 0.");
    metrics.up("trapper", "", server.isAcceptingConnections());
    for (MockAgent agent : server.agents()) {
      metrics.up("agent", agent.name(), agent.isAcceptingConnections());
    }
    return metrics.text.toString();
  }

  private void counter(String name, String help, long value) {
    header(name + "_total", "counter", help);
    text.append("mock_zabbix_").append(name).append("_total ").append(value).append('\n');
  }

  private void gauge(String name, String help, long value) {
    header(name, "gauge", help);
    text.append("mock_zabbix_").append(name).append(' ').append(value).append('\n');
  }

  private void header(String name, String type, String help) {
    text.append("# HELP mock_zabbix_").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE mock_zabbix_").append(name).append(' ').append(type).append('\n');
  }

  private void up(String port, String host, boolean accepting) {
    String label = host.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    text.append(
        String.format(
            Locale.ROOT,
            "mock_zabbix_up{port=\"%s\",host=\"%s\"} %d\n",
            port,
            label,
            accepting ? 1 : 0));
  }
}
