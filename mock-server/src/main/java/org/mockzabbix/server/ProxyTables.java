package org.mockzabbix.server;

import static java.util.Map.entry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.ItemType;
import org.mockzabbix.inventory.MonitoringStatus;
import org.mockzabbix.protocol.GlobalRegexp;
import org.mockzabbix.protocol.LogPosition;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.protocol.json.JsonWriter;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsMode;

/**
 * The tables of a proxy's configuration, with their fields in the order that proxies of one version
 * require, filled from the inventory. Immutable.
 *
 * <p>A resource file lists the fields of each table on one line, and the rows that do not depend on
 * the inventory. A proxy of 7.0 rejects a field that is missing, unknown or in the wrong place
 * (measured).
 */
final class ProxyTables {

  private static final String ROW = " = ";

  /** A value that is null in JSON. */
  private static final String NULL = "null";

  private static final Map<String, Object> HOST_DEFAULTS =
      Map.ofEntries(
          entry("available", 0),
          entry("ipmi_authtype", -1),
          entry("ipmi_privilege", 2),
          entry("ipmi_available", 0),
          entry("snmp_available", 0),
          entry("jmx_available", 0),
          entry("tls_connect", 1),
          entry("tls_accept", 1));

  private static final Map<String, Object> INTERFACE_DEFAULTS =
      Map.of("main", 1, "type", 1, "available", 0);

  private static final Map<String, Object> ITEM_DEFAULTS =
      Map.ofEntries(
          entry("authtype", 0),
          entry("flags", 0),
          entry("inventory_link", 0),
          entry("master_itemid", NULL),
          entry("status_codes", "200"),
          entry("follow_redirects", 1),
          entry("post_type", 0),
          entry("retrieve_mode", 0),
          entry("request_method", 0),
          entry("output_format", 0),
          entry("verify_peer", 0),
          entry("verify_host", 0));

  private static final Set<String> OF_HOSTS =
      Set.of(
          "hosts",
          "interface",
          "interface_snmp",
          "host_inventory",
          "items",
          "item_rtdata",
          "item_preproc",
          "item_parameter");
  private static final Set<String> OF_MACROS = Set.of("hosts_templates", "hostmacro");
  private static final Set<String> OF_EACH_CHANGE = Set.of("drules", "dchecks", "config");

  private final String defaultHistory;
  private final String defaultTimeout;
  private final Map<String, String> fieldsByTable = new LinkedHashMap<>();
  private final Map<String, String> rowByTable = new LinkedHashMap<>();

  private ProxyTables(String version, String defaultHistory, String defaultTimeout) {
    this.defaultHistory = defaultHistory;
    this.defaultTimeout = defaultTimeout;
    read("proxy-tables-" + version + ".txt").forEach(this::add);
  }

  static ProxyTables of(ZabbixVersion version) {
    return switch (version) {
      case V5_0 -> Tables50.TABLES;
      case V6_0 -> Tables60.TABLES;
      case V7_0 -> Tables70.TABLES;
    };
  }

  /** Reads a line of the form {@code table: field field ...} or {@code table = JSON row}. */
  private void add(String line) {
    int row = line.indexOf(ROW);
    int fields = line.indexOf(": ");
    if (row > 0 && (fields < 0 || row < fields)) {
      rowByTable.put(line.substring(0, row), line.substring(row + ROW.length()));
    } else {
      fieldsByTable.put(line.substring(0, fields), line.substring(fields + 2));
    }
  }

