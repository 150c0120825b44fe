package org.mockzabbix.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.inventory.ProxyState;
import org.mockzabbix.protocol.AgentVersion;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.protocol.json.JsonWriter;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TlsMode;

/**
 * The internal statistics of a server, as {@code zabbix.stats} reports them. The numbers of hosts,
 * items and values, the times, the proxies and the version are those of this server. Its caches are
 * empty, and its processes idle. Not thread-safe.
 */
final class StatsReport {

  private static final long CACHE = 16 << 20; // the default sizes of the caches of a real server
  private static final long INDEX = 4 << 20;
  private static final long VALUE_CACHE = 8 << 20;

  /**
   * The processes of a server with their numbers, in its order, after their first major version.
   */
  private static final List<String> PROCESSES =
      List.of(
          "5 poller:1,5 unreachable poller:1,5 http poller:1,5 trapper:4,5 proxy poller:1",
          "5 escalator:1,5 history syncer:1,7 discovery worker:1,5 alerter:3,5 timer:1",
          "5 housekeeper:1,5 configuration syncer:1,5 self-monitoring:1,5 task manager:1",
          "5 alert manager:1,5 preprocessing manager:1,5 preprocessing worker:1,5 lld manager:1",
          "5 lld worker:2,5 alert syncer:1,6 history poller:5,6 availability manager:1",
          "6 service manager:1,6 trigger housekeeper:1,6 odbc poller:1,7 discovery manager:1",
          "7 http agent poller:1,7 agent poller:1,7 snmp poller:1,7 internal poller:1",
          "7 configuration syncer worker:1,7 proxy group manager:1,7 browser poller:1,7 ha manager:1");

  /** The timeouts of item checks at a proxy, in seconds. */
  private static final String TIMEOUTS =
      """
      {"zabbix_agent":3,"simple_check":3,"snmp_check":3,"external_check":3,"db_monitor":3,\
      "http_agent":3,"ssh_agent":3,"telnet_agent":3,"script":3,"browser":60}""";

  /** The numbers of the compatibility of a proxy's version. */
  private static final List<String> COMPATIBILITIES =
      List.of("unknown", "current", "outdated", "unsupported");

  private static final long OFFLINE_AFTER_SECONDS = 60;

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
    json.put("hosts", enabled(hosts));
    json.put("items", HostItem.of(hosts).filter(HostItem::isActive).count());
    json.put(
        context.is70() ? "items_unsupported" : "item_unsupported",
        HostItem.of(hosts).filter(item -> item.isActive() && !item.isSupported(context)).count());
    json.putRaw("requiredperformance", performance(hosts));
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

  private static long enabled(List<Host> hosts) {
    return hosts.stream().filter(Host::isEnabled).count();
  }

  private static String performance(List<Host> hosts) {
    return decimal(HostItem.of(hosts).mapToDouble(HostItem::performance).sum());
  }

  private void putValueCache() {
    json.object("vcache");
    putEmpty("buffer", VALUE_CACHE);
    json.object("cache").put("requests", 0).put("hits", 0).put("misses", 0).put("mode", 0).end();
    json.end();
  }

  private void putProxies() {
    json.array("proxy");
    for (String name : context.inventory().proxies()) {
      Proxy proxy = context.inventory().proxy(name);
      if (proxy != null) {
        put(proxy);
      }
    }
    json.end();
  }

  private void put(Proxy proxy) {
    List<Host> hosts =
        context.inventory().hostsOf(proxy.name()).stream().map(KnownHost::host).toList();
    ProxyState state = ProxyEngine.state(proxy, context.sessions(), context.server().version());
    json.object().put("name", proxy.name());
    json.putRaw("passive", String.valueOf(proxy.isPassive()));
    putModes(proxy);
    json.put("items", HostItem.of(hosts).filter(HostItem::isActive).count());
    json.putRaw("compression", "true");
    AgentVersion version = state.version();
    boolean unknown = version == null || version.equals(AgentVersion.ofProxy(null));
    json.put("version", unknown ? "undefined" : String.valueOf(version));
    json.put("compatibility", COMPATIBILITIES.indexOf(state.compatibility()));
    Instant last = state.lastAccess();
    long seen = last == null ? -1 : Duration.between(last, context.now()).toSeconds();
    json.put("last_seen", seen).put("hosts", enabled(hosts));
    json.putRaw("requiredperformance", performance(hosts)).putRaw("timeouts", TIMEOUTS);
    boolean online = seen >= 0 && seen < OFFLINE_AFTER_SECONDS;
    json.put("state", online ? "online" : "offline").end();
  }

  /** Adds the modes of an active proxy's connections, or the mode of those to a passive one. */
  private void putModes(Proxy proxy) {
    PeerTls tls = proxy.tls() == null ? PeerTls.accepting(TlsMode.UNENCRYPTED) : proxy.tls();
    for (TlsMode mode : TlsMode.values()) {
      boolean used = proxy.isPassive() ? tls.connect() == mode : tls.accept().contains(mode);
      json.putRaw(mode.name().toLowerCase(Locale.ROOT), String.valueOf(used));
    }
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
    putEmptyWrite("history", CACHE);
    putEmptyWrite("index", INDEX);
    putEmptyWrite("trend", INDEX);
    json.end();
  }

  private void putEmptyWrite(String cache, long total) {
    json.object(cache).putRaw("pfree", "100.000000").put("free", total).put("total", total);
    json.put("used", 0).putRaw("pused", "0.000000").end();
  }

  private void putEmpty(String cache, long total) {
    json.object(cache).put("total", total).put("free", total).putRaw("pfree", "100.000000");
    json.put("used", 0).putRaw("pused", "0.000000").end();
  }

  private void putProcesses() {
    json.object("process");
    PROCESSES.forEach(this::putProcesses);
    json.end();
  }

  private void putProcesses(String processes) {
    for (String process : processes.split(",", -1)) {
      int since = process.charAt(0) - '0';
      if (since == 5 || (since == 6 && context.is60()) || context.is70()) {
        String[] parts = process.substring(2).split(":", -1);
        json.object(parts[0]);
        putShare("busy", "0.000000");
        putShare("idle", "100.000000");
        json.put("count", Long.parseLong(parts[1])).end();
      }
    }
  }

  private void putShare(String state, String percent) {
    json.object(state).putRaw("avg", percent).putRaw("max", percent).putRaw("min", percent).end();
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.6f", number);
  }
}
