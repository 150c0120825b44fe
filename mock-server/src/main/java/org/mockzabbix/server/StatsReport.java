package org.mockzabbix.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.protocol.json.JsonWriter;

/**
 * The internal statistics of a server, as {@code zabbix.stats} reports them. The numbers of hosts,
 * items and values, the times and the version are those of this server. Its caches are empty, and
 * its processes idle. Not thread-safe.
 */
final class StatsReport {

  private static final long CACHE = 16 << 20; // the default sizes of the caches of a real server
  private static final long INDEX = 4 << 20;
  private static final long VALUE_CACHE = 8 << 20;

  /** The processes of all versions, with their numbers in a real server. */
  private static final List<String> PROCESSES =
      List.of(
          "poller:1,unreachable poller:1,http poller:1,trapper:4,proxy poller:1,escalator:1",
          "history syncer:1,alerter:3,timer:1,housekeeper:1,configuration syncer:1",
          "self-monitoring:1,task manager:1,alert manager:1,preprocessing manager:1",
          "preprocessing worker:1,lld manager:1,lld worker:2,alert syncer:1");

  private static final String PROCESSES_60 =
      "history poller:5,availability manager:1,service manager:1,trigger housekeeper:1,odbc poller:1";

  private static final List<String> PROCESSES_70 =
      List.of(
          "discovery worker:1,discovery manager:1,http agent poller:1,agent poller:1,snmp poller:1",
          "internal poller:1,configuration syncer worker:1,proxy group manager:1",
          "browser poller:1,ha manager:1");

  private final RequestContext context;
  private final JsonWriter json = new JsonWriter();

  StatsReport(RequestContext context) {
    this.context = context;
  }

  /** Returns the response to a request for all statistics. */
  String json() {
    json.object().put("response", "success").object("data");
    Instant startedAt = context.server().startedAt();
    json.put("boottime", startedAt.getEpochSecond());
    json.put("uptime", Duration.between(startedAt, context.now()).toSeconds());
    putConfiguration();
    putValueCache();
    if (context.is60()) {
      json.object("tcache").put("hits", 0).put("misses", 0).put("all", 0);
      json.putRaw("phits", "0.000000").putRaw("pmisses", "0.000000").put("items", 0);
      json.put("requests", 0).putRaw("pitems", "0.000000").end();
      json.array("ha").end();
    }
    if (context.is70()) {
      putProxies();
      json.object("vps").put("status", 0).put("written_total", 0).put("limit", 0).end();
    }
    putEmpty("rcache", context.is60() ? 2 * CACHE : VALUE_CACHE);
    json.put("version", context.server().version().release());
    putWriteCache();
    putProcesses();
    return json.end().end().toString();
  }

  private void putConfiguration() {
    List<Host> hosts = context.inventory().hosts();
    json.put("hosts", hosts.size());
    json.put("items", hosts.stream().map(Host::items).mapToLong(List::size).sum());
    json.put(context.is70() ? "items_unsupported" : "item_unsupported", 0);
    double performance = HostItem.of(hosts).mapToDouble(HostItem::performance).sum();
    json.putRaw("requiredperformance", decimal(performance));
    json.put("preprocessing_queue", 0);
    if (context.is70()) {
      json.object("preprocessing");
      json.object("queued").put("count", 0).put("size", 0).end();
      json.object("direct").put("count", 0).put("size", 0).end();
      json.put("queue", 0).end();
      json.put("discovery_queue", 0);
    }
    json.put("lld_queue", 0).put("triggers", 0);
  }

  private void putValueCache() {
    json.object("vcache");
    putEmpty("buffer", VALUE_CACHE);
    json.object("cache").put("requests", 0).put("hits", 0).put("misses", 0).put("mode", 0).end();
    json.end();
  }

  /** Adds the proxies, none of which the frontend sees as online. */
  private void putProxies() {
    json.array("proxy");
    for (String proxy : context.inventory().proxies()) {
      List<Host> hosts = context.inventory().hostsOf(proxy).stream().map(KnownHost::host).toList();
      json.object().put("name", proxy);
      json.put("items", hosts.stream().map(Host::items).mapToLong(List::size).sum());
      json.put("version", "undefined").put("compatibility", 0).put("last_seen", -1);
      json.put("hosts", hosts.size());
      double performance = HostItem.of(hosts).mapToDouble(HostItem::performance).sum();
      json.putRaw("requiredperformance", decimal(performance)).put("state", "offline").end();
    }
    json.end();
  }

  private void putWriteCache() {
    ProcessedCounts counts = context.sessions().processed();
    json.object("wcache").object("values").put("all", counts.all());
    json.put("float", counts.of(ValueType.FLOAT)).put("uint", counts.of(ValueType.UNSIGNED));
    json.put("str", counts.of(ValueType.CHARACTER)).put("log", counts.of(ValueType.LOG));
    json.put("text", counts.of(ValueType.TEXT));
    if (context.is70()) {
      json.put("bin", 0);
    }
    json.put("not supported", counts.notSupported()).end();
    putEmpty("history", CACHE);
    putEmpty("index", INDEX);
    putEmpty("trend", INDEX);
    json.end();
  }

  private void putEmpty(String cache, long total) {
    json.object(cache).put("total", total).put("free", total).putRaw("pfree", "100.000000");
    json.put("used", 0).putRaw("pused", "0.000000").end();
  }

  private void putProcesses() {
    json.object("process");
    PROCESSES.forEach(this::putProcesses);
    if (context.is60()) {
      putProcesses(PROCESSES_60);
    }
    if (context.is70()) {
      PROCESSES_70.forEach(this::putProcesses);
    }
    json.end();
  }

  private void putProcesses(String processes) {
    for (String process : processes.split(",", -1)) {
      String[] parts = process.split(":", -1);
      json.object(parts[0]);
      putShare("busy", "0.000000");
      putShare("idle", "100.000000");
      json.put("count", Long.parseLong(parts[1])).end();
    }
  }

  private void putShare(String state, String percent) {
    json.object(state).putRaw("avg", percent).putRaw("max", percent).putRaw("min", percent).end();
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.6f", number);
  }
}