  private static List<String> read(String resource) {
    InputStream in =
        Objects.requireNonNull(ProxyTables.class.getResourceAsStream(resource), resource);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns all tables for one proxy as a JSON object. */
  String forProxy(String proxy, RequestContext context) {
    JsonWriter json = new JsonWriter().object();
    addTables(table -> true, context.inventory().hostsOf(proxy), context, json);
    if (context.is60() && !context.is70()) {
      json.object("macro.secrets").end();
    }
    return json.end().toString();
  }

  /**
   * Returns the tables that a server since 7.0 sends to a proxy if some of its hosts changed, or
   * left it, as a JSON object: the rows of these hosts.
   */
  String forChangedHosts(List<KnownHost> hosts, RequestContext context) {
    Set<String> tables = new HashSet<>(OF_EACH_CHANGE);
    if (!hosts.isEmpty()) {
      tables.addAll(OF_HOSTS);
    }
    if (hosts.stream().anyMatch(KnownHost::hasMacros)) {
      tables.addAll(OF_MACROS);
    }
    JsonWriter json = new JsonWriter().object();
    addTables(tables::contains, hosts, context, json);
    return json.end().toString();
  }

  private void addTables(
      Predicate<String> tables, List<KnownHost> hosts, RequestContext context, JsonWriter json) {
    fieldsByTable.forEach(
        (table, fields) -> {
          if (tables.test(table)) {
            json.object(table).array("fields");
            for (String field : fields.split(" ", -1)) {
              json.value(field);
            }
            json.end().array("data");
            addRows(table, hosts, context, json);
            json.end().end();
          }
        });
  }

  private void addRows(
      String table, List<KnownHost> hosts, RequestContext context, JsonWriter json) {
    switch (table) {
      case "hosts" -> hosts.forEach(host -> write("hosts", row(host), json));
      case "hostmacro" -> addMacros(hosts, json);
      case "interface" -> hosts.forEach(host -> write("interface", interfaceRow(host), json));
      case "items" ->
          eachItem(
              hosts,
              context.inventory(),
              json,
              (host, item, out) -> write("items", row(host, item), out));
      case "item_rtdata" ->
          eachItem(
              hosts,
              context.inventory(),
              json,
              (host, item, out) -> addPosition(item, context, out));
      case "config" -> json.raw(configRow(context.server().registration()));
      case "config_autoreg_tls" ->
          write("config_autoreg_tls", registrationRow(context.server().registration()), json);
      case "regexps" -> addRegexps(context.server().regexps(), json);
      case "expressions" -> addExpressions(context.server().regexps(), json);
      default -> {
        String row = rowByTable.get(table);
        if (row != null) {
          json.raw(row);
        }
      }
    }
  }

  /** Returns the global settings, with the modes in which agents may register. */
  private String configRow(@Nullable PeerTls registration) {
    String row = Objects.requireNonNull(rowByTable.get("config"));
    if (registration == null) {
      return row;
    }
    String fields = Objects.requireNonNull(fieldsByTable.get("config"));
    int index = List.of(fields.split(" ", -1)).indexOf("autoreg_tls_accept");
    String[] values = row.substring(1, row.length() - 1).split(",", -1);
    values[index] = String.valueOf(bits(registration));
    return "[" + String.join(",", values) + "]";
  }

  private static Map<String, Object> registrationRow(@Nullable PeerTls registration) {
    Map<String, Object> row = new HashMap<>(Map.of("autoreg_tlsid", 1));
    if (registration != null) {
      putPsk(registration, row);
    }
    return row;
  }

  /** Writes the fields of a row that this version has. A field without a value is empty text. */
  private void write(String table, Map<String, Object> row, JsonWriter json) {
    json.array();
    for (String field : fieldsByTable.getOrDefault(table, "").split(" ", -1)) {
      Object value = row.getOrDefault(field, "");
      if (value instanceof Number number) {
        json.value(number.longValue());
      } else if (value.equals(NULL)) {
        json.raw(NULL);
      } else {
        json.value(value.toString());
      }
    }
    json.end();
  }

  private static Map<String, Object> row(KnownHost host) {
    Map<String, Object> row = new HashMap<>(HOST_DEFAULTS);
    row.put("hostid", host.hostid());
    row.put("host", host.name());
    row.put("name", host.name());
    row.put("status", status(host.host().status()));
    PeerTls tls = host.tls();
    if (tls != null) {
      putEncryption(tls, row);
    }
    return row;
  }

  private static void putEncryption(PeerTls tls, Map<String, Object> row) {
    row.put("tls_connect", tls.connect().bit());
    row.put("tls_accept", bits(tls));
    row.put("tls_issuer", tls.issuer());
    row.put("tls_subject", tls.subject());
    putPsk(tls, row);
  }

  private static int bits(PeerTls tls) {
    return tls.accept().stream().mapToInt(TlsMode::bit).sum();
  }

  private static void putPsk(PeerTls tls, Map<String, Object> row) {
    TestPsk psk = tls.psk();
    if (psk != null) {
      row.put("tls_psk_identity", psk.identity());
      row.put("tls_psk", psk.hex());
    }
  }

  /** Proxies expand the macros of keys and update intervals themselves. */
  private void addMacros(List<KnownHost> hosts, JsonWriter json) {
    for (KnownHost host : hosts) {
      for (Map.Entry<String, String> macro : host.host().macros().entrySet()) {
        write(
            "hostmacro",
            Map.of(
                "hostmacroid",
                IdAllocator.hash(host.name(), "macro " + macro.getKey()),
                "hostid",
                host.hostid(),
                "macro",
                macro.getKey(),
                "value",
                macro.getValue(),
                "type",
                0,
                "automatic",
                0),
            json);
      }
    }
  }

  /** Returns the number of a status in Zabbix. Proxies also receive disabled hosts and items. */
  private static int status(MonitoringStatus status) {
    return status == MonitoringStatus.ENABLED ? 0 : 1;
  }

  private static Map<String, Object> interfaceRow(KnownHost host) {
    String agent = host.host().agent();
    int colon = agent.lastIndexOf(':');
    String name = agent.substring(0, colon).replaceAll("[\\[\\]]", "");
    boolean isAddress = name.matches("[0-9.]+|.*:.*");
    Map<String, Object> row = new HashMap<>(INTERFACE_DEFAULTS);
    row.put("interfaceid", host.interfaceid());
    row.put("hostid", host.hostid());
    row.put("useip", isAddress ? 1 : 0);
    row.put("ip", isAddress ? name : "");
    row.put("dns", isAddress ? "" : name);
    row.put("port", agent.substring(colon + 1));
    return row;
  }

  private interface RowWriter {
    void write(KnownHost host, KnownItem item, JsonWriter json);
  }

  private static void eachItem(
      List<KnownHost> hosts, Inventory inventory, JsonWriter json, RowWriter writer) {
    for (KnownHost host : hosts) {
      for (KnownItem item : inventory.itemsOf(host)) {
        writer.write(host, item, json);
      }
    }
  }

  private Map<String, Object> row(KnownHost host, KnownItem known) {
    Item item = known.item();
    Map<String, Object> row = new HashMap<>(ITEM_DEFAULTS);
    row.put("itemid", item.itemid());
    row.put("type", item.type().number());
    row.put("hostid", host.hostid());
    row.put("key_", item.key());
    row.put("delay", item.delay());
    row.put("history", history(item));
    row.put("status", status(item.status()));
    row.put("value_type", item.valueType().number());
    row.put("trapper_hosts", item.allowedHosts());
    row.put("timeout", timeout(item));
    row.put("interfaceid", item.type() == ItemType.PASSIVE ? host.interfaceid() : NULL);
    row.put("allow_traps", item.type() == ItemType.HTTP_AGENT_TRAP ? 1 : 0);
    return row;
  }

  private String history(Item item) {
    Duration period = item.history();
    if (period.equals(Item.DEFAULT_HISTORY)) {
      return defaultHistory;
    }
    return period.isZero() ? "0" : period.toSeconds() + "s";
  }

  /** Before 7.0, only other types of items have a timeout. */
  private String timeout(Item item) {
    return defaultTimeout.isEmpty()
        ? item.timeout().map(timeout -> timeout.toSeconds() + "s").orElse("")
        : defaultTimeout;
  }

  private static void addPosition(KnownItem known, RequestContext context, JsonWriter json) {
    LogPosition position = context.sessions().logPosition(known.name());
    json.array().value(known.item().itemid());
    json.value(position.lastlogsize()).value(position.mtime()).end();
  }

  /** Returns the number of each name, from 1, in the order of the first expressions. */
  private static Map<String, Integer> numbers(List<GlobalRegexp> regexps) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    regexps.forEach(regexp -> numbers.putIfAbsent(regexp.name(), 1 + numbers.size()));
    return numbers;
  }

  private static void addRegexps(List<GlobalRegexp> regexps, JsonWriter json) {
    numbers(regexps).forEach((name, number) -> json.array().value(number).value(name).end());
  }

  private static void addExpressions(List<GlobalRegexp> regexps, JsonWriter json) {
    Map<String, Integer> numbers = numbers(regexps);
    int expressionid = 1;
    for (GlobalRegexp regexp : regexps) {
      boolean sensitive = regexp.caseSensitive();
      json.array().value(expressionid++).value(numbers.getOrDefault(regexp.name(), 0));
      json.value(regexp.expression()).value(regexp.type()).value(regexp.delimiter());
      json.value(sensitive ? 1 : 0).end();
    }
  }

  /** Loads the tables of 5.0 on first use. */
  private static final class Tables50 {
    static final ProxyTables TABLES = new ProxyTables("5.0", "90d", "3s");
  }

  /** Loads the tables of 6.0 on first use. */
  private static final class Tables60 {
    static final ProxyTables TABLES = new ProxyTables("6.0", "90d", "3s");
  }

  /** Loads the tables of 7.0 on first use. */
  private static final class Tables70 {
    static final ProxyTables TABLES = new ProxyTables("7.0", "31d", "");
  }
}
